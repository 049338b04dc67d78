"""How a figure has changed: the test, the words and the view of the Trends page."""

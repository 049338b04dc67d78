"""The quadrant's page with its four lenses, and the page of all combined authorities."""

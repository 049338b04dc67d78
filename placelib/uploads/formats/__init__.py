"""From bytes to a grid of text, and from a cell's text to a number or a gap."""

"""The HTML of one page."""

"""The desk (工作台), the search and the help page."""

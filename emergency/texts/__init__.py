"""What the files of plans say: their text page by page, and the chapters that are found in it."""

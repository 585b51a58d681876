"""The law in force as dated data, and the duties that follow from it."""

"""Ledgers in and out: the office's Excel checked, shown and taken in whole, and given back as it asks for it."""

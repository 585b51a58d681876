"""Regions and units: who is there, since when, and what is true of them."""

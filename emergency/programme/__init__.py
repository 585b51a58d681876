"""The drill year: every owed drill on a fit day, the load even, the changes few."""

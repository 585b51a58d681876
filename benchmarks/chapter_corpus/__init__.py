"""A corpus of made-up plans whose missing, renamed, merged, emptied and reordered chapters are known."""

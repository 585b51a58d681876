"""Received files and papers: taken in, looked at, kept, handed out, purged."""

"""The evaluation sheets as the reference data has them, read once."""

from functools import lru_cache
from pathlib import Path

import yaml

from emergency.drills.evaluation import Book, book_of

FILE = Path(__file__).resolve().parents[2] / "seeds" / "reference" / "drills" / "evaluation.yaml"


@lru_cache(maxsize=1)
def book() -> Book:
    """Both sheets with their source."""
    return book_of(yaml.safe_load(FILE.read_text("utf-8")))

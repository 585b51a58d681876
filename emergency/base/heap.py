"""The search for garbage, put off while a batch makes much that goes by itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unsearched() -> Iterator[None]:
    """No search for cycles within, as for a piece of a batch that makes values by the hundred thousand.

    They go when nobody holds them any more; each search would walk through the whole application for nothing.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()

"""The log: one JSON line a request, with its id and without secrets."""

import logging
import re
import sys
from typing import Any

import structlog

SECRET_PATHS = re.compile(r"(/calendar/|/verify/|/reply/|/filled-sheet/)[^/?]+")


def redacted(path: str) -> str:
    """The path without the tokens that open a feed or a verification."""
    return SECRET_PATHS.sub(r"\1…", path)


def configure_log() -> None:
    """JSON lines on standard error; control characters are escaped by JSON itself."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )


def log(event: str, **values: Any) -> None:
    """Write one line."""
    structlog.get_logger().info(event, **values)


def log_error(event: str, **values: Any) -> None:
    """Write one line about a fault, with the traceback when there is one."""
    structlog.get_logger().error(event, **values, exc_info=sys.exc_info()[0] is not None)

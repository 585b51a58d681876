"""The pages about texts: importing this file brings all of them to the blueprint."""

from emergency.texts import (
    views_compare,
    views_elements,
    views_judging,
    views_opinion,
    views_questions,
    views_templates,
)
from emergency.texts.doors import blueprint

__all__ = [
    "blueprint",
    "views_compare",
    "views_elements",
    "views_judging",
    "views_opinion",
    "views_questions",
    "views_templates",
]

"""The pages of plans: the list, one plan, and what is done with it."""

from flask import Blueprint

from emergency.plans.queries_history import histories

blueprint = Blueprint("plans", __name__)

__all__ = ["blueprint", "histories"]

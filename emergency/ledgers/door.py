"""The room's one blueprint, which its view files share."""

from flask import Blueprint

blueprint = Blueprint("ledgers", __name__)

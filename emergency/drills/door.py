"""The room's one blueprint, which its view files share."""

from flask import Blueprint

blueprint = Blueprint("drills", __name__)

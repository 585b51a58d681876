"""The blueprint that the files of views share."""

from flask import Blueprint

blueprint = Blueprint("units", __name__)

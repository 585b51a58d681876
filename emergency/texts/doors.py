"""What the files of views share: the blueprint of the pages about texts."""

from flask import Blueprint

blueprint = Blueprint("texts", __name__)

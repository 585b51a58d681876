"""The room's one blueprint, which its view files share, and the kinds of file that they send."""

from flask import Blueprint

blueprint = Blueprint("assessment", __name__, url_prefix="/checklists")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
YAML = "application/yaml"

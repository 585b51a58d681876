"""Asking for a package: nothing to fill in, sent once."""

from emergency.base.forms import Form


class PackForm(Form):
    """A button."""

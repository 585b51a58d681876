"""Where a web server finds the app."""

import sys

from click import get_current_context

from emergency import create_app
from emergency.base.errors import Refusal
from emergency.base.schema import refuse_newer

app = create_app()

# The command line must still open a newer database's folder, to restore a backup; a server must not serve it.
if get_current_context(silent=True) is None:
    try:
        refuse_newer(app.config["SETTINGS"])
    except Refusal as refusal:
        sys.exit(refusal.sentence)

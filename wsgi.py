"""Where a web server finds the app."""

from emergency import create_app

app = create_app()

"""Signed slips for files that came well, so that a form that comes back with errors need not ask for them again."""

import json
from datetime import date
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from emergency.base.access import Scope
from emergency.base.storage import store
from emergency.evidence.facts import Received

LASTS = 12 * 3600  # seconds, well within the age at which the sweep takes what no paper names


def slip_for(scope: Scope, received: Received) -> str:
    """Return a slip that only the same person can hand in."""
    values = json.loads(json.dumps(received.as_json(), default=_plain))
    return _signer(scope).dumps(values)


def read_slip(scope: Scope, slip: str) -> Received | None:
    """Return the file of a slip, or None when it is another's, too old, spoilt, or its bytes are gone."""
    try:
        received = Received.from_json(_signer(scope).loads(slip, max_age=LASTS))
    except BadSignature:
        return None
    return received if store().has(received.sha256) else None


def _signer(scope: Scope) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=f"received-file-{scope.person_id}")


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)

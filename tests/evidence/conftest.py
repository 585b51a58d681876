"""What the tests of received files share."""

import pytest
from papers_cast import offer
from PIL import ImageFile
from visitors import SCOPE, Visitor

from emergency.base import child, slots
from emergency.base.child import Failure, Limits
from emergency.evidence import sniffing
from emergency.evidence.kinds import Kind
from emergency.evidence.openings import look_for_marks


@pytest.fixture
def sniffed(tmp_path, monkeypatch):
    """Look into a file, here and now."""
    # The printer switches this on for the whole process; the child never brings the printer along.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)

    def look(content, name, accept=tuple(Kind)):
        path = tmp_path / "received"
        path.write_bytes(content)
        return sniffing.sniff({"path": str(path), "name": name, "accept": accept})

    return look


@pytest.fixture
def sniffed_apart(tmp_path):
    """Look into a file as the product does: in the bounded child; a failure reads like a refusal."""

    def look(content, name, accept=tuple(Kind), **limits):
        path = tmp_path / "received"
        path.write_bytes(content)
        argument = {"path": str(path), "name": name, "accept": accept}
        outcome = child.run(sniffing.sniff, argument, Limits(**limits))
        if isinstance(outcome, Failure):
            return {"refused": outcome.sentence, "trouble": outcome.trouble}
        return outcome.value

    return look


@pytest.fixture
def marked(tmp_path):
    """Tell whether the first page of a file is found to be marked."""

    def look(content, kind):
        path = tmp_path / "received"
        path.write_bytes(content)
        return look_for_marks({"path": str(path), "kind": kind})

    return look


@pytest.fixture
def desk(heihe, other_app, monkeypatch):
    """The app with one page more, on which files can be offered: desk(scope) is somebody at it."""
    other_app.add_url_rule("/offer", view_func=offer, methods=["GET", "POST"])
    monkeypatch.setattr(slots.identify, "fillers", [lambda request: request.environ.get(SCOPE)])
    return lambda scope: Visitor(other_app, scope)

"""The printer reads only its own folder: each way out is tried with a secret and a listening socket."""

import socket
import threading
import zlib
from base64 import b64encode
from datetime import UTC, datetime

import pikepdf
import pytest

from emergency.base import printing

MOMENT = datetime(2026, 11, 21, 1, 2, 3, tzinfo=UTC)
CANARY = "SECRET-CANARY-7391"


def nested(svg_body):
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="9" height="9">{svg_body}</svg>'
    )
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


VECTORS = {
    "link attachment": '<link rel=attachment href="{u}"><p>x',
    "a attachment": '<a rel=attachment href="{u}">x</a>',
    "img": '<img src="{u}">',
    "picture in svg": '<svg width=9 height=9><image href="{u}" width=9 height=9 /></svg>',
    "use in svg": '<svg width=9 height=9><use href="{u}#a" /></svg>',
    "svg in data": '<img src="DATA-IMAGE">',
    "use in data": '<img src="DATA-USE">',
    "stylesheet link": '<link rel=stylesheet href="{u}"><p>x',
    "css import": '<style>@import url("{u}");</style><p>x',
    "css import in data": '<link rel=stylesheet href="data:text/css,@import url({u});"><p>x',
    "css background": '<style>p {{ background: url("{u}") }}</style><p>x',
    "css list image": '<style>li {{ list-style-image: url("{u}") }}</style><ul><li>x</ul>',
    "css border image": '<style>p {{ border: 9px solid; border-image: url("{u}") 9 }}</style><p>x',
    "css content": '<style>p::before {{ content: url("{u}") }}</style><p>x',
    "css page background": '<style>@page {{ background: url("{u}") }}</style><p>x',
    "font face": '<style>@font-face {{ font-family: z; src: url("{u}") }} p {{ font-family: z }}</style><p>x',
    "object": '<object data="{u}" type="image/png">x</object>',
    "embed": '<embed src="{u}" type="image/png">',
    "base": '<base href="{u}"><img src="{n}"><link rel=attachment href="{n}">',
}
SILENT = {"use in svg", "use in data"}  # The engine never follows these: nothing to deny, nothing leaks.


class Listener(threading.Thread):
    """A socket that counts who calls."""

    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port, self.calls = self.socket.getsockname()[1], 0

    def run(self):
        while True:
            try:
                caller, _ = self.socket.accept()
            except OSError:
                return
            self.calls += 1
            caller.close()


@pytest.fixture
def listener():
    thread = Listener()
    thread.start()
    yield thread
    thread.socket.shutdown(socket.SHUT_RDWR)
    thread.socket.close()
    thread.join()


def everything_in(paper, tmp_path):
    """All streams of the paper, unpacked, so that a secret cannot hide in compression."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper)
    with pikepdf.open(path) as opened:
        streams = [
            o.read_bytes()
            for o in opened.objects
            if isinstance(o, pikepdf.Stream) and o.get("/Subtype") != "/CIDFontType0C"
        ]
    return paper + b"".join(streams)


def attempt(html, tmp_path):
    """Print; give back the refusal, or the unpacked paper when the engine simply looked away."""
    try:
        paper = printing.pdf(html, stamped=MOMENT, identifier="x")
    except printing.PrintFailed as refusal:
        return str(refusal), b""
    return "", everything_in(paper, tmp_path)


def page(name, address):
    body = VECTORS[name].format(u=address, n=address.rsplit("/", 1)[-1])
    image = nested(f'<image xlink:href="{address}" href="{address}" width="9" height="9"/>')
    body = body.replace("DATA-IMAGE", image).replace("DATA-USE", nested(f'<use href="{address}#a"/>'))
    return f"<html lang=zh-CN><title>t</title><body>{body}"


@pytest.mark.parametrize("name", VECTORS)
def test_a_file_outside_the_folder_never_reaches_the_paper(name, tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><text>{CANARY}</text></svg>')
    refusal, paper = attempt(page(name, secret.as_uri()), tmp_path)
    assert CANARY.encode() not in paper and zlib.compress(CANARY.encode()) not in paper
    assert "打印文件夹以外" in refusal or name in SILENT


@pytest.mark.parametrize("name", VECTORS)
def test_no_connection_leaves_the_machine(name, listener, tmp_path):
    refusal, _ = attempt(page(name, f"http://127.0.0.1:{listener.port}/x.svg"), tmp_path)
    assert listener.calls == 0
    assert "打印文件夹以外" in refusal or name in SILENT


@pytest.mark.parametrize(
    "address",
    [
        "print:../print/print.css",
        "print:/etc/passwd",
        "print:",
        "print:printing.py",
        "PRINT:print.css",
        "file:print.css",
        "ftp://127.0.0.1/x",
        "asset:print.css",
        "//127.0.0.1/x",
    ],
)
def test_only_names_of_the_folder_are_given_out(address):
    fetcher = printing.LockedFetcher()
    with pytest.raises(ValueError):
        fetcher.fetch(address)
    assert fetcher.denied == [address]


def test_an_asset_of_the_folder_is_given_out():
    fetcher = printing.LockedFetcher()
    answer = fetcher.fetch("print:print.css")
    assert answer.content_type == "text/css" and answer.read() and fetcher.denied == []

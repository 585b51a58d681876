"""A watched tab: what it asks elsewhere, what its policy refuses, what axe finds."""

import os
import shutil
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from emergency.base.access import Role, Scope, scope_for

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ROLE_HEADER = "X-Tests-Role"
CITY, COUNTY, TOWNSHIP = "231100000000", "231102000000", "231102200000"
SCOPES: dict[str, Scope] = {
    "city": scope_for(Role.CITY, person_id=1, name="市级王敏", regions=(CITY,)),
    "county": scope_for(Role.COUNTY, person_id=2, name="爱辉区李强", regions=(COUNTY,)),
    "township": scope_for(Role.TOWNSHIP, person_id=3, name="乡镇赵丽", regions=(TOWNSHIP,)),
    "line": scope_for(Role.LINE, person_id=4, name="教育局孙华", regions=(CITY,), lines=frozenset({"教育"})),
    "unit": scope_for(Role.UNIT, person_id=5, name="单位联络员周平", unit_ids=(1,)),
    "auditor": scope_for(Role.AUDITOR, person_id=6, name="日志审计员吴刚"),
    "system": scope_for(Role.SYSTEM, person_id=7, name="系统管理员郑洁"),
}
GRAVE = {"serious", "critical"}
REPORT = """document.addEventListener('securitypolicyviolation',
    event => console.error('POLICY ' + event.violatedDirective + ' ' + event.blockedURI));"""


class Watched:
    """One tab of one role; `offences` gathers what must not happen."""

    def __init__(self, browser: Browser, address: str, role: str, width: int = 1280) -> None:
        headers = {ROLE_HEADER: role} if role else {}
        self.address = address
        self.offences: list[str] = []
        self.context = browser.new_context(
            base_url=address,
            extra_http_headers=headers,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": width, "height": 800},
        )
        self.context.add_init_script(REPORT)
        self.page: Page = self.context.new_page()
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.offences.append(f"script error {error}"))

    def _asked(self, request: Request) -> None:
        # The PDF viewer of Chromium is an extension of its own; its parts lie in the browser.
        if not request.url.startswith((self.address, "data:", "blob:", "about:", "chrome-extension:", "chrome:")):
            self.offences.append(f"{self.page.url} asked {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if "POLICY" in message.text or "Content Security Policy" in message.text:
            self.offences.append(f"{self.page.url} {message.text}")


def grave_faults(page: Page) -> list[str]:
    """What axe calls serious or critical on the page."""
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url} {fault['id']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


def overflow_of(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def path_of(page: Page) -> str:
    """Where the tab is, without host and question."""
    return urlsplit(page.url).path

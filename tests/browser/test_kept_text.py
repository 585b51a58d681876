"""What was typed outlives the end of the session, for the same person; a double click sends one form."""

from playwright.sync_api import Page, expect
from watching import ROLE_HEADER

OFFER = "登录中断前，您在本页填写的文字还保留着"


def become(page: Page, role: str) -> None:
    page.context.set_extra_http_headers({ROLE_HEADER: role} if role else {})


def type_and_lose_the_session(page: Page) -> None:
    page.goto("/people/new")
    page.get_by_label("姓名").fill("孙小梅")
    page.get_by_label("教育").check()
    become(page, "")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("h1")).to_have_text("登录")


def test_the_same_person_gets_the_text_back(tab):
    page = tab("system")
    type_and_lose_the_session(page)
    become(page, "system")
    page.goto("/people/new")
    expect(page.get_by_text(OFFER)).to_be_visible()
    page.get_by_role("button", name="恢复填写内容").click()
    expect(page.get_by_label("姓名")).to_have_value("孙小梅")
    expect(page.get_by_label("教育")).to_be_checked()
    expect(page.get_by_text(OFFER)).to_have_count(0)


def test_nothing_is_offered_when_the_form_arrived(tab):
    page = tab("system")
    page.goto("/people/new")
    page.get_by_label("姓名").fill("孙小梅")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".note-danger")).to_be_visible()
    page.goto("/people/new")
    expect(page.get_by_text(OFFER)).to_have_count(0)


def test_another_person_sees_nothing_of_it(tab):
    page = tab("system")
    type_and_lose_the_session(page)
    become(page, "city")
    page.goto("/help")
    become(page, "system")
    page.goto("/people/new")
    expect(page.get_by_text(OFFER)).to_have_count(0)


def test_a_double_click_sends_one_form(tab):
    page = tab("system")
    page.goto("/people/new")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name="保存").dblclick(no_wait_after=True)
    expect(page.locator(".note-danger")).to_be_visible()
    assert len(sent) == 1


def test_a_password_can_be_shown(tab):
    page = tab("")
    page.goto("/login")
    page.get_by_label("密码").fill("secret")
    page.get_by_role("button", name="显示").click()
    expect(page.get_by_label("密码")).to_have_attribute("type", "text")

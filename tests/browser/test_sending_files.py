"""A chosen file is named with its size; the form that sends it shows how far it is and comes back as filled."""

from playwright.sync_api import Page, expect

FORM = """<form method=post action=/login enctype=multipart/form-data data-progress>
<div><input type=file id=paper name=paper></div>
<input name=login value=somebody><div class=form-acts><button type=submit>提交</button></div></form>"""


def put_form(page: Page) -> None:
    """A sending form on a page of ours, with the scripts run over it once more."""
    page.goto("/login")
    page.evaluate("html => { document.querySelector('main').innerHTML = '<h1>登录</h1>' + html; }", FORM)
    page.add_script_tag(url="/static/js/progress.js")


def test_a_chosen_file_is_named_with_its_size(tab):
    page = tab()
    put_form(page)
    page.set_input_files("#paper", {"name": "防汛预案.pdf", "mimeType": "application/pdf", "buffer": b"x" * 3_000_000})
    expect(page.locator(".chosen")).to_have_text("防汛预案.pdf，2.9 MB")


def test_an_empty_file_is_told_before_it_is_sent(tab):
    page = tab()
    put_form(page)
    page.set_input_files("#paper", {"name": "空.pdf", "mimeType": "application/pdf", "buffer": b""})
    expect(page.locator(".too-large")).to_contain_text("文件是空的")


def test_the_answer_takes_the_place_of_the_page(tab):
    page = tab()
    put_form(page)
    page.set_input_files("#paper", {"name": "预案.pdf", "mimeType": "application/pdf", "buffer": b"x" * 500_000})
    page.get_by_role("button", name="提交").click()
    expect(page.locator("h1")).to_have_text("请求有误")


def test_what_is_too_large_is_not_sent_and_the_form_stays(tab):
    page = tab()
    put_form(page)
    page.evaluate("Object.defineProperty(File.prototype, 'size', {get: () => 205 * 1024 * 1024})")
    page.set_input_files("#paper", {"name": "大.pdf", "mimeType": "application/pdf", "buffer": b"x"})
    page.get_by_role("button", name="提交").click()
    expect(page.locator(".progress-line")).to_contain_text("没有发送")
    expect(page.locator("[name=login]")).to_have_value("somebody")
    expect(page.get_by_role("button", name="提交")).to_be_enabled()


def test_an_error_leads_back_to_the_form_as_it_was_filled(tab):
    page = tab()
    page.goto("/login")
    page.fill("main [name=login]", "somebody")
    page.evaluate("document.querySelector('main [name=csrf_token]').value = 'forged'")
    page.fill("main [name=password]", "something")
    page.get_by_role("main").get_by_role("button", name="登录").click()
    expect(page.locator("h1")).to_have_text("请求有误")
    page.get_by_role("link", name="返回刚才的页面").click()
    expect(page.locator("main [name=login]")).to_have_value("somebody")

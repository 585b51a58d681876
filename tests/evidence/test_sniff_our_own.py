"""What this product prints is itself welcome as evidence, with its fonts, attachments and banner."""

from weasyprint import HTML, Attachment

PAGE = """<html lang="zh-CN"><title>考核自查表</title><body><p>本系统为非涉密系统，严禁上传、处理国家秘密和工作秘密</p>
<p>一、应急预案管理</p></body></html>"""


def made():
    data = Attachment(string="{}", name="checklist.json", relationship="Source")
    return HTML(string=PAGE).write_pdf(attachments=[data])


def test_a_printed_checklist_is_taken(sniffed):
    found = sniffed(made(), "考核自查表.pdf")
    assert (found["kind"], found["pages"], found["title"]) == ("pdf", 1, "考核自查表")


def test_the_banner_is_no_mark(marked):
    assert marked(made(), "pdf") == {"read": True}

"""Files with text of our own for the tests of reading: PDFs whose letters can be read, Word and OFD packages."""

import io

import corpus
import pikepdf
from pikepdf import Array, Dictionary, Name

from emergency.base.database import committed
from emergency.evidence.actions_receive import keep_made
from emergency.evidence.facts import PaperRole
from emergency.evidence.kinds import extension_kind
from emergency.plans import actions
from emergency.plans.queries import latest_revision

W = corpus.W


def pdf(*pages, password=None, owner=None, odd=None):
    """A PDF whose pages have these texts, in a font that says by itself what its codes mean; page `odd` is broken."""
    with pikepdf.new() as made:
        font = made.make_indirect(_font(made))
        for number, text in enumerate(pages):
            page = made.add_blank_page(page_size=(595, 842))
            page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
            shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in text.split("\n"))
            page.obj.Contents = made.make_stream(f"BT /F1 12 Tf 14 TL 72 770 Td {shown} ET".encode())
            if number == odd:
                page.obj.Contents = Name("/Nothing")
        content = io.BytesIO()
        locked = pikepdf.Encryption(user=password or "", owner=owner or "x") if password or owner else None
        made.save(content, encryption=locked or False)
        return content.getvalue()


def pictured(*words):
    """A PDF of one page with a picture, as a scanner makes it, and perhaps a few words on pages of their own."""
    with pikepdf.open(io.BytesIO(pdf("", *words))) as made:
        picture = made.make_stream(b"\xff", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
        picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
        page = made.pages[0]
        page.obj.Resources.XObject = Dictionary(Im0=picture)
        page.obj.Contents = made.make_stream(b"q 500 0 0 700 40 40 cm /Im0 Do Q")
        content = io.BytesIO()
        made.save(content)
        return content.getvalue()


def _font(made):
    """A font whose codes are UTF-16, as PDF's own UniGB-UCS2-H says."""
    described = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/STSong-Light"),
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="GB1", Supplement=2), DW=1000,
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/STSong-Light"), Encoding=Name("/UniGB-UCS2-H"),
        DescendantFonts=Array([made.make_indirect(described)]),
    )  # fmt: skip


def word(body, **parts):
    """A .docx with this body in WordprocessingML."""
    document = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return _package(document, parts)


def _package(document, parts):
    kept = {"[Content_Types].xml": corpus.CONTENT_TYPES, "word/document.xml": document}
    return corpus.zipped(kept | {f"word/{name}.xml": content for name, content in parts.items()})


def paragraph(text, *, before="", properties=""):
    """A paragraph with properties and whatever stands before its text."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{before}<w:t>{text}</w:t></w:r></w:p>"


def paper_of(plan, scope, name, content, role=PaperRole.TEXT):
    """A file as a paper of the newest version of a plan; gives the version's number in the table."""
    with committed():
        received = keep_made(name, io.BytesIO(content), extension_kind(name))
        actions.add_papers(scope, plan.id, plan.latest, [(role, received)])
    return latest_revision(plan).id

"""Makes the files of the tests, honest and hostile, from nothing."""

import io
import struct
import zipfile

import pikepdf
from ole_writer import compound_file
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
CONTENT_TYPES = f'<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="{TYPES}"/></Types>'
CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>森林火灾应急预案</dc:title>'
    "<dcterms:created>2026-05-11T20:30:00Z</dcterms:created>"
    "<dcterms:modified>2026-06-01T01:00:00Z</dcterms:modified></cp:coreProperties>"
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def word_xml(*lines, before=""):
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    return f'<?xml version="1.0"?>{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def docx(*lines, stored=False, **parts):
    named = {name.replace("__", "/"): content for name, content in parts.items()}
    return zipped(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "word/document.xml": word_xml(*(lines or ("一、总则", "为做好应急工作，制定本预案。"))),
            "docProps/core.xml": CORE,
            "docProps/app.xml": "<Properties><Pages>12</Pages></Properties>",
        }
        | named,
        zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED,
    )


def docx_with(extra):
    return docx(**{name.replace("/", "__"): content for name, content in extra.items()})


def template_link(target):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )


def pdf(*lines, pages=2, change=lambda made: None, **save):
    with pikepdf.new() as made:
        font = made.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/STSong-Light"), Encoding=Name("/GBK-EUC-H"),
                DescendantFonts=Array([Dictionary(
                    Type=Name.Font, Subtype=Name("/CIDFontType0"), BaseFont=Name("/STSong-Light"),
                    CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="GB1", Supplement=2),
                )]),
            )
        )  # fmt: skip
        for _ in range(pages):
            page = made.add_blank_page(page_size=(595, 842))
            page.Resources = Dictionary(Font=Dictionary(F1=font))
            shown = " ".join(f"<{line.encode('gbk').hex()}> Tj 0 -20 Td" for line in lines)
            page.Contents = made.make_stream(f"BT /F1 14 Tf 70 770 Td {shown} ET".encode())
        made.docinfo["/Title"] = "防汛应急预案"
        made.docinfo["/CreationDate"] = "D:20260511233000+00'00'"
        change(made)
        buffer = io.BytesIO()
        made.save(buffer, **save)
        return buffer.getvalue()


def pdf_that(action):
    """A PDF that does something when it is opened."""
    return pdf("正文", change=lambda made: made.Root.__setattr__("OpenAction", action))


def pdf_locked(**permissions):
    return pdf("正文", encryption=pikepdf.Encryption(owner="owner", **permissions))


def pdf_with_file(name, content):
    def attach(made):
        stream = made.make_stream(content, Type=Name.EmbeddedFile)
        spec = Dictionary(Type=Name.Filespec, F=String(name), UF=String(name), EF=Dictionary(F=stream))
        files = Dictionary(Names=Array([String(name), made.make_indirect(spec)]))
        made.Root.Names = Dictionary(EmbeddedFiles=files)

    return pdf("正文", change=attach)


def pdf_with_form(xml):
    def fill(made):
        made.Root.AcroForm = Dictionary(Fields=Array(), XFA=made.make_stream(xml))

    return pdf("正文", change=fill)


def doc(text="一、总则\r为做好应急工作，制定本预案。", flags=0, **streams):
    word = struct.pack("<HHHHHBB", 0xA5EC, 0xC1, 0, 0x804, 0, 0, flags).ljust(0x200, b"\0") + text.encode("utf-16-le")
    others = {name.replace("__", "/"): content for name, content in streams.items()}
    return compound_file({"WordDocument": word} | others)


def ofd(text="乡镇应急预案", **parts):
    return zipped(
        {
            "OFD.xml": '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocInfo>'
            "<ofd:Title>防汛预案</ofd:Title><ofd:CreationDate>2026-05-12</ofd:CreationDate></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Pages>'
            '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
            "Doc_0/Pages/Page_0/Content.xml": '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content>'
            f"<ofd:TextObject><ofd:TextCode>{text}</ofd:TextCode></ofd:TextObject></ofd:Content></ofd:Page>",
        }
        | parts
    )


def picture(form="JPEG", size=(400, 300), colour="white", orientation=None, mode="RGB"):
    image = Image.new(mode, size, colour)
    said = image.getexif()
    if orientation:
        said[0x0112] = orientation
        said.get_ifd(0x8769)[36867] = "2026:05:12 09:30:00"
    buffer = io.BytesIO()
    image.save(buffer, form, exif=said)
    return buffer.getvalue()


def box(kind, content=b""):
    return struct.pack(">I4s", len(content) + 8, kind) + content


def mp4(recorded=3_861_000_000):
    movie = box(b"mvhd", struct.pack(">IIIII", 0, recorded, recorded, 1000, 5000) + bytes(80))
    return box(b"ftyp", b"isom\0\0\2\0isommp41") + box(b"moov", movie) + box(b"mdat", bytes(100))


def with_encrypted_flag(package):
    """The same package with its first entry said to be encrypted."""
    changed = bytearray(package)
    changed[6] |= 1
    directory = changed.index(b"PK\x01\x02")
    changed[directory + 8] |= 1
    return bytes(changed)

"""The kinds of files that the register takes, and what a file that is something else turns out to be."""

from collections.abc import Set
from enum import StrEnum

MEGABYTE = 1 << 20
LARGEST_FILE = 200 * MEGABYTE


class Unacceptable(Exception):
    """A file is refused; the message is the Chinese sentence that says why and what to do."""


class Kind(StrEnum):
    """A kind of file that may be kept; the value is also its extension."""

    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    WPS = "wps"
    OFD = "ofd"
    JPG = "jpg"
    PNG = "png"
    MP4 = "mp4"


EXTENSIONS = frozenset(kind.value for kind in Kind)
PICTURES: Set[Kind] = frozenset({Kind.JPG, Kind.PNG})
PLAN_TEXTS: Set[Kind] = frozenset(Kind) - {Kind.MP4}
DRILL_RECORDS: Set[Kind] = PICTURES | {Kind.PDF, Kind.DOCX, Kind.MP4}
VIEWABLE: Set[Kind] = PICTURES | {Kind.PDF}

MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.DOC: "application/msword",
    Kind.WPS: "application/vnd.ms-works",
    Kind.OFD: "application/ofd",
    Kind.JPG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.MP4: "video/mp4",
}

# What content of another kind is called on the screen, and what to do with it.
OTHERS = {
    "ole-word": ("Word 97-2003 文档", "请把扩展名改为 .doc 后重新上传。"),
    "xlsx": ("Excel 表格", "请另存为 PDF 后上传。"),
    "pptx": ("演示文稿", "请另存为 PDF 后上传。"),
    "ole-other": ("旧版 Office 的其他文档", "请用原软件打开后另存为 PDF 上传。"),
    "zip": ("压缩包", "请解压后逐个上传其中的文件。"),
    "archive": ("压缩包", "请解压后逐个上传其中的文件。"),
    "html": ("网页（HTML）", "请用 Word 或 WPS 打开后另存为 .docx 或 PDF 上传。"),
    "rtf": ("RTF 文档", "请用 Word 或 WPS 打开后另存为 .docx 上传。"),
    "heic": ("HEIC 照片", "请在手机相机设置中选择“兼容性最佳”，或转换为 JPG 后上传。"),
    "gif": ("GIF 图片", "请另存为 PNG 或 JPG 后上传。"),
    "bmp": ("BMP 图片", "请另存为 PNG 或 JPG 后上传。"),
    "tiff": ("TIFF 图片", "请另存为 PDF 或 JPG 后上传。"),
    "webp": ("WebP 图片", "请另存为 PNG 或 JPG 后上传。"),
    "program": ("可执行程序", "程序不能上传，请核对是否选错了文件。"),
    "pdf-inside": ("前面带有其他内容的 PDF", "请用 PDF 软件打开后另存为新文件再上传。"),
    "unknown": ("无法识别的内容", "请核对是否选错了文件，或用原软件打开后另存为 PDF 上传。"),
}


def names_of(kinds: Set[Kind]) -> str:
    """Return the extensions in a fixed order, as a person reads them: .pdf .docx …"""
    return " ".join(f".{kind}" for kind in Kind if kind in kinds)


def extension_kind(name: str) -> Kind | None:
    """Return the kind that a file name claims."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    extension = {"jpeg": "jpg", "jpe": "jpg", "m4v": "mp4"}.get(extension, extension)
    return Kind(extension) if extension in EXTENSIONS else None


def mismatch(name: str, content: str) -> Unacceptable:
    """Return the refusal of a file whose content is not what its name says."""
    if content in EXTENSIONS:
        what, remedy = f"{content.upper()} 文件", f"请把扩展名改为 .{content} 后重新上传。"
    else:
        what, remedy = OTHERS[content]
    claimed = name.rpartition(".")[2]
    return Unacceptable(f"文件名的类型与内容不一致：扩展名是 .{claimed}，内容却是{what}。{remedy}")

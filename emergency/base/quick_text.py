"""Optional speed: a line of text that was broken or drawn before is not broken or shaped again.

Only for WeasyPrint 70.0: this reaches into it. A paper is the same, byte for byte, with and without.
"""

import copy
import re
from dataclasses import dataclass, field
from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.layout.inline import split_first_line
from weasyprint.matrix import Matrix
from weasyprint.pdf.fonts import Font
from weasyprint.text.fonts import get_pango_font_key

from emergency.base.quick_styles import number_of

MOST = 8_000  # lines kept; a paper of four pages has some seven hundred, most of them in every paper
RUN = re.compile(r"<([0-9a-f]+)>")
PRESERVING = ("pre-line", "pre-wrap")

_broken: dict[tuple[Any, ...], Any] = {}
_drawn: dict[tuple[Any, ...], "Line"] = {}
_faces: dict[Any, "Face"] = {}


@dataclass
class Face:
    """A font as it is before any paper uses it; `held` keeps the engine's object alive."""

    font: Any
    size: float
    key: Any
    held: Any


@dataclass
class Line:
    """What drawing a line of text says to the page, in order, and the glyphs that it uses of each face."""

    steps: list[tuple[str, Any]] = field(default_factory=list)
    glyphs: list[tuple[Any, list[tuple[int, str, int]]]] = field(default_factory=list)


def forget_text() -> None:
    """Let everything go."""
    _broken.clear()
    _drawn.clear()
    _faces.clear()


def break_line(
    text: str, style: Any, context: Any, max_width: Any, justification_spacing: float,
    is_line_start: bool = True, minimum: bool = False,
) -> Any:  # fmt: skip
    """The engine's `split_first_line`, asked once for the same words in the same style and width."""
    number = number_of(style)
    if number is None:
        return split_first_line(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    if style["white_space"] in PRESERVING:
        # The engine looks one character beyond a line's own end and no farther.
        end = text.find("\n")
        text = text if end < 0 else text[: end + 2]
    key = (text, number, max_width, justification_spacing, is_line_start, minimum)
    found = _broken.get(key)
    if found is None:
        if len(_broken) > MOST:
            _broken.clear()
        found = split_first_line(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        _broken[key] = found
    return found


def draw_text(stream: Any, textbox: Any, offset_x: float, text_overflow: str, block_ellipsis: Any) -> None:
    """The engine's `draw_text`; plain lines that were drawn before are written down again without shaping."""
    style, layout = textbox.style, textbox.pango_layout
    number = number_of(style)
    plain = (
        number is not None and text_overflow == "clip" and block_ellipsis == "none"
        and style["text_decoration_line"] == "none" and style["visibility"] == "visible"
        and not layout.justification_spacing and not textbox.justification_spacing
    )  # fmt: skip
    if not plain:
        drawing.draw_text(stream, textbox, offset_x, text_overflow, block_ellipsis)
        return
    key = (layout.text, textbox.text, number)
    line = _drawn.get(key)
    if line is None:
        _draw_and_keep(stream, textbox, text_overflow, block_ellipsis, key)
    else:
        _draw_again(stream, textbox, line)


def _draw_and_keep(stream: Any, textbox: Any, overflow: str, ellipsis: Any, key: tuple[Any, ...]) -> None:
    x, y = textbox.position_x, textbox.position_y + textbox.baseline
    stream.set_color(textbox.style["color"])
    textbox.pango_layout.reactivate(textbox.style)
    stream.begin_text()
    writer = Writer(stream, textbox.pango_layout.layout)
    emojis = drawing.draw_first_line(writer, textbox, overflow, ellipsis, Matrix(d=-1, e=x, f=y))
    stream.end_text()
    drawing.draw_emojis(stream, textbox.style, x, y, emojis)
    textbox.pango_layout.deactivate()
    # A box for a missing character must be told of in every paper, so such lines are drawn by the engine alone.
    if not emojis and not any(font.missing for font in writer.fonts):
        if len(_drawn) > MOST:
            _drawn.clear()
        _drawn[key] = writer.line


def _draw_again(stream: Any, textbox: Any, line: Line) -> None:
    stream.set_color(textbox.style["color"])
    stream.begin_text()
    for name, value in line.steps:
        if name == "matrix":
            stream.set_text_matrix(1, 0, 0, -1, textbox.position_x, textbox.position_y + textbox.baseline)
        elif name == "font":
            stream.set_font_size(*value)
        elif name == "rise":
            stream.set_text_rise(value)
        else:
            stream.show_text(value)
    for face_key, glyphs in line.glyphs:
        font = _font(stream, _faces[face_key])
        for glyph, words, width in glyphs:
            if glyph not in font.to_unicode:
                font.to_unicode[glyph] = words
            if glyph not in font.widths:
                font.widths[glyph] = width
    stream.end_text()


class Writer:
    """Stands before the page's stream while a line is drawn, and keeps what is said to it."""

    def __init__(self, stream: Any, held: Any) -> None:
        self.stream, self.held = stream, held
        self.ink_rect, self.logical_rect = stream.ink_rect, stream.logical_rect
        self.line = Line()
        self.fonts: list[Any] = []
        self.font: Any = None
        self.next: Any = None

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        """The paper's font for an engine's one, made from what earlier papers had."""
        key, description, size = get_pango_font_key(pango_font)
        face = _faces.get((key, size))
        if face is None:
            made = Font(pango_font, description, size)
            face = _faces[key, size] = Face(made, size, key, self.held)
        # What was gathered before belongs to the font before: it is shown only after this call.
        self.next = _font(self.stream, face), ((key, size), [])
        self.fonts.append(self.next[0])
        return self.next[0], size

    def set_text_matrix(self, *values: float) -> None:
        """Where the line begins."""
        self.line.steps.append(("matrix", None))
        self.stream.set_text_matrix(*values)

    def set_font_size(self, name: str, size: float) -> None:
        """Which face follows."""
        self.font, glyphs = self.next
        self.line.glyphs.append(glyphs)
        self.line.steps.append(("font", (name, size)))
        self.stream.set_font_size(name, size)

    def set_text_rise(self, rise: float) -> None:
        """How far up."""
        self.line.steps.append(("rise", rise))
        self.stream.set_text_rise(rise)

    def show_text(self, words: str) -> None:
        """The glyphs themselves."""
        self.line.steps.append(("show", words))
        self.stream.show_text(words)
        step = 2 if self.font.bitmap else 4
        for run in RUN.findall(words):
            glyphs = (int(run[start : start + step], 16) for start in range(0, len(run), step))
            kept = [(glyph, self.font.to_unicode[glyph], self.font.widths[glyph]) for glyph in glyphs]
            self.line.glyphs[-1][1].extend(kept)


def _font(stream: Any, face: Face) -> Any:
    """The font of this paper: a copy of the untouched one, with nothing used yet."""
    fonts = stream._fonts
    if face.key not in fonts:
        font = fonts[face.key] = copy.copy(face.font)
        font.widths, font.to_unicode, font.missing = {}, {}, {}
    return fonts[face.key]

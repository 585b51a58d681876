"""A QR code as a picture that stands in the page itself: nothing is fetched, nothing is kept."""

import segno


def qr_picture(text: str) -> str:
    """The QR code of a text as a data address for an <img>, black on white with the quiet border of the standard."""
    made = segno.make(text, error="m", micro=False)
    picture: str = made.svg_data_uri(scale=4, border=4, light="#fff")
    return picture


def qr_image(text: str) -> str:
    """The same as a bitmap for paper, eight dots a module: a printer has nothing to work out from a path."""
    made: str = segno.make(text, error="m", micro=False).png_data_uri(scale=8, border=4)
    return made

"""What would push the boxes out of reach, and words that no reader sees in a drawing or a PDF."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from PIL import Image

from tests.support.documents import REFUSED, document, drawing, signed

from .case import SECRET, Blocked, Fault, Published, body, whole

MORE = "plus que des traits et des mots"
FAR = "hors de vue du lecteur"
EMPTINESS = {
    "20,000 line ends on one line": "<br>" * 4000,
    "20,000 line ends": "<br>\n" * 20_000,
    "empty paragraphs": "<p></p>\n\n" * 500,
    "paragraphs of a no-break space": "&nbsp;\n\n" * 500,
    "empty headings": "## \n\n" * 500,
    "empty items": "- \n" * 500,
    "lines across": "---\n\n" * 500,
    "paragraphs of a full stop": ".\n\n" * 500,
    "empty rows": "| a | b |\n| --- | --- |\n" + "| | |\n" * 500,
    "letters that draw nothing": "\u3164\n\n" * 100,
    "emptiness with a word now and then": ("<br>" * 19 + "mot\n\n") * 40,
    "a line for each letter": "a\n\n" * 2000,
}


def high(width: int, height: int, kind: str = "PNG") -> bytes:
    """Return an image of one colour, of so many pixels."""
    out = BytesIO()
    Image.new("1", (width, height)).save(out, kind)
    return out.getvalue()


def shown(name: str, data: bytes) -> dict[str, str | bytes]:
    """Return an article that leads to a file, and that file."""
    return body(f"[le genou]({{static}}/images/{name})") | {f"images/{name}": data}


def refused(id_: str, title: str, name: str, data: bytes, says: str) -> Fault:
    """Return a file that is refused as a whole."""
    return Fault(id_, title, whole(says, f"images/{name}"), shown(name, data))


def drawn(id_: str, title: str, inside: str, says: str = MORE) -> Fault:
    """Return a drawing that is refused on the line after its last."""
    data = drawing(f"\n{inside}")
    return Fault(id_, title, Blocked(says, "images/x.svg", 2), shown("x.svg", data))


def freed(id_: str, title: str, name: str, data: bytes) -> Fault:
    """Return a file that says more than it shows: it is published without."""
    return Fault(id_, title, Published(shows=(f"images/{name}",)), shown(name, data))


FAULTS = [
    *(
        Fault(f"U01-{number}", title, Blocked(FAR, line=10 if "rows" in title else 8), body(text))
        for number, (title, text) in enumerate(EMPTINESS.items(), start=1)
    ),
    Fault(
        "U01-13",
        "a code of empty lines",
        Blocked(FAR, line=8),
        body("~~~\na\n" + "\n" * 900 + "b\n~~~"),
    ),
    refused("U02-1", "an image a hundred screens high", "x.png", high(40, 60_000), FAR),
    refused("U02-2", "a photograph fifty screens high", "x.gif", high(10, 40_000, "GIF"), FAR),
    refused(
        "U02-3",
        "a drawing a hundred times as high as wide",
        "x.svg",
        drawing(attributes='width="10" height="1000"'),
        FAR,
    ),
    freed("U03-1", "a comment in a drawing", "x.svg", drawing(f"<!-- {SECRET} -->")),
    freed("U03-2", "metadata of a drawing", "x.svg", drawing(f"<metadata>{SECRET}</metadata>")),
    freed("U03-3", "a comment before a drawing", "x.svg", drawing(before=f"<!-- {SECRET} -->")),
    freed(
        "U03-4",
        "what a drawing program notes",
        "x.svg",
        drawing(attributes=f'xmlns:i="http://i" i:file="{SECRET}" data-a="{SECRET}"'),
    ),
    freed(
        "U03-5",
        "a part that is switched off",
        "x.svg",
        drawing(f'<g display="none"><text>{SECRET}</text></g>'),
    ),
    freed(
        "U03-6",
        "a part that is never used",
        "x.svg",
        drawing(f"<defs><text>{SECRET}</text></defs>"),
    ),
    drawn("U04-1", "a program in a drawing", "<script>1</script>"),
    drawn("U04-2", "a page in a drawing", "<foreignObject/>"),
    drawn("U04-3", "a handler in a drawing", '<g onclick="x()"/>'),
    drawn("U04-4", "a drawing of another site", '<image href="//x.example/x.png"/>'),
    drawn("U04-5", "a style of another site", '<g fill="url(//x.example/x)"/>'),
    drawn("U04-6", "a drawing cut short", "<g>", "ce dessin est abîmé"),
    freed("U05-1", "who made a PDF, in its metadata", "x.pdf", document(signed(SECRET))),
    freed("U05-2", "words after the end of a PDF", "x.pdf", document() + f"%{SECRET}\n".encode()),
    freed(
        "U05-3",
        "words in the packed metadata of a PDF",
        "x.pdf",
        document(signed(SECRET), object_stream_mode=pikepdf.ObjectStreamMode.generate),
    ),
    *(
        refused(f"U06-{number}", f"a PDF with {title}", "x.pdf", data, says)
        for number, (title, (data, says)) in enumerate(REFUSED.items(), start=1)
    ),
    refused(
        "U06-13",
        "a PDF with a password",
        "x.pdf",
        document(encryption=pikepdf.Encryption(owner="a", user="b")),
        "ne peut pas être lu",
    ),
]

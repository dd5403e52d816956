"""Drawings and PDF documents as programs write them: what they say beside what they show."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    b'<path d="M0 0h9v9z" fill="#11594e"/><text y="9">genou</text></svg>\n'
)


def drawing(inside: str = "", before: str = "", attributes: str = "") -> bytes:
    """Return a drawing with something more in it."""
    text = DRAWING.decode().replace("<svg ", f"{before}<svg {attributes} ")
    return text.replace("</svg>", f"{inside}</svg>").encode()


def document(change: Callable[[Pdf], object] | None = None, **saved: object) -> bytes:
    """Return a PDF of one page that shows a word, after a change; ``saved``: how it is written."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F1 12 Tf 10 10 Td (genou) Tj ET")
    if change:
        change(pdf)
    out = BytesIO()
    options = {"object_stream_mode": pikepdf.ObjectStreamMode.disable, "static_id": True}
    pdf.save(out, **(options | saved))
    return out.getvalue()


def annotated(**values: object) -> Callable[[Pdf], object]:
    """Return the addition of an annotation to the page."""

    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Annots = Array([Dictionary(Rect=[0, 0, 9, 9], **values)])

    return change


def with_key(name: str, value: object, *, page: bool = False) -> Callable[[Pdf], object]:
    """Return the addition of an entry to the catalogue, or to the page."""

    def change(pdf: Pdf) -> None:
        (pdf.pages[0].obj if page else pdf.Root)[name] = value

    return change


def signed(words: str) -> Callable[[Pdf], object]:
    """Return the addition of some words wherever a word processor writes who made a document."""

    def change(pdf: Pdf) -> None:
        pdf.docinfo["/Author"] = words
        pdf.docinfo["/Company"] = words
        with pdf.open_metadata() as metadata:
            metadata["dc:creator"] = [words]
        pdf.Root.Comment = words
        pdf.pages[0].obj.PieceInfo = Dictionary(Word=Dictionary(Private=words))
        pdf.pages[0].obj.Comment = words
        pdf.make_indirect(Dictionary(Deleted=words))
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])

    return change


PROGRAM = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
LAUNCH = Dictionary(S=Name.Launch, F="calc.exe")
# What a PDF does by itself or hides: each with a word of what is said of it.
REFUSED: dict[str, tuple[bytes, str]] = {
    "a program at the opening": (document(with_key("/OpenAction", PROGRAM)), "un programme"),
    "another program at the opening": (document(with_key("/OpenAction", LAUNCH)), "un programme"),
    "a program on a page": (
        document(with_key("/AA", Dictionary(O=PROGRAM), page=True)),
        "un programme",
    ),
    "a program by its name": (
        document(with_key("/Names", Dictionary(JavaScript=Dictionary(Names=Array([]))))),
        "un programme",
    ),
    "a program behind a link": (document(annotated(Subtype=Name.Link, A=PROGRAM)), "un lien"),
    "a link that runs": (
        document(annotated(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="javascript:x"))),
        "un lien",
    ),
    "a form that sends": (
        document(annotated(Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm, F="https://x"))),
        "un lien",
    ),
    "a form filled in": (
        document(
            with_key("/AcroForm", Dictionary(Fields=Array([Dictionary(T="nom", V="Dupont")])))
        ),
        "un formulaire",
    ),
    "an attached file": (
        document(lambda pdf: pdf.attachments.__setitem__("dossier.txt", b"Mme Dupont")),
        "un fichier joint",
    ),
    "a file on a page": (document(annotated(Subtype=Name.FileAttachment)), "un fichier joint"),
    "a remark": (document(annotated(Subtype=Name.Text, Contents="Mme Dupont")), "une remarque"),
    "a hidden layer": (
        document(with_key("/OCProperties", Dictionary(D=Dictionary(OFF=Array([Dictionary()]))))),
        "un calque caché",
    ),
}

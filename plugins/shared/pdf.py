"""Free a PDF of what its pages do not show, and find what it would do by itself.

Word processors write into a PDF who made it, where and when, and keep what was deleted: the file is
written anew with what its pages need and nothing else. What runs, is filled in, is attached or is
hidden cannot be taken out without changing what the doctor gave: it is refused.

ISO 32000-1 (PDF 1.7): 7.7.2 (catalogue), 12.5.6 (annotations), 12.6.4 (actions), 14.3 (metadata).
Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from .problems import N_, Phrase

# What of the catalogue and of a page serves to show or to find something.
_CATALOGUE = frozenset(
    "/Type /Version /Extensions /Pages /PageLabels /Names /Dests /ViewerPreferences /PageLayout "
    "/PageMode /Outlines /StructTreeRoot /MarkInfo /Lang /OutputIntents /OCProperties".split()
)
_PAGE = frozenset(
    "/Type /Parent /Resources /MediaBox /CropBox /BleedBox /TrimBox /ArtBox /Contents /Rotate "
    "/Group /Annots /StructParents /Tabs /UserUnit".split()
)
# Written beside what is drawn, wherever it stands.
_TOLD = ("/Metadata", "/PieceInfo", "/LastModified")
_LEADING = ("http:", "https:", "mailto:", "tel:")
# What a link may do: lead to a place of the document, or to an address.
_HARMLESS = frozenset({"/GoTo", "/URI"})
_ACTIONS = frozenset(
    "/JavaScript /Launch /SubmitForm /ImportData /ResetForm /Rendition /Movie /Sound /GoToE /GoToR "
    "/RichMediaExecute /GoTo3DView /SetOCGState".split()
)
_UNREADABLE = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RuntimeError,
)
# Direct objects in direct objects.
_DEEPEST = 50


class UnreadableError(ValueError):
    """A PDF that cannot be opened: damaged, or with a password."""


def strip_pdf(data: bytes) -> bytes:
    """Return a PDF with what its pages show and nothing that tells who made it, how or when.

    The same bytes every time; those of a PDF that was stripped already. Raises
    :class:`UnreadableError`.
    """
    with _opened(data) as pdf:
        for thing in _dictionaries(pdf):
            _without(thing, [key for key in _TOLD if key in thing])
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        _without(pdf.Root, [key for key in pdf.Root if key not in _CATALOGUE])
        if "/Names" in pdf.Root:
            _without(pdf.Root.Names, [key for key in pdf.Root.Names if key != "/Dests"])
        for page in pdf.pages:
            _without(page.obj, [key for key in page.obj if key not in _PAGE])
        written = BytesIO()
        pdf.save(
            written,
            deterministic_id=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
            encryption=False,
        )
    return written.getvalue()


def _without(thing: Any, keys: Iterable[Any]) -> None:
    for key in list(keys):
        del thing[key]


def check_pdf(data: bytes) -> Iterator[Phrase]:
    """Yield what a PDF does by itself or hides, each in words. Raises :class:`UnreadableError`."""
    found: dict[Phrase, None] = {}
    with _opened(data) as pdf:
        catalogue: Any = pdf.Root
        names = catalogue.get("/Names", {})
        if "/JavaScript" in names:
            found[N_("a program")] = None
        if "/EmbeddedFiles" in names or "/AF" in catalogue or "/Collection" in catalogue:
            found[N_("an attached file")] = None
        form = catalogue.get("/AcroForm", {})
        if "/XFA" in form or len(form.get("/Fields", [])):
            found[N_("a form")] = None
        if not _only_leads(catalogue.get("/OpenAction")):
            found[N_("a program")] = None
        layers = catalogue.get("/OCProperties", {})
        if any(len(one.get("/OFF", [])) for one in _layers(layers)):
            found[N_("a hidden layer")] = None
        for thing in _dictionaries(pdf):
            found |= dict.fromkeys(_of_object(thing))
        for page in pdf.pages:
            for note in page.obj.get("/Annots", []):
                found |= dict.fromkeys(_of_annotation(note))
    yield from found


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every dictionary and stream of a PDF, those that stand inside of others too."""
    waiting: list[tuple[Any, int]] = [(thing, 0) for thing in pdf.objects]
    while waiting:
        thing, depth = waiting.pop()
        if isinstance(thing, Array):
            inside = list(thing)
        elif isinstance(thing, Dictionary | Stream):
            yield thing
            inside = [thing[key] for key in thing.keys()]  # noqa: SIM118 - it is no mapping
        else:
            continue
        if depth > _DEEPEST:
            raise UnreadableError
        # What is indirect stands in the list of objects itself.
        waiting += [(one, depth + 1) for one in inside if not getattr(one, "is_indirect", True)]


def _layers(properties: Any) -> Iterator[Any]:
    if "/D" in properties:
        yield properties["/D"]
    yield from properties.get("/Configs", [])


def _of_object(thing: Any) -> Iterator[Phrase]:
    """Yield what an object does, wherever it stands in the file."""
    if "/JS" in thing or "/AA" in thing or str(thing.get("/S", "")) in _ACTIONS:
        yield N_("a program")
    if "/EF" in thing or thing.get("/Type") == Name.EmbeddedFile:
        yield N_("an attached file")
    address = str(thing.get("/URI", "")) if thing.get("/S") == Name.URI else ""
    if address and not address.strip().lower().startswith(_LEADING):
        yield N_("a link that does something else than lead to a page")


def _of_annotation(note: Any) -> Iterator[Phrase]:
    """Yield what stands on a page and is no link: remarks, fields, films, attached files."""
    kind = str(note.get("/Subtype", ""))
    if kind == "/Widget":
        yield N_("a form")
    elif kind == "/FileAttachment":
        yield N_("an attached file")
    elif kind != "/Link":
        yield N_("a remark or a film on a page")
    elif not _only_leads(note.get("/A")):
        yield N_("a link that does something else than lead to a page")


def _only_leads(action: Any) -> bool:
    """Tell whether an action is none, a place in the document, or one that leads somewhere."""
    if action is None or not isinstance(action, Dictionary):
        return True
    return str(action.get("/S", "")) in _HARMLESS and "/Next" not in action


@contextmanager
def _opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    """Open a PDF for the block; whatever is not as the format says makes it unreadable."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            yield pdf
    except _UNREADABLE:
        raise UnreadableError from None

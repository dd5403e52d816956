"""Tell what a file is that the blog does not read, and where it belongs. Knows nothing of Pelican.

By its first bytes rather than by its name, which may say something else:
https://www.iana.org/assignments/media-types/, and for Word before 2007, [MS-CFB] 2.2.
"""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

from plugins.shared.problems import N_, Problem

# What editors, office programs and systems leave behind, in small letters.
LEFTOVERS = (
    *(".ds_store", "._*", ".#*", ".git*", "*~", "#*#", ".*.sw?", "thumbs.db", "ehthumbs*.db"),
    *("desktop.ini", "~$*", ".~lock.*", "~wrl*.tmp", "~wrd*.tmp", "*.tmp", "*.bak", "*.part"),
    *("*.crdownload", "*.download", "icon\r", "__macosx", "$recycle.bin", ".trash*", ".nfs*"),
    *(".fuse_hidden*", ".spotlight-*", ".fseventsd", ".directory", ".dropbox*", ".sync*"),
    *("*.lnk", "*.url", "*.webloc"),
)

_TEXT = N_("this is a document of a word processor ({kind}), which the blog does not read.")
_SHEET = N_("this is a spreadsheet ({kind}), which the blog does not read.")
_SLIDES = N_("this is a presentation ({kind}), which the blog does not read.")
_PICTURE = N_("this is a picture, which does not belong here.")
_CAMERA = N_("this is a picture that browsers do not show ({kind}).")
_PDF = N_("this is a PDF document, which does not belong here.")
_EXPORT = N_("this is the export of another blog or reader ({kind}), which is not read.")
_ARCHIVE = N_("this is an archive ({kind}), which the blog does not read.")
_MOVIE = N_("this is a recording ({kind}), which the blog does not publish.")
_MAIL = N_("this is a mail ({kind}), which the blog does not read.")
_REFERENCES = N_("this is a list of references ({kind}), which is no article.")
_PLAIN = N_("this text does not end with .md: it was not read.")

_COPY = N_(
    "Open it, save it as a Word document (.docx) outside of the folder content, then make an "
    "article of it: python3 tasks.py new --from FILE.docx"
)
_TAKE = N_(
    "Move it out of the folder content, then make an article of it: "
    "python3 tasks.py new --from {name}"
)
_IMPORT = N_(
    "Move it out of the folder content, then add its references: "
    "python3 tasks.py cite --import {name}"
)
_TABLE = N_(
    "Open it, copy the table into an article, where it stays a table, and keep the file outside "
    "of the folder content."
)
_TO_IMAGES = N_(
    "Move it into the folder images, and write ![what it shows]({{static}}/images/{name})"
)
_AS_JPEG = N_("Save it as JPEG in the folder images, and write {{static}}/images/name.jpg")
_LINK = N_("Move it into the folder images, and write [its title]({{static}}/images/{name})")
_BY_HAND = N_("Copy each text into an article of its own, and keep the file elsewhere.")
_ELSEWHERE = N_("Keep it outside of the folder content.")
_RENAME = N_("Give it a name that ends with .md.")

_OFFICE = {
    "docx": (_TEXT, _TAKE),
    "doc odt rtf pages wps dot dotx docm wpd fodt": (_TEXT, _COPY),
    "xlsx xls ods numbers csv tsv xlsm": (_SHEET, _TABLE),
    "pptx ppt odp key ppsx pps": (_SLIDES, _COPY),
    "jpg jpeg png gif webp avif svg heic heif": (_PICTURE, _TO_IMAGES),
    "tif tiff bmp raw dng cr2 nef arw psd ico jxl": (_CAMERA, _AS_JPEG),
    "pdf": (_PDF, _LINK),
    "zip rar 7z gz tar": (_ARCHIVE, _ELSEWHERE),
    "mp3 mp4 mov avi m4a m4v wav ogg webm mkv": (_MOVIE, _ELSEWHERE),
    "eml msg mbox": (_MAIL, _COPY),
    "opml wxr": (_EXPORT, _BY_HAND),
    "nbib ris bib bibtex enw ciw": (_REFERENCES, _IMPORT),
    "txt text": (_PLAIN, _RENAME),
}
_BY_ENDING = {ending: said for endings, said in _OFFICE.items() for ending in endings.split()}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Inside of an archive, what tells which office program wrote it.
_MEMBERS = (
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
    (b"opendocument.text", "odt"),
    (b"opendocument.spreadsheet", "ods"),
    (b"opendocument.presentation", "odp"),
    (b"Index/", "pages"),
)
_BEGINNINGS = (
    (b"{\\rtf", "rtf"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
)
_BOX = re.compile(rb".{4}ftyp(?P<brand>heic|heix|mif1|msf1|hevc|avif|avis|qt  |.{4})", re.DOTALL)
_BRANDS = {b"avif": "avif", b"avis": "avif", b"qt  ": "mov"}
_HEIC = {b"heic", b"heix", b"mif1", b"msf1", b"hevc"}
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|opml|feed)\b", re.IGNORECASE)
_HEAD = 65536


# The same for Pelican, which tells capitals from small letters.
IGNORED = [
    "".join(f"[{one}{one.upper()}]" if one.isalpha() else one for one in pattern)
    for pattern in (".*", *LEFTOVERS)
]


def is_left_over(name: str) -> bool:
    """Tell whether a file is what a program leaves beside what it works on."""
    return any(fnmatch(name.lower(), pattern) for pattern in LEFTOVERS)


def kind_of(data: bytes) -> str:
    """Return the ending that a file of some bytes has by rights; empty for a text, or unknown."""
    if data.startswith(_ZIP):
        return next((ending for mark, ending in _MEMBERS if mark in data), "zip")
    if data.startswith(_OLE):
        # Word, Excel and PowerPoint before 2007 begin alike; most are texts.
        return "doc"
    box = _BOX.match(data)
    if box:
        return "heic" if box["brand"] in _HEIC else _BRANDS.get(box["brand"], "mp4")
    if data[8:12] == b"WEBP":
        return "webp"
    found = next((ending for mark, ending in _BEGINNINGS if data.startswith(mark)), "")
    return found or _kind_of_xml(data[:_HEAD])


def _kind_of_xml(head: bytes) -> str:
    if not _XML.match(head):
        return ""
    if b"wordpress.org/export" in head:
        return "wxr"
    small = head.lower()
    return "opml" if any(tag in small for tag in (b"<opml", b"<rss", b"<feed")) else ""


def describe_file(name: str, data: bytes) -> Problem | None:
    """Return what a file is that was not read as an article, and what to do; ``None`` if unknown.

    ``data``: the file, or its beginning.
    """
    ending = Path(name).suffix.lower().removeprefix(".")
    kind = kind_of(data)
    if kind in ("zip", "doc", "") and ending in _BY_ENDING:
        kind = ending
    said = _BY_ENDING.get(kind)
    if said is None:
        return None
    what, fix = said
    return Problem(what, fix, {"kind": _named(kind), "name": Path(name).name})


def _named(kind: str) -> str:
    return {"wxr": "WordPress", "opml": "OPML, RSS"}.get(kind, f".{kind}")

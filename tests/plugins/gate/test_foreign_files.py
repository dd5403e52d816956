"""What is no article says what it is, and where it belongs; what programs leave blocks nothing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from plugins.gate.foreign_files import IGNORED, describe_file, is_left_over, kind_of
from plugins.gate.preflight import check_name, inspect
from tests.support.pictures import PNG


def archive(*members: str) -> bytes:
    """Return an archive with some members, as office programs write them."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for member in members:
            file.writestr(member, "x")
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20)
HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(20)
WXR = b'<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"></rss>'


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", archive("[Content_Types].xml", "word/document.xml"), "(.docx)"),
        ("a.md", archive("[Content_Types].xml", "word/document.xml"), "(.docx)"),
        ("a.md", archive("mimetype", "xl/workbook.xml"), "spreadsheet"),
        ("a.doc", OLE, "word processor (.doc)"),
        ("a.xls", OLE, "spreadsheet (.xls)"),
        ("a.md", OLE, "word processor"),
        ("a.md", rb"{\rtf1 Bonjour}", "(.rtf)"),
        ("a.odt", archive("mimetype", "content.xml"), "(.odt)"),
        ("a.pages", archive("Index/Document.iwa"), "(.pages)"),
        ("a.heic", HEIC, "a picture"),
        ("a.jpg", HEIC, "a picture"),
        ("a.png", PNG, "a picture"),
        ("a.md", PNG, "a picture"),
        ("a.pdf", b"%PDF-1.7", "a PDF document"),
        ("a.md", b"%PDF-1.7", "a PDF document"),
        ("a.xml", WXR, "(WordPress)"),
        ("a.md", WXR, "(WordPress)"),
        ("a.opml", b"<opml version='2.0'></opml>", "(OPML, RSS)"),
        ("a.rss", b"<rss version='2.0'></rss>", "(OPML, RSS)"),
        ("a.zip", archive("a.md"), "an archive"),
        ("a.txt", b"Bonjour", ".md"),
        ("a.eml", b"From: x", "a mail"),
        ("pubmed.nbib", b"PMID- 1", "a list of references (.nbib)"),
        ("a.BIB", b"@article{a,", "a list of references (.bib)"),
        ("a.csv", b"a;b", "spreadsheet"),
        ("a.mov", b"\x00\x00\x00\x14ftypqt  ", "a recording"),
    ],
)
def test_a_file_says_what_it_is(name: str, data: bytes, says: str):
    """By its bytes first, then by its name; and what to do with it."""
    problem = describe_file(name, data)

    assert problem
    assert says in problem.what.format(**problem.values)
    assert problem.fix.format(**problem.values)


@pytest.mark.parametrize(
    "data", [b"---\ntitle: a\n---\n", b"", "été".encode(), b"\xef\xbb\xbf---\n"]
)
def test_a_text_is_no_other_file(data: bytes):
    """An article is never taken for something else."""
    assert kind_of(data) == ""
    assert describe_file("a.md", data) is None


LEFT = [
    "Thumbs.db",
    "desktop.ini",
    ".DS_Store",
    "~$psoriasis.docx",
    ".~lock.psoriasis.docx#",
    "~WRL0001.tmp",
    "._psoriasis.md",
    "psoriasis.md~",
    "#psoriasis.md#",
    "psoriasis.md.bak",
    "EHTHUMBS.DB",
    "Icon\r",
    "psoriasis.md.part",
    ".psoriasis.md.swp",
    "Psoriasis - Raccourci.lnk",
]


def test_what_programs_leave_behind_blocks_nothing(tmp_path: Path):
    """It is passed over, among the articles and among the images, and Pelican does the same."""
    for folder in ("articles", "images", "."):
        for name in LEFT:
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / name).write_bytes(b"\x00x")

    assert all(is_left_over(name) for name in LEFT)
    assert all(any(Path(name).match(pattern) for pattern in IGNORED) for name in LEFT)
    assert inspect(tmp_path).found == []


@pytest.mark.parametrize(
    "name", ["reflux.md", "notes.txt", "bak.md", "tmp.md", "photo.jpg", "lien.md"]
)
def test_what_the_doctor_wrote_is_never_passed_over(name: str):
    """No pattern takes an article for a leftover."""
    assert not is_left_over(name)


def test_a_document_under_the_name_of_an_article_is_one_problem(tmp_path: Path):
    """Nothing else is said of it: its bytes are no text."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_bytes(archive("word/document.xml"))
    inspection = inspect(tmp_path)

    assert [path for path, _ in inspection.found] == ["articles/a.md"]
    assert inspection.closed == {"articles/a.md"}


@pytest.mark.parametrize(
    "path",
    [
        "articles/a?.md",
        "articles/a#b.md",
        "pages/a;b.md",
        "articles/a\nb.md",
        "articles/a\tb.md",
        "articles/d#/x.md",
        "images/a?.png",
        "images/a{b.png",
        "images/a|b.png",
        "images/a\\b.png",
        "images/a<b.png",
        "images/100%.png",
        'images/a"b.png',
    ],
)
def test_a_name_that_no_address_may_hold_is_refused(path: str):
    """On that very file."""
    (problem,) = check_name(path)

    assert problem.level == "error"
    assert "\n" not in str(problem.values["signs"])


@pytest.mark.parametrize(
    "path",
    [
        "articles/l'été & la « mer » (2), suite : fin.md",
        "images/l'été (2).png",
        "articles/100%.md",
        "sources/a?.json",
        "articles/mal-de-tête-🙂.md",
        "articles/a\u0301.md",
    ],
)
def test_other_names_are_good(path: str):
    """Accents, spaces, brackets and apostrophes do no harm."""
    assert list(check_name(path)) == []

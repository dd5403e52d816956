"""An article is begun: a draft that builds, in the doctor's own words, and nothing written over."""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.cli.paths import Paths
from commands.new import new
from commands.new.article import Begun, free_path, written
from commands.new.documents import read_words
from plugins.reader.core import read_document
from tests.properties.test_any_dialect import VALUES
from tests.support.converting import read
from tests.support.in_process import run_command, run_here
from tests.support.sites import Site
from tests.support.terminal import end, in_a_terminal, read_all, read_until, type_keys

NEW = """\
import sys
from pathlib import Path
from commands.cli.paths import Paths
from commands.new import new
sys.exit(new(Paths(Path.cwd()), "Le dos", editor=False))
"""
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def paragraph(words: str, style: str = "", run: str = "") -> str:
    """Return a paragraph of a document of Word (ECMA-376, part 1, 17.3)."""
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    how = f"<w:rPr>{run}</w:rPr>" if run else ""
    text = f'<w:t xml:space="preserve">{escape(words)}</w:t>'
    return f"<w:p>{kind}<w:r>{how}{text}</w:r></w:p>"


def word_document(path: Path, *parts: str) -> Path:
    """Write the smallest document of Word that holds some parts."""
    rows = f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/>'
    related = f'<Relationship Id="r1" Type="{OFFICE}" Target="word/document.xml"/>'
    body = f'<w:document xmlns:w="{WORDS}"><w:body>{"".join(parts)}</w:body></w:document>'
    with ZipFile(path, "w") as packed:
        packed.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}">{rows}</Types>')
        packed.writestr(
            "_rels/.rels", f'<Relationships xmlns="{RELATIONS}">{related}</Relationships>'
        )
        packed.writestr("word/document.xml", body)
    return path


def run(site: Site, title: str = "", source: str = "", *, typed: str) -> tuple[int, str]:
    """Begin an article with some answers; return the status, and what was said."""
    act = lambda: sys.exit(new(Paths(site.root), title, source=source, editor=False))  # noqa: E731
    status, _, said = run_here(act, site.root, os.environ, typed=typed)
    return status, said


def begin(site: Site, title: str = "", source: str = "", *, typed: str = "\n\n\n\n") -> str:
    """Begin an article, which must end well; return what was said."""
    status, said = run(site, title, source, typed=typed)
    assert status == 0, said
    return said


def test_a_draft_that_builds(site: Site):
    """The questions are answered once; what teaches is shown to nobody."""
    said = begin(site, typed="Mal de dos : que faire ?\n2\nmal de dos, fibromyalgi\n\n1\nDos\n")

    path = site.content / "articles/mal-de-dos-que-faire.md"
    document = read_document(path.read_text("utf-8"))
    assert {name: document.get(name) for name in document.fields} == {
        "title": "Mal de dos : que faire ?",
        "date": "2026-11-22",
        "category": "Dos",
        "conditions": "mal de dos, fibromyalgie",
        "disclaimer": "child",
        "status": "draft",
    }
    assert "content/articles/mal-de-dos-que-faire.md" in said
    status, _, told = run_command("build", site.root, os.environ)
    assert status == 0, told
    (page,) = (site.output / "drafts").rglob("index.html")
    assert "Répondez à la question" not in page.read_text("utf-8")


def test_nothing_is_written_over(site: Site):
    """A second article of one title has a name of its own."""
    for _ in range(2):
        begin(site, "Le dos")

    first, second = (site.content / "articles" / name for name in ("le-dos.md", "le-dos-2.md"))
    assert first.is_file()
    assert second.is_file()


def test_a_title_of_spaces_alone_is_asked_again(site: Site):
    """A draft has a title that can be seen, in a list as in its name."""
    begin(site, "  ", typed="Le dos\n\n\n\n\n")

    assert "title: Le dos\n" in (site.content / "articles/le-dos.md").read_text("utf-8")


def test_nobody_answers(site: Site):
    """Nothing is written, and it is said."""
    before = sorted((site.content / "articles").iterdir())
    status, said = run(site, typed="Le dos\n")

    assert status == 1
    assert "rien n’a été écrit" in said
    assert sorted((site.content / "articles").iterdir()) == before


def test_a_document_of_word(site: Site, tmp_path: Path):
    """Headings, tables and bold come along, and every sign as it was typed."""
    cells = "".join(
        f"<w:tr><w:tc>{paragraph(one)}</w:tc><w:tc>{paragraph(two)}</w:tc></w:tr>"
        for one, two in (("âge", "dose"), ("2 ans", "5 mg"))
    )
    file = word_document(
        tmp_path / "visite.docx",
        paragraph("Le mal de dos", "Heading1"),
        paragraph("Que faire ?", "Heading2"),
        paragraph("Prenez 1 g*3/j, soit < 4 g ; voir note_1."),
        f"<w:tbl>{cells}</w:tbl>",
        paragraph("Jamais seul.", run="<w:b/>"),
        paragraph("1. ceci n’est pas une liste"),
        paragraph("# ni un titre"),
    )
    begin(site, source=str(file))

    text = (site.content / "articles/le-mal-de-dos.md").read_text("utf-8")
    status, _, told = run_command("build", site.root, os.environ)
    assert status == 0, told
    (page,) = (site.output / "drafts").rglob("index.html")
    shown = page.read_text("utf-8").replace("\u00a0", " ").replace("\u202f", " ")
    assert ">Que faire ?</h2>" in shown, text
    for words in ("1 g*3/j, soit &lt; 4 g ; voir note_1.", "<td>5 mg</td>", "<strong>Jamais seul."):
        assert words in shown, text
    for words in ("1. ceci n’est pas une liste", "# ni un titre"):
        assert words in shown, text


@pytest.mark.parametrize(
    ("name", "content", "body"),
    [
        ("a.txt", "# Le dos\n\nUn mot.", "Un mot."),
        ("a.md", "---\ntitle: Le dos\ndate: 2020-01-01\n---\nUn mot.\n\n## Suite", "## Suite"),
        ("a.txt", "# Le dos\r\n\r\n# Suite\r\n\r\nUn mot.", "## Suite\n\nUn mot."),
    ],
)
def test_a_text_that_was_there(site: Site, tmp_path: Path, name: str, content: str, body: str):
    """Its title is that of the article, and its words are the body."""
    file = tmp_path / name
    file.write_bytes(content.encode())
    begin(site, source=str(file))

    text = (site.content / "articles/le-dos.md").read_text("utf-8")
    assert "title: Le dos\n" in text
    assert text.endswith(f"{body}\n")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("absent.docx", None, "Il n’y a pas de fichier"),
        ("a.odt", b"PK\x03\x04", "n’est pas un document qui se lise ici"),
        ("a.docx", b"PK\x03\x04 cut", "n’est pas un document qui se lise ici"),
        ("a.docx", "empty", "ne peut pas être lu comme un document Word"),
    ],
)
def test_a_document_that_cannot_be_read(
    site: Site, tmp_path: Path, name: str, content: bytes | str | None, says: str
):
    """It is said, and nothing is written."""
    file = tmp_path / name
    if content == "empty":
        ZipFile(file, "w").close()
    elif isinstance(content, bytes):
        file.write_bytes(content)
    status, said = run(site, source=str(file), typed="\n\n\n\n")

    assert status == 1
    assert says in said
    assert "Traceback" not in said


def test_a_category_is_asked_by_a_number_where_there_is_one(site: Site):
    """A new blog has none to choose from: its question offers none."""
    said = begin(site, "Un", typed="\n\n\nDos\n")
    assert "Dans quelle rubrique\u202f? Écrivez son nom" in said
    assert "Un numéro, ou" not in said

    assert "Un numéro, ou un nouveau nom." in begin(site, "Deux")


def test_a_way_back(site: Site):
    """“retour” is no answer: it leads to the question before, which is asked anew."""
    typed = (
        "retour\nMal de dos\n4\nretour\n2\nretour\n1\nmal de dos\nretour\nlumbago\n\nretour\n\n\n"
    )
    begin(site, typed=typed)
    text = (site.content / "articles/mal-de-dos.md").read_text("utf-8")

    assert "retour" not in text
    assert "conditions: lumbago\n" in text
    assert "disclaimer" not in text
    assert "kind" not in text


def test_tab_completes_an_illness(site: Site):
    """In a terminal the words that the kit knows need not be typed whole, nor with accents."""
    words = [sys.executable, "-c", NEW]
    environment = os.environ | {"PYTHONPATH": str(site.root), "COLUMNS": "200"}
    process, keyboard = in_a_terminal(words, environment, site.root)
    for question, keys in (
        ("Pour qui", "\n"), ("Tab complète", "fibromyalgie, sclerose later\t\n"),
        ("quelle langue", "\n"), ("quelle rubrique", "\n"),
    ):  # fmt: skip
        read_until(keyboard, question)
        type_keys(keyboard, keys)
    assert "Votre brouillon" in read_all(keyboard)
    assert end(process) == 0
    os.close(keyboard)

    text = (site.content / "articles/le-dos.md").read_text("utf-8")
    assert "conditions: fibromyalgie, sclérose latérale amyotrophique\n" in text


@given(st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1))
def test_any_title_is_read_back(title: str):
    """Whatever its signs, the header says it as it was typed."""
    title = " ".join(title.split()) or "a"
    begun = Begun(title, "fr")

    document = read_document(written(begun, "", date(2026, 11, 22)))
    assert document.get("title") == title
    assert free_path(Path("/nowhere"), begun).name.endswith(".md")


@given(st.lists(st.sampled_from([*VALUES, "[rappel]", "a\\b", "`c`", "*d*", "_e_"]), max_size=5))
def test_every_sign_of_a_document_comes_along(tmp_path_factory: Any, values: list[str]):
    """Whatever begins a paragraph of Word: a number, a dash, a sign that Markdown knows."""
    file = tmp_path_factory.getbasetemp() / "signes.docx"
    words = read_words(word_document(file, *map(paragraph, values)))

    shown = plain(read(words.text).html)
    place = 0
    for value in values:
        found = shown.find(plain(escape(value)), place)
        assert found >= 0, (value, words.text, shown)
        place = found + 1


def plain(html: str) -> str:
    """Return the words of some HTML, however they were typeset."""
    words = unescape(re.sub(r"<[^<>]*>", " ", html)).replace("\u2060", "").replace("’", "'")
    return " ".join(words.split())

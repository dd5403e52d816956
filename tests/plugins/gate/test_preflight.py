"""The content folder is looked at before anything in it is opened."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from plugins.gate.images import check_image
from plugins.gate.preflight import LARGEST, LONGEST_LINE, inspect
from plugins.gate.texts import check_characters
from plugins.shared.cache import Kept
from plugins.shared.problems import ERROR, WARNING, visible
from tests.support.documents import document
from tests.support.photographs import moving, photograph, written
from tests.support.pictures import AVIF, IMAGES, PNG
from tests.support.sites import KIT, Site

HEADER = "---\ntitle: Lien\ndate: 2026-10-02\nconditions: reflux\n---\n"
GOOD = f"{HEADER}Texte [@chey2024].\n"


def said(folder: Path) -> list[tuple[str, str, str]]:
    """Return what an inspection notes: path, level, words."""
    return [(path, p.level, p.what.format(**p.values)) for path, p in inspect(folder).found]


def test_an_ordinary_folder_passes(site: Site):
    """Articles, pages, sources, decisions, images and leftovers of editors: nothing to say."""
    site.write("images/genou.png", PNG)
    site.write("images/sub/genou.PNG", PNG)
    for leftover in (".DS_Store", "._estomac.md", "estomac.md~", "#estomac.md#", ".estomac.md.swp"):
        site.write(f"articles/{leftover}", b"\x00\xff")
    site.write(".obsidian/app.json", "{}")
    (site.content / "articles" / ".#estomac.md").symlink_to("jeanne@machine.1234")

    assert said(site.content) == []


def test_a_folder_that_is_itself_a_link_is_looked_into(site: Site, tmp_path: Path):
    """The content folder may stand elsewhere; what is in it may not."""
    (tmp_path / "elsewhere").symlink_to(site.content)

    assert not inspect(tmp_path / "elsewhere").found


@pytest.mark.parametrize("target", ["/etc/passwd", "absent.md", "..", ".", "estomac.md"])
def test_a_link_out_of_the_folder_halts(site: Site, target: str):
    """A link, whatever it leads to, is neither followed nor published."""
    (site.content / "articles" / "lien.md").symlink_to(target)
    inspection = inspect(site.content)

    assert inspection.halts
    assert [path for path, _ in inspection.found] == ["articles/lien.md"]


def test_two_links_in_a_circle_end(site: Site):
    """Folders that lead to each other, by which Pelican never ends, stop the build at once."""
    (site.content / "articles" / "a").symlink_to("..")
    (site.content / "pages").mkdir()
    (site.content / "pages" / "b").symlink_to("..")
    built = site.build()

    assert built.status == 1
    assert "articles/a\n  ✗ ce n’est qu’un lien" in built.said
    assert "pages/b\n  ✗ ce n’est qu’un lien" in built.said


def test_a_pipe_is_not_waited_for(site: Site):
    """A pipe named like an article is told, not read for ever."""
    os.mkfifo(site.content / "articles" / "tuyau.md")
    built = site.build()

    assert built.status == 1
    assert "articles/tuyau.md\n  ✗ ce n’est pas un fichier ordinaire" in built.said


PROGRAM = """\
import os, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from plugins.gate.preflight import inspect
b"a".decode("utf-8-sig")  # a codec is loaded when it is first used
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
inspection = inspect(Path(sys.argv[1]))
print(inspection.halts, [(path, problem.what) for path, problem in inspection.found])
"""


@pytest.mark.parametrize("name", ["articles/secret.md", "articles/dossier"])
def test_what_may_not_be_read_halts(name: str):
    """A file or a folder without permission is told, not passed over.

    In a process without root's right to read everything, and a folder that it may enter.
    """
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder)
        content.chmod(0o755)
        (content / "articles").mkdir()
        path = content / name
        if name.endswith(".md"):
            path.write_text(GOOD, "utf-8")
        else:
            path.mkdir()
        path.chmod(0)
        command = [sys.executable, "-c", PROGRAM, folder, str(KIT)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        path.chmod(0o755)

    assert done.stdout.startswith("True"), done.stdout
    assert "cannot be opened" in done.stdout
    assert name in done.stdout


def test_a_book_is_refused_before_markdown_sees_it(site: Site):
    """A text so long that Markdown would take minutes is told by its size."""
    site.write("articles/livre.md", GOOD + "mot " * (LARGEST[".md"] // 4))
    built = site.build()

    assert built.status == 1
    assert "articles/livre.md\n  ✗ ce fichier est trop gros\u00a0: 256 kB" in built.said


def test_a_line_that_never_ends_is_refused(site: Site):
    """A line beyond the limit is told with its number; one at the limit passes."""
    site.write("articles/juste.md", GOOD + "a" * LONGEST_LINE)
    site.write("articles/long.md", GOOD + "a" * (LONGEST_LINE + 1))
    ((path, problem),) = inspect(site.content).found

    assert (path, problem.line) == ("articles/long.md", 7)
    assert inspect(site.content).halts


def test_too_many_folders_are_refused(site: Site):
    """A folder in a folder in a folder, without end, is told."""
    site.write("articles/" + "a/" * 14 + "b.md", GOOD)

    assert inspect(site.content).halts


def test_a_name_that_cannot_be_shown_is_refused(site: Site):
    """A file whose name holds a control character is told with that character named."""
    site.write("articles/a\u202eb.md", GOOD)
    built = site.build()

    assert built.status == 1
    assert "articles/a[U+202E]b.md" in built.said


def test_a_hidden_file_is_told(site: Site):
    """A hidden article is not published; the doctor learns it."""
    site.write("articles/.cache.md", GOOD)

    assert said(site.content) == [
        (
            "articles/.cache.md",
            WARNING,
            "the name of this file begins with a dot: it is not published.",
        )
    ]


def test_a_folder_named_like_an_article_is_told(site: Site):
    """A folder called x.md is no article."""
    (site.content / "articles" / "x.md").mkdir()

    assert [path for path, _, _ in said(site.content)] == ["articles/x.md"]


@pytest.mark.parametrize("name", ["communities/Vetting.toml", "sources/sources.json.txt"])
def test_a_misnamed_decision_is_told(site: Site, name: str):
    """A ledger or a list of sources under another name would be passed over."""
    site.write(name, LEDGER_OR_LIST)
    ((path, level, _),) = said(site.content)

    assert (path, level) == (name, "error")


LEDGER_OR_LIST = "[]\n"


@pytest.mark.parametrize("name", ["notes.docx", "divers/scan.png"])
def test_a_file_of_no_use_is_told(site: Site, name: str):
    """A file that nobody reads stops nothing, and is told."""
    site.write(name, PNG)

    assert [(path, level) for path, level, _ in said(site.content)] == [(name, WARNING)]


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\ufffe"],
)
def test_a_character_nobody_sees_is_told(site: Site, character: str):
    """It is named, with its line and the number of times it stands there."""
    problems = list(check_characters(f"a\nb{character}c\n{character}"))

    assert [(p.line, p.values["name"], p.values["count"]) for p in problems] == [
        (2, f"U+{ord(character):04X}", 2)
    ]
    assert visible(f"b{character}c") == f"b[U+{ord(character):04X}]c"


@pytest.mark.parametrize(
    "kept", ["\t", "\u00a0", "\u202f", "\u200d", "\u00ad", "\u200f", "😀", "œ"]
)
def test_characters_of_ordinary_texts_pass(kept: str):
    """Tabs, French spaces, joiners of emoji and marks of Hebrew names are no danger."""
    assert not list(check_characters(f"a{kept}b"))


@pytest.mark.parametrize(
    "number", ["0", "x0", "x1B", "xD800", "55296", "x202E", "x110000", "9999999"]
)
def test_a_character_written_as_its_number_is_told(number: str):
    """A number in the place of the character does not pass either."""
    (problem,) = check_characters(f"a\n&#{number};")

    assert problem.line == 2


@pytest.mark.parametrize("number", ["233", "xE9", "x1F600", "8239"])
def test_an_ordinary_number_passes(number: str):
    """A letter may be written as its number."""
    assert not list(check_characters(f"&#{number};"))


@pytest.mark.parametrize(
    ("kind", "data", "passes"),
    [
        (".png", PNG, True),
        (".jpg", IMAGES[".jpg"][0], True),
        (".webp", IMAGES[".webp"][0], True),
        (".avif", AVIF, True),
        (".gif", IMAGES[".gif"][0], True),
        (".pdf", document(), True),
        (".pdf", b"%PDF-1.7", False),
        (".svg", b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', True),
        (".jpg", b"\xff\xd8\xff\xe0", False),
        (".gif", b"GIF89a", False),
        (".png", b"", False),
        (".png", b"\xff\xd8\xff", False),
        (".jpg", b"\x00\x00\x00\x24ftypheic", False),
        (".heic", b"\x00\x00\x00\x24ftypheic", False),
        (".exe", b"MZ", False),
        (".html", b"<html>", False),
        (".svg", b"<svg><script>x</script></svg>", False),
        (".svg", b"<svg onload='x()'></svg>", False),
        (".svg", b'<svg><image href="https://t.example/p.gif"/></svg>', False),
        (".svg", b"<svg><style>@import 'x'</style></svg>", False),
        (".svg", b"<svg><foreignObject/></svg>", False),
        (".svg", b'<svg><path style="fill:#000"/></svg>', False),
        (".svg", b'<svg><g fill="url(https://t.example/x)"/></svg>', False),
        (".svg", b'<svg><g fill="url(#a)"/><linearGradient id="a"/></svg>', True),
        (".svg", b'<svg><linearGradient id="a" href="https://t.example/x.svg#b"/></svg>', False),
        (".svg", b'<svg><linearGradient id="a" xlink:href="x.svg#b"/></svg>', False),
        (".svg", b"<a xlink:href='x'/><svg><path/></svg>", False),
        (".svg", b'<svg><a href="https://t.example/"><text>x</text></a></svg>', False),
        (".svg", b'<?xml version="1.0"?><?xml-stylesheet href="&#x68;ttps://t"?><svg/>', False),
        (".svg", b"<!-- not drawn -->", False),
        (".svg", b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg/>', False),
    ],
)
def test_an_image_is_what_it_says(kind: str, data: bytes, passes: bool):
    """A file of the folder images is of a kind that is published, and harmless."""
    found = [problem for problem in check_image(kind, data) if problem.level == ERROR]
    assert bool(found) is not passes


@pytest.mark.parametrize(
    ("kind", "data", "level", "says"),
    [
        (".gif", moving(), WARNING, "this picture moves"),
        (".jpg", written(photograph(400, 300), "JPEG")[:-2000], ERROR, "this picture is damaged"),
        (".png", written(photograph(400, 300), "PNG")[:-2000], ERROR, "this picture is damaged"),
        (".heic", written(photograph(400, 300), "HEIF")[:-900], ERROR, "this picture is damaged"),
    ],
)
def test_a_picture_that_is_damaged_or_moves_is_told(kind: str, data: bytes, level: str, says: str):
    """What ends too soon is drawn in part, or not at all; what moves cannot be stopped."""
    problems = list(check_image(kind, data))

    assert [problem.level for problem in problems] == [level]
    assert says in problems[0].what or "this image is damaged" in problems[0].what


def test_a_photograph_of_a_telephone_passes():
    """As it was taken: it is published as JPEG."""
    assert list(check_image(".heic", written(photograph(400, 300), "HEIF"))) == []


def test_what_was_found_of_an_image_is_kept(tmp_path: Path):
    """The same is told of the same bytes; others under its name are looked at."""
    pictures = {"a.gif": moving(), "b.jpg": written(photograph(40, 30), "JPEG")}
    for name, data in pictures.items():
        (tmp_path / "images").mkdir(exist_ok=True)
        (tmp_path / "images" / name).write_bytes(data)
    first = Kept(kit="x")
    found = inspect(tmp_path, first).found
    again = Kept(json.loads(json.dumps(first.results)), "x")

    assert [path for path, _ in found] == ["images/a.gif"]
    assert inspect(tmp_path, again).found == found
    assert again.results == first.results

    (tmp_path / "images" / "b.jpg").write_bytes(pictures["b.jpg"][:400])
    assert [path for path, _ in inspect(tmp_path, again).found] == ["images/a.gif", "images/b.jpg"]

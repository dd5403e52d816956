"""What the preflight tells, to the last word."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.gate.preflight import LARGEST, LONGEST_LINE, inspect
from plugins.gate.texts import check_characters
from plugins.shared.problems import WARNING
from tests.support.pictures import IMAGES
from tests.support.sites import ARTICLE, Site

GOOD = ARTICLE
IN_THIS_FOLDER = (
    "In this folder the blog reads: additions.toml, vetting.toml. Give it that name, or move it "
    "elsewhere."
)


def whole(folder: Path) -> list[tuple[object, ...]]:
    """Return everything an inspection tells, filled in, and whether it halts."""
    inspection = inspect(folder)
    messages = [
        (path, p.level, p.what.format(**p.values), p.fix.format(**p.values), p.line, p.quote)
        for path, p in inspection.found
    ]
    return [*messages, inspection.halts]


LINK = (
    "this is only a link to a file or folder that stands elsewhere.",
    "Put the file itself in its place: what stands elsewhere is not published.",
)


def test_every_word_of_what_is_told(site: Site):
    """Path, level, what, remedy, line and quote of each kind of file that is refused."""
    folder = site.content / "articles"
    (folder / "a.md").symlink_to("estomac.md")
    os.mkfifo(folder / "b.md")
    (folder / "c.md").mkdir()
    site.write("articles/d.md", GOOD + "a" * (LARGEST[".md"] - len(GOOD) + 1))
    site.write("articles/e.md", f"{GOOD}{'é' * (LONGEST_LINE + 1)}\n")
    site.write("articles/f\x07.md", GOOD)
    site.write("articles/g.md", f"{GOOD}x\x07y \x07\n&#7;\n")
    site.write("articles/.h.md", GOOD)
    site.write("communities/i.toml", "")
    site.write("images/j.gif", b"BM")
    site.write("images/k.jpg", b"\xff\xd8\xff" + bytes(10 * 1024 * 1024))
    site.write("l.txt", "")
    larger = "this file is too large: {}, where {} is the most."
    no_folder = "this is a folder, though its name ends like that of a file."
    long = "this line is too long: 20001 characters, where 20000 is the most."
    unseen = "a character that nobody sees stands here: U+0007."
    again = "Delete it, or type this passage again. It stands 2 times in the file."

    assert whole(site.content) == [
        (
            "articles/.h.md",
            WARNING,
            "the name of this file begins with a dot: it is not published.",
            "Take the dot away to publish it.",
            0,
            "",
        ),
        ("articles/a.md", "error", *LINK, 0, ""),
        ("articles/b.md", "error", "this is no ordinary file.", "Delete it.", 0, ""),
        ("articles/c.md", "error", no_folder, "Give the folder another name.", 0, ""),
        (
            "articles/d.md",
            "error",
            larger.format("256 kB", "256 kB"),
            "Make two articles of it.",
            0,
            "",
        ),
        (
            "articles/e.md",
            "error",
            long,
            "Break it into paragraphs, with an empty line between two.",
            7,
            f"{'é' * 60}…",
        ),
        (
            "articles/f\x07.md",
            "error",
            "the name of this file holds a character that cannot be shown.",
            "Give it another name.",
            0,
            "",
        ),
        ("articles/g.md", "error", unseen, again, 7, "x\x07y \x07"),
        (
            "articles/g.md",
            "error",
            "this number is that of a character that nobody sees.",
            "Take it out.",
            8,
            "&#7;",
        ),
        (
            "communities/i.toml",
            "error",
            "this file is not read.",
            IN_THIS_FOLDER,
            0,
            "",
        ),
        (
            "images/j.gif",
            "error",
            "this file is not what the end of its name says: .gif.",
            "Open it with an image program, and save it as JPEG or PNG.",
            0,
            "",
        ),
        ("images/k.jpg", "error", larger.format("10.0 MB", "10.0 MB"), "Make it smaller.", 0, ""),
        (
            "l.txt",
            WARNING,
            "this file is not used by the blog.",
            "Images go into the folder images; keep your notes outside of the folder content.",
            0,
            "",
        ),
        True,
    ]


@pytest.mark.parametrize(
    ("name", "size"),
    [("articles/a.md", LARGEST[".md"]), ("images/a.jpg", 10 * 1024 * 1024)],
)
def test_a_file_at_the_limit_passes(site: Site, name: str, size: int):
    """The largest that is allowed is allowed."""
    line = "a" * 99 + "\n"
    start = IMAGES[".jpg"][0] if name.endswith("jpg") else GOOD.encode()
    site.write(name, (start + line.encode() * (size // 100))[:size])

    assert whole(site.content) == [False]


def test_a_number_that_is_the_last_passes():
    """The last character of Unicode's planes for private use is no secret sign."""
    assert not list(check_characters("&#x10FFFD;"))


@pytest.mark.parametrize("what", ["articles", "articles/estomac.md"])
def test_what_cannot_be_opened_is_told(site: Site, monkeypatch: pytest.MonkeyPatch, what: str):
    """An error of the disk, put in its place, is told of the file or folder it struck."""
    struck = site.content / what
    scan, read = os.scandir, Path.read_bytes

    def scandir(path: Path) -> object:
        if path == struck:
            raise PermissionError
        return scan(path)

    def read_bytes(path: Path) -> bytes:
        if path == struck:
            raise PermissionError
        return read(path)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    path, level, said_, fix, line, quote = whole(site.content)[0]  # type: ignore[misc]

    assert (path, level, line, quote) == (
        f"{what}/" if what == "articles" else what,
        "error",
        0,
        "",
    )
    assert said_ in ("this folder cannot be opened.", "this file cannot be opened.")
    assert fix == "Allow it to be read (its properties, “permissions”), or delete it."
    assert whole(site.content)[-1] is True


def test_the_deepest_folder_that_is_looked_into(site: Site):
    """Twelve folders one inside the other are read; the next is told, and stops."""
    site.write("articles/" + "a/" * 11 + "b.md", GOOD)
    assert whole(site.content) == [False]

    site.write("articles/" + "a/" * 12 + "b.md", GOOD)
    messages = whole(site.content)
    assert messages[0][2:4] == (  # type: ignore[index]
        "there are too many folders one inside the other.",
        "Keep at most twelve.",
    )
    assert messages[-1] is True


def test_hidden_folders_and_leftovers_hide_nothing(site: Site):
    """What comes after them in a folder is looked at all the same."""
    site.write(".git/x.md", "\x00")
    site.write("articles/.obsidian/x.md", "\x00")
    site.write("articles/.DS_Store", "\x00")
    site.write("articles/zzz.md", f"{GOOD}\x00")

    assert [path for path, *_ in whole(site.content)[:-1]] == ["articles/zzz.md"]


def test_the_folders_that_are_read(site: Site):
    """Texts of any kind among articles and pages are the reader's to tell; so is Markdown."""
    for name in ("articles/a.txt", "pages/b.docx", "c.md", "divers/d.md"):
        site.write(name, GOOD)

    assert whole(site.content) == [False]


@pytest.mark.parametrize(
    "crowd",
    ["[" * 251, "![" * 251, "<a " * 251, "<" * 251, "&amp;" * 2001, "> " * 13 + "a",
     "[^1] \n\n" * 1001, "\n*[A]: a" * 201, "[a](" * 251, "* * *\n" * 251],
)  # fmt: skip
def test_a_crowd_of_signs_halts(site: Site, crowd: str):
    """What Markdown would take minutes for is told with its line, before it is read."""
    site.write("articles/a.md", f"{GOOD}\n\n{crowd}\n")
    (path, level, what, _, line, quote), halts = whole(site.content)  # type: ignore[misc]

    assert (path, level, halts) == ("articles/a.md", "error", True)
    assert what == "so many signs ([ < & > *) would take too long to read."
    assert line == f"{GOOD}\n\n{crowd[0]}".count("\n") + 1
    assert quote == f"{crowd.strip()[:60]}…" or quote in {"[^…", "*[…"}


def test_a_crowd_is_told_where_it_begins(site: Site):
    """Paragraphs before it count, however many lines they have."""
    before = f"{GOOD}\n\nDeux\nlignes.\n\nUne.\n\n"
    site.write("articles/a.md", f"{before}{'[' * 251}\n")
    (_, _, _, _, line, _), _ = whole(site.content)  # type: ignore[misc]

    assert line == before.count("\n") + 1


@pytest.mark.parametrize(
    "text",
    ["[" * 250, "[a]" * 5000, "<br>" * 3000, "&amp;" * 2000, "> " * 12 + "a", "[^1] " * 1000,
     "\n*[A]: a" * 200, ("[" * 200 + "\n\n") * 20, "[a](b)" * 3000, "---\n" * 250, "-" * 5000],
)  # fmt: skip
def test_many_signs_pass(site: Site, text: str):
    """What is closed, or spread over paragraphs, is read."""
    site.write("articles/a.md", f"{GOOD}\n\n{text}\n")

    assert whole(site.content) == [False]

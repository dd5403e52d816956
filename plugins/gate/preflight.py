"""Look at the content folder before anything in it is opened by Pelican.

Left to itself, Pelican follows links out of the folder and round in circles,
waits for ever on a pipe, passes over in silence what it may not read, and lets a
control character break a feed. Knows nothing of Pelican.
"""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from plugins.files import decode
from plugins.problems import N_, UNSEEN, WARNING, Problem

# What editors and systems leave behind; Pelican passes over the same (IGNORE_FILES).
LEFTOVERS = (".DS_Store", "._*", ".#*", ".git*", "*~", "#*#", ".*.sw?", "Thumbs.db", "desktop.ini")

# Sizes in bytes. An article of 256 KiB is a book of 40,000 words; beyond, Markdown takes minutes.
LARGEST = {
    ".md": 256 * 1024,
    ".toml": 1024 * 1024,
    ".json": 16 * 1024 * 1024,
}
LARGEST_IMAGE = 10 * 1024 * 1024
# In characters. Some of Markdown's rules take a time that grows with the square of a line.
LONGEST_LINE = 20_000
DEEPEST = 12

# What each kind of image begins with: https://www.iana.org/assignments/media-types/
_BEGINNINGS = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".jpeg": re.compile(rb"\xff\xd8\xff"),
    ".gif": re.compile(rb"GIF8[79]a"),
    ".webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    ".avif": re.compile(rb".{4}ftypavi[fs]", re.DOTALL),
    ".svg": re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|!--)"),
    ".pdf": re.compile(rb"%PDF-"),
}
# What makes of a drawing a program, or a spy: https://www.w3.org/TR/SVG2/conform.html#secure-static-mode
_ACTIVE_DRAWING = re.compile(
    rb"<script|<foreignobject|<iframe|<!entity|\son[a-z]+\s*=|javascript:|@import"
    rb"|(?:href|src)\s*=\s*[\"']?\s*(?:https?:|//|data:text)|url\(\s*[\"']?\s*(?:https?:|//)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,9}))")
# In one paragraph: brackets and tags that are not closed, references to characters.
_OPEN = 250
_REFERENCES = 2000
_DEEP_QUOTATION = re.compile(r"^(?:[ ]{0,3}>){13}", re.MULTILINE)
# In one file: calls to notes, abbreviations that are explained.
_DEFINITIONS = (("[^", 1000), ("\n*[", 200))
# In characters: what of a line is shown back.
_QUOTED = 200
_LAST_CHARACTER = 0x10FFFF


@dataclass
class Inspection:
    """What was found, by path; ``halts`` when reading on would be dangerous."""

    found: list[tuple[str, Problem]] = field(default_factory=list)
    halts: bool = False

    def add(self, path: str, problem: Problem, *, halts: bool = False) -> None:
        """Note a problem."""
        self.found.append((path, problem))
        self.halts = self.halts or halts


def inspect(folder: Path) -> Inspection:
    """Return what is wrong with the files of a content folder, before any is read as an article.

    Only regular files and folders that can be read, of known kinds and bounded
    sizes, with no character that nobody sees.
    """
    inspection = Inspection()
    for path, entry in _walk(folder, "", inspection):
        _inspect_file(path, entry, inspection)
    return inspection


def _walk(
    folder: Path, prefix: str, inspection: Inspection
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the regular files below a folder, sorted; note what else there is."""
    if prefix.count("/") > DEEPEST:
        what = N_("there are too many folders one inside the other.")
        inspection.add(prefix, Problem(what, N_("Keep at most twelve.")), halts=True)
        return
    try:
        with os.scandir(folder) as entries:
            present = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        what = N_("this folder cannot be opened.")
        inspection.add(prefix or ".", Problem(what, _PERMISSION), halts=True)
        return
    for entry in present:
        path = f"{prefix}{entry.name}"
        if any(fnmatch(entry.name, pattern) for pattern in LEFTOVERS):
            continue
        if UNSEEN.search(entry.name):
            what = N_("the name of this file holds a character that cannot be shown.")
            inspection.add(path, Problem(what, N_("Give it another name.")), halts=True)
        elif entry.is_symlink():
            what = N_("this is only a link to a file or folder that stands elsewhere.")
            fix = N_("Put the file itself in its place: what stands elsewhere is not published.")
            inspection.add(path, Problem(what, fix), halts=True)
        elif entry.is_dir(follow_symlinks=False):
            if entry.name.startswith("."):
                continue
            if Path(entry.name).suffix.lower() in LARGEST:
                what = N_("this is a folder, though its name ends like that of a file.")
                inspection.add(path, Problem(what, N_("Give the folder another name.")))
            yield from _walk(folder / entry.name, f"{path}/", inspection)
        elif not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
            what = N_("this is no ordinary file.")
            inspection.add(path, Problem(what, N_("Delete it.")), halts=True)
        else:
            yield path, entry


# Where the doctor's decisions are read: a file beside them, misnamed, would be passed over.
_READ = {
    "sources": {"sources.json", "annotations.toml"},
    "communities": {"vetting.toml", "additions.toml"},
}
_PERMISSION = N_("Allow it to be read (its properties, “permissions”), or delete it.")
_UNUSED = Problem(
    N_("this file is not used by the blog."),
    N_("Images go into the folder images; keep your notes outside of the folder content."),
    level=WARNING,
)
_HIDDEN = Problem(
    N_("the name of this file begins with a dot: it is not published."),
    N_("Take the dot away to publish it."),
    level=WARNING,
)


def _inspect_file(path: str, entry: os.DirEntry[str], inspection: Inspection) -> None:
    kind = Path(entry.name).suffix.lower()
    if entry.name.startswith("."):
        inspection.add(path, _HIDDEN)
        return
    size = entry.stat(follow_symlinks=False).st_size
    largest = LARGEST.get(kind, LARGEST_IMAGE)
    if size > largest:
        problem = Problem(
            N_("this file is too large: {size}, where {largest} is the most."),
            N_("Make two articles of it.") if kind == ".md" else N_("Make it smaller."),
            {"size": _in_words(size), "largest": _in_words(largest)},
        )
        inspection.add(path, problem, halts=True)
        return
    try:
        data = Path(entry.path).read_bytes()
    except OSError:
        inspection.add(path, Problem(N_("this file cannot be opened."), _PERMISSION), halts=True)
        return
    if kind in LARGEST:
        _inspect_text(path, data, inspection)
    elif path.startswith("images/"):
        for problem in check_image(kind, data):
            inspection.add(path, problem)
    top, _, below = path.partition("/")
    if top in _READ and below not in _READ[top]:
        problem = Problem(
            N_("this file is not read."),
            N_("In this folder the blog reads: {names}. Give it that name, or move it elsewhere."),
            {"names": ", ".join(sorted(_READ[top]))},
        )
        inspection.add(path, problem)
    elif top not in ("articles", "pages", "images", *_READ, "blog.toml") and kind != ".md":
        inspection.add(path, _UNUSED)


def _in_words(size: int) -> str:
    return f"{size / 1024**2:.1f} MB" if size >= 1024**2 else f"{size / 1024:.0f} kB"


def _inspect_text(path: str, data: bytes, inspection: Inspection) -> None:
    text, badly_saved = decode(data)
    if badly_saved:
        # The reader says so, with the line; what the bytes would mean is anybody's guess.
        return
    for problem in check_characters(text):
        inspection.add(path, problem)
    for problem in check_crowding(text) if path.endswith(".md") else ():
        inspection.add(path, problem, halts=True)
    for number, line in enumerate(text.split("\n"), start=1) if len(text) > LONGEST_LINE else ():
        if len(line) > LONGEST_LINE:
            problem = Problem(
                N_("this line is too long: {count} characters, where {most} is the most."),
                N_("Break it into paragraphs, with an empty line between two."),
                {"count": len(line), "most": LONGEST_LINE},
                quote=f"{line[:60]}…",
                line=number,
            )
            inspection.add(path, problem, halts=True)


def check_crowding(text: str) -> Iterator[Problem]:
    """Yield the first passage on which Markdown would spend minutes, if there is one.

    Its rules for brackets, tags, notes and quotations look at every pair of them:
    twice as many take four times as long. No text that means something comes near.
    """
    line = 1
    for paragraph in text.split("\n\n"):
        crowded = (
            paragraph.count("[") - paragraph.count("]") > _OPEN
            or paragraph.count("<") - paragraph.count(">") > _OPEN
            or paragraph.count("&") > _REFERENCES
            or _DEEP_QUOTATION.search(paragraph)
        )
        if crowded:
            yield _crowded(line, paragraph)
            return
        line += paragraph.count("\n") + 2
    for pattern, most in _DEFINITIONS:
        if text.count(pattern) > most:
            yield _crowded(text[: text.index(pattern)].count("\n") + 1, pattern)
            return


def _crowded(line: int, passage: str) -> Problem:
    return Problem(
        N_("so many signs ([ < & > *) would take too long to read."),
        N_("Take most of them out, or break the passage into paragraphs."),
        quote=f"{passage.strip()[:60]}…",
        line=line,
    )


def check_characters(text: str) -> Iterator[Problem]:
    """Yield a problem for each character that nobody sees, where it first stands.

    Control characters cannot be written in a feed (XML 1.0, production 2); those
    that reverse the order of letters make a text read otherwise than it is
    (Unicode Technical Report 36). Written as a number (``&#xD800;``) they count too.
    """
    for character, count in Counter(UNSEEN.findall(text)).items():
        line, quote = _place(text, text.index(character))
        yield Problem(
            N_("a character that nobody sees stands here: {name}."),
            N_("Delete it, or type this passage again. It stands {count} times in the file."),
            {"name": f"U+{ord(character):04X}", "count": count},
            quote,
            line,
        )
    for match in _REFERENCE.finditer(text):
        code = int(match[1], 16) if match[1] else int(match[2])
        if not code or code > _LAST_CHARACTER or UNSEEN.match(chr(code)):
            line, quote = _place(text, match.start())
            yield Problem(
                N_("this number is that of a character that nobody sees."),
                N_("Take it out."),
                {},
                quote,
                line,
            )


def _place(text: str, index: int) -> tuple[int, str]:
    """Return the number of the line where an index of a text stands, and its words."""
    before = text[:index].split("\n")
    return len(before), text.split("\n")[len(before) - 1].strip()[:_QUOTED]


def check_image(kind: str, data: bytes) -> Iterator[Problem]:
    """Yield what keeps a file of the folder ``images`` from being published.

    ``kind`` is the ending of its name, in small letters; ``data`` the whole file.
    """
    beginning = _BEGINNINGS.get(kind)
    if not data:
        yield Problem(N_("this file is empty."), N_("Put the image in its place, or delete it."))
    elif beginning is None:
        yield Problem(
            N_("this kind of file is not published."),
            N_("Save the image as JPEG, PNG, WebP or AVIF (photographs of iPhones: as JPEG)."),
        )
    elif not beginning.match(data):
        yield Problem(
            N_("this file is not what the end of its name says: {kind}."),
            N_("Open it with an image program, and save it as JPEG or PNG."),
            {"kind": kind},
        )
    elif kind == ".svg" and _ACTIVE_DRAWING.search(data):
        yield Problem(
            N_("this drawing holds a program, or loads something from another site."),
            N_("Save it as PNG."),
        )

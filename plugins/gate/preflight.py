"""Look at the content folder before anything in it is opened by Pelican.

Left to itself, Pelican follows links out of the folder and round in circles,
waits for ever on a pipe, passes over in silence what it may not read, and lets a
control character break a feed. Knows nothing of Pelican.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from plugins.shared.cache import Kept
from plugins.shared.files import decode
from plugins.shared.problems import N_, UNSEEN, WARNING, Problem
from plugins.shared.unseen import stray

from .foreign_files import describe_file, is_left_over, kind_of
from .images import check_image
from .texts import check_characters, check_crowding, check_invisible

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


@dataclass
class Inspection:
    """What was found, by path; ``halts`` when reading on would be dangerous.

    ``closed``: the files of which nothing else is worth saying.
    """

    found: list[tuple[str, Problem]] = field(default_factory=list)
    halts: bool = False
    closed: set[str] = field(default_factory=set)

    def add(self, path: str, problem: Problem, *, halts: bool = False) -> None:
        """Note a problem."""
        self.found.append((path, problem))
        self.halts = self.halts or halts


def inspect(folder: Path, kept: Kept | None = None) -> Inspection:
    """Return what is wrong with the files of a content folder, before any is read as an article.

    Only regular files and folders that can be read, of known kinds and bounded
    sizes, with no character that nobody sees. ``kept``: what an earlier build found of the images.
    """
    inspection = Inspection()
    for path, entry in _walk(folder, "", inspection):
        _inspect_file(path, entry, inspection, kept or Kept())
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
        if is_left_over(entry.name):
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
_AT_TOP = ("blog.toml", "glossary.toml")
# Written there by a command; nobody should give a file of their own that name.
_KEPT = {"communities/answers.json", "sources/followed.json"}
_IN_NO_LINK = re.compile(r"[?#;\x00-\x1f]")
_IN_NO_ADDRESS = re.compile(r"[?#;%{}|\\^<>\"`\x00-\x1f]")
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


def _inspect_file(path: str, entry: os.DirEntry[str], inspection: Inspection, kept: Kept) -> None:
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
    for problem in check_name(path):
        inspection.add(path, problem)
    if kind in LARGEST:
        described = describe_file(path, data) if kind_of(data) else None
        if described:
            # A Word document that was given another name, for example: no text to look at.
            inspection.add(path, described)
            inspection.closed.add(path)
            return
        _inspect_text(path, data, inspection)
    elif path.startswith("images/"):
        came_from = (kind, sha256(data).hexdigest())
        found = kept.get(
            f"image {path}", came_from, list[Problem], lambda: list(check_image(kind, data))
        )
        for problem in found:
            inspection.add(path, problem)
    top, _, below = path.partition("/")
    if top in _READ and below not in _READ[top] and path not in _KEPT:
        problem = Problem(
            N_("this file is not read."),
            N_("In this folder the blog reads: {names}. Give it that name, or move it elsewhere."),
            {"names": ", ".join(sorted(_READ[top]))},
        )
        inspection.add(path, problem)
    elif top not in ("articles", "pages", "images", *_READ, *_AT_TOP) and kind != ".md":
        inspection.add(path, _UNUSED)


def check_name(path: str) -> Iterator[Problem]:
    """Yield why the name of a published file, or of its folder, cannot stand in an address.

    RFC 3986, 2.2: ``?`` and ``#`` end a path, ``;`` begins a parameter; URL Standard, 4.1: what
    else no address may hold.
    """
    refused = {"articles": _IN_NO_LINK, "pages": _IN_NO_LINK, "images": _IN_NO_ADDRESS}
    pattern = refused.get(path.partition("/")[0])
    found = "".join(dict.fromkeys(pattern.findall(path))) if pattern else ""
    if found:
        shown = "".join(one if one.isprintable() else f"[U+{ord(one):04X}]" for one in found)
        yield Problem(
            N_("the name of this file holds signs that no address may hold: {signs}"),
            N_("Give it another name: letters, figures, spaces and hyphens."),
            {"signs": shown},
        )
    elif next(stray(path), None) is not None:
        yield Problem(
            N_("the name of this file holds a character that nobody sees."),
            N_("Type its name again."),
            level=WARNING,
        )


def _in_words(size: int) -> str:
    return f"{size / 1024**2:.1f} MB" if size >= 1024**2 else f"{size / 1024:.0f} kB"


def _inspect_text(path: str, data: bytes, inspection: Inspection) -> None:
    text, badly_saved = decode(data)
    if badly_saved:
        # The reader says so, with the line; what the bytes would mean is anybody's guess.
        return
    for problem in check_characters(text):
        inspection.add(path, problem)
    for problem in check_invisible(text) if not path.endswith(".json") else ():
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

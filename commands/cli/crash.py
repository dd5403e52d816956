"""Why the kit itself broke, in one sentence with a file and a line, instead of a traceback.

A plugin, a template or the settings raised an error that nobody foresaw. Where that happened to
one text, it is the file told: what is unusual in it can be taken back, whoever is at fault. All
that Pelican printed is kept in a file, for whoever mends it.
"""

from __future__ import annotations

import re
import traceback
from pathlib import Path

from plugins.shared.articles import WORKING_ON
from plugins.shared.problems import ERROR, N_, Problem

# As Python, Jinja and rich print the places an error went through.
_PLACE = re.compile(
    r'(?:File\s+"|^\W*)(?P<file>[^"\n]+?\.\w+)"?(?:,\s+line\s+|:)(?P<line>\d+)', re.M
)
# “TypeError: …” and “jinja2.exceptions.UndefinedError: …”, at the beginning of a line.
_ERROR = re.compile(r"^\W*(?P<error>[\w.]*(?:Error|Exception|Exit|Warning|NotFound)\b:?.*)$", re.M)
# The text that was worked on, as plugins.shared.articles.naming notes it on the error.
_TEXT = re.compile(rf"^\W*{re.escape(WORKING_ON)}(?P<path>.+?)\W*$", re.M)
_LONGEST = 300


def crash(printed: str, root: Path, kept: str) -> tuple[str, Problem]:
    """Return the file where a build broke, of the content or else of the kit, and the problem.

    ``printed`` is all that Pelican printed, ``root`` the kit's folder, ``kept`` the
    name of the file where those lines can be read.
    """
    errors = _ERROR.findall(printed)
    if not errors:
        what = N_("the build ended before it was finished, without saying why.")
        return "Pelican", Problem(what, _SEND, {"kept": kept}, level=ERROR)
    file, line = _last_place(printed, root)
    error = " ".join(errors[-1].split())[:_LONGEST]
    texts = _TEXT.findall(printed)
    if texts:
        values = {"kept": kept, "error": error, "file": file, "line": line}
        return texts[-1], Problem(_AT_A_TEXT, _TAKE_BACK, values, level=ERROR)
    what = N_("the kit itself broke here: {error}")
    return file, Problem(what, _SEND, {"kept": kept, "error": error}, line=line)


def unforeseen(error: Exception, root: Path, kept: str) -> tuple[str, Problem]:
    """Return the file of the kit where a command broke, and the problem to tell."""
    file, line = "Serment", 0
    for frame in traceback.extract_tb(error.__traceback__):
        if _is_ours(Path(frame.filename), root):
            file, line = Path(frame.filename).relative_to(root).as_posix(), frame.lineno or 0
    said = " ".join("".join(traceback.format_exception_only(error)).split())[:_LONGEST]
    what = N_("the kit itself broke here: {error}")
    return file, Problem(what, _SEND, {"kept": kept, "error": said}, line=line)


_SEND = N_(
    "Your texts are not at fault. If you changed the kit, take that change back. If not, report "
    "this where you downloaded it, with the file {kept}."
)


_AT_A_TEXT = N_("the kit broke on this text: {error} ({file}, line {line}).")
_TAKE_BACK = N_(
    "Take back your last change in this text and try again. If that changes nothing, report it "
    "where you downloaded the kit, with the text and the file {kept}."
)


def _last_place(printed: str, root: Path) -> tuple[str, int]:
    """Return the last file of the kit that an error went through, and the line."""
    last = ("Pelican", 0)
    for match in _PLACE.finditer(printed):
        path = Path(match["file"].strip())
        if _is_ours(path, root) and path.is_file():
            last = path.relative_to(root).as_posix(), int(match["line"])
    return last


def _is_ours(path: Path, root: Path) -> bool:
    return path.is_relative_to(root) and ".venv" not in path.parts

"""Publish a site by the doctor's own command, and see what came of it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.support.in_process import run_command
from tests.support.sites import ARTICLE, BLOG, KIT, LEDGER, SOURCES, Site

from .case import BODY, HEADER, SECRET, TARGET

# No fault may keep the doctor waiting longer, in seconds.
LONGEST = 60
# Where commands work; the rest of the folder, and the folders beside it, are nobody's to write to.
WORKPLACES = ("content", "public", "releases", ".build")
# Root reads what is forbidden to it, until it gives that up:
# https://man7.org/linux/man-pages/man7/capabilities.7.html
UNPRIVILEGED = """\
import ctypes, os, runpy
DROP, DAC_OVERRIDE, DAC_READ_SEARCH = 24, 1, 2
if os.geteuid() == 0:
    for capability in (DAC_OVERRIDE, DAC_READ_SEARCH):
        assert not ctypes.CDLL(None).prctl(DROP, capability, 0, 0, 0)
runpy.run_module("invoke", run_name="__main__")
"""
_OF_MANY = re.compile(r"\d+ \w+ : (?P<what>.+)")
_PLACE = re.compile(r"(?P<file>.+?)(?:, ligne (?P<line>\d+))?$")
_MESSAGE = re.compile(r"  ✗ (?:ligne (?P<line>\d+) : )?(?P<what>.+)")
# French spacing, of no matter to these tests.
_NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2060": None})


@dataclass(frozen=True)
class Message:
    """One thing that stopped a publication, as the doctor reads it."""

    file: str
    line: int
    what: str


@dataclass(frozen=True)
class Outcome:
    """What came of a publication: exit status, words said, and each reason of a refusal."""

    status: int
    said: str
    messages: list[Message]


def make_live(root: Path) -> Site:
    """Make a good site in an empty folder and publish it: what is online before a fault."""
    (root / "blog").mkdir()
    site = Site(root / "blog")
    shutil.copy(KIT / "tasks.py", site.root)
    site.write("blog.toml", BLOG)
    site.write("sources/sources.json", SOURCES)
    site.write("communities/vetting.toml", LEDGER)
    site.write("articles/estomac.md", ARTICLE)
    site.write(TARGET, f"---\n{HEADER}---\n{BODY}".replace("neuf", "ancien"))
    for folder in ("blog", "output_evil", "blog/output_evil", "blog/output2"):
        (root / folder).mkdir(exist_ok=True)
        (root / folder / "secret.env").write_text(SECRET, "utf-8")
    return site


class Copy(Site):
    """A site that is there already: the copy of another."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"


def online(site: Site) -> Path:
    """Return the folder that readers are served from."""
    return site.root / "public"


def copy_live(live: Path, root: Path) -> Site:
    """Return a copy of a published site, with all that stands around it."""
    shutil.copytree(live, root, symlinks=True, dirs_exist_ok=True)
    return Copy(root / "blog")


def publish(site: Site, *, unprivileged: bool = False, bounded: bool = False) -> Outcome:
    """Publish a site, as a demonstration; a build that never ends raises ``TimeoutExpired``.

    In the test's own process, but where the kit was changed, or the build may not read what is
    forbidden (``unprivileged``), or has to be stopped from outside (``bounded``).
    """
    if site.is_whole() and not unprivileged and not bounded:
        environment = os.environ | {"COLUMNS": "200"}
        begun = time.monotonic()
        status, _, said = run_command("publish", site.root, environment, demonstration=True)
        assert time.monotonic() - begun < LONGEST
    else:
        status, said = _invoke_publish(site, unprivileged=unprivileged)
    # The same words wherever the site is.
    said = said.replace(f"{site.root}/", "")
    return Outcome(status, said, read_messages(said))


def _invoke_publish(site: Site, *, unprivileged: bool) -> tuple[int, str]:
    """Run the command a doctor runs; return its exit status and what it said."""
    with subprocess.Popen(
        [
            sys.executable,
            *(("-c", UNPRIVILEGED) if unprivileged else ("-m", "invoke")),
            *("publish", "--demonstration"),
        ],
        cwd=site.root,
        env=os.environ | {"PYTHONPATH": str(site.root), "COLUMNS": "200"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        try:
            said = process.communicate(timeout=LONGEST)[1]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    return process.returncode, said


def read_messages(said: str) -> list[Message]:
    """Return what a report gives as reasons, with the file each stands under.

    What is found in many files is said once, above the list of them.
    """
    messages, file, of_many = [], "", ""
    for line in plain_spaces(said).splitlines():
        match = _MESSAGE.match(line)
        if match and of_many:
            place = _PLACE.match(match["what"].strip())
            if place:
                messages.append(Message(place["file"], int(place["line"] or 0), of_many))
        elif match:
            messages.append(Message(file, int(match["line"] or 0), match["what"].strip()))
        elif line and not line.startswith(" "):
            group = _OF_MANY.match(line)
            file, of_many = ("", group["what"]) if group else (line, "")
    return messages


def plain_spaces(text: str) -> str:
    """Return a text with ordinary spaces for those that do not break."""
    return text.translate(_NO_BREAK)


def tree_hash(folder: Path) -> str:
    """Return what changes with any name, kind or byte below a folder."""
    found = []
    for path in sorted(folder.rglob("*")):
        kind = "link" if path.is_symlink() else "folder" if path.is_dir() else "file"
        content = path.read_bytes() if kind == "file" else b""
        name = path.relative_to(folder).as_posix()
        found.append(f"{kind} {name} {hashlib.sha256(content).hexdigest()}")
    return hashlib.sha256("\n".join(found).encode(errors="surrogateescape")).hexdigest()


def around(site: Site) -> dict[str, bytes]:
    """Return every file that no command has any business with, with its bytes.

    That is: whatever stands beside the workplaces, in the site's folder and in the one above.
    """
    ours = tuple(site.root / name for name in WORKPLACES)
    return {
        str(path): path.read_bytes()
        for path in sorted(site.root.parent.rglob("*"))
        if not any(path.is_relative_to(folder) for folder in ours)
        and "__pycache__" not in path.parts
        and not path.is_symlink()
        and path.is_file()
    }

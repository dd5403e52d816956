"""Bring a newer kit under an unchanged ``content/``, and take it back.

Only files of the kit are replaced (:mod:`.kit`): never ``content/``, what was delivered, ``.git``,
a theme of hers. The new kit first checks the blog in a folder aside; only then it takes its place,
file by file, each former one kept. Whatever cuts that short, the former kit is put back
(:mod:`.undo`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from commands.cli.console import Console
from commands.cli.errors import CommandError
from commands.cli.paths import Paths
from commands.cli.runner import FAILED, run_exclusively
from plugins.shared.problems import N_

from . import undo as undoing
from .changes import new_lines
from .kit import extract, files_here, remember, remembered

_LOCK = "requirements.txt"
_NAMED = 20
# Where the files of the kit that she had changed are kept, whatever comes after.
_HERS = "kit-modifications"
_RUN = """import sys
sys.path.insert(0, sys.argv[1])
from commands.cli.program import main
main(sys.argv[1], sys.argv[2:])"""


def update(paths: Paths, archive: str = "", *, undo: bool = False) -> int:
    """Put the kit of a ZIP file in place of this one, or this one's former back; return the status.

    Nothing changes unless the blog passes the checks of the new kit.
    """
    console = Console(paths.blog())
    former = paths.work_folder / "former-kit"

    def act() -> int:
        if undo:
            return _undo(former, console)
        if not archive:
            raise CommandError(
                N_("Which kit? Write the name of the ZIP file that you downloaded."),
                N_("For example: python3 tasks.py update serment.zip"),
            )
        aside = paths.work_folder / "update"
        shutil.rmtree(aside, ignore_errors=True)
        try:
            files = extract(Path(archive), aside)
            return _update(paths, aside, former, files, console)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    return run_exclusively(paths, paths.builds(), console, act)


def _update(
    paths: Paths, aside: Path, former: Path, files: dict[str, str], console: Console
) -> int:
    here, known = files_here(paths.root), remembered(paths)
    if all(here.get(name) == one for name, one in files.items()):
        console.say(N_("This kit is the one that you have."))
        return 0
    lines = new_lines(paths.root / "CHANGELOG.md", aside / "CHANGELOG.md")
    shutil.copytree(paths.content, aside / "content")
    other = files.get(_LOCK) != here.get(_LOCK)
    if other:
        console.say(N_("The new kit needs other packages: they are fetched now, by the network."))
    if _checked(paths.root, aside, other=other):
        console.say(N_("The new kit does not take your blog as it is: nothing was changed."))
        return FAILED
    _swap(paths.root, aside, former, files, here, known)
    remember(paths, files)
    hers = [name for name, one in known.items() if name in here and here[name] != one]
    hers = [name for name in hers if (former / undoing.TAKEN / name).is_file()]
    for name in hers:
        kept = paths.root / _HERS / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(former / undoing.TAKEN / name, kept)
    if hers:
        console.say(
            N_("You had changed these files of the kit; yours are kept in {folder}: {files}"),
            folder=f"{_HERS}/",
            files=", ".join(hers[:_NAMED]),
        )
    elif not known:
        console.say(
            N_("Whether you had changed files of the kit is not known; all are kept in {folder}."),
            folder=(former / undoing.TAKEN).relative_to(paths.root).as_posix(),
        )
    if lines:
        console.say(N_("What is new for you:"))
        console.show("\n".join(lines))
    console.say(N_("The new kit is in place. To go back: python3 tasks.py update --undo"))
    return 0


def _checked(root: Path, aside: Path, *, other: bool) -> int:
    """Have the new kit check the blog, aside; return the exit status.

    ``other``: it needs packages that are not here; its own first call fetches them.
    """
    python = root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if other:
        base = getattr(sys, "_base_executable", sys.executable)
        command = [base, str(aside / "tasks.py"), "check", "--errors"]
    else:
        runs = str(python) if python.exists() else sys.executable
        command = [runs, "-c", _RUN, str(aside), "check", "--errors"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.call(command, cwd=aside, env=kept, stdin=subprocess.DEVNULL)


def _swap(  # noqa: PLR0913, PLR0917
    root: Path,
    aside: Path,
    former: Path,
    files: dict[str, str],
    here: dict[str, str],
    known: dict[str, str],
) -> None:
    """Put the files of the new kit in place, each former one kept; all or nothing."""
    gone = sorted(known.keys() & here.keys() - files.keys())
    changed = sorted(name for name, one in files.items() if here.get(name) != one)
    shutil.rmtree(former, ignore_errors=True)
    former.mkdir(parents=True)
    journal = {
        "taken": [name for name in [*changed, *gone] if name in here],
        "added": [name for name in changed if name not in here],
    }
    (former / undoing.JOURNAL).write_text(json.dumps(journal), "utf-8")
    shutil.copyfile(undoing.__file__, former / "undo.py")
    if (former.parent / undoing.RECORD).is_file():
        shutil.copyfile(former.parent / undoing.RECORD, former / undoing.RECORD)
    (former / undoing.UNDER_WAY).touch()
    try:
        for name in [*changed, *gone]:
            undoing.move(root / name, former / undoing.TAKEN / name)
            undoing.move(aside / name, root / name)
        if (aside / ".venv").exists() and os.name != "nt":
            # Windows keeps a program that runs where it is: there, the next call makes it anew.
            (root / ".venv").replace(former / ".venv")
            (aside / ".venv").replace(root / ".venv")
    except BaseException:
        undoing.undo(former)
        raise
    (former / undoing.UNDER_WAY).unlink()


def _undo(former: Path, console: Console) -> int:
    if not (former / undoing.JOURNAL).is_file():
        raise CommandError(N_("There is no former kit to go back to."))
    undoing.undo(former)
    console.say(N_("The former kit is back. Your texts are as they were."))
    return 0

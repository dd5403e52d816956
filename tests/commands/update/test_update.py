"""A newer kit under an unchanged blog: what it replaces, what it keeps, how it goes back."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from unittest.mock import patch

import pytest

from commands.cli.paths import Paths
from commands.update import undo as undoing
from commands.update import update
from commands.update.kit import remember, remembered
from tests.support.sites import KIT, small

KIT_FILES = ("tasks.py", "requirements.txt", "CHANGELOG.md", "pelicanconf.py", "publishconf.py")
KIT_FOLDERS = ("plugins", "audit", "commands", "theme")
NEWS = "## À paraître\n\n### Ajouté\n\n- Une nouveauté\n  sur deux lignes.\n\n"


def copied(folder: Path) -> None:
    """Copy what of the kit makes a site."""
    for name in KIT_FOLDERS:
        shutil.copytree(KIT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in KIT_FILES:
        shutil.copyfile(KIT / name, folder / name)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A blog with a kit of its own, a text, a theme of hers, and a change of hers in the kit."""
    root = tmp_path / "blog"
    root.mkdir()
    (tmp_path / "small").mkdir()
    site = small(tmp_path / "small")
    shutil.copytree(site.content, root / "content")
    copied(root)
    (root / "plugins" / "old.py").write_text("# of the former kit alone\n")
    (root / "mon-theme").mkdir()
    (root / "mon-theme" / "a.css").write_text("a {}")
    found = Paths(root)
    remember(found)
    (root / "theme" / "static" / "favicon.svg").write_text("<svg/>")
    return found


def newer(folder: Path, **changes: str | None) -> Path:
    """Make the ZIP file of a newer kit, in a folder of its own, as it is downloaded."""
    inside = folder / "serment-main"
    inside.mkdir(parents=True)
    copied(inside)
    log = (inside / "CHANGELOG.md").read_text("utf-8")
    (inside / "CHANGELOG.md").write_text(log.replace("## À paraître\n", NEWS, 1), "utf-8")
    (inside / "plugins" / "new.py").write_text("# of the new kit alone\n")
    (inside / "content").mkdir()
    (inside / "content" / "blog.toml").write_text("# of the demonstration")
    for name, text in changes.items():
        (inside / name.replace("__", "/")).with_suffix(".py").write_text(text or "")
    archive = folder / "serment.zip"
    with zipfile.ZipFile(archive, "w") as whole:
        for file in sorted(inside.rglob("*")):
            whole.write(file, file.relative_to(folder).as_posix())
    return archive


def tree(root: Path) -> dict[str, str]:
    """Return the hash of every file of a blog, but of what the commands keep."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file() and not {".build", "__pycache__", "kit-modifications"} & {*path.parts}
    }


def test_a_newer_kit_takes_its_place(paths: Paths, tmp_path: Path, capsys):
    """Files of the kit alone are replaced; hers stay, or are kept and named; and back."""
    before, known, archive = tree(paths.root), remembered(paths), newer(tmp_path / "new")
    assert update(paths, str(archive)) == 0
    said = capsys.readouterr().err
    assert update(paths, str(archive)) == 0
    assert "Vous avez déjà ce kit" in capsys.readouterr().err
    after = tree(paths.root)

    assert "- Une nouveauté sur deux lignes." in said
    assert "theme/static/favicon.svg" in said
    assert "plugins/new.py" in after
    assert "plugins/old.py" not in after
    for name in before:
        if name.startswith(("content/", "mon-theme/")):
            assert after[name] == before[name]
    kept = paths.root / "kit-modifications" / "theme" / "static" / "favicon.svg"
    assert kept.read_text() == "<svg/>"
    assert remembered(paths).keys() >= {"plugins/new.py", "tasks.py"}
    assert update(paths, undo=True) == 0
    assert tree(paths.root) == before
    assert remembered(paths) == known
    assert update(paths, undo=True) == 1


def test_a_kit_that_does_not_take_the_blog(paths: Paths, tmp_path: Path, capfd):
    """What is broken there, or stricter, is seen before anything is replaced."""
    before = tree(paths.root)
    archive = newer(tmp_path / "new", plugins__reader__plugin="raise RuntimeError\n")

    assert update(paths, str(archive)) == 1
    assert tree(paths.root) == before
    assert "rien n’a été changé" in capfd.readouterr().err
    assert not (paths.work_folder / "former-kit").exists()


@pytest.mark.parametrize("kind", ["none", "text", "other", "links"])
def test_a_file_that_is_no_kit(paths: Paths, tmp_path: Path, kind: str, capsys):
    """It is said, and nothing is written, inside of the blog or out of it."""
    before, archive = tree(paths.root), tmp_path / "a.zip"
    if kind == "text":
        archive.write_text("x")
    elif kind in ("other", "links"):
        with zipfile.ZipFile(archive, "w") as whole:
            whole.writestr("a/tasks.py", "")
            whole.writestr("a/../../out.py", "")
            whole.writestr("/tmp/out-of-the-blog.py", "")

    assert update(paths, str(archive)) == 1
    assert tree(paths.root) == before
    assert "Traceback" not in capsys.readouterr().err
    assert not (tmp_path / "out.py").exists()


def test_a_folder_in_the_place_of_the_file(paths: Paths, tmp_path: Path, capsys):
    """A browser opened the file by itself: it is said, with what to do."""
    (tmp_path / "serment").mkdir()

    assert update(paths, str(tmp_path / "serment")) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "est un dossier" in said
    assert "compressez" in said


def test_a_member_that_was_damaged(paths: Paths, tmp_path: Path, capsys):
    """The file is at fault, and not the kit that reads it."""
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as whole:
        for name in (*KIT_FILES, "plugins/__init__.py", "commands/__init__.py"):
            whole.writestr(f"a/{name}", "x" * 1000)
    data = bytearray(archive.read_bytes())
    at = data.index(b"a/tasks.py") + len("a/tasks.py")
    data[at : at + 4] = b"\xff" * 4
    archive.write_bytes(data)

    assert update(paths, str(archive)) == 1
    assert "abîmé" in capsys.readouterr().err


def test_what_the_system_refuses_is_no_fault_of_the_file(paths: Paths, tmp_path: Path, capsys):
    """A full disk says so, and nobody downloads the kit again for it."""
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with patch("commands.update.kit.zipfile.ZipFile", side_effect=full):
        assert update(paths, str(tmp_path / "a.zip")) == 1

    said = capsys.readouterr().err
    assert "Le disque est plein" in said
    assert "ZIP" not in said


CUT = """\
import os, signal, sys
from pathlib import Path
from commands.update import _swap
root, aside, at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
from commands.update.kit import files_here
seen = 0
def look(event, arguments):
    global seen
    if event == "os.rename":
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(look)
known = files_here(root)
_swap(root, aside, root / ".build" / "former-kit", files_here(aside), known, known)
"""


@pytest.mark.parametrize("at", [1, 2, 3, 4, 5])
def test_a_power_cut(tmp_path: Path, at: int):
    """Killed between any two moves, the next call of any command puts the former kit back."""
    root, aside = tmp_path / "blog", tmp_path / "aside"
    for folder, text in ((root, "ancien"), (aside, "nouveau")):
        (folder / "plugins").mkdir(parents=True)
        (folder / "plugins" / "a.py").write_text(text)
        (folder / "README.md").write_text(text)
        shutil.copyfile(KIT / "tasks.py", folder / "tasks.py")
    (root / "plugins" / "old.py").write_text("ancien")
    (aside / "plugins" / "new.py").write_text("nouveau")
    (root / ".build").mkdir()
    before = tree(root)
    command = [sys.executable, "-c", CUT, str(root), str(aside), str(at)]
    done = subprocess.run(command, cwd=KIT, env=os.environ | {"PYTHONPATH": str(KIT)}, check=False)
    assert done.returncode == -9
    assert (root / ".build" / "former-kit" / undoing.UNDER_WAY).exists()
    # What tasks.py does before anything else.
    undo = [sys.executable, str(root / ".build" / "former-kit" / "undo.py")]
    subprocess.run(undo, check=True)

    assert tree(root) == before
    assert not (root / ".build" / "former-kit" / undoing.UNDER_WAY).exists()


def test_the_commands_put_back_what_was_cut_short(tmp_path: Path):
    """``tasks.py`` runs the undoing that stands beside the former kit, before any task."""
    shutil.copyfile(KIT / "tasks.py", tmp_path / "tasks.py")
    former = tmp_path / ".build" / "former-kit"
    (former / undoing.TAKEN).mkdir(parents=True)
    (former / undoing.TAKEN / "README.md").write_text("ancien")
    (tmp_path / "README.md").write_text("nouveau")
    journal = {"taken": ["README.md"], "added": []}
    (former / undoing.JOURNAL).write_text(json.dumps(journal))
    shutil.copyfile(undoing.__file__, former / "undo.py")
    (former / undoing.UNDER_WAY).touch()
    # An environment that is there, with a Python that does nothing: no task is run.
    (tmp_path / "requirements.txt").touch()
    stamp = tmp_path / ".venv" / "installed" / "requirements.txt"
    stamp.parent.mkdir(parents=True)
    stamp.write_text(hashlib.sha256(b"").hexdigest() + sys.version)
    (tmp_path / ".venv" / "bin").mkdir()
    (tmp_path / ".venv" / "bin" / "python").symlink_to("/bin/true")
    subprocess.run([sys.executable, "tasks.py"], cwd=tmp_path, check=False, capture_output=True)

    assert (tmp_path / "README.md").read_text() == "ancien"

"""``tasks.py`` on a bare machine: what it says, what it installs, and when."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import types
from pathlib import Path

import pytest

from tests.support.sites import ARTICLE, KIT, Site


@pytest.fixture
def tasks(tmp_path: Path) -> types.ModuleType:
    """The commands, in an empty folder that has lock files of its own."""
    module = types.ModuleType("bare_tasks")
    path = tmp_path / "tasks.py"
    path.write_text((KIT / "tasks.py").read_text("utf-8"), "utf-8")
    module.__file__ = str(path)
    exec(compile(path.read_text("utf-8"), path, "exec"), module.__dict__)
    return module


def test_an_old_python_is_told_what_to_do(tasks: types.ModuleType):
    """A Python that is too old says which one is needed, in both languages."""
    tasks.OLDEST = (9, 0)

    assert "Python 3.11" in tasks.what_is_missing()
    assert "or later" in tasks.what_is_missing()


def test_tasks_can_be_read_by_an_old_python():
    """Nothing in the file is newer than what Python 3.6 can parse."""
    import ast  # noqa: PLC0415

    ast.parse((KIT / "tasks.py").read_text("utf-8"), feature_version=(3, 6))


def test_the_environment_is_made_once(tasks: types.ModuleType, tmp_path: Path, capfd):
    """The first call makes the environment; the second finds it as it was, and says nothing."""
    (tmp_path / "requirements.txt").write_text("# nothing to install\n", "utf-8")
    first = tasks.install("requirements.txt")
    capfd.readouterr()
    before = tasks.PYTHON.stat().st_mtime_ns
    second = tasks.install("requirements.txt")

    assert (first, second) == (0, 0)
    assert tasks.PYTHON.exists()
    assert tasks.PYTHON.stat().st_mtime_ns == before
    assert capfd.readouterr() == ("", "")


def test_a_changed_lock_is_installed_again(tasks: types.ModuleType, tmp_path: Path, capfd):
    """When the lock file changes, the environment follows, and keeps nothing of before."""
    lock = tmp_path / "requirements.txt"
    lock.write_text("# one\n", "utf-8")
    tasks.install("requirements.txt")
    capfd.readouterr()
    (stray := tmp_path / ".venv" / "stray.py").write_text("", "utf-8")
    lock.write_text("# two\n", "utf-8")

    assert tasks.install("requirements.txt") == 0
    assert "Getting ready" in capfd.readouterr().err
    assert not stray.exists()


def test_a_second_lock_adds_to_the_first(tasks: types.ModuleType, tmp_path: Path, capfd):
    """What the tests need besides comes into the same environment, which is not made anew."""
    for name in ("requirements.txt", "requirements-test.txt"):
        (tmp_path / name).write_text("# nothing to install\n", "utf-8")
    tasks.install("requirements.txt")
    (kept := tmp_path / ".venv" / "kept.py").write_text("", "utf-8")

    assert tasks.install("requirements-test.txt") == 0
    assert kept.exists()


def test_a_tampered_package_is_refused(tasks: types.ModuleType, tmp_path: Path, capfd):
    """A package that does not have the hash of the lock file is not installed."""
    package = tmp_path / "kit_probe-1.0-py3-none-any.whl"
    package.write_bytes(b"not what was locked")
    digest = hashlib.sha256(b"what was locked").hexdigest()
    lock = f"kit-probe @ {package.as_uri()} --hash=sha256:{digest}\n"
    (tmp_path / "requirements.txt").write_text(lock, "utf-8")

    assert tasks.install("requirements.txt") != 0
    said = capfd.readouterr().err
    assert "DO NOT MATCH THE HASHES" in said
    assert "L’installation a échoué" in said


def test_the_list_of_commands_reads_well():
    """Without a name, the commands are listed with what each does, in French."""
    done = subprocess.run(
        [sys.executable, "-m", "invoke", "--list"],
        cwd=KIT,
        capture_output=True,
        text=True,
        check=True,
    )

    for name in ("build", "check", "preview", "publish", "vet", "test", "lint"):
        assert f"  {name} " in done.stdout
    assert "Construire le site" in done.stdout


@pytest.fixture
def blog(site: Site) -> Site:
    """A small blog with the commands, its environment made already."""
    for name in ("tasks.py", "requirements.txt", "requirements-test.txt"):
        shutil.copy(KIT / name, site.root)
    (site.root / ".venv").symlink_to(KIT / ".venv")
    return site


def tell(blog: Site, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a doctor does."""
    return subprocess.run(
        [sys.executable, blog.root / "tasks.py", *words],
        cwd=blog.root,
        env=os.environ | {"PYTHONPATH": str(blog.root)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_command_answers(blog: Site):
    """Each does its work, and its status says how it ended."""
    assert "build" in tell(blog).stdout
    assert [tell(blog, "build").returncode, tell(blog, "check").returncode] == [0, 0]
    assert json.loads(tell(blog, "check", "--json").stdout)
    assert tell(blog, "publish").returncode == 1
    assert tell(blog, "publish", "--demonstration").returncode == 0
    site = (blog.root / "public").resolve()
    blog.write("articles/autre.md", ARTICLE.replace("estomac", "autre"))
    assert tell(blog, "publish", "--demonstration").returncode == 0
    assert (blog.root / "public").resolve() != site
    assert tell(blog, "rollback").returncode == 0
    assert (blog.root / "public").resolve() == site
    assert tell(blog, "preview", "--port", "65536").returncode == 1
    assert tell(blog, "vet").returncode == 0
    assert tell(blog, "vet", "renalo", "--no-browser").returncode == 1


def test_a_blog_that_cannot_be_read_is_told_to_machines(blog: Site):
    """Its problems are in the report, by file and line, as those of the texts are."""
    blog.write("blog.toml", 'titel = "x"\n[blog\n')
    done = tell(blog, "check", "--json")

    report = json.loads(done.stdout)
    assert (done.returncode, report["passed"], report["proven"]) == (1, False, [])
    assert [(p["file"], p["line"], p["level"]) for p in report["problems"]] == [
        ("blog.toml", 2, "error")
    ]
    assert not tell(blog, "check").stdout.startswith("{")


def test_commands_of_developers():
    """The tests are run with the options that are asked for; style and types hold."""
    done = subprocess.run(
        [sys.executable, KIT / "tasks.py", "test", "--options", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "pytest" in done.stdout + done.stderr
    assert subprocess.call([sys.executable, KIT / "tasks.py", "lint"]) == 0


def test_ctrl_c_is_left_to_the_task(tasks: types.ModuleType, tmp_path: Path):
    """It reaches the task as well: how that ends is how it ends, and before it is 130."""
    program = "import signal, time; signal.signal(2, lambda *_: exit(7)); print(1); time.sleep(60)"
    code = f"""\
import os, sys, threading, time
sys.path.insert(0, {str(tmp_path)!r})
import tasks
def press():
    time.sleep(1.5)
    os.killpg(0, 2)
threading.Thread(target=press, daemon=True).start()
sys.exit(tasks.run([sys.executable, "-c", {program!r}]))
"""
    done = subprocess.run([sys.executable, "-c", code], start_new_session=True, check=False)
    assert done.returncode == 7

    def interrupted(lock: str) -> int:
        raise KeyboardInterrupt

    tasks.install = interrupted
    assert tasks.main(["build"]) == 130
    tasks.OLDEST = (9, 0)
    assert tasks.main(["build"]) == 1

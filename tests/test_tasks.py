"""``tasks.py`` on a bare machine: what it says, what it installs, and when."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import types
from pathlib import Path

import pytest
from invoke import Context

from tests.support.in_process import run_task
from tests.support.sites import ARTICLE, KIT, Site

NOTHING = "# nothing to install\n"


def bare(folder: Path) -> types.ModuleType:
    """Return the commands of a folder, which has lock files of its own."""
    module = types.ModuleType("bare_tasks")
    path = folder / "tasks.py"
    path.write_text((KIT / "tasks.py").read_text("utf-8"), "utf-8")
    module.__file__ = str(path)
    exec(compile(path.read_text("utf-8"), path, "exec"), module.__dict__)
    return module


@pytest.fixture
def tasks(tmp_path: Path) -> types.ModuleType:
    """The commands, in an empty folder."""
    return bare(tmp_path)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where the environment was made, from a lock that asks for nothing."""
    folder = tmp_path_factory.mktemp("first")
    (folder / "requirements.txt").write_text(NOTHING, "utf-8")
    assert bare(folder).install("requirements.txt") == 0
    return folder


@pytest.fixture
def made(first: Path, tmp_path: Path) -> types.ModuleType:
    """The commands, in a folder whose environment is made already."""
    shutil.copy(first / "requirements.txt", tmp_path)
    shutil.copytree(first / ".venv", tmp_path / ".venv", symlinks=True, copy_function=os.link)
    return bare(tmp_path)


def test_an_old_python_is_told_what_to_do(tasks: types.ModuleType):
    """A Python that is too old says which one is needed, in both languages."""
    tasks.OLDEST = (9, 0)

    assert "Python 3.11" in tasks.what_is_missing()
    assert "or later" in tasks.what_is_missing()


def test_tasks_can_be_read_by_an_old_python():
    """Nothing in the file is newer than what Python 3.6 can parse."""
    import ast  # noqa: PLC0415

    ast.parse((KIT / "tasks.py").read_text("utf-8"), feature_version=(3, 6))


def test_the_environment_is_made_once(first: Path, capfd):
    """The first call makes the environment; the second finds it as it was, and says nothing."""
    tasks = bare(first)
    before = tasks.PYTHON.stat().st_mtime_ns
    capfd.readouterr()

    assert tasks.install("requirements.txt") == 0
    assert tasks.PYTHON.stat().st_mtime_ns == before
    assert capfd.readouterr() == ("", "")


def test_a_changed_lock_is_installed_again(made: types.ModuleType, tmp_path: Path, capfd):
    """When the lock file changes, the environment follows, and keeps nothing of before."""
    (stray := tmp_path / ".venv" / "stray.py").write_text("", "utf-8")
    (tmp_path / "requirements.txt").write_text(f"{NOTHING}# again\n", "utf-8")

    assert made.install("requirements.txt") == 0
    assert "Getting ready" in capfd.readouterr().err
    assert not stray.exists()


def test_a_second_lock_adds_to_the_first(made: types.ModuleType, tmp_path: Path, capfd):
    """What the tests need besides comes into the same environment, which is not made anew."""
    (tmp_path / "requirements-test.txt").write_text(NOTHING, "utf-8")
    (kept := tmp_path / ".venv" / "kept.py").write_text("", "utf-8")

    assert made.install("requirements-test.txt") == 0
    assert kept.exists()


def test_a_tampered_package_is_refused(made: types.ModuleType, tmp_path: Path, capfd):
    """A package that does not have the hash of the lock file is not installed."""
    package = tmp_path / "kit_probe-1.0-py3-none-any.whl"
    package.write_bytes(b"not what was locked")
    digest = hashlib.sha256(b"what was locked").hexdigest()
    lock = f"kit-probe @ {package.as_uri()} --hash=sha256:{digest}\n"
    (tmp_path / "requirements-test.txt").write_text(lock, "utf-8")

    assert made.install("requirements-test.txt") != 0
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
    """Each does its work, and its status says how it ended; two are run as a doctor does."""

    def status(*words: str) -> int:
        return run_task(words, blog.root, os.environ)[0]

    assert "build" in tell(blog).stdout
    assert [tell(blog, "build").returncode, status("check")] == [0, 0]
    assert json.loads(run_task(["check", "--json"], blog.root, os.environ)[1])
    assert status("publish") == 1
    assert status("publish", "--demonstration") == 0
    site = (blog.root / "public").resolve()
    blog.write("articles/autre.md", ARTICLE.replace("estomac", "autre"))
    assert status("publish", "--demonstration") == 0
    assert (blog.root / "public").resolve() != site
    assert status("rollback") == 0
    assert (blog.root / "public").resolve() == site
    assert status("preview", "--port", "65536") == 1
    assert status("vet") == 0
    # What the program spells out for Invoke.
    assert tell(blog, "vet", "renalo", "--no-browser").returncode == 1


def test_a_blog_that_cannot_be_read_is_told_to_machines(blog: Site):
    """Its problems are in the report, by file and line, as those of the texts are."""
    blog.write("blog.toml", 'titel = "x"\n[blog\n')
    status, out, _ = run_task(["check", "--json"], blog.root, os.environ)

    report = json.loads(out)
    assert (status, report["passed"], report["proven"]) == (1, False, [])
    assert [(p["file"], p["line"], p["level"]) for p in report["problems"]] == [
        ("blog.toml", 2, "error")
    ]
    assert not run_task(["check"], blog.root, os.environ)[1].startswith("{")


def test_commands_of_developers(
    tasks: types.ModuleType, monkeypatch: pytest.MonkeyPatch, *, everything: bool
):
    """The tests are run with the options that are asked for; style and types hold.

    What takes long, and is run before the tests are, types, is asked for and not run again.
    """
    done = subprocess.run(
        [sys.executable, KIT / "tasks.py", "test", "--options", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "pytest" in done.stdout + done.stderr
    asked: list[str] = []

    def call(command: list[str], cwd: Path) -> int:
        asked.append(" ".join(command[2:]))
        if command[2] == "mypy" and not everything:
            return 0
        return run([sys.executable, *command[1:]], cwd=KIT)

    run = subprocess.call
    monkeypatch.setattr(tasks.subprocess, "call", call)
    # One that ends well leaves the next one its turn.
    tasks.lint(Context())
    assert [words.split()[0] for words in asked] == ["ruff", "ruff", "mypy", "djlint"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_this_process_alone_stops_the_task(
    tasks: types.ModuleType, tmp_path: Path, number: int
):
    """Whoever asks ``tasks.py`` to stop need not know what it started."""
    program = f"import signal, time; signal.signal({int(number)}, lambda *_: exit(7)); "
    program += "print(1, flush=True); time.sleep(60)"
    # A program that a shell put in the background is born deaf to Ctrl-C: this one hears it.
    code = f"""\
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.path.insert(0, {str(tmp_path)!r})
import tasks
sys.exit(tasks.run([sys.executable, "-c", {program!r}]))
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"1\n"
        process.send_signal(number)

        assert process.wait(timeout=30) == 7


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

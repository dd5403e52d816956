"""What is typed after ``tasks.py``: read, or told in the blog's words; whoever listens."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from plugins.shared.problems import inert
from tests.support.in_process import pelican_here, run_here
from tests.support.publishing import orphans, tree
from tests.support.sites import KIT, Site, small

RUN = (KIT / "tasks.py").read_text("utf-8").split('RUN = """')[1].split('"""')[0]
# Root reads what is forbidden to it, until a program that gave that up has begun anew:
# https://man7.org/linux/man-pages/man7/capabilities.7.html
UNPRIVILEGED = """\
import ctypes, os, sys
for capability in (1, 2):
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small blog with its tasks; a colon in the name of its folder, as “/” is on macOS."""
    folder = tmp_path_factory.mktemp("blog") / "a:b"
    folder.mkdir()
    site = small(folder)
    shutil.copy(KIT / "tasks.py", site.root)
    return site


def typed(blog: Site, *words: str) -> tuple[int, str, str]:
    """Return the status, the output and the errors of what is typed, in this process."""
    from commands.cli.program import Program  # noqa: PLC0415 - as the tasks find it

    arguments = ["tasks.py", "--search-root", str(blog.root), *words]
    with pelican_here():
        return run_here(lambda: Program(blog.root).run(arguments), blog.root, os.environ)


def run(
    blog: Site, words: Sequence[str], before: Sequence[str] = (), **env: str
) -> subprocess.CompletedProcess[bytes]:
    """Run tasks as ``tasks.py`` does, in a process of their own."""
    command = [sys.executable, *before, "-c", RUN, str(blog.root), *words]
    return subprocess.run(
        command, cwd=blog.root, env=os.environ | env, capture_output=True, check=False, timeout=120
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["publier"], "« publier ». Vouliez-vous dire : python3 tasks.py publish ?"),
        (["Vérifier"], "python3 tasks.py check ?"),
        (["pubish"], "python3 tasks.py publish ?"),
        (["aide"], "python3 tasks.py --help ?"),
        (["xyz"], "Il y a : build, check, cite"),
        (["--help", "publier"], "python3 tasks.py publish ?"),
        (["publish", "--force"], "Ses options : --allow-removal, --demonstration."),
        (["publish", "--demonstation"], "python3 tasks.py publish --demonstration ?"),
        (["rollback", "--force"], "Elle n’en a aucune"),
        (["--force", "build"], "avant toute commande"),
        (["preview", "--port", "abc"], "« abc » n’est pas un nombre"),
        (["preview", "--port", "8 000"], "« 8 000 » n’est pas un nombre"),
        (["preview", "--port"], "il manque une valeur à l’option « --port »"),
        (["check", "--explain"], "« --explain »"),
        (["build", "publier"], "python3 tasks.py publish ?"),
    ],
)
def test_what_cannot_be_read_is_told_with_the_nearest(blog: Site, words: list[str], says: str):
    """In French, with what to type; nothing was done."""
    status, out, said = typed(blog, *words)
    plain = said.replace("\u00a0", " ").replace("\u202f", " ")
    assert (status, out) == (1, "")
    assert says in plain
    assert not (blog.root / "output").exists()


@pytest.mark.parametrize("columns", ["1", "40", "200"])
def test_the_list_and_the_help_fit_any_window(
    blog: Site, columns: str, monkeypatch: pytest.MonkeyPatch
):
    """However narrow it is, whatever HOME is: each command with what it does."""
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("HOME", "/dev/null")
    status, out, said = typed(blog, "--list")
    assert (status, said) == (0, "")
    assert "Mettre" not in out.splitlines()[0]
    assert "  publish\n" in out
    status, out, said = typed(blog, "--help", "publish")
    assert (status, said) == (0, "")
    assert "--allow-removal" in out


def test_two_commands_are_both_run(blog: Site, tmp_path: Path):
    """One after the other; the second only if the first ended well."""
    root = tmp_path / "two"
    shutil.copytree(blog.root, root, symlinks=True)
    site = Site.at(root)
    status, _, said = typed(site, "build", "publish", "--demonstration")
    assert status == 0, said
    assert (root / "output" / "index.html").is_file()
    assert (root / "public" / "index.html").is_file()

    before = tree(root / "public")
    site.write("articles/faux.md", "sans en-tête")
    status, _, said = typed(site, "check", "publish", "--demonstration")
    assert status == 1
    assert said.count("faux.md") == 1
    assert tree(root / "public") == before


def test_pelican_begins_while_the_command_is_read(site: Site):
    """It waits for its arguments, which its command line then lacks; a processor alone cannot."""
    shutil.copy(KIT / "tasks.py", site.root)
    conf = site.root / "pelicanconf.py"
    conf.unlink()
    witness = "HERE.joinpath('typed').write_bytes(Path('/proc/self/cmdline').read_bytes())\n"
    conf.write_text((KIT / "pelicanconf.py").read_text("utf-8") + witness, "utf-8")
    done = run(site, ["build"])

    assert done.returncode == 0, done.stderr
    waited = b"pelicanconf.py" not in (site.root / "typed").read_bytes()
    assert waited is ((os.cpu_count() or 1) > 1)
    assert orphans(site) == []


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8"])
def test_any_output_takes_what_is_said(blog: Site, encoding: str):
    """Letters that it lacks are spelt with those it has; the report for machines stays whole."""
    blog.write(
        "articles/faux.md", "---\ntitle: Œdème → 38 °C ≥ 3 ✓\ndate: 2026-02-31\n---\nMots.\n"
    )
    try:
        done = run(blog, ["check", "--json"], PYTHONIOENCODING=encoding, LC_ALL="C")
    finally:
        (blog.content / "articles" / "faux.md").unlink()
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    (problem,) = [p for p in json.loads(done.stdout)["problems"] if p["line"] == 3]
    assert problem["what"] == "cette date ne peut pas être lue."
    assert done.stdout.isascii()


@pytest.mark.parametrize("redirection", [">&-", "2>&-", ">&- 2>&-", "| true", ">/dev/full 2>&1"])
def test_nobody_listens(blog: Site, redirection: str):
    """The exit status is that of what was done."""
    line = f'set -o pipefail; "$0" -c "$1" "$2" publish --demonstration {redirection}'
    status = subprocess.run(
        ["bash", "-c", line, sys.executable, RUN, str(blog.root)],
        cwd=blog.root,
        check=False,
        stderr=subprocess.PIPE,
    )
    assert status.returncode == 0
    assert b"Traceback" not in status.stderr
    assert b"BrokenPipe" not in status.stderr
    assert (blog.root / "public" / "index.html").is_file()


@pytest.mark.parametrize("name", ["blog.toml", ".", "articles", "sources/sources.json"])
def test_what_may_not_be_read_is_told(blog: Site, tmp_path: Path, name: str):
    """A file or a folder of the doctor's that is forbidden: a sentence that names it."""
    root = tmp_path / "blog"
    shutil.copytree(blog.root, root, symlinks=True)
    site = Site.at(root)
    (site.content / name).chmod(0)
    try:
        done = subprocess.run(
            [sys.executable, "-c", UNPRIVILEGED, "-c", RUN, str(root), "check"],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    finally:
        (site.content / name).chmod(0o755)
    assert done.returncode == 1, done.stderr
    assert "ne peut pas être ouvert" in done.stderr
    assert (name if name != "." else "blog.toml") in done.stderr
    assert "Traceback" not in done.stderr
    assert "pour rien" not in done.stderr


def test_a_clock_that_is_no_number(blog: Site):
    """In French and in English: no blog said its language yet."""
    done = run(blog, ["build"], SOURCE_DATE_EPOCH="abc")
    assert done.returncode == 1
    said = done.stderr.decode()
    assert "un nombre de secondes" in said
    assert "a number of seconds" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "text",
    [
        "::stop-commands::x",
        "a\n  ::add-mask::x",
        "a\r::error::x",
        "a\u2028\u00a0::error::x",
        "\u200b\ufeff::debug::x",
        "##[error]x",
        "mots ##[group]x",
        "a\n\t##vso[x]##[endgroup]",
    ],
)
def test_a_log_obeys_nothing_of_it(text: str):
    """However a line begins, and wherever the older form of commands stands."""
    lines = [line.strip().strip("\u200b\ufeff\u00a0 ") for line in inert(text).splitlines()]
    assert not any(line.startswith("::") for line in lines)
    assert "##[" not in inert(text)
    assert inert("a :: b\nc::d") == "a :: b\nc::d"

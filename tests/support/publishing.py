"""Run the commands on a small blog as a doctor's machine does, and look at what they leave."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from tests.support.in_process import run_command
from tests.support.processes import at_work
from tests.support.sites import BLOG, Site
from tests.support.warm_starts import warm_starts

WORDS = ("Un texte court", "Un texte nouveau")
# What only a process of its own can be given: see start().
OF_A_PROCESS = frozenset("KILL AT COUNT LINKS LARGEST before".split())

DRIVER = """\
import os, signal, sys
from pathlib import Path

number, at = (int(os.environ.get(name, "0")) for name in ("KILL", "AT"))
seen, here = 0, os.getpid()
EVENTS = {"os.rename", "os.symlink", "os.mkdir", "shutil.rmtree", "shutil.copytree"}
EVENTS |= {"subprocess.Popen", "fcntl.flock"}

def look(event, arguments):
    global seen
    # What it starts may be a copy of it, and hear of this too.
    if event in EVENTS and os.getpid() == here:
        seen += 1
        if seen == at:
            os.kill(os.getpid(), number)

if os.environ.get("LINKS") == "none":
    def refuse(*arguments, **options):
        raise OSError(1, "Operation not permitted")
    os.symlink = refuse
if os.environ.get("LARGEST"):
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(os.environ["LARGEST"]),) * 2)

from commands.build import build, check
from commands.cli.paths import Paths
from commands.publish import publish, rollback
# What a package does when it is imported is no operation of the command.
sys.addaudithook(look)
name, *options = sys.argv[2:]
if name == "publish" and not os.environ.get("AS_A_DOCTOR"):
    # The blog of the tests is a demonstration.
    options.append("demonstration")
status = globals()[name](Paths(Path(sys.argv[1])), **{option: True for option in options})
if os.environ.get("COUNT"):
    Path(os.environ["COUNT"]).write_text(str(seen))
sys.exit(status)
"""


def start(site: Site, *words: str, before: Sequence[str] = (), **env: str) -> subprocess.Popen[str]:
    """Start a command on a blog, its name and its options being words.

    ``KILL=9 AT=3`` has it receive that signal before its third operation on names of files or on
    processes, ``COUNT`` names a file for how many there were; ``LINKS=none`` is a system that
    allows no links; ``LARGEST``: no file may have more bytes. ``before``: a command that starts it.
    """
    # Of what breaks, a copy says more, and a file that may not grow would not hold it.
    with nullcontext() if "LARGEST" in env else warm_starts(site):
        return subprocess.Popen(
            [*before, sys.executable, "-c", DRIVER, str(site.root), *words],
            cwd=site.root,
            env=os.environ | {"PYTHONPATH": str(site.root), "COLUMNS": "200"} | env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def run(
    site: Site, *words: str, here: bool = False, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end: in this process, but where the kit or the system is another.

    ``here``: in this process although the site has settings of its own.
    """
    if (here or site.is_whole()) and OF_A_PROCESS.isdisjoint(env):
        name, *options = words
        if name == "publish" and "AS_A_DOCTOR" not in env:
            options.append("demonstration")
        environment = os.environ | {"COLUMNS": "200"} | env
        done = run_command(name, site.root, environment, **dict.fromkeys(options, True))
        return subprocess.CompletedProcess(words, *done)
    with start(site, *words, **env) as process:
        try:
            out, said = process.communicate(timeout=120)
        finally:
            process.kill()
    return subprocess.CompletedProcess(words, process.returncode, out, said)


def built(root: Path) -> tuple[int, str, dict[str, bytes]]:
    """Return the exit status of a build, what it said, and the files of the site in place."""
    status, _, said = run_command("build", root, os.environ | {"COLUMNS": "200"})
    files = {
        path.relative_to(root / "output").as_posix(): path.read_bytes()
        for path in sorted((root / "output").rglob("*"))
        if path.is_file()
    }
    return status, said, files


def publish(site: Site, *options: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Publish, and be sure that it went well."""
    done = run(site, "publish", *options, **env)
    assert done.returncode == 0, done.stderr
    return done


def settle(site: Site, text: str) -> None:
    """Write the ``[publish]`` part of the blog's settings."""
    site.write("blog.toml", f"{BLOG}\n[publish]\n{text}\n")


def retell(site: Site, words: str) -> None:
    """Change the text of the blog's only article."""
    path = site.content / "articles" / "estomac.md"
    head = path.read_text("utf-8").partition("---\n")[2].partition("---\n")[0]
    path.write_text(f"---\n{head}---\n{words} [@chey2024].\n", "utf-8")


def tree(folder: Path) -> str:
    """Return the hash of all that a folder shows; nothing when there is no folder."""
    if not folder.is_dir():
        return ""
    lines = [
        f"{path.relative_to(folder).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def leftovers(site: Site) -> list[str]:
    """Return what no command in good order leaves behind."""
    places = (site.root, site.root / ".build" / "output", site.root / "releases")
    return sorted(
        str(entry.relative_to(site.root))
        for place in places
        if place.is_dir()
        for entry in place.iterdir()
        if entry.name.startswith(".") and entry.name != ".build"
    )


def orphans(site: Site, patience: float = 10) -> list[str]:
    """Return the processes that still work on a blog once they had the time to end."""
    until = time.monotonic() + patience
    while True:
        found = at_work(site.root)
        if not found or time.monotonic() > until:
            return found
        time.sleep(0.02)


def live(site: Site, command: str) -> Path:
    """Return where a command puts the site."""
    return site.output if command == "build" else site.root / "public"


def both(site: Site, command: str) -> dict[str, str]:
    """Make the site with each text, and return the hash of each; a build gives the same bytes."""
    known = {}
    for words in WORDS:
        retell(site, words)
        assert run(site, command).returncode == 0
        known[words] = tree(live(site, command))
    return known


def operations(site: Site, command: str) -> int:
    """Return how many operations a command has once it clears old sites as well."""
    count = site.root / "count"
    for words in WORDS:
        # A build of what is there already has nothing to do.
        retell(site, words)
        assert run(site, command).returncode == 0
    retell(site, WORDS[0])
    assert run(site, command, COUNT=str(count)).returncode == 0
    return int(count.read_text())


def prepare_next(site: Site, command: str, known: dict[str, str]) -> str:
    """Write the text that is not shown now; return the hash of the site that is."""
    before = tree(live(site, command))
    assert before in known.values()
    retell(site, next(words for words in WORDS if known[words] != before))
    return before

"""Build the site aside, prove it, then put it in place.

The folder that is being read or published is never written to: a build that
fails, or is interrupted, leaves it as it was.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from rich.console import Console

from plugins.blog import Blog, load_blog
from plugins.day import build_day
from plugins.phrases import translator
from plugins.problems import N_, Told

from .audit import Audit, audit
from .report import as_json as as_data
from .report import github_annotations, in_words, print_report

LOCAL = "pelicanconf.py"
ONLINE = "publishconf.py"
INTERRUPTED = 130
# Days between two planned builds, where the blog does not say.
EVERY = 7


@dataclass(frozen=True)
class Place:
    """A checkout of the kit: where everything is."""

    root: Path

    @property
    def content(self) -> Path:
        """The doctor's folder."""
        return self.root / "content"

    @property
    def output(self) -> Path:
        """The site, whole at any time."""
        return self.root / "output"

    def blog(self) -> Blog:
        """Return the blog's own settings; stop in words if they cannot be read."""
        return load_blog(self.content / "blog.toml")


def build(place: Place, settings: str = LOCAL) -> int:
    """Build the site into ``output/`` and return the exit status: 0 when it is in place."""
    with _workshop(place) as fresh:
        status = make(place, settings, fresh)
        if status == 0:
            try:
                swap(fresh, place.output)
            except OSError as error:
                # On Windows a file that another program holds open cannot be moved.
                say = translator(place.blog().blog.language)
                told = say(N_("The folder {folder} cannot be replaced: close what is using it."))
                Console(stderr=True).print(told.format(folder=error.filename), markup=False)
                return 1
    return status


def check(place: Place, *, as_json: bool = False) -> int:
    """Say all that was proven and all that would stop a publication; write nothing that stays."""
    blog = place.blog().blog
    say = translator(blog.language)
    with _workshop(place) as fresh:
        made = _make(place, ONLINE, fresh)
    if as_json:
        report = as_data(build_day(blog.as_of), made.told, made.audit, say)
        sys.stdout.write(f"{report}\n")
    else:
        console = _console()
        _print(console, made.said)
        print_report(console, made.told, made.audit, say)
    if os.environ.get("GITHUB_ACTIONS") == "true" and not as_json:
        sys.stdout.write(f"{github_annotations(made.told, made.audit, say)}\n")
    return made.status


def make(place: Place, settings: str, fresh: Path) -> int:
    """Build the site into the empty folder ``fresh``, audit it, print what is wrong.

    Returns 0 when the site may be put in place, 1 when something forbids it, 130
    when the build was interrupted.
    """
    say = translator(place.blog().blog.language)
    made = _make(place, settings, fresh)
    asked = os.environ.get("SERMENT_PROBLEMS")
    if asked:
        # Whoever started this build reads the problems as data: the preview.
        Path(asked).write_text(json.dumps([asdict(problem) for problem in made.told]), "utf-8")
    console = _console()
    _print(console, made.said)
    _print(console, in_words(made.told, made.audit, say))
    return made.status


@dataclass(frozen=True)
class Made:
    """What became of a build: exit status, problems of the sources, audit of the finished site.

    ``said``: what Pelican says on its own console when it or a theme gave up.
    """

    status: int
    told: list[Told]
    audit: Audit | None = None
    said: str = ""


def _make(place: Place, settings: str, fresh: Path) -> Made:
    """Build the site into an empty folder, then read it from outside."""
    blog = place.blog()
    say = translator(blog.blog.language)
    console = _console()
    with console.status(say(N_("Building the site…"))), tempfile.TemporaryDirectory() as aside:
        problems = Path(aside, "problems.json")
        built = _run_pelican(place, settings, fresh, problems)
        noted = json.loads(problems.read_bytes()) if problems.is_file() else []
    told = [Told(**one) for one in noted]
    if built.returncode:
        silent = not told and not built.stderr.strip() and built.returncode != INTERRUPTED
        return Made(built.returncode, told, said=built.stdout if silent else built.stderr)
    today = build_day(blog.blog.as_of)
    every = getattr(getattr(blog, "publish", None), "every", EVERY)
    with console.status(say(N_("Checking every page…"))):
        audited = audit(
            fresh,
            place.content,
            today,
            next_build=today + timedelta(days=every),
            drafts=settings == LOCAL,
        )
    return Made(1 if audited.findings else 0, told, audited, built.stderr)


def _console() -> Console:
    return Console(stderr=True, soft_wrap=True, highlight=False)


def _print(console: Console, text: str) -> None:
    """Print a report as it is: it may hold brackets that are not markup."""
    if text.strip():
        console.print(text.rstrip(), markup=False)


def _run_pelican(
    place: Place, settings: str, fresh: Path, problems: Path
) -> subprocess.CompletedProcess[str]:
    """Run Pelican in a process of its own. Interrupted, it answers 0: here that is 130."""
    command = [
        sys.executable,
        "-m",
        "pelican",
        str(place.content),
        "-s",
        str(place.root / settings),
    ]
    environment = os.environ | {
        "PYTHONUTF8": "1",
        "COLUMNS": "200",
        "SERMENT_PROBLEMS": str(problems),
    }
    try:
        built = subprocess.run(
            [*command, "-o", str(fresh)],
            cwd=place.root,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    except KeyboardInterrupt:
        return subprocess.CompletedProcess(command, INTERRUPTED, "", "")
    if built.returncode == 0 and "Done:" not in built.stdout:
        built.returncode = INTERRUPTED
    return built


@contextmanager
def _workshop(place: Place) -> Iterator[Path]:
    """Lend an empty folder on the same file system as ``output/``, and clear it away."""
    folder = place.root / ".build"
    folder.mkdir(exist_ok=True)
    _recover(folder, place.output)
    fresh = Path(tempfile.mkdtemp(prefix="site-", dir=folder))
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _recover(folder: Path, output: Path) -> None:
    """Put back the site that a build cut short between two moves had set aside."""
    for aside in folder.glob("*-old"):
        if not output.exists():
            aside.rename(output)


def swap(fresh: Path, output: Path) -> None:
    """Put ``fresh`` where ``output`` is; if that fails half-way, put the old one back."""
    fresh.chmod(0o755)
    aside = fresh.with_name(f"{fresh.name}-old")
    if output.exists():
        output.rename(aside)
    try:
        fresh.rename(output)
    except OSError:
        if aside.exists():
            aside.rename(output)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def report(place: Place, status: int, success: str) -> int:
    """Print the last line of a command, in the blog's language, and return its exit status."""
    say: Callable[[str], str] = translator(place.blog().blog.language)
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    if status == 0:
        count = len(list((place.content / "articles").rglob("*.md")))
        console.print(say(success).format(count=count, folder=place.output.name), markup=False)
    elif status == INTERRUPTED:
        console.print(say(N_("Interrupted: the site is as it was.")), markup=False)
    return status

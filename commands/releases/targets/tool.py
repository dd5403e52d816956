"""Run a program that sends the site, and say in words what it failed at."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from commands.cli.errors import CommandError
from plugins.shared.problems import N_, Phrase, visible

# Seconds: a first site with its images, over a slow line.
LONGEST = 1800
_LINES_SHOWN = 5


def run(
    command: list[str],
    folder: Path,
    *,
    given: str = "",
    env: Mapping[str, str] | None = None,
    explain: Callable[[str], tuple[str, Phrase]] | None = None,
) -> str:
    """Run a program to its end and return what it printed; stop with its last words if it fails.

    ``given``: what it reads; ``env``: what is added to its environment; ``explain`` makes a reason,
    and what to do, of what it printed when it failed.
    """
    return run_raw(command, folder, given=given, env=env, explain=explain).decode(
        "utf-8", "replace"
    )


def run_raw(
    command: list[str],
    folder: Path,
    *,
    given: str = "",
    env: Mapping[str, str] | None = None,
    explain: Callable[[str], tuple[str, Phrase]] | None = None,
) -> bytes:
    """Run a program as :func:`run` does, and return the bytes that it printed."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            input=given.encode(),
            capture_output=True,
            check=False,
            timeout=LONGEST,
            env=os.environ | {"LC_ALL": "C", **(env or {})},
        )
    except FileNotFoundError:
        raise CommandError(
            N_("The program {program} is missing on this machine."),
            N_("Install it, then try again."),
            {"program": command[0]},
        ) from None
    except subprocess.TimeoutExpired:
        raise CommandError(
            N_("{program} has not ended after {minutes} minutes: it was stopped."),
            N_("Check the connection, then try again."),
            {"program": command[0], "minutes": LONGEST // 60},
        ) from None
    if done.returncode:
        said, fix = (explain or _last_words)(
            (done.stderr or done.stdout).decode("utf-8", "replace")
        )
        program = Path(command[0]).name
        raise CommandError(N_("{program} failed: {said}"), fix, {"program": program, "said": said})
    return done.stdout


def _last_words(printed: str) -> tuple[str, Phrase]:
    """Return the end of what a program printed, and what to do."""
    lines = visible(printed.strip()).splitlines()
    return " / ".join(lines[-_LINES_SHOWN:]), N_(
        "Check the connection and [publish] in blog.toml, then try again."
    )


def can_answer() -> bool:
    """Tell whether someone is there to type a password."""
    return sys.stdin is not None and sys.stdin.isatty()

"""Look for known vulnerabilities in the locked packages, with pip-audit, and believe it little.

For developers and CI: pip-audit is no dependency of the doctor's machine, and asks a service over
the network. Without an answer from the service it ends with 0 and “no known vulnerabilities
found”, each package “skipped”: here that is “not run”, never “none”.

Prints one line, and a line for each package that is not clean. Exit status: 0 when every package
was looked up and none has an advisory; 1 when one has; 2 when that is not known.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .sbom import locked

FOUND = 1
NOT_RUN = 2
_SECONDS = 300


@dataclass(frozen=True)
class Advice:
    """What is known of the packages: ``status`` is the exit status, ``lines`` say why."""

    status: int
    lines: list[str]


def read_advice(printed: str, expected: Iterable[str]) -> Advice:
    """Return what an output of ``pip-audit --format json`` says of the packages expected.

    A package that is skipped, or not spoken of, is not known to be safe.
    """
    try:
        spoken = {entry["name"].lower(): entry for entry in json.loads(printed)["dependencies"]}
        found = [
            f"{name} {entry['version']}: {vuln['id']}"
            + (f", fixed in {vuln['fix_versions'][0]}" if vuln["fix_versions"] else "")
            for name, entry in sorted(spoken.items())
            for vuln in entry.get("vulns", [])
        ]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return Advice(NOT_RUN, ["Advisories: not run (its answer cannot be read)."])
    names = {name.lower() for name in expected}
    unknown = [
        f"{name}: {spoken.get(name, {}).get('skip_reason', 'not looked up')}"
        for name in sorted(names)
        if "vulns" not in spoken.get(name, {})
    ]
    if found:
        return Advice(FOUND, [f"Advisories: {len(found)}.", *found, *unknown])
    if unknown or not names:
        known = len(names) - len(unknown)
        head = f"Advisories: not run ({known} of {len(names)} packages looked up)."
        return Advice(NOT_RUN, [head, *unknown])
    return Advice(0, [f"Advisories: none, {len(names)} of {len(names)} packages looked up."])


def advise(root: Path) -> Advice:
    """Run pip-audit over the lock file of a checkout, if it is there to be run."""
    lock = root / "requirements.txt"
    command = ["-m", "pip_audit", "--requirement", str(lock), "--require-hashes", "--disable-pip"]
    try:
        done = subprocess.run(
            [sys.executable, *command, "--format", "json", "--progress-spinner", "off"],
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Advice(NOT_RUN, [f"Advisories: not run ({error})."])
    if not done.stdout.strip():
        why = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        return Advice(NOT_RUN, [f"Advisories: not run ({why})."])
    return read_advice(done.stdout, locked(lock.read_text("utf-8")))


if __name__ == "__main__":
    advice = advise(Path(__file__).parents[2])
    sys.stdout.write("\n".join(advice.lines) + "\n")
    sys.exit(advice.status)

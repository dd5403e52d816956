"""Build once, in a process of its own: ``python -m commands.preview.once FOLDER``.

Of its own, so that what was changed in a plugin is seen, so that nothing that fails
here ends the preview, and so that the build can be ended whole.

With ``--when-asked`` after it, all that a build of this kit imports is imported, here and in a
process for Pelican, and the build begins when a line comes on the standard input; if the kit is
another by then, it does not begin: ``STALE`` is the exit status.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from commands.build import build
from commands.cli.paths import Paths
from commands.cli.runner import Stopped, stoppable
from commands.generate import Ready
from commands.pelican_child import STALE
from plugins.shared.blog import BlogUnreadable
from plugins.shared.cache import of_the_kit

from .builds import WHEN_ASKED

_CODE = ("plugins", "audit", "commands")


def main(root: Path, *, when_asked: bool = False) -> int:
    """Build the checkout at ``root``; return its exit status, its problems written down."""
    if not when_asked:
        return _build(Paths(root))
    before = of_the_kit(root, _CODE)
    # Asked to end while it waits, it ends its Pelican first.
    with suppress(Stopped), stoppable():
        ready = Ready(root)
        try:
            # Nobody would ask any more.
            asked = sys.stdin.readline()
            if asked and of_the_kit(root, _CODE) == before:
                return _build(Paths(root), ready)
        finally:
            ready.end()
    return STALE


def _build(paths: Paths, ready: Ready | None = None) -> int:
    try:
        return build(paths, ready=ready)
    except BlogUnreadable as stopped:
        # Before any build, hence before the gate, which writes down all the others.
        messages = json.dumps([asdict(problem) for problem in stopped.messages])
        Path(os.environ["SERMENT_PROBLEMS"]).write_text(messages, "utf-8")
        return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), when_asked=WHEN_ASKED in sys.argv[2:]))

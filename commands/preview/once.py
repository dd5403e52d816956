"""Build once, in a process of its own: ``python -m commands.preview.once FOLDER``.

Of its own, so that what was changed in a plugin is seen, so that nothing that fails
here ends the preview, and so that the build can be ended whole.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import asdict
from pathlib import Path

from commands.build import build
from commands.cli.paths import Paths
from plugins.shared.blog import BlogUnreadable


def main(root: Path) -> int:
    """Build the checkout at ``root``; return its exit status, its problems written down."""
    try:
        return build(Paths(root))
    except BlogUnreadable as stopped:
        # Before any build, hence before the gate, which writes down all the others.
        messages = json.dumps([asdict(problem) for problem in stopped.messages])
        Path(os.environ["SERMENT_PROBLEMS"]).write_text(messages, "utf-8")
        return 1


if __name__ == "__main__":
    # A shell starts what runs in the background deaf to Ctrl-C, the way this build is ended.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main(Path(sys.argv[1])))

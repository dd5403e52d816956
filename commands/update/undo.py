"""Put the former kit back. Needs nothing of any kit: ``tasks.py`` runs a copy of this file.

The folder that the copy stands in holds ``update.json``, what an update changed, and under ``kit/``
each file that it took away. What stands in their place meanwhile is kept in ``undone/``. It may be
run again after it was cut short.
"""

import json
import shutil
import sys
from pathlib import Path

JOURNAL, TAKEN, UNDONE = "update.json", "kit", "undone"
UNDER_WAY = "under-way"
# Which files the kit has: commands/update/kit.py.
RECORD = "kit.json"
ENVIRONMENT = ".venv"


def undo(former: Path) -> None:
    """Put back all that a folder of a former kit holds, into the blog that it stands in."""
    root = former.parent.parent
    journal = json.loads((former / JOURNAL).read_text("utf-8"))
    for name in journal["added"]:
        move(root / name, former / UNDONE / name)
    # What was changed last is put back first.
    for name in reversed(journal["taken"]):
        if (former / TAKEN / name).exists():
            move(root / name, former / UNDONE / name)
            move(former / TAKEN / name, root / name)
    if (former / ENVIRONMENT).exists():
        shutil.rmtree(root / ENVIRONMENT, ignore_errors=True)
        (former / ENVIRONMENT).replace(root / ENVIRONMENT)
    move(former / RECORD, former.parent / RECORD)
    (former / UNDER_WAY).unlink(missing_ok=True)
    (former / JOURNAL).replace(former / f"undone-{JOURNAL}")


def move(source: Path, target: Path) -> None:
    """Move a file, if it is there, over another; make the folders that it needs."""
    if source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)


if __name__ == "__main__":
    undo(Path(sys.argv[0]).resolve().parent)

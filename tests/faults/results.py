"""The table of results in ``docs/reliability.md``: a row for each fault, as it was observed.

Each test compares its own row. After a change, ``SERMENT_ACCEPT=1`` writes the observed rows and
the figures above them in their place, whatever the number of processes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import gettempdir

from filelock import FileLock

from tests.support.sites import KIT

from .case import ANYWHERE, Blocked, Fault
from .harness import Message
from .oddities import ODDITIES

PAGE = KIT / "docs" / "reliability.md"
BEGIN, END = "<!-- results -->", "<!-- end of results -->"
Family = tuple[str, list[Fault]]
_ROW = re.compile(r"^\| (?P<id>[A-Z]\d+\S*) \| .*$", re.M)
_LONGEST = 90
_ERROR = re.compile(r"(: (?:[\w.]+\.)?\w*(?:Error|NotFound)\b).*")

BLOCKED = "blocked"
HARMLESS = "published, unharmed"


def row(fault: Fault, messages: Message | None) -> str:
    """Return the row of a fault, from what was said when it was published."""
    title = f"{fault.title} (`{fault.pelican}`)" if fault.pelican else fault.title
    cells = [fault.id, title, HARMLESS, "", ""]
    if messages and isinstance(fault.expected, Blocked):
        where = f"{messages.file}:{messages.line}" if messages.line else messages.file
        what = messages.what
        if fault.expected.file == ANYWHERE:
            # Lines of the kit move, and Python words its errors anew with each version.
            where, what = messages.file, _ERROR.sub(r"\1", what)
        if where.startswith("theme/"):
            # The lines of a sheet of the theme move with every change of it.
            where = messages.file
        cells[2:] = [BLOCKED, _short(where), _short(what)]
    return "| " + " | ".join(cell.replace("|", r"\|").replace("<", "&lt;") for cell in cells) + " |"


def expect_row(fault: Fault, messages: Message | None) -> None:
    """Assert that the page has the row of a fault; write it there if that was asked for."""
    observed = row(fault, messages)
    if os.environ.get("SERMENT_ACCEPT"):
        from . import FAMILIES, OF_CONTENT  # noqa: PLC0415 - read before the families are

        with FileLock(Path(gettempdir(), "reliability.lock")):
            rows = read_rows(PAGE.read_text("utf-8")) | {fault.id: observed}
            write(results(FAMILIES, OF_CONTENT, rows))

    assert read_rows(PAGE.read_text("utf-8")).get(fault.id) == observed


def write(text: str) -> None:
    """Put the results in their place in the page."""
    before, _, after = parts()
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", "utf-8")


def parts() -> tuple[str, str, str]:
    """Return what the page says before the results, the results, and what it says after."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    text, _, after = rest.partition(END)
    return before, text.strip("\n") + "\n", after


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def read_rows(page: str) -> dict[str, str]:
    """Return the rows of the page by the id of their fault."""
    return {match["id"]: match[0] for match in _ROW.finditer(page)}


def results(families: Sequence[Family], of_content: Sequence[Family], rows: dict[str, str]) -> str:
    """Return what the page says of the faults: figures, then a table for each family."""
    content = {fault.id for _, family in of_content for fault in family}
    faults = [fault for _, family in families for fault in family]
    known = [rows[fault.id] for fault in faults if fault.id in rows]
    blocked = [f for f in faults if isinstance(f.expected, Blocked) and f.id in rows]
    where = [f.expected for f in blocked if f.id in content and not f.expected.whole]
    lines = [expected for expected in where if expected.line]
    figures = {
        "faults, injected one by one": len(known),
        "of which found by reading Pelican and Python-Markdown": sum(
            bool(f.pelican) for f in faults
        ),
        "blocked, with a message": len(blocked),
        "published, unharmed": len(known) - len(blocked),
        "published with harm, in silence": 0,
        "damage to the site that was online": 0,
        "longer than 60 seconds": 0,
        "faults of a line, told with the file and that line": f"{len(lines)} of {len(where)}",
        "odd and legitimate articles, published unharmed": f"{len(ODDITIES)} of {len(ODDITIES)}",
    }
    text = "| figure | value |\n| --- | --- |\n"
    text += "".join(f"| {name} | {value} |\n" for name, value in figures.items())
    for name, family in families:
        text += f"\n### {name}\n\n| | fault | outcome | where | message |\n| - | - | - | - | - |\n"
        text += "".join(f"{rows[fault.id]}\n" for fault in family if fault.id in rows)
    return text

"""The rules of the dialect as data; run as a script, their table in the guide is written anew."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

KIT = Path(__file__).parents[2]
sys.path.insert(0, str(KIT))

_DATA = tomllib.loads((KIT / "plugins/reader/dialect/rules.toml").read_text("utf-8"))
RULES, SLIPS = _DATA["rule"], _DATA["slip"]
SLIPS_HEAD = "| vous tapez ou collez | ce qui se passe |"
HEAD = {"fr": "| vous tapez | le lecteur voit |", "en": "| you type | the reader sees |"}


def table(language: str) -> str:
    """Return the table of what is typed and seen; ``⏎`` ends a line, ``⇥`` is a tab."""
    rows = [f"| {_typed(rule)} | {rule[language]} |" for rule in RULES if language in rule]
    return "\n".join([HEAD[language], "| --- | --- |", *rows])


def slips_table() -> str:
    """Return the table of usual slips, and of what happens."""
    rows = [f"| {_typed(slip)} | {slip['fr']} |" for slip in SLIPS]
    return "\n".join([SLIPS_HEAD, "| --- | --- |", *rows])


def _typed(row: dict[str, str]) -> str:
    typed = row["typed"].replace("|", "\\|").replace("\t", "⇥")
    return " ⏎ ".join(f"`{line}`" for line in typed.split("\n") if line)


if __name__ == "__main__":
    file = KIT / "docs" / "ecrire-un-article.md"
    text = file.read_text("utf-8")
    for made in (table("fr"), slips_table()):
        head = re.escape(made.partition("\n")[0])
        # The first: the table of typography, further down, has the same head.
        text = re.sub(rf"{head}\n(?:\|.*\n)+", lambda _, made=made: f"{made}\n", text, count=1)
    file.write_text(text, "utf-8")

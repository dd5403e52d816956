"""The rules of the dialect as data; run as a script, their table in the guide is written anew."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

KIT = Path(__file__).parents[2]
sys.path.insert(0, str(KIT))

RULES = tomllib.loads((KIT / "plugins/reader/dialect/rules.toml").read_text("utf-8"))["rule"]
HEAD = {"fr": "| vous tapez | le lecteur voit |", "en": "| you type | the reader sees |"}


def table(language: str) -> str:
    """Return the table of what is typed and seen; ``⏎`` ends a line, ``⇥`` is a tab."""
    rows = [HEAD[language], "| --- | --- |"]
    for rule in RULES:
        if language in rule:
            typed = rule["typed"].replace("|", "\\|").replace("\t", "⇥")
            lines = (f"`{line}`" for line in typed.split("\n") if line)
            rows.append(f"| {' ⏎ '.join(lines)} | {rule[language]} |")
    return "\n".join(rows)


if __name__ == "__main__":
    file = KIT / "docs" / "guide-du-medecin.md"
    head = re.escape(HEAD["fr"])
    text = re.sub(rf"{head}\n(?:\|.*\n)+", lambda _: f"{table('fr')}\n", file.read_text("utf-8"))
    file.write_text(text, "utf-8")

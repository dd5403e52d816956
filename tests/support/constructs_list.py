"""The constructs of the check as the guide tells them; run as a script, writes the list anew."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

KIT = Path(__file__).parents[2]
sys.path.insert(0, str(KIT))

TABLE = tomllib.loads((KIT / "plugins/reader/conservation/constructs.toml").read_text("utf-8"))
GUIDE = KIT / "docs" / "ecrire-un-article.md"
BEGIN, END = "<!-- où vont les mots -->", "<!-- fin -->"


def listed(language: str) -> str:
    """Return where words go, a line for each construct that the guide names."""
    rows = (row[language] for row in TABLE.values() if language in row)
    return "\n".join(f"- {words[:1].upper()}{words[1:]}." for words in rows)


if __name__ == "__main__":
    text = re.sub(
        rf"{BEGIN}.*?{END}",
        lambda _: f"{BEGIN}\n\n{listed('fr')}\n\n{END}",
        GUIDE.read_text("utf-8"),
        flags=re.DOTALL,
    )
    GUIDE.write_text(text, "utf-8")

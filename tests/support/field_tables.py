"""Write the tables of fields in README.md and in the guide anew, from their list."""

from __future__ import annotations

import re
import sys
from pathlib import Path

KIT = Path(__file__).parents[2]
sys.path.insert(0, str(KIT))

from plugins.shared.fields import ARTICLE, table  # noqa: E402 - found through the line above

if __name__ == "__main__":
    for name, language in (("README.md", "en"), ("docs/ecrire-un-article.md", "fr")):
        file, made = KIT / name, table(ARTICLE, language)
        head = re.escape(made.partition("\n")[0])
        text = re.sub(rf"{head}\n(?:\|.*\n)+", f"{made}\n", file.read_text("utf-8"))
        file.write_text(text, "utf-8")

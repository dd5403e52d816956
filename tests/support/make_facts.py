"""Make docs/facts.md, the table of every fact that readers are shown and a doctor may check.

Its rows are the data themselves: the catalogue of communities, the numbers to call, what the law is
said to ask. ``tests/test_facts.py`` holds the page to them; after a change of the data::

    SERMENT_ACCEPT=1 python3 tasks.py test --options "tests/test_facts.py"

A build never runs this.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from plugins.legal import core as legal

KIT = Path(__file__).parents[2]
PAGE = KIT / "docs" / "facts.md"

_HEAD = """\
# The facts, and where each was read

Made from the data by `tests/support/make_facts.py`, and held to them by `tests/test_facts.py`.
Nothing here was dialled or seen live: each was read in a copy of the page named, on the day given.
*Assumed* and *not confirmed* say what no page read says: it is not told to readers, or is to be
read again first.
"""
_NUMBERS = """
## The numbers to call

`plugins/disclaimer/numbers.toml`. Read again, before a first publication, those of your country.

| country | number | for | who answers | where it was read | day |
| --- | --- | --- | --- | --- | --- |
"""
_LAW = """
## The law and the rules

`plugins/legal/core.py`: what a publication needs, and the text that asks for it.
[legal.md](legal.md) says what was read of each text, and that it is no legal advice.

| what | where | asked for by | day |
| --- | --- | --- | --- |
"""
_COMMUNITIES = """
## The communities

`plugins/communities/catalogue.toml`. None of them is recommended: a blog shows those that its
doctor vetted.

| community | what is said of it | where it was read | day |
| --- | --- | --- | --- |
"""
_ADDRESSES = {
    "official-page-read": "address: its own page was read",
    "url-in-page-read": "address: in a page that was read",
    "third-party-only": "address not confirmed: third parties only",
    "conflicting": "address not confirmed: sources disagree",
}
# The table of docs/legal.md that says, sentence by sentence, where a text of law was read.
_SENTENCES = re.compile(r"^\| sentence \|.*\n\| --- .*\n((?:\|.*\n)+)", re.MULTILINE)


def facts() -> str:
    """Return the page, from the data."""
    return "".join(
        [_HEAD, _NUMBERS, *_numbers(), _LAW, *_law(), *_sentences(), _COMMUNITIES, *_communities()]
    )


def _toml(*path: str) -> dict[str, Any]:
    return tomllib.loads(KIT.joinpath(*path).read_text("utf-8"))


def _row(*cells: str) -> str:
    """Return a row of a table; a bar within a cell would end it."""
    joined = " | ".join(cell.replace("|", r"\|") for cell in cells)
    return f"| {joined} |\n"


def _linked(text: str) -> str:
    """Return a text with its addresses as links."""
    return re.sub(r"https?://[^\s;,)]*[^\s;,).]", r"<\g<0>>", text)


def _numbers() -> Iterator[str]:
    for row in _toml("plugins", "disclaimer", "numbers.toml")["number"]:
        who = row["who"] + (f"; {row['hours']['en']}" if "hours" in row else "")
        source = _linked(row["source"])
        if "official" in row:
            source += f"; not confirmed on its own page: <{row['official']}>"
        yield _row(row["country"], row["dial"], row["use"], who, source, str(row["read"]))


def _law() -> Iterator[str]:
    groups = ("REQUIRED", "OF_A_PRACTICE", "OF_A_COMPANY")
    for field in (field for name in groups for field in getattr(legal, name, ())):
        where = ", ".join(field.countries) or "everywhere"
        yield _row(f"`{field.part}.{field.name}`", where, str(field.law), str(legal.READ_ON))


def _sentences() -> Iterator[str]:
    """Yield the rows of docs/legal.md on each sentence of law, where it has them."""
    found = _SENTENCES.search((KIT / "docs" / "legal.md").read_text("utf-8"))
    if found:
        yield "\n| sentence | where it was read | day |\n| --- | --- | --- |\n"
        yield found[1]


def _communities() -> Iterator[str]:
    catalogue = _toml("plugins", "communities", "catalogue.toml")
    for row in catalogue["community"]:
        day = str(row.get("read_on", catalogue["collected_on"]))
        sources = "; ".join(_linked(source) for source in row["evidence"])
        name = f"[{row['name']}]({row['url']}), {', '.join(row['countries'])}"
        yield _row(name, "; ".join(_said(row)), sources, day)


def _said(row: dict[str, Any]) -> Iterable[str]:
    """Yield what the catalogue says of a community, what it does not know among it."""
    form = row["legal_form"] + (" (assumed)" if row["legal_basis"] == "assumed" else "")
    yield f"{row['kind']}, for {', '.join(row['conditions'])}"
    yield f"run by {row['operator']}, {form}" if "operator" in row else form
    yield row["about"]["en"]
    moderation = row.get("moderation_note", {}).get("en", "")
    yield f"moderation: {row['moderation']}" + (f" ({moderation})" if moderation else "")
    yield "money: " + row.get("funding_note", {}).get("en", "not confirmed")
    if row.get("sells_data"):
        yield "data of its members, or what is drawn from them, are sold or passed on"
    yield f"account: {row['registration']}"
    yield f"last sign of life: {row['last_known_activity']}"
    yield _ADDRESSES[row["url_evidence"]]
    if "closed_on" in row or "replaced_by" in row:
        yield f"closed on {row.get('closed_on', '?')}, now {row.get('replaced_by', 'nothing')}"
    if "editorial_review" in row:
        yield f"before vetting: {row['editorial_review']}"

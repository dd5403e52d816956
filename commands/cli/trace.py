"""Lead what the audit found on a finished page back to the file, and the line, it was made from.

The audit reads pages, and names them; a doctor knows files. Where the words that it quotes stand in
the source of the page, or in a file whose words may stand on any page, that line is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from audit import Audit
from audit.results import Finding
from plugins.shared.files import decode
from plugins.shared.problems import N_, Problem
from plugins.shared.quotes import TELLING, Lines

# Their words may stand on any page.
_EVERYWHERE = ("blog.toml", "glossary.toml", "communities/vetting.toml")
# A feed, and the entry of it: “feeds/all.atom.xml (reflux/)”.
_ENTRY = re.compile(r".+? \((?P<address>.*)\)")


def traced(audit: Audit, content: Path) -> list[Finding]:
    """Return what an audit found, each on the line of the content folder that it comes from.

    What is found of one line on its page and in every feed is told once. A finding whose words
    are in no file keeps the name of its page, and says what that page is made from.
    """
    texts: dict[str, Lines] = {}
    found = (_traced(name, problem, audit, content, texts) for name, problem in audit.findings)
    told: dict[tuple[object, ...], Finding] = {}
    for name, problem in found:
        told.setdefault((name, problem.line, problem.what, problem.quote), (name, problem))
    return sorted(told.values(), key=lambda one: (one[0], one[1].line))


def _traced(
    name: str, problem: Problem, audit: Audit, content: Path, texts: dict[str, Lines]
) -> Finding:
    source = audit.sources.get(_page_of(name, audit), "")
    if problem.quote in audit.sources.values():
        # A page that is missing, or should not be there: its file is named already.
        return problem.quote, replace(problem, quote="")
    for file in _candidates(source, problem.quote):
        if file not in texts:
            texts[file] = _lines(content / file)
        find = texts[file].passage if file == source else texts[file].typed
        quote, line = find(problem.quote)
        if line:
            return file, replace(problem, quote=quote, line=line, fix=problem.fix or _LOOK)
    if source and not problem.fix:
        values = {**problem.values, "source": source}
        return name, replace(problem, fix=_MADE_FROM, values=values)
    return name, problem


_LOOK = N_("Correct this line, or take it out.")
_MADE_FROM = N_("This page is made from {source}: look at your last change there.")


def _candidates(source: str, quote: str) -> Iterator[str]:
    """Yield the files in which the words of a finding are looked for, the likeliest first."""
    if quote.strip():
        if source:
            yield source
        if len(quote) >= TELLING:
            yield from _EVERYWHERE


def _page_of(name: str, audit: Audit) -> str:
    """Return the page that a finding is about: that of the entry, where it is of a feed's."""
    entry = _ENTRY.fullmatch(name)
    if not entry:
        return name
    ends = (page for page in audit.sources if f"/{entry['address']}index.html".endswith(f"/{page}"))
    return max(ends, key=len, default=name)


def _lines(file: Path) -> Lines:
    return Lines(decode(file.read_bytes())[0] if file.is_file() else "")

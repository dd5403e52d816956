"""Follow the references that articles hold as written by hand: what became of each publication.

They are not in the list of sources: what is learnt of them is kept apart, in
``content/sources/followed.json``, by their DOI and PubMed number, as long as an article cites them.
"""

from __future__ import annotations

import json
from typing import Any

from commands.cli.atomic_write import write_whole
from commands.web.client import NoAnswerError
from plugins.shared.files import read_file, read_json
from plugins.shared.problems import N_, visible
from plugins.sources.identifiers import DOI, PMCID, PMID, Identifier
from plugins.sources.library import FOLLOWED, Library
from plugins.sources.status import FORBIDDEN, GRAVITY, OK, UNKNOWN, status_of
from plugins.sources.written import Written

from . import words
from .add import CiteContext
from .articles import articles_in, references_of
from .resolve import read, status
from .status import Fact, said_of

_QUIET = (OK, UNKNOWN, None)


def written_by_hand(context: CiteContext, library: Library) -> list[Written]:
    """Return the references of all articles that name a publication the list does not hold."""
    found: dict[tuple[str, ...], Written] = {}
    for _, path in articles_in(context.paths.content):
        for written in references_of(path, library, context.language):
            names = _names(written)
            if names and library.named(written.identifiers) is None:
                found.setdefault(tuple(names.values()), written)
    return list(found.values())


def follow_written(
    context: CiteContext,
    watched: dict[str, list[Fact]] | None,
    silent: dict[object, NoAnswerError],
) -> list[str]:
    """Read the status of each reference anew, write it down; return those that nobody may cite.

    ``silent`` receives those who did not answer.
    """
    library = context.store.library()
    references = written_by_hand(context, library)
    before = _read(context)
    followed: dict[str, Any] = {}
    bad: list[str] = []
    for written in context.console.each(references, N_("Reading the status of every source…")):
        names = _names(written)
        keys = [Identifier(kind, name).name for kind, name in names.items()]
        known = [before[key] for key in keys if isinstance(before.get(key), dict)]
        last: dict[str, Any] = max(known, key=_gravity, default={})
        reading = read(context.network, names)
        found = status(reading, said_of(names, watched), last, context.today) or last
        for silence in reading.silent:
            silent.setdefault(silence.values.get("service"), silence)
        followed |= dict.fromkeys(keys, found)
        if found.get("state") not in _QUIET or found.get("state") != last.get("state", OK):
            messages = words.in_words(found, context.console.translate, context.language)
            context.console.say(
                N_("{name}: {status}"), name=visible(written.plain), status=messages
            )
        if found.get("state") in FORBIDDEN and not library.acknowledged(
            written.key, context.language
        ):
            bad.append(written.key)
    _write(context, followed)
    if references:
        context.console.say(
            N_("References written by hand, read too: {count}."), count=len(references)
        )
    return bad


def _names(written: Written) -> dict[str, str]:
    """Return the names that PubMed and Crossref know a reference by, the first of each kind."""
    by_kind = {one.kind: one.value for one in reversed(written.identifiers)}
    return {kind: by_kind[kind] for kind in (DOI, PMID, PMCID) if kind in by_kind}


def _gravity(known: dict[str, Any]) -> int:
    return GRAVITY.index(status_of({"custom": {"status": known}}).state)


def _read(context: CiteContext) -> dict[str, Any]:
    text, _ = read_file(context.paths.content / FOLLOWED)
    found, _ = read_json(text) if text.strip() else ({}, [])
    return found if isinstance(found, dict) else {}


def _write(context: CiteContext, followed: dict[str, Any]) -> None:
    path = context.paths.content / FOLLOWED
    if followed or path.is_file():
        text = json.dumps(followed, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
        write_whole(path, text.encode())

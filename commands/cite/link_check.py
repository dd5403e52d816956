"""Ask whether each page that an article cites still answers, and keep what it said.

Only pages that nobody else follows: a source with a DOI or a PubMed number outlives its address. A
404 is a fact; silence is none, and leaves what was known as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from commands.web.probe import ANSWERS, MISSING, REASONS, Heard
from plugins.shared.problems import N_, visible
from plugins.shared.tracking import untracked
from plugins.sources.csl import Item
from plugins.sources.library import Library

from .add import CiteContext
from .articles import articles_in, calls_of


def cited_in(context: CiteContext, library: Library) -> dict[str, Counter[str]]:
    """Return where each source is cited and how many times, by its id: nowhere, for some."""
    cited: dict[str, Counter[str]] = {id_: Counter() for id_ in library.items}
    for name, path in articles_in(context.paths.content):
        for call in calls_of(path):
            id_ = library.find(call.key, call.scheme)
            if id_:
                cited[id_][name] += 1
    return cited


def check_pages(context: CiteContext, items: Iterable[Item]) -> int:
    """Ask the page of each item that some article cites; return how many were asked."""
    cited = cited_in(context, context.store.library())
    asked = [item for item in items if cited.get(str(item["id"]))]
    heard: dict[str, Heard] = {}
    states = []
    for item in context.console.each(asked, N_("Asking the addresses…")):
        url = untracked(str(item["URL"]))
        if url not in heard:
            heard[url] = context.network.ask(url)
        _keep(context, str(item["id"]), url, heard[url])
        _tell(context, item, heard[url])
        states.append(heard[url].state)
    fine, gone = states.count(ANSWERS), states.count(MISSING)
    if asked:
        context.console.say(
            N_("Addresses asked: {count}. Answered: {fine}. Gone: {gone}. Unknown: {unknown}."),
            count=len(asked),
            fine=fine,
            gone=gone,
            unknown=len(asked) - fine - gone,
        )
    return len(asked)


def _keep(context: CiteContext, id_: str, url: str, heard: Heard) -> None:
    """Write what a page answered, in the file as it is now; nothing of a silence."""
    if heard.state in (ANSWERS, MISSING):
        day = context.today.isoformat()
        found: dict[str, Any] = {"state": heard.state, "checked": day, "url": url}
        context.store.note(id_, "page", found)


def _tell(context: CiteContext, item: Item, heard: Heard) -> None:
    """Say what is not as it should be, and what to do."""
    name, url = visible(str(item["id"])), visible(str(item["URL"]))
    if heard.state == MISSING:
        what = N_(
            "{name}: there is no page any more at {url} (code {code}). Look for the new address, "
            "or give an archived copy in sources/annotations.toml: "
            'a line ["{name}"], then a line archive = "https://…".'
        )
        context.console.say(what, name=name, url=url, code=heard.code)
    elif heard.state != ANSWERS:
        why = context.console.translate(REASONS[heard.reason])
        what = N_("{id}: unknown, {why} ({url}). Nothing is concluded from it.")
        context.console.say(what, id=name, why=why, url=url)
    elif heard.moves:
        where = visible(" → ".join(heard.moves))
        context.console.say(N_("{id}: {url} leads to {where}"), id=name, url=url, where=where)

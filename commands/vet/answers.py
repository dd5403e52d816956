"""Ask the address of each vetted community whether it still answers, and keep what it said.

The ledger is never changed: whether a link stays is the doctor's decision.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from commands.cli.atomic_write import write_whole
from commands.web.probe import ANSWERS, MISSING, REASONS, Heard, Probe
from plugins.communities.ledger import REFUSED
from plugins.shared.files import read_file, read_json
from plugins.shared.i18n import long_date
from plugins.shared.problems import N_, visible

from .context import VetContext

Kept = dict[str, dict[str, Any]]


def read_answers(context: VetContext) -> Kept:
    """Return what was kept of the last answers, nothing of what cannot be read."""
    text, problems = read_file(context.answers_path)
    data, more = read_json(text) if text and not problems else ({}, [])
    if more or not isinstance(data, dict):
        return {}
    return {id_: one for id_, one in data.items() if isinstance(one, dict)}


def check(context: VetContext, probe: Probe) -> int:
    """Ask each address once, and write each answer as it comes.

    Returns 1 when a page is gone. What could not be learnt leaves the last good day as it was.
    """
    vettings, _ = context.read(context.ledger_text())
    shown = [one.community for one in vettings if one.verdict != REFUSED]
    before = read_answers(context)
    # Of a community that is not in the ledger any more nothing is kept.
    kept = {id_: before[id_] for id_ in shown if id_ in before}
    heard: dict[str, Heard] = {}
    for id_ in context.console.each(shown, N_("Asking the addresses…")):
        url = context.catalogue[id_].url
        if url not in heard:
            heard[url] = probe.ask(url)
        kept[id_] = _entry(context, url, heard[url], before.get(id_, {}))
        _write(context, kept)
        _tell(context, id_, heard[url], kept[id_])
    _write(context, kept)
    states = [kept[id_]["state"] for id_ in shown]
    gone = states.count(MISSING)
    context.console.say(
        N_("Addresses asked: {count}. Answered: {fine}. Gone: {gone}. Unknown: {unknown}."),
        count=len(states),
        fine=states.count(ANSWERS),
        gone=gone,
        unknown=len(states) - states.count(ANSWERS) - gone,
    )
    return 1 if gone else 0


def _entry(context: VetContext, url: str, heard: Heard, last: dict[str, Any]) -> dict[str, Any]:
    """Return what is kept of an answer."""
    today = context.today.isoformat()
    answered = last.get("answered") if last.get("url") == url else ""
    found = {
        "url": url,
        "asked": today,
        "state": heard.state,
        "code": heard.code,
        "reason": heard.reason,
        "redirects": list(heard.moves),
        "answered": today if heard.state == ANSWERS else answered,
    }
    return {name: value for name, value in found.items() if value}


def _write(context: VetContext, kept: Kept) -> None:
    text = json.dumps(kept, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    write_whole(context.answers_path, text.encode("utf-8", "backslashreplace"))


def _tell(context: VetContext, id_: str, heard: Heard, kept: dict[str, Any]) -> None:
    """Say what is not as it should be, and what to do."""
    url = visible(kept["url"])
    where = visible(" → ".join(heard.moves))
    if heard.moves:
        context.console.say(
            N_("{id}: {url} leads to {where}"), id=visible(id_), url=url, where=where
        )
    if heard.state == MISSING:
        what = N_(
            "{id}: there is no page any more at {url} (code {code}). Look for the new address and "
            "write it in additions.toml, or take the vetting out: python3 tasks.py vet {id}"
        )
        context.console.say(what, id=visible(id_), url=url, code=heard.code)
    elif heard.state != ANSWERS:
        why = context.console.translate(REASONS[heard.reason])
        what = N_("{id}: unknown, {why} ({url}). Nothing is concluded from it.")
        context.console.say(what, id=visible(id_), why=why, url=url)
        try:
            day = long_date(date.fromisoformat(str(kept.get("answered"))), context.language)
        except ValueError:
            return
        context.console.say(N_("    It last answered on {day}."), day=day)

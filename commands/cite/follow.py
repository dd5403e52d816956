"""Follow the sources of the list: what became of them, and where they are cited."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from commands.cli.errors import CommandError
from commands.web.client import NoAnswerError
from plugins.shared.files import decode
from plugins.shared.problems import N_, visible
from plugins.sources.csl import Item
from plugins.sources.library import Library, identifiers_of
from plugins.sources.status import OK, UNKNOWN

from . import words
from .add import CiteContext
from .identifiers import DOI, PMCID, PMID, identify
from .link_check import check_pages, cited_in
from .resolve import read, status
from .status import Fact, read_retraction_watch, said_of
from .written import follow_written

_QUIET = (OK, UNKNOWN, None)


def check(context: CiteContext, retraction_watch: str = "") -> int:
    """Read the status of every source anew, ask each cited page, and write each as it comes.

    Returns 1 when a retracted source is not acknowledged in ``annotations.toml``.
    """
    watched = _watched(retraction_watch)
    items = [item for item in context.store.items() if isinstance(item, dict) and item.get("id")]
    followed = [item for item in items if _names(item)]
    silent: dict[object, NoAnswerError] = {}
    unchanged = 0
    for item in context.console.each(followed, N_("Reading the status of every source…")):
        last = _status(item)
        names = _names(item)
        reading = read(context.network, names)
        found = status(reading, said_of(names, watched), last, context.today)
        for silence in reading.silent:
            silent.setdefault(silence.values.get("service"), silence)
        if found is None:
            unchanged += 1
            _tell_unchanged(context, item, last)
            continue
        context.store.note(str(item["id"]), "status", found)
        if found.get("state") not in _QUIET or found.get("state") != last.get("state", OK):
            messages = words.in_words(found, context.console.translate, context.language)
            name = visible(str(item["id"]))
            context.console.say(N_("{name}: {status}"), name=name, status=messages)
    bad = follow_written(context, watched, silent)
    for silence in silent.values():
        context.console.show(silence.rendered(context.console.translate))
    pages = [item for item in items if _page(item) and not _names(item)]
    asked = check_pages(context, pages)
    what = N_(
        "Sources read: {read}. Unchanged, for want of an answer: {unchanged}. Books and others, "
        "which nobody follows: {others}."
    )
    others = len(items) - len(followed) - asked
    context.console.say(what, read=len(followed) - unchanged, unchanged=unchanged, others=others)
    return _verdict(context, bad)


def _tell_unchanged(context: CiteContext, item: Item, last: dict[str, Any]) -> None:
    day = words.day_in_words(last.get("checked"), context.language)
    what = N_("{name}: unchanged, last checked on {day}.") if day else N_("{name}: unchanged.")
    context.console.say(what, name=visible(str(item["id"])), day=day)


def _watched(file: str) -> dict[str, list[Fact]] | None:
    """Return what a downloaded Retraction Watch list says; ``None`` without one."""
    if not file:
        return None
    path = Path(file)
    if not path.is_file():
        raise CommandError(N_("There is no file “{file}”."), "", {"file": visible(file)})
    # Some rows are in Windows' alphabet; what is compared is in ASCII.
    text, _ = decode(path.read_bytes())
    try:
        found = read_retraction_watch(text)
    except ValueError:
        found = {}
    if not found:
        what = N_("“{file}” is not the list of Retraction Watch (a CSV file).")
        raise CommandError(what, "", {"file": visible(file)})
    return found


def _verdict(context: CiteContext, written: list[str]) -> int:
    """Say which retracted sources are not acknowledged, and return the exit status.

    ``written``: the short names of those written by hand.
    """
    library = context.store.library()
    bad = [id_ for id_ in library.items if _is_unacknowledged(library, id_, context.language)]
    bad += written
    for id_ in bad:
        what = N_(
            "“{name}” was retracted. Do not cite it, or say why you do in "
            'sources/annotations.toml: a line ["{name}"], then a line acknowledged = "…".'
        )
        context.console.say(what, name=visible(id_))
    return 1 if bad else 0


def _is_unacknowledged(library: Library, id_: str, language: str) -> bool:
    known = library.status(id_, language)
    return known.is_forbidden and not known.acknowledged


def _names(item: Item) -> dict[str, str]:
    """Return the names that PubMed and Crossref know an item by: its own, else its address’s."""
    own = {kind: named.value for kind, named in identifiers_of(item).items()}
    shown = identify(_page(item))
    if shown and shown.kind in (DOI, PMID, PMCID) and not own:
        own[shown.kind] = shown.value
    return own


def _page(item: Item) -> str:
    url = str(item.get("URL") or "")
    return url if url.startswith(("https://", "http://")) else ""


def _status(item: Item) -> dict[str, Any]:
    custom = item.get("custom")
    known = custom.get("status") if isinstance(custom, dict) else None
    return known if isinstance(known, dict) else {}


def show_list(context: CiteContext) -> int:
    """Show where each source is cited, its status and when it was read; then those never cited."""
    library, say = context.store.library(), context.console.translate
    cited = cited_in(context, library)
    headings = (N_("Source"), N_("Cited in"), N_("Status"), N_("Last checked"))
    table = Table(*map(say, headings), box=None, padding=(0, 2, 0, 0))
    for id_, places in sorted(cited.items()):
        known = _status(library.items[id_])
        where = "\n".join(f"{visible(name)} ({count})" for name, count in sorted(places.items()))
        state = words.state_in_words(known, say) if known else "—"
        day = words.day_in_words(known.get("checked"), context.language) or "—"
        table.add_row(*map(Text, (visible(id_), where or "—", state, day)))
    context.console.show(table)
    never = [visible(id_) for id_, places in sorted(cited.items()) if not places]
    if never:
        context.console.say(N_("Never cited: {names}."), names=", ".join(never))
    return 0

"""Add sources: one that is asked for, those of an article, those of an exported file."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from commands.cli.asking import agrees, ask
from commands.cli.console import Console
from commands.cli.errors import CommandError
from commands.cli.paths import Paths
from commands.web.client import NoAnswerError
from commands.web.probe import Probe
from plugins.shared.problems import N_, WARNING, Problem, Report, describe, visible
from plugins.sources.csl import Item
from plugins.sources.grammar import Call
from plugins.sources.library import Library
from plugins.sources.messages import A_YEAR, WRITE_PMID
from plugins.sources.status import FORBIDDEN, status_of

from . import words
from .articles import calls_of
from .identifiers import (
    DOI,
    ISBN,
    PMCID,
    PMID,
    URL,
    Identifier,
    identify,
    is_search,
    is_year,
    what_else,
)
from .imports import Imported, read_export
from .mojibake import damaged, mend
from .names import is_usable, short_name
from .record import ordered
from .resolve import Found, resolve
from .status import learnt, verdict
from .store import Store, noted

_NOT_ONE = N_("“{words}” is no DOI, PubMed number, ISBN or address.")
_EXAMPLES = N_("For example: 10.14309/ajg.0000000000002968, 39626064, or https://…")
# Addresses longer than any answer are pasted, with all that follows them.
_LONGEST_ADDRESS = 2_000
_COUNTED = N_(
    "References in the file: {found}. Added: {added}. Known before: {known}. Not read: {failed}."
)
_RENAMED = N_("“{record}”: this short name is taken: the source is called “{name}”.")
_A_YEAR = N_("“{number}” alone could be a year. Is it the number of an article in PubMed?")
_ACKNOWLEDGE = N_(
    "The blog will refuse to be published with it, unless you say why you cite it in "
    "sources/annotations.toml."
)


@dataclass(frozen=True)
class CiteContext:
    """All that adding a source needs: where, in what words, by which way out, on which day."""

    paths: Paths
    store: Store
    console: Console
    network: Probe
    today: date

    @property
    def language(self) -> str:
        """The language of the blog."""
        return self.paths.blog().blog.language


def add_one(context: CiteContext, written: str) -> int:
    """Add the source that an identifier names, asked for when it is empty; print its call."""
    written = written or ask(
        context.console, N_("Paste a DOI, a PMID, an ISBN or an address"), _LONGEST_ADDRESS
    )
    identifier = _meant(written)
    if is_year(written) and not agrees(context.console, _A_YEAR, number=identifier.value):
        raise CommandError(_NOT_ONE, _EXAMPLES, {"words": visible(written)})
    library = context.store.library()
    known = context.store.twin(library, identifier)
    try:
        with context.console.while_(N_("Looking it up…")):
            found = resolve(context.network, identifier, context.today)
    except NoAnswerError as silence:
        if known is None:
            raise
        # It is there all the same: what is on the disk is enough to cite it.
        context.console.show(silence.rendered(context.console.translate))
        return _already(context, library, known, None)
    show(context, found)
    found.item = _mended(context, found.item)
    known = known or context.store.twin(library, found.item)
    if known:
        return _already(context, library, known, found)
    id_ = _chosen_name(context, library, found.item)
    context.store.put({"id": id_, **found.item})
    context.console.say(N_("Added to content/sources/sources.json. To paste into your text:"))
    return _print_call(id_)


def _meant(written: str, scheme: str = "") -> Identifier:
    """Return the identifier that is meant; refuse what is none, by its name if it has one."""
    identifier = identify(written, scheme)
    if identifier and not is_search(identifier.value):
        return identifier
    raise CommandError(what_else(written) or _NOT_ONE, _EXAMPLES, {"words": visible(written)})


def show(context: CiteContext, found: Found) -> None:
    """Show a source as it will be printed, and what is known of it since."""
    say, custom = context.console.translate, found.item["custom"]
    context.console.show(words.line(found.item, context.language))
    if "status" in custom:
        messages = words.in_words(custom["status"], say, context.language)
        context.console.say(N_("Status: {status}"), status=messages)
        if custom["status"]["state"] in FORBIDDEN:
            context.console.say(_ACKNOWLEDGE)
    else:
        context.console.say(N_("Status: nobody follows pages and books."))
    if found.is_notice:
        context.console.say(
            N_("This is the notice about a publication, not the publication itself.")
        )
        if found.about:
            context.console.say(N_("It is about: {what}"), what=words.about(found.about))
    for silence in found.silent:
        context.console.show(silence.rendered(say))
        context.console.say(N_("Its status will be read by: python3 tasks.py cite --check"))


def _print_call(id_: str) -> int:
    """Print the call alone on the standard output, so that a program can take it."""
    sys.stdout.write(f"[@{visible(id_)}]\n")
    sys.stdout.flush()
    return 0


def _mended(context: CiteContext, item: Item) -> Item:
    """Return an item with its misread letters mended, if the doctor agrees."""
    misread = damaged(item)
    if not misread:
        return item
    for text, better in misread.items():
        what = N_("Damaged letters: “{text}”. Proposed: “{better}”.")
        context.console.say(what, text=visible(text), better=visible(better))
    mended: Item = mend(item)
    return mended if agrees(context.console, N_("Mend them?")) else item


def _already(context: CiteContext, library: Library, id_: str, found: Found | None) -> int:
    """Say that a source is there, and what differs; change it only on a yes."""
    context.console.say(N_("This source is already in your list:"))
    if found:
        _learn(context, library, id_, found.item)
    old = _written(context, library, id_)
    changes = words.differences(old, found.item) if found else []
    if found and changes:
        context.console.say(N_("What was read today differs:"))
        for name, before, after in changes:
            what = N_("{name}: {before} → {after}")
            context.console.say(what, name=name, before=before, after=after)
        if agrees(context.console, N_("Replace what is in your list?")):
            context.store.put(words.updated(old, found.item))
            context.console.say(N_("Replaced."))
        else:
            context.console.say(N_("Nothing was changed."))
    return _print_call(id_)


def _learn(context: CiteContext, library: Library, id_: str, new: Item) -> None:
    """Keep what another reading of a known source says became of it, whatever else differs."""
    old = _written(context, library, id_)
    status = _news(context, library, id_, old, new)
    if status:
        context.store.note(id_, "status", status)


def _news(
    context: CiteContext, library: Library, id_: str, old: Item, new: Item
) -> dict[str, Any] | None:
    """Return the status that a known source learns from another reading; say what is new in it."""
    # A chapter has the ISBN of its book: what became of one says nothing of the other.
    if context.store.twin(library, {name: new[name] for name in new if name != ISBN}) != id_:
        return None
    status = learnt(old, new)
    if status and status["state"] != status_of(old).state:
        messages = words.in_words(status, context.console.translate, context.language)
        what = N_("[@{name}]: its status is noted in your list: {status}")
        context.console.say(what, name=visible(id_), status=messages)
    return status


def _written(context: CiteContext, library: Library, id_: str) -> Item:
    """Return an item as it is written, rather than as the blog reads it."""
    for item in context.store.items():
        if isinstance(item, dict) and str(item.get("id")) == id_:
            return item
    return library.items[id_]


def _taken(context: CiteContext) -> set[str]:
    items = context.store.items()
    return {str(item.get("id")).casefold() for item in items if isinstance(item, dict)}


def _proposed_name(context: CiteContext, library: Library, item: Item) -> str:
    taken = _taken(context)
    return short_name(item, lambda name: name in taken or library.find(name) is not None)


def _chosen_name(context: CiteContext, library: Library, item: Item) -> str:
    """Return the short name that the doctor chose: the one proposed, or another that is free."""
    proposed = _proposed_name(context, library, item)
    phrase = N_("Short name proposed: {name}. Press Enter to take it, or write another:")
    while True:
        answer = ask(context.console, phrase, name=proposed).removeprefix("[@").removesuffix("]")
        if not answer:
            return proposed
        if not is_usable(answer):
            context.console.say(N_("A short name is one word, without @ , ; or brackets."))
        elif answer.casefold() in _taken(context) or library.find(answer):
            context.console.say(N_("“{name}” is the name of another source."), name=answer)
        else:
            return answer


def add_cited(context: CiteContext, written: str) -> int:
    """Add every source of an article that is not known yet; write each as it comes.

    Returns 1 when one of them could not be added.
    """
    path = _article(context.paths, written)
    library = context.store.library()
    missing = [call for call in _once(calls_of(path)) if not library.find(call.key, call.scheme)]
    failed = added = 0
    for call in missing:
        identifier = identify(call.key, call.scheme)
        if identifier is None and what_else(call.key) is None:
            failed += 1
            what = N_("“{words}” names no source of your list, and is no identifier: correct it.")
            context.console.say(what, words=visible(call.key))
            continue
        context.console.show(f"\n{visible(call.key)}")
        try:
            added += _add_cited(context, _called(call))
        except CommandError as refused:
            failed += 1
            context.console.show(refused.rendered(context.console.translate))
    context.console.say(
        N_("Sources added: {added}. Not added: {failed}. Known before: {known}."),
        added=added,
        failed=failed,
        known=len(_once(calls_of(path))) - len(missing),
    )
    return 1 if failed else 0


def _called(call: Call) -> Identifier:
    """Return the identifier that a call means; nobody can be asked whether figures are a year."""
    if is_year(call.key) and not call.scheme:
        raise CommandError(A_YEAR, WRITE_PMID, {"words": call.key})
    return _meant(call.key, call.scheme)


def _once(calls: list[Call]) -> list[Call]:
    """Return calls without those that name the same source in the same way."""
    return list({(call.scheme.lower(), call.key.casefold()): call for call in calls}.values())


def _article(paths: Paths, written: str) -> Path:
    """Return the article that is meant: a path, or a name inside ``content`` or its articles."""
    for folder in (Path(), paths.root, paths.content, paths.content / "articles"):
        for name in (written, f"{written}.md"):
            path = folder / name
            if path.is_file():
                return path
    raise CommandError(N_("There is no article “{file}”."), "", {"file": visible(written)})


def _add_cited(context: CiteContext, identifier: Identifier) -> bool:
    """Add one source that an article cites; tell whether it is a new one."""
    library = context.store.library()
    with context.console.while_(N_("Looking it up…")):
        found = resolve(context.network, identifier, context.today)
    show(context, found)
    found.item = _mended(context, found.item)
    known = context.store.twin(library, found.item)
    if known:
        # The article names it otherwise than the list does: the list learns that name.
        _learn(context, library, known, found.item)
        old = _written(context, library, known)
        names = (DOI, PMID, PMCID, ISBN, URL)
        more = {n: found.item[n] for n in names if n in found.item and not old.get(n)}
        context.store.put(old | more)
        context.console.say(N_("This source is already in your list: [@{name}]"), name=known)
        return False
    id_ = _proposed_name(context, library, found.item)
    context.store.put({"id": id_, **found.item})
    context.console.say(N_("Added: [@{name}]"), name=id_)
    return True


def add_exported(context: CiteContext, written: str) -> int:
    """Add the references of an exported file, in one go; those that are there stay as they are.

    Returns 1 when one of its records could not be read.
    """
    library = context.store.library()
    export = read_export(Path(written))
    report = Report()
    report.add(written, export.problems)
    new: list[Item] = []
    known = failed = 0
    for record in export.records:
        report.add(written, record.problems)
        if not record.item:
            failed += 1
            continue
        item = _mended(context, _with_status(record, context.today))
        twin = context.store.twin(library, item)
        if twin:
            known += 1
            context.console.say(N_("This source is already in your list: [@{name}]"), name=twin)
            # It may stand twice in the file itself.
            place = next((n for n, one in enumerate(new) if one["id"] == twin), None)
            if place is None:
                _learn(context, library, twin, item)
            elif status := _news(context, library, twin, new[place], item):
                new[place] = ordered(noted(new[place], "status", status))
            continue
        id_ = str(item.get("id") or "")
        if not is_usable(id_) or id_.casefold() in _taken(context) or library.find(id_):
            renamed = _proposed_name(context, library, item)
            if is_usable(id_):
                values = {"record": id_, "name": renamed}
                report.add(written, [Problem(_RENAMED, "", values, level=WARNING)])
            id_ = renamed
        imported: dict[str, Any] = ordered({**item, "id": id_})
        library.add(imported)
        new.append(imported)
        context.console.show(f"[@{id_}] {words.line(imported, context.language)}")
    context.store.put(*new)
    context.console.show(describe(report, context.console.translate))
    context.console.say(
        _COUNTED, found=len(export.records), added=len(new), known=known, failed=failed
    )
    if new:
        context.console.say(N_("Their status will be read by: python3 tasks.py cite --check"))
    return 1 if failed else 0


def _with_status(record: Imported, today: date) -> Item:
    """Return an item with what its file says became of it; the day is that of ``cite --check``."""
    if not record.facts:
        return record.item
    messages = verdict(record.facts, [], today)
    del messages["checked"]
    return ordered(noted(record.item, "status", messages))

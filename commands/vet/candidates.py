"""Bring another doctor's facts in as candidates: shown, asked for, written all at once or not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from commands.cli.asking import yes_or_no
from commands.cli.atomic_write import write_whole
from commands.cli.errors import CommandError
from commands.web.client import LARGEST, OK, Answer, Network, NoAnswerError
from plugins.communities.catalogue import ADDITIONS, kit_catalogue, read_catalogue
from plugins.communities.communities_json import rows_of
from plugins.shared.files import decode, read_toml
from plugins.shared.i18n import long_date
from plugins.shared.problems import N_, visible

from .context import VetContext, difference
from .offer import Conflict, as_written, in_short, read_offer, sort_out
from .toml_text import UnchangeableError, add

_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")
_TABLE = "community"
_AS_BLOCKS = N_(
    "Write each of its communities as a block under a line [[community]], then try again."
)


class Fetcher(Network):
    """The way out, for a file of another blog: never in the clear, wherever it is led."""

    def _once(
        self, url: str, service: str, accept: str, method: str = "GET", *, whole: bool = True
    ) -> tuple[Answer, dict[str, str]]:
        if url.partition(":")[0].lower() != "https":
            what = N_("“{address}” is not read: only an address in https:// is, all the way.")
            raise NoAnswerError(what, "", {"address": visible(url[:200])})
        return super()._once(url, service, accept, method, whole=whole)

    def bytes_of(self, url: str) -> bytes:
        """Return the file at an address; refuse anything but a whole one, in words."""
        try:
            host = urlsplit(url).hostname or url
        except ValueError:
            host = url
        found = self.get(url, visible(host[:200]), "application/json")
        if found.status != OK:
            what = N_("There is no file at {address} (code {code}).")
            raise CommandError(what, "", {"address": visible(url[:200]), "code": found.status})
        return found.body


def bring(context: VetContext, network: Fetcher, written: str) -> int:
    """Bring in the facts of a file or an address, on a yes; return the exit status."""
    offer = read_offer(_read(context, network, written))
    text = _additions(context)
    own, _ = context.in_terms(read_toml(text)[0])
    found = sort_out(offer.communities, rows_of([kit_catalogue()[0], own]))
    if offer.fictional:
        context.console.say(
            N_("This file is a demonstration’s. Its facts are read as any other’s.")
        )
    for conflict in found.conflicts:
        _tell(context, conflict)
    if found.known:
        context.console.say(N_("Known already, just so: {count}."), count=len(found.known))
    if not found.new:
        context.console.say(N_("There is nothing to add. Nothing was written."))
        return 0
    day = long_date(context.today, context.language)
    source = context.console.translate(N_("{source}, read on {day}")).format(
        source=_said(written), day=day
    )
    rows = [as_written(row) | {"evidence": [*row.get("evidence", []), source]} for row in found.new]
    return _settle(context, text, rows)


def _said(written: str) -> str:
    """Return where facts come from, as it may be published: no folder, no password, no query."""
    if not _ADDRESS.match(written):
        return visible(Path(written).name)
    parts = urlsplit(written)
    return visible(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}")


def _read(context: VetContext, network: Fetcher, written: str) -> bytes:
    """Return the bytes of a file or of an address."""
    if _ADDRESS.match(written):
        with context.console.while_(N_("Reading the file…")):
            return network.bytes_of(written)
    path = Path(written).expanduser()
    if not path.is_file():
        raise CommandError(N_("There is no file “{file}”."), "", {"file": visible(written)})
    if path.stat().st_size > LARGEST:
        what = N_("“{file}” is of more than {size} MB: it is not read.")
        raise CommandError(what, "", {"file": visible(written), "size": LARGEST // 1_000_000})
    return path.read_bytes()


def _additions(context: VetContext) -> str:
    """Return the doctor's additions as they are written; refuse those that cannot be read."""
    refusal = N_("Mend additions.toml first: nothing was changed in it.")
    return context.text_of(ADDITIONS, refusal)


def _settle(context: VetContext, text: str, rows: Sequence[Mapping[str, Any]]) -> int:
    """Show what will be written, and write it on a yes, if the file did not change meanwhile."""
    path = context.paths.content / ADDITIONS
    try:
        new = add(text, _TABLE, rows)
    except UnchangeableError:
        what = N_("additions.toml is written in a way that this command cannot add to safely.")
        raise CommandError(what, _AS_BLOCKS) from None
    _refuse_worse(context, text, new, rows)
    context.console.say(N_("\nThis will be written in {file}:"), file=f"content/{ADDITIONS}")
    context.console.show(difference(text, new))
    context.console.say(
        N_("Facts, read by somebody else: none of them is vetted. Write it? (yes/no)")
    )
    if not yes_or_no(context.console):
        context.console.say(N_("Nothing was written."))
        return 0
    if _additions(context) != text:
        raise CommandError(
            N_("additions.toml was changed meanwhile: nothing was written."), N_("Try again.")
        )
    write_whole(path, new.encode())
    what = N_("Written: {count}. None is shown before you vet it: python3 tasks.py vet {id}")
    context.console.say(what, count=len(rows), id=rows[0]["id"])
    return 0


def _refuse_worse(
    context: VetContext, text: str, new: str, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Refuse additions in which what was there, or what is added, would not be read."""
    before, known = read_catalogue(decode(text.encode())[0])
    after, found = read_catalogue(decode(new.encode())[0])
    worse = [problem for problem in found if problem not in known]
    if worse or after.keys() - before.keys() != {row["id"] for row in rows}:
        context.tell(ADDITIONS, worse)
        raise CommandError(
            N_("additions.toml would be less readable than before: it is as it was.")
        )


def _tell(context: VetContext, conflict: Conflict) -> None:
    """Say why one community is not added."""
    values = {"id": conflict.id, "other": conflict.other}
    if conflict.same_address:
        context.console.say(N_("{id}: not added, its address is that of “{other}”."), **values)
    elif conflict.unknown_successor:
        what = N_("{id}: not added, it is said to be part of “{other}”, which nobody knows.")
        context.console.say(what, **values)
    else:
        context.console.say(N_("{id}: known already, described otherwise. Yours stays."), **values)
        for name, (mine, theirs) in conflict.differing.items():
            what = N_("    {name}: {mine} (theirs: {theirs})")
            both = {"mine": in_short(mine), "theirs": in_short(theirs)}
            context.console.say(what, name=name, **both)

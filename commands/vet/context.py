"""What each part of ``vet`` is given: the catalogue, the additions and the ledger of now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches, unified_diff
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from commands.cli.atomic_write import write_whole
from commands.cli.console import Console
from commands.cli.errors import CommandError
from commands.cli.paths import Paths
from plugins.communities.additions import in_terms
from plugins.communities.catalogue import ADDITIONS, Community, communities_in, kit_catalogue
from plugins.communities.ledger import LEDGER, Vetting, read_ledger
from plugins.conditions.core import codes_of, load_vocabulary
from plugins.shared.blog import Blog
from plugins.shared.files import decode, read_file, read_toml
from plugins.shared.problems import N_, Phrase, Problem, describe, located, visible

from .toml_text import UnchangeableError, put

Row = Mapping[str, Any]

# Each vetting is a table of this name, one for a community.
TABLE, KEY = "vetting", "community"

_ANSWERS = "communities/answers.json"


@dataclass(frozen=True)
class VetContext:
    """All that a vetting needs: where, in what words, on which day."""

    paths: Paths
    console: Console
    blog: Blog
    today: date

    @property
    def language(self) -> str:
        """The language of the blog."""
        return self.blog.blog.language

    @property
    def ledger_path(self) -> Path:
        """The doctor's ledger."""
        return self.paths.content / LEDGER

    @property
    def answers_path(self) -> Path:
        """What the addresses of the communities answered."""
        return self.paths.content / _ANSWERS

    @cached_property
    def _known(self) -> tuple[Mapping[str, Any], Mapping[str, Any], dict[str, Community]]:
        """The tables of the kit's catalogue and of the doctor's additions, and what they say."""
        kit, known = kit_catalogue()
        text, problems = read_file(self.paths.content / ADDITIONS)
        tables, unreadable = read_toml(text)
        own, misnamed = self.in_terms(tables)
        additions, found = communities_in(own, unreadable)
        self.tell(ADDITIONS, problems or [*found, *misnamed])
        return kit, own, {**known, **additions}

    def in_terms(self, tables: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
        """Return additions that were read in the terms of the catalogue, and the problems."""
        codes = partial(codes_of, vocabulary=load_vocabulary(), language=self.language)
        return in_terms(tables, codes)

    @property
    def catalogue(self) -> dict[str, Community]:
        """The facts, the doctor's own before those of the kit."""
        return self._known[2]

    def facts(self, community: str) -> Row:
        """Return all that is written about a community, what is not shown to readers too."""
        rows = [
            row
            for tables in self._known[:2]
            for row in tables.get("community", [])
            if isinstance(row, dict) and row.get("id") == community
        ]
        return rows[-1] if rows else {}

    def tell(self, path: str, problems: list[Problem]) -> None:
        """Say what is wrong with a file of the content folder."""
        found = located(((path, problem) for problem in problems), self.paths.content)
        self.console.show(describe(found, self.console.translate))

    def named(self, written: str) -> Community:
        """Return the community that is meant, or refuse with the nearest."""
        by_name = {facts.name.casefold(): id_ for id_, facts in self.catalogue.items()}
        id_ = by_name.get(written.casefold(), written.lower())
        found = self.catalogue.get(written) or self.catalogue.get(id_)
        if found:
            return found
        near = [
            *get_close_matches(written.lower(), self.catalogue, n=3),
            *(by_name[name] for name in get_close_matches(written.casefold(), by_name, n=2)),
        ]
        what = N_("There is no community “{id}”.")
        values = {"id": visible(written), "near": ", ".join(dict.fromkeys(near))}
        fix = N_("Did you mean: {near}?") if near else N_("Describe it in additions.toml first.")
        raise CommandError(what, fix, values)

    def ledger_text(self) -> str:
        """Return the ledger as it is written, to the letter; refuse one that cannot be read."""
        return self.text_of(LEDGER, N_("Mend the ledger first: nothing was changed in it."))

    def text_of(self, name: str, refusal: Phrase) -> str:
        """Return a TOML file of the content folder as it is written; refuse what is none."""
        path = self.paths.content / name
        data = path.read_bytes() if path.is_file() else b""
        text, problems = decode(data)
        problems = problems or read_toml(text)[1]
        if problems:
            self.tell(name, problems)
            raise CommandError(refusal)
        return data.decode()

    def read(self, text: str) -> tuple[list[Vetting], list[Problem]]:
        """Return the vettings of a ledger as it is written, and what is wrong with it."""
        return read_ledger(decode(text.encode())[0], self.catalogue, self.language)

    def row(self, text: str, community: str) -> Row:
        """Return the entry of a community as it is written, empty when there is none."""
        rows = read_toml(decode(text.encode())[0])[0].get(TABLE, [])
        rows = [row for row in rows if isinstance(row, dict) and row.get("community") == community]
        if len(rows) > 1:
            what = N_("The community “{id}” is vetted twice.")
            raise CommandError(
                what, N_("Keep the latest vetting only."), {"id": visible(community)}
            )
        return rows[0] if rows else {}

    def changed(self, text: str, row: Row) -> str:
        """Return the ledger with a vetting in it; refuse when it would be less readable."""
        id_ = str(row["community"])
        try:
            new = put(text.removeprefix("\ufeff"), TABLE, KEY, row)
        except UnchangeableError:
            what = N_("The ledger is written in a way that this command cannot change safely.")
            fix = N_("Write the vetting of “{id}” by hand: its first lines explain how.")
            raise CommandError(what, fix, {"id": visible(id_)}) from None
        new = "\ufeff" * text.startswith("\ufeff") + new
        self.refuse_worse(text, new, id_)
        return new

    def refuse_worse(self, text: str, new: str, community: str) -> None:
        """Refuse a ledger in which this vetting, or another that could be read, cannot be."""
        (before, known), (after, found) = self.read(text), self.read(new)
        others = [one for one in before if one.community != community]
        kept = [one for one in after if one.community != community]
        worse = [problem for problem in found if problem not in known]
        if worse or others != kept or len(after) != len(kept) + 1:
            self.tell(LEDGER, worse)
            raise CommandError(
                N_("The ledger would be less readable than before: it is as it was.")
            )

    def write(self, text: str, new: str, community: str) -> None:
        """Write the ledger, read it again, and put the former one back if it got worse."""
        write_whole(self.ledger_path, new.encode())
        try:
            self.refuse_worse(text, self.ledger_text(), community)
        except CommandError:
            write_whole(self.ledger_path, text.encode())
            raise

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep a second ``vet`` from writing meanwhile."""
        self.paths.work_folder.mkdir(exist_ok=True)
        held = FileLock(self.paths.work_folder / "vet-lock")
        try:
            held.acquire(timeout=0)
        except Timeout:
            what = N_("Another “vet” is under way.")
            raise CommandError(what, N_("Wait for its end, then try again.")) from None
        try:
            yield
        finally:
            held.release()


def difference(text: str, new: str) -> str:
    """Return what changes from one text to another, with three lines around it."""
    before, after = ([*text.splitlines()], [*new.splitlines()])
    lines = list(unified_diff(before, after, lineterm=""))[2:]
    return "\n".join(visible(line) for line in lines if not line.startswith("@@"))

"""Find what to read after each article, once all are known. Knows nothing of Pelican.

The same input gives the same answer, whatever the order in which articles come.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from plugins.shared.problems import N_, Problem
from plugins.shared.quotes import unaccented

from .core import FIELD, Series

# More are a list, and nobody reads it.
MOST = 3


@dataclass(frozen=True)
class Entry:
    """A published article, for those that may lead to it.

    ``path``: of its file; ``subjects``: its illnesses, by what names each in any language;
    ``words``: its key words.
    """

    path: str
    language: str
    day: date
    subjects: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    category: str = ""
    series: Series | None = None


@dataclass(frozen=True)
class Onward:
    """What an article leads on to, each by the path of its file.

    ``series``: every article of its series in its language, in order, its own among them.
    """

    related: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class _Shelves:
    """Articles of one language by what they have in common, the newest first."""

    subject: Mapping[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    word: Mapping[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    category: Mapping[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))


def onward(entries: Iterable[Entry]) -> dict[str, Onward]:
    """Return what each of some articles leads on to."""
    by_language: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_language[entry.language].append(entry)
    found: dict[str, Onward] = {}
    for own in by_language.values():
        newest = sorted(own, key=lambda entry: (-entry.day.toordinal(), entry.path))
        shelves = _Shelves()
        for entry in newest:
            for subject in entry.subjects:
                shelves.subject[subject].append(entry)
            for word in entry.words:
                shelves.word[word].append(entry)
            shelves.category[entry.category].append(entry)
        series = _series(own)
        for entry in own:
            whole = series.get(_key(entry), ()) if entry.series else ()
            found[entry.path] = _onward(entry, shelves, whole)
    return found


def _onward(entry: Entry, shelves: _Shelves, series: Sequence[str]) -> Onward:
    place = series.index(entry.path) if entry.path in series else 0
    before = series[place - 1] if place else ""
    after = series[place + 1] if place + 1 < len(series) else ""
    known = {entry.path, before, after}
    others = dict.fromkeys(path for path in _related(entry, shelves) if path not in known)
    return Onward(tuple(others)[:MOST], tuple(series), before, after)


def _related(entry: Entry, shelves: _Shelves) -> Iterator[str]:
    """Yield other articles: on the same illnesses, with the same key words, of its category.

    Of two that have as much in common, the newer one first.
    """
    yield from _in_common([shelves.subject[subject] for subject in sorted(entry.subjects)])
    yield from _in_common([shelves.word[word] for word in sorted(entry.words)])
    # Its own place, those of its series and those named already may be among the newest.
    yield from (other.path for other in shelves.category[entry.category][: MOST * 3])


def _in_common(shelves: Sequence[list[Entry]]) -> list[str]:
    """Return the articles of some shelves, those that stand on most of them first."""
    counts = Counter(entry.path for entry in chain.from_iterable(shelves))
    days = {entry.path: entry.day.toordinal() for entry in chain.from_iterable(shelves)}
    return sorted(counts, key=lambda path: (-counts[path], -days[path], path))


def _key(entry: Entry) -> str:
    """Return what tells a series from others, however its name is typed."""
    return unaccented(entry.series.name if entry.series else "").casefold()


def _series(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """Return the articles of each series, in order."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for entry in entries:
        if entry.series:
            found[_key(entry)].append((entry.series.place, entry.path))
    return {name: tuple(path for _, path in sorted(own)) for name, own in found.items()}


def same_place(entries: Iterable[Entry]) -> Iterator[tuple[str, Problem]]:
    """Yield a problem for each article at a place of a series that another one has."""
    first: dict[tuple[str, str, int], str] = {}
    for entry in sorted(entries, key=lambda entry: entry.path):
        if entry.series is None:
            continue
        place = entry.series.place
        other = first.setdefault((entry.language, _key(entry), place), entry.path)
        if other != entry.path:
            yield (
                entry.path,
                Problem(
                    N_("{other} has the same place {place} in the series."),
                    N_("Give one of the two another number."),
                    {"other": other, "place": place},
                    quote=entry.series.name,
                    within=FIELD,
                ),
            )

"""Match the illnesses of an article with vetted communities. Knows nothing of Pelican.

Matching compares ICD-10 codes by prefix, and ranges by their first three
characters: ``M17.1`` is matched by ``M17`` and by ``M15-M19``, since
``M15 <= M17 <= M19``. A range that is a whole chapter never matches: by chapter,
one article got up to 34 communities.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .catalogue import Community
from .ledger import Vetted

SHOWN = 5

_ANY = "*"
_RARE = "*rare"
# A range of at most so many categories is one illness.
_ONE_ILLNESS = 6
_SAME, _ARTICLE_FINER, _COMMUNITY_FINER = 3.0, 2.0, 1.2
# WHO ICD-10 2019, the chapters that a range in a catalogue could name whole.
_CHAPTERS = frozenset(
    "A00-B99 C00-D48 D50-D89 E00-E90 F00-F99 G00-G99 H00-H59 H60-H95 I00-I99 J00-J99 K00-K93 "
    "L00-L99 M00-M99 N00-N99 O00-O99 P00-P96 Q00-Q99 R00-R99 S00-T98 V01-Y98 Z00-Z99 "
    "U00-U99".split()
)


@dataclass(frozen=True)
class Box:
    """What an article shows. ``general``: nothing matched, these are for any illness."""

    shown: tuple[Vetted, ...] = ()
    pinned: tuple[Vetted, ...] = ()
    general: bool = False


@dataclass(frozen=True)
class Need:
    """What an article asks of a community, for one illness.

    ``sensitive``: its readers may need a crisis line.
    """

    codes: tuple[str, ...]
    sex: str = ""
    rare: bool = False
    sensitive: bool = False


def score(code: str, pattern: str) -> float:
    """Return how well a community's code or range fits an article's code; 0 is no match.

    The same code is 3, an article finer than the community 2, a community finer
    than the article 1.2; a range counts for less the more it holds.
    """
    if "-" in pattern:
        first, last = (end[:3] for end in pattern.split("-"))
        if pattern in _CHAPTERS or not first <= code[:3] <= last:
            return 0
        return 1 / _width(first, last)
    if code == pattern:
        return _SAME
    if code.startswith(pattern):
        return _ARTICLE_FINER
    return _COMMUNITY_FINER if pattern.startswith(code) else 0


def _width(first: str, last: str) -> int:
    """Return how many three-character categories a range holds."""
    return (ord(last[0]) - ord(first[0])) * 100 + int(last[1:]) - int(first[1:]) + 1


def _score(need: str, pattern: str) -> float:
    """Return how well a community's pattern fits what an article is about, a code or a range.

    A community for one illness of many is no match for all of them: “cancer” does
    not lead to the group of one cancer. A narrow range is one illness (stroke is
    I60-I64): each of its codes counts.
    """
    first, _, last = need.partition("-")
    if not last:
        return score(need, pattern)
    if pattern == need:
        return _SAME
    if _width(first[:3], last[:3]) > _ONE_ILLNESS:
        return min(score(first, pattern), score(last, pattern)) if "-" in pattern else 0
    numbers = range(int(first[1:3]), int(last[1:3]) + 1)
    return max(score(f"{first[0]}{number:02}", pattern) for number in numbers)


def _fit(community: Community, needs: Sequence[Need]) -> float:
    """Return the best score of a community over the illnesses of an article."""
    best = 0.0
    for need in needs:
        for pattern in community.conditions:
            if pattern == _RARE:
                best = max(best, 0.01 if need.rare else 0)
            elif pattern != _ANY:
                best = max(best, *(_score(code, pattern) for code in need.codes))
    return best


def _general(able: Iterable[Vetted], language: str) -> list[Vetted]:
    """Return the communities for any illness, in a language."""
    return [v for v in able if _ANY in v.facts.conditions and language in v.facts.languages]


def match(  # noqa: PLR0913 - each is one of the rules
    needs: Sequence[Need],
    available: Sequence[Vetted],
    language: str,
    country: str,
    *,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    home_language: str = "",
) -> Box:
    """Return the box of an article.

    Only communities in the article's language, or, when none of them suits, the
    general ones in the blog's (``home_language``), which the box labels as such.
    Those of the blog's country lead; then the best match, then the name. On a
    sensitive subject the country's crisis line is pinned first, outside the
    ranking; one of another country is never shown. A body for one sex is not shown
    on an illness of the other.
    """
    country = country.partition("-")[0]
    sexes = {need.sex for need in needs if need.sex}
    available = [
        v
        for v in available
        if v.facts.id not in remove
        and (not v.facts.sex or not sexes or v.facts.sex in sexes)
        and (not v.facts.crisis or country in v.facts.countries)
    ]
    able = [v for v in available if language in v.facts.languages]
    pinned = [
        v
        for v in able
        if v.facts.crisis and country in v.facts.countries and any(need.sensitive for need in needs)
    ]
    fits = {v.facts.id: _fit(v.facts, needs) for v in available}
    chosen = [v for v in able if v not in pinned and (fits[v.facts.id] or v.facts.id in add)]
    general = not chosen
    if general:
        chosen = _general(able, language) or _general(available, home_language)

    def rank(v: Vetted) -> tuple[bool, bool, float, str]:
        abroad = country not in v.facts.countries
        return (v.facts.id not in add, abroad, -fits[v.facts.id], v.facts.name.casefold())

    return Box(tuple(sorted(chosen, key=rank)[:SHOWN]), tuple(pinned), general)

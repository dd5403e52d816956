"""Match the illnesses of an article with vetted communities. Knows nothing of Pelican.

Matching compares ICD-10 codes by prefix, and ranges by their first three
characters: ``M17.1`` is matched by ``M17`` and by ``M15-M19``, since
``M15 <= M17 <= M19``. A range that is a whole chapter never matches: by chapter,
one article got up to 34 communities.

The vetted communities are filed once a build by the categories they are for
(:class:`Index`), so that an article costs as much with a thousand as with ten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from plugins.shared.icd10 import ANY, CHAPTERS, RARE, categories, ends, holds, width
from plugins.shared.kinds import HELPLINE

from .catalogue import Community
from .ledger import Vetted

SHOWN = 5

# A range of at most so many categories is one illness.
_ONE_ILLNESS = 6
_SAME, _ARTICLE_FINER, _COMMUNITY_FINER = 3.0, 2.0, 1.2
# A body for some of the readers only, by sex or by audience, counts for less than one for them all.
_FOR_SOME = 0.5
_PATIENTS, _PARENTS = "patients", "parents"


@dataclass(frozen=True)
class Box:
    """What an article shows. ``general``: nothing matched, these are for any illness."""

    shown: tuple[Vetted, ...] = ()
    pinned: tuple[Vetted, ...] = ()
    general: bool = False


@dataclass(frozen=True)
class Need:
    """What an article asks of a community, for one illness.

    ``sensitive``: its readers may need a crisis line. ``readers``: whom the article is for, a word
    of the catalogue's ``audience``: the patients; the parents, on an illness of children.
    ``symptom``: it names no illness, hence leads to those alone whose aim is this very complaint,
    never to those of a family of illnesses.
    """

    codes: tuple[str, ...]
    sex: str = ""
    rare: bool = False
    sensitive: bool = False
    readers: str = _PATIENTS
    symptom: bool = False


def needs_of(conditions: Iterable[Any]) -> list[Need]:
    """Return what an article asks for its illnesses, as the conditions plugin names them."""
    return [
        Need(
            c.codes,
            c.sex,
            c.rare,
            c.sensitive and c.variant == "mental-health",
            _PARENTS if c.children or c.variant == "child" else _PATIENTS,
            c.symptom,
        )
        for c in conditions
    ]


def named(written: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the ids that a header adds (``+id``), and those that it takes out (``-id``)."""
    words = list(written)
    add = [word[1:].strip() for word in words if word.startswith("+")]
    return add, [word[1:].strip() for word in words if word.startswith("-")]


class Index:
    """Vetted communities, filed by what an article can ask for: none of professionals."""

    def __init__(self, available: Iterable[Vetted]) -> None:
        self.by_id: dict[str, Vetted] = {}
        self.general: list[Vetted] = []
        self.rare: list[Vetted] = []
        self.crisis: list[Vetted] = []
        self._by_category: dict[str, list[Vetted]] = defaultdict(list)
        for v in available:
            self.by_id[v.facts.id] = v
            if v.facts.is_professional:
                continue
            patterns = v.facts.conditions
            for belongs, group in (
                (ANY in patterns, self.general),
                (RARE in patterns, self.rare),
                (v.facts.crisis, self.crisis),
            ):
                if belongs:
                    group.append(v)
            for category in {c for pattern in patterns for c in categories(pattern)}:
                self._by_category[category].append(v)

    def near(self, needs: Iterable[Need], ids: Iterable[str] = ()) -> list[Vetted]:
        """Return those that share a category with an article, and those of some ids."""
        needs = list(needs)
        asked = {c for need in needs for code in need.codes for c in categories(code)}
        found = [v for category in asked for v in self._by_category.get(category, ())]
        found += [self.by_id[id_] for id_ in ids if id_ in self.by_id]
        found = [v for v in found if not v.facts.is_professional]
        if any(need.rare for need in needs):
            found += self.rare
        return list({v.facts.id: v for v in found}.values())


def score(code: str, pattern: str) -> float:
    """Return how well a community's code or range fits an article's code; 0 is no match.

    The same code is 3, an article finer than the community 2, a community finer
    than the article 1.2; a range counts for less the more it holds.
    """
    if "-" in pattern:
        return 1 / width(pattern) if holds(pattern, code) and pattern not in CHAPTERS else 0
    if code == pattern:
        return _SAME
    if holds(pattern, code):
        return _ARTICLE_FINER
    return _COMMUNITY_FINER if pattern.startswith(code) else 0


def _score(need: str, pattern: str) -> float:
    """Return how well a community's pattern fits what an article is about, a code or a range.

    A community for one illness of many is no match for all of them: “cancer” does
    not lead to the group of one cancer. A narrow range is one illness (stroke is
    I60-I64): each of its codes counts.
    """
    if "-" not in need:
        return score(need, pattern)
    if pattern == need:
        return _SAME
    if width(need) > _ONE_ILLNESS:
        return min(score(end, pattern) for end in ends(need)) if "-" in pattern else 0
    return max(score(category, pattern) for category in categories(need))


def fit(community: Community, needs: Sequence[Need]) -> float:
    """Return the best score of a community over the illnesses of an article; 0 is no match."""
    best = 0.0
    for need in needs:
        if need.sex and community.sex and need.sex != community.sex:
            continue
        share = _share(community, need)
        for pattern in community.conditions:
            if pattern == RARE:
                best = max(best, 0.01 * share if need.rare else 0)
            elif pattern != ANY and not (need.symptom and "-" in pattern):
                best = max(best, *(_score(code, pattern) * share for code in need.codes))
    return best


def _share(community: Community, need: Need) -> float:
    """Return 1 for a community that is for all the readers of an article, less for some of them.

    For the relatives alone, for teenagers alone, for women alone on an illness of all.
    """
    for_some = (community.audience and need.readers not in community.audience) or (
        community.sex and not need.sex
    )
    return _FOR_SOME if for_some else 1.0


def is_for_sex(community: Community, needs: Sequence[Need]) -> bool:
    """Tell whether a community is not for the other sex than an article's illnesses."""
    sexes = {need.sex for need in needs if need.sex}
    return not community.sex or not sexes or community.sex in sexes


def without_region(country: str) -> str:
    """Return the country of a blog as the catalogue names it: Quebec's (CA-QC) is Canada."""
    return country.partition("-")[0]


def answers(community: Community, country: str) -> bool:
    """Tell whether a community is of use in a country: a line answers in its own."""
    is_line = community.crisis or community.kind == HELPLINE
    return not is_line or country in community.countries


def match(  # noqa: PLR0913 - each is one of the rules
    needs: Sequence[Need],
    available: Index | Sequence[Vetted],
    language: str,
    country: str,
    *,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    home_language: str = "",
    shown: int = SHOWN,
) -> Box:
    """Return the box of an article, with ``shown`` communities at most.

    Only communities in the article's language, or, when none of them suits, the
    general ones in the blog's (``home_language``), which the box labels as such.
    Those of the blog's country lead; then the best match, then the name. On a
    sensitive subject the country's crisis line is pinned first, outside the
    ranking, in the blog's language when none speaks the article's. A line of
    another country is never shown, nor a body for one sex on an illness of the
    other.
    """
    index = available if isinstance(available, Index) else Index(available)
    country = without_region(country)

    def able(some: Iterable[Vetted], spoken: str) -> list[Vetted]:
        return [
            v
            for v in some
            if spoken in v.facts.languages
            and v.facts.id not in remove
            and is_for_sex(v.facts, needs)
            and answers(v.facts, country)
        ]

    pinned = []
    if any(need.sensitive for need in needs):
        pinned = able(index.crisis, language) or able(index.crisis, home_language)
    lines = {v.facts.id for v in pinned}
    near = [v for v in able(index.near(needs, add), language) if v.facts.id not in lines]
    fits = {v.facts.id: fit(v.facts, needs) for v in near}
    chosen = [v for v in near if fits[v.facts.id] or v.facts.id in add]
    general = not chosen
    if general:
        chosen = able(index.general, language) or able(index.general, home_language)

    def rank(v: Vetted) -> tuple[bool, bool, float, str, str]:
        abroad, fitting = country not in v.facts.countries, fits.get(v.facts.id, 0)
        return (v.facts.id not in add, abroad, -fitting, v.facts.name.casefold(), v.facts.id)

    return Box(tuple(sorted(chosen, key=rank)[:shown]), tuple(pinned), general)


@dataclass(frozen=True)
class Suited:
    """All that suits one illness, for its page.

    ``box``: what an article in a language would show, without a limit. ``elsewhere``:
    those for it in other languages, by name. ``own``: the ids of those that are for
    this very illness, not for a whole family (“cancer”) that it is one of.
    """

    box: Box
    elsewhere: tuple[Vetted, ...]
    own: frozenset[str]


def communities_for(
    available: Index, condition: Any, language: str, *, country: str, home_language: str
) -> Suited:
    """Return what suits one illness of the vocabulary, in a language."""
    needs = needs_of([condition])
    box = match(
        needs,
        available,
        language,
        country,
        home_language=home_language,
        shown=len(available.by_id),
    )
    shown = {v.facts.id for v in box.pinned + box.shown}
    fitting = [
        v
        for v in available.near(needs)
        if fit(v.facts, needs)
        and is_for_sex(v.facts, needs)
        and answers(v.facts, without_region(country))
    ]
    others = [v for v in fitting if v.facts.id not in shown]
    return Suited(
        box,
        tuple(sorted(others, key=lambda v: (v.facts.name.casefold(), v.facts.id))),
        frozenset(v.facts.id for v in fitting if _is_own(v.facts, needs)),
    )


def _is_own(community: Community, needs: Sequence[Need]) -> bool:
    """Tell whether a community is for these very illnesses: not only by a wide range."""
    codes = {code for need in needs for code in need.codes}
    narrow = tuple(p for p in community.conditions if p in codes or not _is_wide(p))
    return bool(fit(replace(community, conditions=narrow), needs))


def _is_wide(pattern: str) -> bool:
    return pattern.startswith(ANY) or width(pattern) > _ONE_ILLNESS

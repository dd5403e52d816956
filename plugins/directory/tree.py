"""The panorama: all that is vetted, as trees. Knows nothing of Pelican.

A tree is nested lists: a family of illnesses, an illness, its communities; or a kind,
a country, a language, and its communities. The style sheet makes a map of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from plugins.shared.files import address
from plugins.shared.i18n import name_of_country, name_of_language, translator
from plugins.shared.icd10 import ANY, RARE, holds
from plugins.shared.kinds import KINDS
from plugins.shared.problems import N_, Phrase

from .core import Illness

# WHO ICD-10 2019, its chapters, in our own words. Self-harm is not among accidents: those who look
# for help look for it beside depression.
_FAMILIES: tuple[tuple[str, Phrase, str], ...] = (
    ("A00-B99", N_("Infections"), "infections"),
    ("C00-D48", N_("Cancers and tumours"), "cancers"),
    ("D50-D89", N_("Blood and immunity"), "blood"),
    ("E00-E90", N_("Hormones, diabetes, nutrition"), "hormones"),
    ("F00-F99", N_("Mental health"), "mind"),
    ("X60-X84", N_("Mental health"), "mind"),
    ("G00-G99", N_("Brain and nerves"), "nerves"),
    ("H00-H59", N_("Eyes"), "eyes"),
    ("H60-H95", N_("Ears"), "ears"),
    ("I00-I99", N_("Heart and vessels"), "heart"),
    ("J00-J99", N_("Lungs and breathing"), "lungs"),
    ("K00-K93", N_("Digestion"), "digestion"),
    ("L00-L99", N_("Skin"), "skin"),
    ("M00-M99", N_("Joints, bones, muscles"), "joints"),
    ("N00-N99", N_("Kidneys, bladder, intimate health"), "kidneys"),
    ("O00-O99", N_("Pregnancy and birth"), "pregnancy"),
    ("P00-P96", N_("Newborn babies"), "babies"),
    ("Q00-Q99", N_("Present from birth"), "birth"),
    ("R00-R99", N_("Symptoms"), "symptoms"),
    ("S00-Y98", N_("Accidents, poisoning, allergies"), "accidents"),
    ("Z00-Z99", N_("Daily life and prevention"), "life"),
)
# After the others, in this order.
_LAST = {
    "rare": N_("Rare diseases"),
    "other": N_("Other illnesses"),
    "any": N_("Any illness"),
}
# In letters: what the smallest branch holds on a line; and the size of branch that holds more.
_WORD, _WIDE = 12, 3
_FOR_PROFESSIONALS = N_("For professionals")


@dataclass(frozen=True)
class Branch:
    """A branch: its place in the page, its title, what it carries.

    ``leaves``: vetted communities; ``limbs``: finer branches; ``page``: the file of the
    page that says more, an illness's.
    """

    id: str
    title: str
    leaves: tuple[Any, ...] = ()
    limbs: tuple[Branch, ...] = ()
    page: str = ""

    @property
    def all_leaves(self) -> tuple[Any, ...]:
        """Return every community of the branch, once, those of its limbs included."""
        found = [*self.leaves, *(leaf for limb in self.limbs for leaf in limb.leaves)]
        return tuple({leaf.facts.id: leaf for leaf in found}.values())

    @property
    def size(self) -> int:
        """Return how large it is on the map, from 1 to 4; a long word of its title needs room."""
        count = len(self.all_leaves)
        longest = max(map(len, self.title.split()), default=0)
        return max(1 + sum(count >= step for step in (2, 5, 10)), _WIDE if longest > _WORD else 1)


@dataclass(frozen=True)
class Tree:
    """One way to part what is vetted: its place in the page, its title, its branches."""

    id: str
    title: str
    branches: tuple[Branch, ...]


def trees(available: Sequence[Any], illnesses: Iterable[Illness], language: str) -> list[Tree]:
    """Return all that is vetted by illness, by kind, by country and by language.

    What is for professionals has a branch of its own in each, the last.
    """
    say = translator(language)
    in_order = sorted(available, key=lambda leaf: (leaf.facts.name.casefold(), leaf.facts.id))
    by_name = [leaf for leaf in in_order if not leaf.facts.is_professional]
    others = tuple(leaf for leaf in in_order if leaf.facts.is_professional)

    def apart(prefix: str) -> tuple[Branch, ...]:
        branch = Branch(f"{prefix}-professionals", say(_FOR_PROFESSIONALS), others)
        return (branch,) if others else ()

    def part(prefix: str, values: Callable[[Any], Iterable[str]]) -> dict[str, list[Any]]:
        parted: dict[str, list[Any]] = defaultdict(list)
        for leaf in by_name:
            for value in values(leaf):
                parted[f"{prefix}-{value}"].append(leaf)
        return parted

    kinds = part("kind", lambda leaf: [leaf.facts.kind])
    countries = part("country", lambda leaf: leaf.facts.countries)
    languages = part("language", lambda leaf: leaf.facts.languages)
    return [
        Tree(
            "by-illness",
            say(N_("By illness")),
            _families(by_name, illnesses, say) + apart("in"),
        ),
        Tree(
            "by-kind",
            say(N_("By type")),
            tuple(
                Branch(f"kind-{kind}", say(said.several), tuple(kinds[f"kind-{kind}"]))
                for kind, said in KINDS.items()
                if f"kind-{kind}" in kinds
            )
            + apart("kind"),
        ),
        Tree(
            "by-country",
            say(N_("By country")),
            _named(countries, name_of_country, language) + apart("country"),
        ),
        Tree(
            "by-language",
            say(N_("By language")),
            _named(languages, name_of_language, language) + apart("language"),
        ),
    ]


def _named(
    parted: dict[str, list[Any]], name_of: Callable[[str, str], str], language: str
) -> tuple[Branch, ...]:
    """Return a branch for each country or language, by its name."""
    branches = []
    for id_, leaves in parted.items():
        name = name_of(id_.partition("-")[2], language)
        branches.append(Branch(address(id_), name[:1].upper() + name[1:], tuple(leaves)))
    return tuple(sorted(branches, key=lambda branch: address(branch.title)))


def _families(
    available: Sequence[Any], illnesses: Iterable[Illness], say: Callable[[str], str]
) -> tuple[Branch, ...]:
    """Return a branch for each family: its illnesses, and what is for the family as a whole."""
    titles = {id_: say(title) for _, title, id_ in _FAMILIES}
    titles |= {id_: say(title) for id_, title in _LAST.items()}
    limbs: dict[str, list[Branch]] = defaultdict(list)
    placed: set[tuple[str, str]] = set()
    for illness in illnesses:
        family = family_of(illness.condition.codes[0])
        own = [leaf for leaf in available if leaf.facts.id in illness.own]
        if own:
            placed |= {(family, leaf.facts.id) for leaf in own}
            id_ = f"illness-{address(illness.name)}"
            limbs[family].append(Branch(id_, illness.name, tuple(own), page=illness.save_as))
    whole = _wholes(available, placed)
    order = sorted(
        {*limbs, *whole}, key=lambda id_: (id_ in _LAST and [*_LAST].index(id_) + 1, titles[id_])
    )
    return tuple(
        Branch(f"in-{id_}", titles[id_], tuple(whole[id_]), tuple(limbs[id_])) for id_ in order
    )


def _wholes(available: Iterable[Any], placed: set[tuple[str, str]]) -> dict[str, list[Any]]:
    """Return what is for a family as a whole, by family.

    What is for one illness of a family stands there; a single code elsewhere (suicide is
    among the symptoms too) does not show it twice.
    """
    somewhere = {id_ for _, id_ in placed}
    found: dict[str, list[Any]] = defaultdict(list)
    for leaf in available:
        patterns: dict[str, list[str]] = defaultdict(list)
        for pattern in leaf.facts.conditions or [ANY]:
            patterns[family_of(pattern)].append(pattern)
        for family, own in patterns.items():
            is_range = any("-" in pattern or pattern.startswith(ANY) for pattern in own)
            if (family, leaf.facts.id) not in placed and (
                is_range or leaf.facts.id not in somewhere
            ):
                found[family].append(leaf)
    return found


def family_of(pattern: str) -> str:
    """Return the family of a code or of a range, by where it begins."""
    if pattern in (RARE, ANY):
        return "rare" if pattern == RARE else "any"
    return next((id_ for span, _, id_ in _FAMILIES if holds(span, pattern)), "other")

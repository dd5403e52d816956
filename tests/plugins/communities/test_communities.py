"""Readers are led to the right community, vetted and in force, or to none in particular."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.communities.catalogue import Community
from plugins.communities.core import Box, Need, match, score
from plugins.communities.ledger import Vetted
from plugins.conditions.core import load_vocabulary
from plugins.shared.blog import COUNTRIES
from tests.support.matching import CATALOGUE, ids, vetting
from tests.support.sites import KIT

CONDITIONS = load_vocabulary(KIT / "plugins" / "conditions").conditions


def community(
    id_: str, *conditions: str, languages: str = "fr", countries: str = "FR", **facts: Any
) -> Vetted:
    """Return a vetted community for some codes."""
    about = Community(
        id=id_,
        name=facts.pop("name", id_.capitalize()),
        url=f"https://{id_}.example",
        kind="association",
        languages=tuple(languages.split()),
        countries=tuple(countries.split()),
        conditions=conditions,
        **facts,
    )
    return Vetted(about, vetting(id_))


def box(*available: Vetted, codes: str = "K21", **rules: Any) -> Box:
    """Return the box of a French article on some codes."""
    need = {name: rules.pop(name) for name in ("sex", "rare", "sensitive") if name in rules}
    needs = rules.pop("needs", [Need(tuple(codes.split()), **need)])
    values = {"language": "fr", "country": "FR", "home_language": "fr"} | rules
    return match(needs, available, **values)


ALL = [Vetted(facts, vetting(id_)) for id_, facts in CATALOGUE.items()]


# Scores.


@pytest.mark.parametrize(
    ("code", "pattern", "points"),
    [
        ("M17", "M17", 3),
        ("M17.1", "M17.1", 3),
        ("M17.1", "M17", 2),
        ("M17", "M17.1", 1.2),
        ("M17.1", "M17.2", 0),
        ("M17", "M18", 0),
        ("M17", "M15-M19", 1 / 5),
        ("M17.1", "M15-M19", 1 / 5),
        ("M15", "M15-M19", 1 / 5),
        ("M19.9", "M15-M19", 1 / 5),
        ("M20", "M15-M19", 0),
        ("M14", "M15-M19", 0),
        ("K21", "M15-M19", 0),
        ("M17", "M17-M17", 1),
        ("C90", "C81-D47", 1 / 67),
    ],
)
def test_scores(code: str, pattern: str, points: float):
    """Same code 3, article finer 2, community finer 1.2, a range 1 for all it holds."""
    assert score(code, pattern) == pytest.approx(points)


CHAPTERS = (
    "A00-B99 C00-D48 D50-D89 E00-E90 F00-F99 G00-G99 H00-H59 H60-H95 I00-I99 J00-J99 K00-K93 "
    "L00-L99 M00-M99 N00-N99 O00-O99 P00-P96 Q00-Q99 R00-R99 S00-T98 V01-Y98 Z00-Z99"
).split()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_never_matches(chapter: str):
    """A range that is a whole chapter would lead from an illness to dozens of communities."""
    first, last = chapter.split("-")

    assert score(first, chapter) == score(last, chapter) == score(f"{first}.1", chapter) == 0


CODES = st.from_regex(r"[A-Z][0-9]{2}(\.[0-9])?", fullmatch=True)


@given(CODES, CODES)
def test_a_code_only_matches_its_own_family(code: str, pattern: str):
    """Two codes fit only where one begins with the other, and best when they are the same."""
    points = score(code, pattern)

    assert (points > 0) == (code.startswith(pattern) or pattern.startswith(code))
    assert (points == 3) == (code == pattern)


@given(CODES, CODES, CODES)
def test_a_narrower_range_wins(code: str, one: str, other: str):
    """Of two ranges that hold a code, the one inside the other fits better."""
    first, last = sorted([code[:3], one[:3]])
    inside, around = f"{first}-{last}", "-".join(sorted([first, last, other[:3]])[::2])

    assert score(code, around) <= score(code, inside) or inside in CHAPTERS


def test_a_code_is_better_than_a_range():
    """A community for this very illness comes before one for its family."""
    shown = box(
        community("family", "K20-K31"), community("same", "K21"), community("all", "K00-K92")
    ).shown

    assert ids(shown) == ["same", "family", "all"]


def test_the_order_of_fits():
    """Same code, article finer, community finer, narrow range, wide range."""
    found = box(
        *(community("wide", "M00-M25"), community("narrow", "M15-M19")),
        *(community("finer", "M17.1"), community("coarser", "M17"), community("other", "M18")),
        codes="M17",
    )

    assert ids(found.shown) == ["coarser", "finer", "narrow", "wide"]


@pytest.mark.parametrize("codes", ["K21 M54", "M54 K21", "I60-I64 K21"])
def test_an_article_on_several_illnesses(codes: str):
    """A community for any one of them is shown."""
    assert ids(box(community("reflux", "K21"), community("skin", "L40"), codes=codes).shown) == [
        "reflux"
    ]


def test_an_illness_that_is_a_range():
    """An illness of several categories is matched by each of them."""
    stroke = "I60-I64"

    assert ids(box(community("infarct", "I63"), codes=stroke).shown) == ["infarct"]
    assert ids(box(community("heart", "I20-I25"), codes=stroke, home_language="").shown) == []


# Who is shown.


def test_nothing_matches():
    """Without a match the general ones are shown, and said to be so."""
    found = box(community("general", "*"), community("knee", "M17"))

    assert (ids(found.shown), found.general) == (["general"], True)


def test_a_match_is_not_general():
    """Where something matches, the general ones are left out."""
    found = box(community("general", "*"), community("reflux", "K21"))

    assert (ids(found.shown), found.general) == (["reflux"], False)


def test_nothing_at_all():
    """A blog without a vetted community has an empty box, never a wrong match."""
    assert box() == Box((), (), general=True)
    assert box(community("knee", "M17")) == Box((), (), general=True)


def test_no_illness_no_match():
    """An article that names no illness gets the general ones."""
    found = box(community("reflux", "K21"), community("general", "*"), needs=[])

    assert (ids(found.shown), found.general) == (["general"], True)


def test_a_community_of_the_other_sex_is_never_shown():
    """A body for women is not for men, though its codes match."""
    women = community("women", "C00-C97", sex="female")
    everyone = community("everyone", "C00-C97")

    assert ids(box(women, everyone, codes="C61", sex="male").shown) == ["everyone"]
    assert ids(box(women, everyone, codes="C50", sex="female").shown) == ["everyone", "women"]
    assert ids(box(women, everyone, codes="C34").shown) == ["everyone", "women"]


@pytest.mark.parametrize(
    ("home", "abroad"), [("FR", "BE"), ("BE", "FR"), ("CH", "FR"), ("GB", "US")]
)
def test_the_blog_s_country_leads(home: str, abroad: str):
    """A community of the country comes first, even where one abroad fits better."""
    found = box(
        community("abroad", "K21", countries=abroad),
        community("home", "K20-K31", countries=home),
        country=home,
    )

    assert ids(found.shown) == ["home", "abroad"]


def test_quebec_is_in_canada():
    """The country of a region counts as home."""
    found = box(
        community("france", "K21"), community("canada", "K21", countries="CA US"), country="CA-QC"
    )

    assert ids(found.shown) == ["canada", "france"]


def test_another_language_is_not_shown():
    """A French article leads to places where French is spoken."""
    english = community("english", "K21", languages="en", countries="FR GB")

    assert box(english).shown == ()
    assert ids(box(english, language="en").shown) == ["english"]


def test_without_a_match_the_blog_s_own_language_serves():
    """An English article of a French blog falls back on the general ones in French."""
    french = community("general", "*")

    assert ids(box(french, language="en").shown) == ["general"]
    assert ids(box(french, community("uk", "*", languages="en"), language="en").shown) == ["uk"]


def test_rare_diseases():
    """What is for rare diseases is for them alone, after those of the very disease."""
    rare, same = community("rare", "*rare"), community("same", "G12.2")

    assert ids(box(rare, same, codes="G12.2", rare=True).shown) == ["same", "rare"]
    assert ids(box(rare, same, codes="G12.2").shown) == ["same"]
    assert box(rare, codes="K21").shown == ()


def test_five_at_most():
    """A reader can look at five, and the best five are those shown."""
    many = [community(f"range{n}", f"K20-K{n}") for n in range(22, 29)]
    found = box(*many, community("same", "K21"))

    assert ids(found.shown) == ["same", "range22", "range23", "range24", "range25"]


def test_the_order_is_stable():
    """Equal fits are in the order of their names, whatever the order of the ledger."""
    one, two, three = (community(id_, "K21", name=name) for id_, name in
                       (("x", "Édith"), ("y", "abel"), ("z", "Zoé")))  # fmt: skip

    assert ids(box(one, two, three).shown) == ids(box(three, two, one).shown)
    assert ids(box(three, two).shown) == ["y", "z"]


def test_the_doctor_adds_and_removes():
    """+id comes first though nothing matches; -id is left out though it does."""
    knee, reflux, other = (
        community("knee", "M17"),
        community("reflux", "K21"),
        community("o", "K21"),
    )
    found = box(knee, reflux, other, add=["knee"], remove=["o"])

    assert (ids(found.shown), found.general) == (["knee", "reflux"], False)


def test_what_is_removed_is_not_general_either():
    """-id holds for the general ones and for a crisis line."""
    general, line = community("general", "*"), community("line", "R45.8", crisis=True)
    found = box(general, line, sensitive=True, remove=["general", "line"])

    assert found == Box((), (), general=True)


def test_what_is_not_vetted_cannot_be_added():
    """+id names what is vetted, or nothing."""
    assert ids(box(community("reflux", "K21"), add=["nobody"]).shown) == ["reflux"]


# Crisis lines.


LINE = community("line", "R45.8", crisis=True)
FOREIGN = community("foreign", "R45.8", "F32", crisis=True, countries="BE")


def test_the_crisis_line_is_pinned_on_a_sensitive_subject():
    """Before the ranking, outside its five, though no code matches."""
    found = box(LINE, *(community(f"c{n}", "F32") for n in range(6)), codes="F32", sensitive=True)

    assert ids(found.pinned) == ["line"]
    assert ids(found.shown) == ["c0", "c1", "c2", "c3", "c4"]


def test_the_crisis_line_is_not_shown_twice():
    """Pinned, it is not in the list again."""
    found = box(LINE, community("other", "R45"), codes="R45.8", sensitive=True)

    assert (ids(found.pinned), ids(found.shown)) == (["line"], ["other"])


def test_a_crisis_line_has_no_place_elsewhere():
    """On reflux it is neither pinned nor shown."""
    assert box(LINE) == Box((), (), general=True)


def test_one_sensitive_illness_is_enough():
    """An article on several illnesses is as sensitive as the most sensitive."""
    found = box(LINE, needs=[Need(("K21",)), Need(("F32",), sensitive=True)])

    assert ids(found.pinned) == ["line"]


@pytest.mark.parametrize("codes", ["F32", "R45.8", "K21"])
def test_a_line_from_abroad_is_never_pinned(codes: str):
    """Nobody is sent abroad first for help at once."""
    found = box(FOREIGN, LINE, community("home", codes), codes=codes, sensitive=True)

    assert ids(found.pinned) == ["line"]
    assert ids(found.shown)[:1] == ["home"]


# Every illness of the vocabulary, as if everything were vetted.


EVERY = list(product(("fr", "en"), COUNTRIES))


@pytest.mark.long
@pytest.mark.parametrize(("language", "country"), EVERY)
def test_no_illness_leads_to_a_wrong_place(language: str, country: str):
    """No other sex, no other language, nobody unvetted, five at most, home first."""
    home = country.partition("-")[0]
    half = ALL[::2]
    for condition in CONDITIONS.values():
        need = Need(condition.codes, condition.sex, condition.rare, condition.sensitive)
        for available in (ALL, half):
            found = match([need], available, language, country, home_language="fr")
            abroad = [home not in v.facts.countries for v in found.shown]
            for v in (*found.shown, *found.pinned):
                assert v in available, condition.id
                assert v.facts.sex in ("", condition.sex or v.facts.sex), condition.id
                spoken = found.general or v in found.pinned or language in v.facts.languages
                assert spoken, condition.id
            assert len(found.shown) <= 5, condition.id
            assert abroad == sorted(abroad), condition.id
            assert all(home in v.facts.countries for v in found.pinned), condition.id
            assert bool(found.pinned) <= condition.sensitive, condition.id


def test_a_man_s_illness_never_leads_to_a_women_s_body():
    """Of the catalogue's bodies for women, none is ever shown for the prostate."""
    women = {id_ for id_, facts in CATALOGUE.items() if facts.sex == "female"}
    male = [condition for condition in CONDITIONS.values() if condition.sex == "male"]
    found = [box(*ALL, needs=[Need(c.codes, c.sex)], country=f) for c in male for f in COUNTRIES]

    assert women
    assert male
    assert not any(set(ids(b.shown)) & women for b in found)


def test_sensitive_subjects_in_france_begin_with_the_3114():
    """Depression and suicide lead to the national line first."""
    for id_ in ("depression", "suicide"):
        condition = CONDITIONS[id_]
        need = Need(condition.codes, condition.sex, condition.rare, condition.sensitive)

        assert ids(match([need], ALL, "fr", "FR").pinned) == ["3114"]


@pytest.mark.parametrize("country", [c for c in COUNTRIES if c != "FR"])
def test_the_3114_is_for_france_alone(country: str):
    """Elsewhere it neither leads nor is pinned."""
    condition = CONDITIONS["depression"]
    found = match([Need(condition.codes, sensitive=True)], ALL, "fr", country)

    assert "3114" not in ids(found.pinned)
    assert ids(found.shown)[:1] != ["3114"]

"""Readers are led to the right community, vetted and in force, or to none in particular."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.communities.catalogue import Community, read_catalogue
from plugins.communities.core import Box, Need, match, score
from plugins.communities.ledger import Vetted, Vetting, lapses, read_ledger, vetted
from plugins.conditions.core import load_vocabulary
from plugins.shared.blog import COUNTRIES
from plugins.shared.problems import WARNING
from tests.support.sites import ARTICLE, BLOG, KIT, LEDGER, Site

FACTS = (KIT / "plugins" / "communities" / "catalogue.toml").read_text("utf-8")
CATALOGUE, _ = read_catalogue(FACTS)
CONDITIONS = load_vocabulary(KIT / "plugins" / "conditions").conditions
TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)


def vetting(id_: str, **changes: Any) -> Vetting:
    """Return a vetting that is in force, but for some changes."""
    values: dict[str, Any] = {
        "community": id_,
        "verdict": "recommended",
        "vetted_on": YESTERDAY,
        "vetted_by": "Dr Jeanne Exemple",
        "last_exchange": YESTERDAY,
        "next_check": TODAY + timedelta(days=100),
    }
    return Vetting(**values | changes)


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


def ids(found: tuple[Vetted, ...]) -> list[str]:
    """Return the ids of some communities, in order."""
    return [v.facts.id for v in found]


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


# The ledger.

ROW = """\
[[vetting]]
community = "renaloo"
verdict = "recommended"
vetted_on = 2026-10-12
vetted_by = "Dr Jeanne Exemple"
last_exchange = 2026-10-05
"""


def test_a_vetting_holds_six_months():
    """Without an end, a vetting lapses after six months."""
    (decision,), problems = read_ledger(ROW, CATALOGUE, "fr")

    assert problems == []
    assert decision.next_check == date(2027, 4, 12)


@pytest.mark.parametrize(
    ("language", "folder", "name"),
    [
        ("fr", "communautes", "Dr\u00a0Jeanne «\u00a0Jo\u00a0» L’Exemple"),
        ("en", "communities", "Dr Jeanne “Jo” L’Exemple"),
    ],
)
def test_who_vetted_is_typeset_as_the_blog_is(site: Site, language: str, folder: str, name: str):
    """A name is typeset as the other names of the blog are: English quotes on an English one."""
    doctor = """'Dr Jeanne "Jo" L’Exemple'"""
    site.write("blog.toml", BLOG.replace('language = "fr"', f'language = "{language}"'))
    site.write("communities/vetting.toml", LEDGER.replace('"Dr Jeanne Exemple"', doctor))

    built = site.build()

    assert built.status == 0, built.said
    assert name in built.page(f"{folder}/france-assos-sante")
    assert name in (built.output / "communautes.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("written", "held"),
    [
        (date(2026, 12, 1), date(2026, 12, 1)),
        (date(2027, 10, 12), date(2027, 10, 12)),
        (date(2027, 10, 13), date(2027, 10, 12)),
        (date(2040, 1, 1), date(2027, 10, 12)),
    ],
)
def test_a_vetting_holds_twelve_months_at_most(written: date, held: date):
    """An end further away than a year is brought back to a year."""
    (decision,), _ = read_ledger(f"{ROW}next_check = {written}\n", CATALOGUE, "fr")

    assert decision.next_check == held


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, True),
        ({"verdict": "reserved"}, True),
        ({"verdict": "refused"}, False),
        ({"vetted_on": TODAY}, True),
        ({"vetted_on": TODAY + timedelta(days=1)}, False),
        ({"next_check": TODAY + timedelta(days=1)}, True),
        ({"next_check": TODAY}, False),
        ({"next_check": YESTERDAY}, False),
        ({"vetted_on": date(2026, 10, 12), "last_exchange": date(2026, 4, 13)}, True),
        ({"vetted_on": date(2026, 10, 12), "last_exchange": date(2026, 4, 12)}, False),
        ({"vetted_on": date(2026, 10, 12), "last_exchange": date(2020, 1, 1)}, False),
        ({"vetted_on": date(2026, 8, 31), "last_exchange": date(2026, 2, 28)}, False),
    ],
)
def test_what_is_in_force(changes: dict[str, Any], shown: bool):
    """Not refused, not to come, not lapsed on the day, and alive when it was vetted."""
    available = vetted([vetting("renaloo", **changes)], CATALOGUE, TODAY)

    assert ids(tuple(available)) == ["renaloo"] * shown


def test_what_nobody_vetted_is_never_available():
    """An empty ledger shows nothing, however many communities are known."""
    decisions, problems = read_ledger("", CATALOGUE, "fr")

    assert (vetted(decisions, CATALOGUE, TODAY), problems) == ([], [])


@pytest.mark.parametrize("name", ["verdict", "vetted_on", "vetted_by", "last_exchange"])
def test_a_vetting_lacks_something(name: str):
    """Each thing that a vetting must say is asked for, and it is not in force without."""
    text = "\n".join(line for line in ROW.splitlines() if not line.startswith(name))
    decisions, (problem,) = read_ledger(text, CATALOGUE, "fr")

    assert decisions == []
    assert (problem.values["name"], problem.quote) == (name, 'community = "renaloo"')


@pytest.mark.parametrize("name", ["vetted_on", "last_exchange", "next_check"])
def test_a_date_between_quotes_is_refused(name: str):
    """A date written as a text is told, not guessed."""
    lines = [line for line in ROW.splitlines() if not line.startswith(name)]
    decisions, (problem,) = read_ledger(
        "\n".join([*lines, f'{name} = "2026-10-12"']), CATALOGUE, "fr"
    )

    assert (decisions, problem.values["name"]) == ([], name)


def test_an_unknown_community_is_shown_with_the_nearest():
    """A slip in an id leads to the id that was meant."""
    decisions, (problem,) = read_ledger(ROW.replace("renaloo", "renalo"), CATALOGUE, "fr")

    assert decisions == []
    assert (problem.values["near"], problem.quote) == ("renaloo", 'community = "renalo"')


def test_a_community_vetted_twice():
    """The second decision is told; the first one holds."""
    (decision,), (problem,) = read_ledger(
        ROW + ROW.replace("recommended", "refused"), CATALOGUE, "fr"
    )

    assert decision.verdict == "recommended"
    assert problem.quote == 'community = "renaloo"'


def test_an_unknown_verdict():
    """A verdict is one of three."""
    decisions, (problem,) = read_ledger(ROW.replace("recommended", "bien"), CATALOGUE, "fr")

    assert decisions == []
    assert problem.values["allowed"] == "recommended, reserved, refused"


@pytest.mark.parametrize(
    "text", ["[[vetting]\n", 'vetting = "', "x = 2026-13-01\n", "[[vetting]]\na"]
)
def test_a_broken_ledger(text: str):
    """A ledger that cannot be read shows nothing, and is told with a line."""
    decisions, (problem,) = read_ledger(text, CATALOGUE, "fr")

    assert decisions == []
    assert problem.quote in text


def test_everything_wrong_in_the_ledger_is_said_at_once():
    """One fault hides neither the other faults nor the good decisions."""
    text = (
        ROW
        + ROW.replace("renaloo", "nobody")
        + ROW.replace("renaloo", "afa-crohn-rch").replace("verdict", "opinion")
    )
    decisions, problems = read_ledger(text, CATALOGUE, "fr")

    assert [decision.community for decision in decisions] == ["renaloo"]
    assert [problem.quote for problem in problems] == [
        "opinion",
        'community = "nobody"',
        'community = "afa-crohn-rch"',
    ]


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({}, False),
        ({"next_check": TODAY + timedelta(days=31)}, False),
        ({"next_check": TODAY + timedelta(days=30)}, True),
        ({"next_check": TODAY}, True),
        ({"next_check": TODAY - timedelta(days=400)}, True),
        ({"last_exchange": date(2026, 1, 1)}, True),
        ({"next_check": TODAY, "verdict": "refused"}, False),
        ({"last_exchange": date(2026, 1, 1), "verdict": "refused"}, False),
    ],
)
def test_the_doctor_is_warned_of_what_vanishes(changes: dict[str, Any], warned: bool):
    """Thirty days before, and ever after, a warning names the community; nothing is stopped."""
    problems = lapses([vetting("renaloo", **changes)], TODAY)

    assert [p.quote for p in problems] == ['community = "renaloo"'] * warned
    assert all(problem.level == WARNING for problem in problems)


@pytest.mark.parametrize(("days", "shown"), [(6, False), (7, False), (8, True)])
def test_a_link_that_would_lapse_between_two_builds(days: int, shown: bool):
    """What lapses by the next build is hidden in this one, and the doctor is told."""
    decision = vetting("renaloo", next_check=TODAY + timedelta(days=days))
    next_build = TODAY + timedelta(days=7)
    (problem,) = lapses([decision], TODAY, next_build)

    assert bool(vetted([decision], CATALOGUE, TODAY, next_build)) == shown
    assert vetted([decision], CATALOGUE, TODAY)
    assert ("by the next build" in problem.what) != shown


def test_a_build_shows_nothing_that_lapses_before_the_next(site: Site):
    """The page does not carry a link whose vetting ends in the week, and the doctor knows why."""
    site.write("communities/vetting.toml", LEDGER + "next_check = 2026-11-29\n")
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert "france-assos-sante.org" not in built.page("estomac")
    assert "d’ici la prochaine construction du blog" in built.said
    site.write("communities/vetting.toml", LEDGER + "next_check = 2026-11-30\n")
    assert "france-assos-sante.org" in site.build(base="publishconf").page("estomac")


@given(
    st.sampled_from(["recommended", "reserved", "refused"]),
    *[st.dates(date(2024, 1, 1), date(2028, 1, 1))] * 4,
    st.integers(0, 60),
)
def test_nothing_vanishes_without_a_word(  # noqa: PLR0913, PLR0917 - each decides
    verdict: str,
    vetted_on: date,
    last_exchange: date,
    next_check: date,
    today: date,
    every: int,
):
    """A decision made by today is in force until the next build, refused, or warned about."""
    decision = vetting(
        "renaloo",
        verdict=verdict,
        vetted_on=min(vetted_on, today),
        last_exchange=last_exchange,
        next_check=next_check,
    )
    next_build = today + timedelta(days=every)
    warned = lapses([decision], today, next_build)

    assert decision.in_force(next_build) or verdict == "refused" or warned
    assert not (decision.in_force(today) and verdict == "refused")


# The additions.


def test_an_addition_lacks_something():
    """A community of the doctor's own says at least what it is and where."""
    found, (problem,) = read_catalogue('[[community]]\nid = "mine"\nname = "Mine"\n')

    assert found == {}
    assert (problem.values["missing"], problem.quote) == ("url, kind", 'id = "mine"')


def test_broken_additions():
    """Broken TOML is told with its line."""
    found, (problem,) = read_catalogue('[[community]]\nid = "mine\n')

    assert found == {}
    assert (problem.line, problem.quote) == (2, 'id = "mine')


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


# Real builds.

HEAD = "---\ntitle: T\ndate: 2026-10-01\n"
BODY = "---\nUn [@chey2024].\n"


def links(html: str) -> list[str]:
    """Return where the box of communities leads to, other sites only."""
    nodes = LexborHTMLParser(html).css("section.communities .community__name")
    return [str(node.attributes["href"]) for node in nodes]


def test_a_build_shows_what_is_in_force(site: Site):
    """Matched, added, removed, lapsed, and a draft of one's own: each page has its own."""
    rows = {
        "afa-crohn-rch": "",
        "3114": "",
        "renaloo": "next_check = 2026-11-22",
        "mine": 'sentence.fr = "Une phrase."',
    }
    ledger = "".join(f"{ROW.replace('renaloo', id_)}{more}\n" for id_, more in rows.items())
    site.write("communities/vetting.toml", LEDGER + ledger)
    site.write(
        "communities/additions.toml",
        '[[community]]\nid = "mine"\nname = "Mienne"\nurl = "https://mine.example/"\n'
        'kind = "association"\nlanguages = ["fr"]\ncountries = ["FR"]\nconditions = ["L40"]\n',
    )
    site.write("articles/crohn.md", f"{HEAD}conditions: maladie de Crohn\n{BODY}")
    site.write("articles/rein.md", f"{HEAD}conditions: N18\n{BODY}")
    site.write("articles/humeur.md", f"{HEAD}conditions: dépression, Crohn\n{BODY}")
    site.write("articles/peau.md", f"{HEAD}conditions: L40\ncommunities: +afa-crohn-rch\n{BODY}")
    site.write("articles/moins.md", f"{HEAD}conditions: K50\ncommunities: -afa-crohn-rch\n{BODY}")
    site.write("articles/conges.md", f"{HEAD}kind: practice\n---\nFermé.\n")
    built = site.build(base="publishconf")
    afa, general = "https://www.afa.asso.fr", "https://www.france-assos-sante.org"

    assert built.status == 0, built.said
    assert links(built.page("crohn")) == [afa]
    assert links(built.page("rein")) == [general]
    assert links(built.page("humeur")) == ["https://3114.fr", afa]
    assert links(built.page("peau")) == [afa, "https://mine.example/"]
    assert "Une phrase." in built.page("peau")
    assert links(built.page("moins")) == [general]
    assert "communities__" not in built.page("conges")
    assert "communities/vetting.toml\n  !" in built.said
    assert 'community = "renaloo"' in built.said
    assert "renaloo.com" not in "".join(p.read_text("utf-8") for p in site.output.rglob("*.*ml"))


def test_a_build_refuses_what_it_cannot_show(site: Site):
    """Unknown ids in the ledger and in a header stop the publication, quoted."""
    site.write("communities/vetting.toml", LEDGER + ROW.replace("renaloo", "renalo"))
    site.write("articles/x.md", f"{HEAD}conditions: N18\ncommunities: +zzz, renaloo\n{BODY}")
    built = site.build()

    assert built.status == 1
    assert 'community = "renalo"' in built.said
    assert built.said.count("communities: +zzz, renaloo") == 2


@pytest.mark.parametrize(
    ("text", "name", "near"),
    [
        ('[[vettings]]\ncommunity = "arsla"\n', "vettings", "vetting"),
        ("fictionnal = true\n", "fictionnal", "fictional"),
        ('[[vetting]]\ncommunity = "arsla"\nnxt_check = 2026-12-01\n', "nxt_check", "next_check"),
    ],
)
def test_a_misspelt_name_of_the_ledger_is_told(text: str, name: str, near: str):
    """What nobody would read is told, with what was meant: a vetting would hold for too long."""
    _, problems = read_ledger(text, CATALOGUE, "fr")

    assert (name, near) in [(p.values.get("name"), p.values.get("near")) for p in problems]


@pytest.mark.parametrize(
    ("text", "name"),
    [('[[comunity]]\nid = "a"\n', "comunity"), ('[[community]]\nid = "a"\nurll = "x"\n', "urll")],
)
def test_a_misspelt_name_of_the_additions_is_told(text: str, name: str):
    """An addition under another name would never be shown."""
    _, problems = read_catalogue(text)

    assert name in [p.values.get("name") for p in problems]


def test_a_community_is_described_once():
    """Two descriptions of one community cannot both be right."""
    row = '[[community]]\nid = "a"\nname = "A"\nurl = "https://a.example"\nkind = "association"\n'
    _, problems = read_catalogue(row + row)

    assert [p.what for p in problems] == ["the community “{id}” is described twice."]


def test_the_number_that_the_doctor_found_is_called():
    """It comes before the catalogue's, which may have changed since."""
    found, problems = read_ledger(f'{LEDGER}\nphone = "01 23 45 67 89"\n', CATALOGUE, "fr")
    line = CATALOGUE["3114"]

    assert not problems
    assert Vetted(line, found[-1]).phone == "01 23 45 67 89"
    assert Vetted(line, vetting("3114")).phone == "3114"


@pytest.mark.parametrize("number", ["le 3114", "3114 puis 1", "1", "+", "javascript:x"])
def test_what_is_no_number_is_told(number: str):
    """A button that calls nothing would be worse than none."""
    _, problems = read_ledger(f'{LEDGER}\nphone = "{number}"\n', CATALOGUE, "fr")
    _, of_facts = read_catalogue(
        '[[community]]\nid = "a"\nname = "A"\nurl = "https://a.example"\nkind = "helpline"\n'
        f'phone = "{number}"\n'
    )

    assert [problem.quote for problem in problems] == [number]
    assert [problem.values["names"] for problem in of_facts] == ["phone"]


def test_numbers_of_the_catalogue_have_their_source():
    """Each has the page where it was read, and the day."""
    rows = [row for row in tomllib.loads(FACTS)["community"] if row.get("phone")]

    assert rows
    assert all(row["phone_evidence"] and row["phone_read_on"] for row in rows)


def test_a_box_calls_before_it_leads(site: Site):
    """The number is the first thing of a helpline, then the site; the line's page is no forum's."""
    site.write("communities/vetting.toml", LEDGER.replace("france-assos-sante", "3114"))
    site.write("articles/estomac.md", ARTICLE.replace("reflux", "idées suicidaires"))
    built = site.build()
    assert built.status == 0, built.said

    links = LexborHTMLParser(built.page("estomac")).css("li.community--helpline a")
    assert links[0].attributes["href"] == "tel:3114"
    assert links[0].text() == "Appeler le 3114"
    assert links[1].attributes["href"] == "https://3114.fr"
    line = LexborHTMLParser(built.page("communautes/3114")).css_first(".profile").text()
    assert "Appeler le 3114" in line
    assert "Avant de vous inscrire" not in line
    assert "Modération" not in line

"""An article leads on: to the next of its series, to others on the same illness."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.navigation.core import Series, read_series
from plugins.navigation.site import MOST, Entry, onward, same_place
from tests.support.sites import Site

DAY = date(2026, 1, 1)
SOME = st.frozensets(st.sampled_from("abc"), max_size=2)
ENTRIES = st.lists(
    st.builds(
        Entry,
        path=st.integers(0, 99).map(str),
        language=st.sampled_from(["fr", "en"]),
        day=st.integers(0, 3).map(lambda days: DAY + timedelta(days=days)),
        subjects=SOME,
        words=SOME,
        category=st.sampled_from("xy"),
        series=st.none()
        | st.builds(Series, st.sampled_from(["Été", "ete", "Nuit"]), st.integers(1, 3)),
    ),
    unique_by=lambda entry: entry.path,
    max_size=12,
)


@given(ENTRIES, st.randoms(use_true_random=False))
def test_what_is_led_on_to(entries: list[Entry], chance):
    """Three others at most, of its language, whatever the order in which they are read."""
    found = onward(entries)
    by_path = {entry.path: entry for entry in entries}
    shuffled = list(entries)
    chance.shuffle(shuffled)

    assert onward(shuffled) == found
    for path, led in found.items():
        own = by_path[path]
        others = [by_path[other] for other in led.related]
        assert len(set(led.related)) == len(led.related) <= MOST
        assert path not in led.related
        assert all(other.language == own.language for other in others)
        on_it = [bool(other.subjects & own.subjects) for other in others]
        assert on_it == sorted(on_it, reverse=True)
        assert all(found[other].before == path for other in [led.after] if other)
        assert all(found[other].after == path for other in [led.before] if other)
        assert {led.before, led.after}.isdisjoint(led.related)
        assert bool(led.series) == (own.series is not None)


@given(ENTRIES)
def test_two_articles_at_one_place_are_told(entries: list[Entry]):
    """As many problems as articles that could not be put in order."""
    placed = [e for e in entries if e.series]
    keys = {
        (e.language, e.series.name.casefold().replace("é", "e"), e.series.place)
        for e in placed
        if e.series
    }

    assert len(list(same_place(entries))) == len(placed) - len(keys)


@given(st.text(max_size=30))
def test_any_series_is_read_or_told(written: str):
    """A name and a place, or a problem with the doctor's own words; nothing for nothing."""
    series, problems = read_series(written)

    assert bool(series) + len(problems) == bool(written.strip())
    if series:
        assert series.name == series.name.strip() != ""
        assert read_series(f"{series.name}, {series.place}") == (series, [])


@pytest.mark.parametrize(
    ("written", "name", "place"),
    [("Le sommeil, 2", "Le sommeil", 2), ("Dos, cou , 10", "Dos, cou", 10), (" A,1 ", "A", 1)],
)
def test_a_series_is_a_name_and_a_place(written: str, name: str, place: int):
    """The place comes last, after a comma."""
    assert read_series(written) == (Series(name, place), [])


@pytest.mark.parametrize("written", ["Le sommeil", "Le sommeil, deux", "Le sommeil 2", ", 2"])
def test_a_series_without_a_place_is_told(written: str):
    """Nobody guesses where an article belongs."""
    _, (problem,) = read_series(written)

    assert problem.quote == written


def article(title: str, conditions: str, *lines: str) -> str:
    """Return an article on some illnesses."""
    header = "\n".join([f"title: {title}", "date: 2026-10-01", f"conditions: {conditions}", *lines])
    return f"---\n{header}\n---\nUn texte [@chey2024].\n"


def test_a_page_leads_on(site: Site):
    """To the next part of its series, apart; to the article on the same illness first."""
    site.write("articles/a.md", article("Un", "reflux", "series: Le ventre, 1"))
    site.write("articles/b.md", article("Deux", "reflux", "series: Le ventre, 2"))
    # Beside the one of the site, on reflux too, and older by its path.
    site.write("articles/c.md", article("Trois", "asthme"))
    site.write("articles/d.md", article("Quatre", "reflux"))
    page = LexborHTMLParser(site.build().page("a"))
    navs = page.css(".onward")

    assert [" ".join(nav.text(separator=" ").split()) for nav in navs] == [
        "Série : Le ventre Article 1 sur 2 Suivant : Deux",
        "À lire aussi Quatre L’estomac Trois",
    ]
    assert navs[0].css_first("a").attributes["rel"] == "next"


def test_the_same_place_twice_stops_the_build(site: Site):
    """With the line, and the other article."""
    site.write("articles/a.md", article("Un", "reflux", "series: Le ventre, 1"))
    site.write("articles/b.md", article("Deux", "reflux", "series: Ventre", "tags: x"))
    site.write("articles/c.md", article("Trois", "reflux", "series: le ventre, 1"))
    built = site.build()

    assert built.status == 1
    assert "articles/a.md occupe déjà la place 1 de la série" in built.said
    assert "Ventre\u00a0» ne dit pas à quelle place" in built.said
    assert built.said.count("ligne 5") == 2

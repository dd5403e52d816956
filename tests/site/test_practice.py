"""The home page answers first: how to reach the doctor, when, where; then what is new."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from tests.site.test_pages import RULES, validate
from tests.support.photographs import photograph, written
from tests.support.sites import ARTICLE, BLOG, Site

PRACTICE = """
[contact]
phone = "+33 1 00 00 00 00"
appointment = "https://rendez-vous.example.org/dr"

[practice]
address = "1 rue de l’Exemple, Ville-Exemple"
hours = ["lundi au vendredi 8h30-12h, 14h-18h30", "samedi 9h-12h"]
languages = ["français", "anglais"]
directions = "Plain-pied ; bus 12, arrêt Mairie."
map = "https://www.openstreetmap.org/relation/1"
closed_from = 2026-11-28
closed_until = 2026-12-05
closed_notice = "En cas de besoin, appelez le cabinet voisin."
"""


ENGLISH = PRACTICE.replace("lundi au vendredi", "Monday to Friday").replace("samedi", "Saturday")


@pytest.fixture
def practice(site: Site) -> Site:
    """A blog that presents its practice, on the eve of holidays."""
    site.write("blog.toml", f"{BLOG}{PRACTICE}")
    return site


def words(page: LexborHTMLParser, selector: str) -> list[str]:
    """Return the words of what a selector finds, with plain spaces."""
    return [" ".join(node.text(separator=" ").split()) for node in page.css(selector)]


def test_the_home_page_says_how_to_come(practice: Site):
    """Appointment and telephone first, then hours, address, ways, languages; the promise last."""
    built = practice.build()
    assert built.status == 0, built.said
    page = LexborHTMLParser(built.page("."))
    calls = page.css(".practice__call")
    places = [
        node.attributes["class"].split()[0] for node in page.css(".practice, .section, .promise")
    ]

    assert [link.attributes["href"] for link in calls] == [
        "https://rendez-vous.example.org/dr",
        "tel:+33100000000",
    ]
    assert words(page, ".practice__fact") == [
        "Horaires Lundi au vendredi : 8 h 30 – 12 h, 14 h – 18 h 30 Samedi : 9 h – 12 h",
        "Adresse 1 rue de l’Exemple, Ville-Exemple Voir le plan (autre site)",
        "Accès Plain-pied ; bus 12, arrêt Mairie.",
        "Langues français, anglais",
    ]
    (closed,) = words(page, ".practice__closed")
    assert closed.startswith("Le cabinet est fermé du 28 novembre 2026 au 5 décembre 2026")
    assert closed.endswith("En cas de besoin, appelez le cabinet voisin.")
    assert places[:3] == ["practice", "section", "promise"]
    assert "<iframe" not in built.page(".")


def test_search_engines_are_told_the_hours_once(practice: Site):
    """On the home page, as readers are; each span of hours with its days."""
    built = practice.build()
    graphs = {
        name: json.loads(LexborHTMLParser(built.page(name)).css_first("script").text())["@graph"]
        for name in (".", "contact")
    }
    (home,) = [node for node in graphs["."] if node["@type"] == "Physician"]
    (other,) = [node for node in graphs["contact"] if node["@type"] == "Physician"]

    assert home["openingHoursSpecification"][-1] == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": ["Saturday"],
        "opens": "09:00",
        "closes": "12:00",
    }
    assert len(home["openingHoursSpecification"]) == 3
    assert home["hasMap"] == "https://www.openstreetmap.org/relation/1"
    assert "openingHoursSpecification" not in other


@pytest.mark.parametrize(
    ("day", "shown"),
    [("2026-11-20", False), ("2026-11-21", True), ("2026-12-05", True), ("2026-12-06", False)],
)
def test_holidays_are_said_in_time(practice: Site, day: str, shown: bool):
    """From a week before until the last day."""
    blog = f"{BLOG}{PRACTICE}".replace("2026-11-22", day)
    practice.write("blog.toml", blog)
    practice.write("articles/estomac.md", ARTICLE)

    assert ("practice__closed" in practice.build().page(".")) == shown


@pytest.mark.parametrize(
    ("old", "new", "what", "line"),
    [
        (
            "lundi au vendredi 8h30-12h, 14h-18h30",
            "lundi sur rendez-vous",
            "ne dit pas de jours",
            20,
        ),
        ('"samedi 9h-12h"', '"lundi 9h-12h"', "à un jour qui en a déjà", 20),
        ("https://www.openstreetmap.org/relation/1", "mon plan", "n’est pas l’adresse", 23),
        ("closed_until = 2026-12-05\n", "", "il faut deux jours", 24),
        ("closed_until = 2026-12-05", "closed_until = 2026-11-05", "finissent avant", 25),
        ("closed_from = 2026-11-28\n", "", "il faut deux jours", 24),
        ('hours = ["', 'hours = [8, "', "n’a pas la forme attendue", 20),
    ],
)
def test_a_wrong_value_is_told_with_its_line(
    practice: Site, old: str, new: str, what: str, line: int
):
    """In the doctor's words; nothing is built."""
    practice.write("blog.toml", f"{BLOG}{PRACTICE}".replace(old, new))
    built = practice.build()

    assert built.status == 1
    assert what in built.said
    assert not line or f"ligne {line}" in built.said, built.said


def test_the_page_is_sound(practice: Site, browser: Browser, serve: Callable[[Path], str]):
    """For axe and the Nu validator, on 320 pixels; the page of contact says the hours too."""
    built = practice.build()
    address = serve(built.output)
    for name in ("index.html", "contact/index.html"):
        page = browser.new_page(viewport={"width": 320, "height": 640})
        page.goto(address + name)
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        width = page.evaluate("document.documentElement.scrollWidth")
        page.close()
        assert [rule["id"] for rule in found] == []
        assert width <= 320
    assert "Lundi au vendredi" in built.page("contact")
    assert validate("--html", str(built.output / "index.html")) == []


PHOTO = written(photograph(900, 1200), "JPEG")


def test_large_letters_do_not_widen_the_page(
    site: Site, browser: Browser, serve: Callable[[Path], str]
):
    """The longest words of English, twice as large on a telephone (1.4.4), are broken."""
    blog = BLOG.replace('language = "fr"', 'language = "en"')
    site.write("blog.toml", f"{blog}{ENGLISH}")
    site.write("articles/estomac.md", ARTICLE.replace("reflux", "acid reflux"))
    built = site.build()
    assert built.status == 0, built.said
    page = browser.new_page(viewport={"width": 360, "height": 740})
    for place in ("", "contact/"):
        page.goto(serve(built.output) + place)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") == 360, place
    page.close()


def test_the_home_page_shows_the_doctor(
    practice: Site, browser: Browser, serve: Callable[[Path], str]
):
    """A photograph that ``blog.toml`` names, square, light, in its place before it is loaded."""
    practice.write("images/Mon portrait.jpg", PHOTO)
    told = BLOG.replace("[doctor]\n", '[doctor]\nphoto = "images/Mon portrait.jpg"\n')
    practice.write("blog.toml", f"{told}{PRACTICE}")
    built = practice.build()
    assert built.status == 0, built.said
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(serve(built.output), wait_until="networkidle")
    photo = page.locator(".welcome__photo")
    words = (photo.get_attribute("alt") or "").replace("\u00a0", " ")
    width, height, file = photo.evaluate("one => [one.width, one.height, one.currentSrc]")
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    page.close()

    assert words == "Photographie : Dr Jeanne Exemple"
    assert (width, height) == (80, 80)
    assert file.endswith("-480.avif")
    assert found == []


@pytest.mark.parametrize(
    ("photo", "said"),
    [
        ("portrait.jpg", "« portrait.jpg » mène à un fichier qui n’existe pas."),
        ("images/plan.svg", "« images/plan.svg » n’est pas une photographie."),
    ],
)
def test_a_photograph_that_cannot_be_shown_is_told(practice: Site, photo: str, said: str):
    """With its line, her words, and where to put it."""
    practice.write("images/portrait.jpg", PHOTO)
    practice.write("images/plan.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    practice.write("blog.toml", BLOG.replace("[doctor]\n", f'[doctor]\nphoto = "{photo}"\n'))
    built = practice.build()

    assert built.status != 0
    assert said in built.said.replace("\u00a0", " ")
    assert f'photo = "{photo}"' in built.said
    assert "images/portrait.jpg" in built.said

"""The sheets to hand over: one side of paper each, in large letters, with codes that are read."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import segno
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from plugins.communities.core import Box
from plugins.communities.ledger import Vetted
from plugins.directory.core import Illness
from plugins.directory.handout import MOST, handout, handout_page
from plugins.shared.qr_codes import code, outline, short
from tests.plugins.communities.test_index import FACTS, VETTING
from tests.plugins.directory.test_directory import CATALOGUE
from tests.sampling import some
from tests.support.qr_codes import codes_of
from tests.support.sites import ARTICLE, DEMO, LEDGER, Built, Site

ADDRESS = "https://carnet.example"
SHEETS = ("**/fiche/index.html", "**/handout/index.html")


def illness(*shown: Vetted, pinned: tuple[Vetted, ...] = (), **parts: Any) -> Illness:
    """Return an illness with some communities."""
    condition = SimpleNamespace(label=lambda _: "reflux", codes=("K21",))
    box = Box(shown, pinned, parts.pop("general", False))
    return Illness(condition, "fr", "maladies/reflux/index.html", (), box, **parts)


def vetted(id_: str = "mine", until: date = VETTING.next_check, **facts: Any) -> Vetted:
    """Return a vetted community, vetted until a day."""
    return Vetted(
        replace(FACTS, id=id_, url=f"https://{id_}.example", **facts),
        replace(VETTING, next_check=until),
    )


def ids(found: Any) -> list[str]:
    """Return the communities on a sheet, in order."""
    return [entry.vetted.facts.id for entry in found.entries]


def test_what_is_on_a_sheet():
    """The crisis line first, then as on the page of the illness, which has its code too."""
    sheet = handout(illness(vetted("a"), vetted("b"), pinned=(vetted("line"),)), ADDRESS)

    assert sheet is not None
    assert ids(sheet) == ["line", "a", "b"]
    assert sheet.here.url == "https://carnet.example/maladies/reflux/"
    assert sheet.here.words == "carnet.example/maladies/reflux"
    assert handout_page(sheet.illness) == "maladies/reflux/fiche/index.html"


def test_a_helpline_is_called_from_paper():
    """Its code dials, its number stands in figures, and it takes the room of large letters."""
    (entry,) = handout(illness(vetted(phone="09 72 39 40 50")), ADDRESS).entries

    assert entry.code.url == "tel:0972394050"
    assert entry.code.words == "09 72 39 40 50"


def test_a_company_is_said_on_paper_too():
    """Who sells is flagged beside its address, and the lines that takes are counted."""
    words = {"about": {"fr": "Deux lignes de mots, " * 4}}
    sold = words | {"kind": "company-platform", "sells_data": True}
    plain = handout(illness(*(vetted(name, **words) for name in "abcd")), ADDRESS)
    sheet = handout(illness(*(vetted(name, **sold) for name in "abcd")), ADDRESS)

    assert plain is not None
    assert sheet is not None
    assert {entry.flags for entry in plain.entries} == {()}
    assert all("but lucratif" in entry.flags[0] for entry in sheet.entries)
    assert all("vendues" in entry.flags[1] for entry in sheet.entries)
    assert len(sheet.entries) < len(plain.entries)


def test_nobody_to_hand_over_to():
    """Without a community there is no sheet."""
    assert handout(illness(), ADDRESS) is None


def test_the_last_day_is_the_first_to_come():
    """A sheet holds as long as every vetting on it: the day before the first ends."""
    rows = [vetted("a", date(2027, 3, 1)), vetted("b", date(2027, 1, 1))]

    assert handout(illness(*rows), ADDRESS).until == date(2026, 12, 31)  # type: ignore[union-attr]


def test_a_sheet_ends_when_a_community_closes():
    """Its vetting may hold for longer: nobody answers there any more."""
    rows = [vetted("a", closed_on=date(2026, 12, 1)), vetted("b", date(2027, 1, 1))]
    late = [vetted("a", date(2027, 1, 1), closed_on=date(2028, 1, 1))]

    assert handout(illness(*rows), ADDRESS).until == date(2026, 11, 30)  # type: ignore[union-attr]
    assert handout(illness(*late), ADDRESS).until == date(2026, 12, 31)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("languages", "about", "said"),
    [
        (
            ["de"],
            'about.de = "Selbsthilfe"',
            '<span lang="de">Selbsthilfe.</span> En allemand.</p>',
        ),
        (["en", "de"], "", "<span>Association.</span> En anglais, allemand.</p>"),
        (["fr", "de"], 'about.fr = "Un forum"', "<span>Un forum.</span></p>"),
        ([], "", "<span>Association.</span></p>"),
    ],
)
def test_the_language_of_a_community_is_said(
    site: Site, languages: list[str], about: str, said: str
):
    """In the words of the other pages, which are in the page's language; nothing is invented."""
    spoken = json.dumps(languages)
    site.write(
        "communities/additions.toml",
        '[[community]]\nid = "mienne"\nname = "Mienne"\nurl = "https://mienne.example/"\n'
        f'kind = "association"\nlanguages = {spoken}\ncountries = ["FR"]\n'
        f'conditions = ["K21"]\n{about}\n',
    )
    site.write("communities/vetting.toml", LEDGER.replace("france-assos-sante", "mienne"))
    site.write("articles/estomac.md", ARTICLE)
    built = site.build()

    assert built.status == 0, built.said
    pages = [path.read_text("utf-8") for path in sheets(built)]
    assert any(f'<p class="handout__about">{said}' in page for page in pages), pages


def test_what_is_for_any_illness_gives_way_to_another_language():
    """As on the page of the illness."""
    sheet = handout(illness(vetted("any"), general=True, elsewhere=(vetted("uk"),)), ADDRESS)

    assert ids(sheet) == ["uk"]


def test_there_is_room_for_some_only():
    """Four at most, fewer when their descriptions are long, one always; the others are counted."""
    small = handout(illness(*(vetted(f"a{n}") for n in range(7))), ADDRESS)
    long = handout(illness(*(vetted(f"a{n}", about={"fr": "x" * 290}) for n in range(7))), ADDRESS)
    huge = handout(illness(vetted(about={"fr": "x" * 3000}), vetted("b")), ADDRESS)

    assert (len(small.entries), small.more) == (MOST - 1, 4)  # type: ignore[union-attr]
    assert (len(long.entries), long.more) == (2, 5)  # type: ignore[union-attr]
    assert (len(huge.entries), huge.more) == (1, 1)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://www.renaloo.com/", "renaloo.com"),
        ("http://forum.example/un/deux/", "forum.example/un/deux"),
        ("https://forum.example:8443/?a=b", "forum.example:8443/?a=b"),
        (f"https://forum.example/{'a' * 80}", "forum.example"),
    ],
)
def test_addresses_are_short(url: str, words: str):
    """What is typed by hand holds on a line; the code says it whole."""
    assert short(url) == words
    assert code(url).url == url


@pytest.mark.parametrize("url", ["https://3114.fr", f"https://carnet.example/{'maladie-' * 20}"])
def test_the_outline_is_the_code(url: str):
    """Each black module is drawn, no other is, and there is white around."""
    matrix = segno.make(url, error="m", micro=False).matrix
    drawn = set()
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", outline(matrix)):
        drawn |= {(int(x) + step, int(y)) for step in range(int(width))}

    black = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}
    assert drawn == black
    assert code(url).size == len(matrix) + 8
    assert code(url).outline == outline(matrix)


def sheets(built: Built) -> list[Path]:
    """Return the sheets of a site, in order."""
    return sorted(path for pattern in SHEETS for path in built.output.glob(pattern))


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF of Chromium's has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def small_print(page: Page) -> list[str]:
    """Return what is printed in less than fourteen points."""
    return page.evaluate("""() => [...document.querySelectorAll("main *")]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
            && e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < 18.6)
        .map(e => e.textContent)""")  # type: ignore[no-any-return]


# 24 points, at 96 pixels an inch, for whoever reads at arm's length.
NUMBERS = """[...document.querySelectorAll(".handout__number")]
    .map(number => getComputedStyle(number).fontSize)"""


def test_a_line_is_called_from_paper(browser: Browser, local: Built):
    """Its figures are of 24 points, and a telephone that reads its code is about to dial."""
    page = browser.new_page(device_scale_factor=2)
    page.emulate_media(media="print")
    page.goto((local.output / "maladies/depression/fiche/index.html").as_uri())
    item = page.locator(".handout__item").first

    assert page.evaluate(NUMBERS)[0] == "32px"
    assert item.locator(".handout__number").inner_text() == "3114"
    assert codes_of(item.locator("svg").screenshot()) == ["tel:3114"]
    page.close()


def test_each_sheet_is_one_page_that_a_telephone_reads(
    browser: Browser, local: Built, everything: bool
):
    """Printed on A4: one side, nothing under 14 points, each code the address beside it."""
    found = sheets(local)
    assert len(found) > 30
    page, read = browser.new_page(device_scale_factor=2), set()
    page.emulate_media(media="print")
    for path in some(found, everything=everything):
        page.goto(path.as_uri())
        assert pages_of(page.pdf(prefer_css_page_size=True)) == 1, path
        assert small_print(page) == [], path
        assert set(page.evaluate(NUMBERS)) <= {"32px"}, path
        *others, here = page.locator(".handout__item").all()
        folder = path.parents[1].relative_to(local.output.resolve()).as_posix()
        wanted = [str(item.locator("a").get_attribute("href")) for item in others]
        for item, url in zip((*others, here), (*wanted, f"{ADDRESS}/{folder}/"), strict=True):
            if url not in read:
                assert codes_of(item.locator("svg").screenshot()) == [url], path
                read.add(url)
    page.close()


def test_a_code_is_black_on_white_by_night(browser: Browser, local: Built):
    """A telephone reads it from a screen in the dark scheme too."""
    page = browser.new_page(color_scheme="dark", device_scale_factor=2)
    page.goto(sheets(local)[0].as_uri())

    assert codes_of(page.locator(".handout__code").first.screenshot())
    page.close()


def test_what_a_sheet_says(local: Built):
    """Who hands it over, that it is fictional, until when it holds, whom to call."""
    html = (local.output / "maladies/depression/fiche/index.html").read_text("utf-8")
    page = LexborHTMLParser(html)
    said = " ".join(page.css_first(".handout").text().split())

    assert "Dr Jeanne Exemple, médecin généraliste" in said
    assert "n’existe pas" in page.css_first(".fictional").text()
    assert "Ces vérifications valent jusqu’au 25 avril 2027." in said
    assert "Idées de suicide : appelez le 3114." in said
    assert page.css_first(".handout__number a").text() == "3114"
    assert "Appelez le 15 ou le 112" in said
    assert "Elle ne remplace pas une consultation" in said
    assert "appelez le 3114" not in (local.output / "maladies/asthme/fiche/index.html").read_text()


def test_the_illness_leads_to_its_sheet(local: Built):
    """And the sheet back; one without a community has none."""
    page = (local.output / "maladies/asthme/index.html").read_text("utf-8")

    assert re.search(r'href="[^"]*fiche/index.html"', page)


def test_the_fullest_sheets_are_one_page_too(browser: Browser, tmp_path: Path, everything: bool):
    """With the whole catalogue vetted, those with the longest descriptions still hold."""
    site = Site(tmp_path)
    site.write("blog.toml", (DEMO / "blog.toml").read_bytes())
    for folder in ("sources", "articles", "pages", "images"):
        for file in (DEMO / folder).glob("*"):
            site.write(f"{folder}/{file.name}", file.read_bytes())
    rows = [
        f'[[vetting]]\ncommunity = "{id_}"\nverdict = "reserved"\nvetted_on = 2026-11-20\n'
        'vetted_by = "Dr Jeanne Exemple"\nlast_exchange = 2026-11-19\n'
        'sentence.fr = "Il faut s’inscrire pour écrire."\nsentence.en = "You need to register."\n'
        for id_ in CATALOGUE
    ]
    site.write("communities/vetting.toml", "fictional = true\n\n" + "\n".join(rows))
    built = site.build()
    assert built.status == 0, built.said

    def letters(path: Path) -> int:
        tree = LexborHTMLParser(path.read_text("utf-8"))
        return len(tree.css_first("h1").text() + tree.css_first(".handout").text())

    page = browser.new_page()
    for path in sorted(sheets(built), key=letters)[-12 if everything else -3 :]:
        page.goto(path.as_uri())
        assert pages_of(page.pdf(prefer_css_page_size=True)) == 1, path
    page.close()


def test_a_sheet_says_in_which_language_the_doctor_is_introduced(demo: Built):
    """The specialty and the name of the blog are in its language, on the sheets of both."""
    sheets = {sheet.parent.name: sheet for kind in SHEETS for sheet in demo.output.glob(kind)}

    for folder, marked in (("fiche", None), ("handout", "fr")):
        page = LexborHTMLParser(sheets[folder].read_text("utf-8"))
        for place, words in (
            (".handout__from", "médecin généraliste"),
            (".handout__item--here .handout__about", "Le carnet du Dr Exemple"),
        ):
            box = page.css_first(place)
            assert words in box.text()
            spans = [(span.text(), span.attributes.get("lang")) for span in box.css("span")]
            assert spans == ([(words, marked)] if marked else [])

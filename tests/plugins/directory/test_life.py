"""A community from its vetting to its end: its pages, and all that leads to them, on each day."""

from __future__ import annotations

import shutil
from datetime import date, timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser

from audit import audit
from tests.plugins.communities.test_life import (
    DUE,
    ENTRY,
    IN_FORCE,
    LAPSED,
    SUCCESSOR,
    URL,
    VETTING,
)
from tests.support.sites import ARTICLE, BLOG, LEDGER, Built, Site

PANORAMA = "---\ntitle: Communautés\nslug: communautes\n---\nCelles que j'ai vérifiées.\n"
REASON = 'reason.fr = "Des démarcheurs y vendent des cures."\n'
NAME = "Reflux Exemple"
ENTRY = ENTRY.replace(f'name = "{NAME}"', f'name = "{NAME}"\nabout.fr = "Forum sur le reflux"')


@pytest.fixture
def life(site: Site) -> Site:
    """A small blog on a machine whose clock counts, with a page for the panorama."""
    site.write("blog.toml", BLOG.replace("as_of = 2026-11-22\n", ""))
    site.write("pages/communautes.md", PANORAMA)
    return site


def on(site: Site, day: str, vetting: str, entry: str = "") -> Built:
    """Build the blog on a day, and have it audited: nothing may be wrong in any state."""
    site.write("communities/additions.toml", ENTRY + entry)
    site.write("communities/vetting.toml", vetting)
    # Each site is built in an empty folder, as the commands do.
    shutil.rmtree(site.output, ignore_errors=True)
    built = site.build(base="publishconf", on=day)
    assert built.status == 0, built.said
    today = date.fromisoformat(day[:10])
    found = audit(built.output, site.content, today, next_build=today + timedelta(days=7)).findings
    assert found == []
    return built


def places(built: Built) -> dict[str, bool]:
    """Return where the community is: a page of its own, the trees, its illness, any link to it."""
    panorama = LexborHTMLParser(built.page("communautes"))
    illness = built.output / "maladies" / "reflux-gastro-oesophagien" / "index.html"
    return {
        "page": (built.output / "communautes" / "reflux-exemple" / "index.html").is_file(),
        "trees": NAME in "".join(node.text() for node in panorama.css(".map")),
        "illness": NAME in illness.read_text("utf-8"),
        "article": NAME in built.page("estomac"),
        "link": any(URL in file.read_text("utf-8") for file in built.output.rglob("*.*ml")),
    }


SHOWN = dict.fromkeys(("page", "trees", "illness", "article", "link"), True)
GONE = dict.fromkeys(SHOWN, False)


def test_the_pages_of_a_community_live_as_long_as_its_vetting(life: Site):
    """Vetted, due, lapsed, refused, merged, closed: everything comes and goes at once.

    The audit looks at each site too: a page left over would be found.
    """
    refused = VETTING.replace("recommended", "refused")
    again = VETTING.replace("2026-10-12", "2027-04-10").replace("2026-10-05", "2027-04-09")
    walk = [
        ("vetted", SHOWN, IN_FORCE, VETTING, ""),
        ("due", SHOWN, DUE, VETTING, ""),
        ("lapsed", GONE, LAPSED, VETTING, ""),
        ("vetted again", SHOWN, LAPSED, again, ""),
        ("refused", GONE, IN_FORCE, refused, ""),
        ("merged", GONE, IN_FORCE, VETTING, f'replaced_by = "estomac-exemple"\n{SUCCESSOR}'),
        ("closing", GONE, IN_FORCE, VETTING, "closed_on = 2026-11-29\n"),
        ("closed", GONE, IN_FORCE, VETTING, "closed_on = 2020-01-01\n"),
    ]
    for state, expected, day, vetting, entry in walk:
        assert places(on(life, day, vetting, entry)) == expected, state


def test_a_refusal_is_told_without_a_link_if_the_doctor_says_why(life: Site):
    """Its name, the reason and the day, as long as a vetting holds; nothing without a reason."""
    refused = VETTING.replace("recommended", "refused")
    silent = on(life, IN_FORCE, refused)
    assert NAME not in silent.page("communautes")

    messages = LexborHTMLParser(on(life, IN_FORCE, refused + REASON).page("communautes"))
    (refusal,) = messages.css(".directory__refusals li")
    assert NAME in refusal.text()
    assert "Des démarcheurs y vendent des cures." in refusal.text()
    assert "12 octobre 2026" in refusal.text()
    assert not refusal.css("a")

    assert NAME not in on(life, LAPSED, refused + REASON).page("communautes")
    # A reason that stays after the doctor changed their mind accuses nobody.
    changed = on(life, IN_FORCE, VETTING + REASON)
    assert "démarcheurs y vendent" not in changed.page("communautes")


@pytest.mark.parametrize(
    ("spoken", "words"),
    [("fr", "Des démarcheurs y vendent des cures."), ("en", "Touts sell cures there.")],
)
def test_what_is_said_in_one_language_is_shown_in_it(life: Site, spoken: str, words: str):
    """On the pages of both languages, marked as what it is where it is not the page's."""
    life.write("pages/communautes.en.md", PANORAMA.replace("Celles", "Those"))
    entry = (
        ENTRY.replace("about.fr", f"about.{spoken}")
        .replace("reflux-exemple", "autre-exemple")
        .replace(NAME, "Autre Exemple")
        .replace(URL, "https://autre.example/")
        + f'funding_note.{spoken} = "Paid by nobody, payé par personne"\n'
    )
    refused = VETTING.replace("recommended", "refused") + f'reason.{spoken} = "{words}"\n'
    kept = VETTING.replace("reflux-exemple", "autre-exemple") + f'sentence.{spoken} = "{words}"\n'
    built = on(life, IN_FORCE, f"{refused}\n{kept}", entry)

    for page, language in (("communautes", "fr"), ("en/communautes", "en")):
        marked = None if language == spoken else spoken
        html = LexborHTMLParser(built.page(page))
        (reason,) = html.css(".directory__refusals li > span:first-of-type")
        assert (reason.text(), reason.attributes.get("lang")) == (words, marked)
    profile = LexborHTMLParser(built.page("communautes/autre-exemple"))
    for box in (".profile__sentence p", ".profile__about"):
        node = profile.css_first(box)
        assert node
        assert node.attributes.get("lang") == (None if spoken == "fr" else spoken)
    assert "payé par personne" in profile.body.text()


def test_a_successor_says_whom_it_took_in(life: Site):
    """Who looks for the old name finds it, without its link, on the page of the new one."""
    successor = VETTING.replace("reflux-exemple", "estomac-exemple")
    merged = f'replaced_by = "estomac-exemple"\n{SUCCESSOR.replace(NAME, "Estomac Exemple")}'
    built = on(life, IN_FORCE, successor, merged)

    assert NAME in built.page("communautes/estomac-exemple")
    assert URL not in built.page("communautes/estomac-exemple")
    later = on(life, IN_FORCE, successor, f"closed_on = 2026-12-24\n{merged}")
    assert NAME not in later.page("communautes/estomac-exemple")


def test_a_page_is_described_by_its_first_words(life: Site):
    """Without a summary, search engines are told the doctor's first paragraph, not the panorama."""
    life.write("pages/communautes.md", f"{PANORAMA}\nEt d'autres mots.\n")
    page = LexborHTMLParser(on(life, IN_FORCE, VETTING).page("communautes"))
    messages = {
        node.attributes["content"]
        for node in page.css('meta[name="description"], meta[property="og:description"]')
    }

    assert messages == {"Celles que j’ai vérifiées."}


def test_an_empty_ledger_is_said_plainly(life: Site):
    """No tree, no community, and words that say so; the illness of the article keeps its page."""
    built = on(life, IN_FORCE, "")
    page = LexborHTMLParser(built.page("communautes"))

    assert "Aucune communauté n’est vérifiée aujourd’hui" in page.text()
    assert not page.css(".map__tree")
    assert page.css('a[href$="/maladies/reflux-gastro-oesophagien/"]')
    illness = LexborHTMLParser(built.page("maladies/reflux-gastro-oesophagien"))
    assert "Aucune communauté vérifiée sur ce sujet" in illness.text()
    assert illness.css('a[href$="/estomac/"]')


def test_the_page_of_a_community_says_what_was_found(life: Site):
    """The criteria with the doctor's answers, the days, what is commercial, whom to tell."""
    mail = '\n[communities]\nmail = "doc@carnet.example"\n'
    life.write("blog.toml", BLOG + mail)
    found = 'criteria.data_sale = "yes"\ncriteria.charter = "no"\ncriteria.privacy = "unknown"\n'
    found += 'criteria.funding = "L\'industrie"\n'
    found += 'evidence = ["https://reflux.example/charte?a=1&b=2", "http://journal.example/x"]\n'
    sold = 'legal_form = "company"\nlegal_basis = "read"\nread_on = 2026-10-01\n'
    page = LexborHTMLParser(
        on(life, IN_FORCE, VETTING + found, sold).page("communautes/reflux-exemple")
    )
    answers = {
        row.css_first("th").text(): row.css_first("td").text() for row in page.css("tbody tr")
    }

    assert [answer for answer in answers.values() if answer != "Non noté"] == [
        "Non",
        "L’industrie",
        "Oui",
        "Non trouvé",
    ]
    assert len(answers) == 12
    assert [item.text() for item in page.css(".profile__evidence li")] == [
        "https://reflux.example/charte?a=1&b=2",
        "http://journal.example/x",
    ]
    assert not page.css(".profile__evidence a")
    flags = " ".join(node.text() for node in page.css(".community__flag"))
    assert "entreprise" in flags
    assert "vendues" in flags
    days = {node.attributes["datetime"] for node in page.css("time")}
    assert days == {"2026-10-01", "2026-10-12", "2026-10-05", "2027-04-12"}
    (letter,) = page.css('a[href^="mailto:"]')
    # Before a name that may begin with a vowel.
    assert letter.text() == f"Nous écrire à ce sujet\u00a0: {NAME}"
    assert letter.attributes["href"].startswith("mailto:doc@carnet.example?subject=Signaler%20un")
    assert "N’écrivez%20rien%20sur%20votre%20santé" in letter.attributes["href"]


def test_a_reservation_is_told_in_whatever_language(life: Site):
    """Readers of English read the French one, said to be French, not that there is one alone."""
    life.write("articles/stomach.en.md", ARTICLE.replace("L'estomac", "Stomach"))
    entry = ENTRY.replace('languages = ["fr"]', 'languages = ["fr", "en"]')
    life.write("communities/additions.toml", entry)
    reserved = VETTING.replace("recommended", "reserved")
    life.write("communities/vetting.toml", f'{reserved}sentence.fr = "Payant."\n')
    built = life.build(base="publishconf", on=IN_FORCE)
    assert built.status == 0, built.said

    for page, of in (
        ("en/stomach", ".community__sentence"),
        ("en/communities/reflux-exemple", ".profile__sentence p"),
        ("en/conditions/gastro-oesophageal-reflux/handout", ".handout__about strong + span"),
    ):
        said = LexborHTMLParser(built.page(page)).css_first(of)
        assert (said.text(), said.attributes.get("lang")) == ("Payant.", "fr"), page


def test_a_reservation_that_is_not_said_stops_the_build(life: Site):
    """Nobody can weigh what is kept from them."""
    life.write("communities/additions.toml", ENTRY)
    life.write("communities/vetting.toml", VETTING.replace("recommended", "reserved"))
    built = life.build()

    assert built.status == 1
    assert "communities/vetting.toml\n  ✗ ligne 2" in built.said
    assert "n’est pas dite" in built.said


def test_what_the_doctor_found_is_said_next_to_the_link(life: Site):
    """Where no source says who moderates and who pays, the doctor's words do, not “not stated”."""
    found = (
        'criteria.moderation = "trois bénévoles & un médecin"\ncriteria.funding = "cotisations"\n'
    )
    built = on(life, IN_FORCE, VETTING + found)
    card = LexborHTMLParser(built.page("estomac")).css_first(".community__facts").text()
    own = LexborHTMLParser(built.page("communautes/reflux-exemple")).css_first(".profile__facts")

    for said in (card, own.text()):
        assert "trois bénévoles & un médecin" in said
        assert "cotisations" in said
        assert "on précisée" not in said
    yes = on(life, IN_FORCE, f'{VETTING}criteria.moderation = "yes"\n').page("estomac")
    assert "modération\u00a0: oui" in yes
    # A source goes before.
    known = on(life, IN_FORCE, VETTING + found, 'moderation = "staff"\n').page("estomac")
    assert "modération par des salariés" in known


@pytest.mark.parametrize(
    ("country", "said"), [("FR", "Ligne d’aide"), ("BE", "Ligne d’aide, France")]
)
def test_a_number_of_another_country_says_so(site: Site, country: str, said: str):
    """In the panorama one touch dials it, and from another country nobody answers."""
    site.write("blog.toml", BLOG.replace('"FR"', f'"{country}"'))
    site.write("pages/communautes.md", PANORAMA)
    site.write("communities/vetting.toml", LEDGER.replace("france-assos-sante", "3114"))
    built = site.build()

    assert built.status == 0, built.said
    leaves = LexborHTMLParser(built.page("communautes")).css(".map__leaf--helpline")
    assert leaves
    for leaf in leaves:
        assert leaf.css_first(".map__dial").text() == "3114"
        assert leaf.css_first(".map__words").text() == said


def test_a_label_is_in_the_language_of_the_page(life: Site):
    """What follows may be in another one: a voice that reads it aloud changes there, not before."""
    german = 'funding_note.de = "Mitgliedsbeiträge"\n'
    note = 'financement\u00a0: <span lang="de">Mitgliedsbeiträge</span></li>'

    assert note in on(life, IN_FORCE, VETTING, german).page("estomac")

    header = "conditions: acid reflux\ninterests: None."
    life.write("articles/stomach.en.md", ARTICLE.replace("conditions: reflux", header))
    # None speaks English: the general one of the blog is shown.
    other = ENTRY.replace("reflux-exemple", "autre-exemple").replace('"K21"', '"*"')
    other = other.replace(NAME, "Autre Exemple").replace(URL, "https://autre.example/")
    found = 'criteria.moderation = "trois bénévoles"\ncriteria.funding = "cotisations"\n'
    vetting = VETTING.replace("reflux-exemple", "autre-exemple") + found
    card = on(life, IN_FORCE, vetting, other).page("en/stomach")
    assert '<li>moderation: <span lang="fr">trois bénévoles</span></li>' in card
    assert '<li>funding: <span lang="fr">cotisations</span></li>' in card


@pytest.mark.parametrize(
    ("answer", "flagged"),
    [("yes", True), ("Oui, à des laboratoires", True), ("no", False), ("non, jamais", False)],
)
def test_a_sale_of_data_is_flagged_in_whatever_words(life: Site, answer: str, flagged: bool):
    """On every card, page and sheet, as soon as the doctor's answer begins with yes."""
    built = on(life, IN_FORCE, f'{VETTING}criteria.data_sale = "{answer}"\n')
    sheet = "maladies/reflux-gastro-oesophagien/fiche"
    pages = [built.page(name) for name in ("estomac", "communautes/reflux-exemple", sheet)]

    assert ["vendues ou transmises." in page for page in pages] == [flagged] * 3


@pytest.mark.parametrize("id_", ["Reflux", "reflux exemple", "../reflux", "criteres", "-a", "é"])
def test_an_id_that_is_no_address_is_told(life: Site, id_: str):
    """An id becomes part of an address; two are taken by the page on the criteria."""
    life.write("communities/additions.toml", ENTRY.replace('"reflux-exemple"', f'"{id_}"'))
    life.write("communities/vetting.toml", "")
    built = life.build()

    assert built.status == 1
    assert f'id = "{id_}"' in built.said

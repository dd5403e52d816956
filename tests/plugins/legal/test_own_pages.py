"""The pages that write themselves say what blog.toml says, and lead to the doctor."""

from __future__ import annotations

import re
from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.communities.criteria import CRITERIA
from plugins.legal.core import READ_ON
from plugins.legal.pages import KINDS
from plugins.shared.i18n import translator
from plugins.shared.typography import typeset
from tests.support.doctor import REAL, settle_in, without
from tests.support.sites import ARTICLE, Site


@pytest.fixture
def real(site: Site) -> Site:
    """A blog that is a doctor's own and lacks nothing."""
    return settle_in(site)


def test_the_wording_has_a_date(real: Site):
    """The day on which the texts of law were last compared is in the code and on the page."""
    page = real.build(base="publishconf", on="2026-11-25 12:00").page("mentions-legales")

    assert date(2026, 11, 25) <= READ_ON
    assert f'<time datetime="{READ_ON}">' in page


def words(built_page: str) -> str:
    """Return what a page says."""
    main = LexborHTMLParser(built_page).css_first("main")
    return " ".join(main.text().split())


def test_pages_write_themselves(real: Site):
    """Six pages, each from blog.toml, in the foot of every page."""
    built = real.build(base="publishconf")
    notice, contact = words(built.page("mentions-legales")), built.page("contact")

    assert built.status == 0, built.said
    for kind in KINDS:
        assert f'href="https://docteur-petit.fr/{kind.slugs["fr"]}/"' in built.page("estomac")
    for value in re.findall(r'^(?:address|phone|director|rpps|fees) = "(.*)"', REAL, re.M):
        assert value in notice or value.startswith("https") or value.endswith(" 02")
    assert "LCEN" in notice
    assert 'href="tel:0100000002"' in contact
    assert 'href="https://rendez-vous.fr/anne-petit" rel="external noreferrer"' in contact
    assert "N’envoyez jamais rien sur votre santé par courriel" in words(contact)
    assert "mailto:anne@docteur-petit.fr?subject=" in contact
    assert 'href="https://lettre.fr/anne" rel="external noreferrer"' in contact
    assert not re.search("cookie-|tracker", words(built.page("vie-privee")))


def test_the_page_on_vetting_asks_what_vet_asks(real: Site):
    """Its questions are those of the criteria, so that neither page says more than was asked."""
    page = words(real.build(base="publishconf").page("verification-des-communautes"))
    say = translator("fr")

    for criterion in CRITERIA:
        assert " ".join(typeset(say(criterion.asks), "fr").split()) in page


@pytest.mark.parametrize(
    ("country", "called"),
    [("FR", ["tel:15", "tel:112", "tel:114"]), ("GB", ["tel:999", "tel:999"])],
)
def test_the_page_of_contact_says_first_whom_to_call(real: Site, country: str, called: list[str]):
    """Before the doctor's own words, in both languages, with numbers that can be touched."""
    real.write("blog.toml", REAL.replace('country = "FR"', f'country = "{country}"'))
    real.write("pages/contact.md", "---\ntitle: Moi\n---\nMot de moi.\n")
    real.write("articles/estomac.en.md", ARTICLE.replace("L'estomac", "The stomach"))
    built = real.build(base="publishconf")

    assert built.status == 0, built.said
    for name, word in (("contact", "Appelez le"), ("en/contact", "in an emergency")):
        body = LexborHTMLParser(built.page(name)).css_first(".page__body")
        first = next(node for node in body.iter() if node.is_element_node)
        assert first.attributes["class"] == "disclaimer disclaimer--emergency"
        assert word in " ".join(first.text().split()).replace("\u00a0", " ")
        led = [link.attributes["href"] for link in first.css("a")]
        assert led == called


def test_the_doctor_adds_her_own_words(real: Site):
    """What she writes comes first; her title stays; what writes itself follows."""
    real.write("pages/vie-privee.md", "---\ntitle: Rien ne sort\n---\nMot de moi.\n")
    built = real.build(base="publishconf")
    page = built.page("vie-privee").replace("\u00a0", " ")

    assert built.status == 0, built.said
    assert "<title>Rien ne sort" in page
    assert page.index("Mot de moi.") < page.index("Il ne dépose aucun")


def test_a_translation_gets_its_pages(real: Site):
    """A French blog with an English article has English pages, linked both ways."""
    real.write("articles/estomac.en.md", ARTICLE.replace("L'estomac", "The stomach"))
    built = real.build(base="publishconf")
    english = built.page("en/mentions-legales")

    assert built.status == 0, built.said
    assert "Who publishes this site" in words(english)
    assert '<span lang="fr">docteure en médecine</span>' in english.replace("\u00a0", " ")
    assert 'hreflang="fr"' in english
    assert 'href="https://docteur-petit.fr/en/vie-privee/"' in built.page("en/estomac")


def test_an_english_blog_has_english_addresses(real: Site):
    """Its pages are English, at English addresses, and no French one is made."""
    real.write("blog.toml", REAL.replace('language = "fr"', 'language = "en"'))
    built = real.build(base="publishconf")

    assert built.status == 0, built.said
    assert "Who hosts this site" in words(built.page("legal-notice"))
    assert not (built.output / "fr").exists()


def test_a_page_may_be_linked_by_its_file(real: Site):
    """A link to a page that writes itself is written as to any other, and leads there."""
    real.write(
        "pages/moi.md", "---\ntitle: Moi\n---\n[Mes droits]({filename}mentions-legales.md)\n"
    )
    built = real.build(base="publishconf")

    assert built.status == 0, built.said
    assert 'href="https://docteur-petit.fr/mentions-legales/"' in built.page("moi")


def test_an_error_is_reported_without_mail(real: Site):
    """Without an address to write to, an article leads to the page that says how.

    In Belgium: in France the law asks for the address.
    """
    abroad = without("contact", "mail").replace('country = "FR"', 'country = "BE"')
    real.write("blog.toml", abroad)
    built = real.build(base="publishconf")
    footer = LexborHTMLParser(built.page("estomac")).css_first(".article-footer__error")

    assert built.status == 0, built.said
    assert footer.css_first("a").attributes["href"] == "https://docteur-petit.fr/contact/"
    assert "mailto:" not in built.page("contact")


def test_a_blog_may_share_nowhere(real: Site):
    """An empty list takes the links away; two names keep two, in that order."""
    real.write("blog.toml", f"{REAL}\n[share]\nto = []\n")
    none = real.build(base="publishconf").page("estomac")
    real.write("blog.toml", f'{REAL}\n[share]\nto = ["x", "mail"]\n')
    two = LexborHTMLParser(real.build(base="publishconf").page("estomac")).css(".share a")

    assert "share" not in none.partition("<main")[2]
    assert [node.text() for node in two] == ["X", "Courriel"]


def test_the_foot_of_every_page_leads_to_the_doctor(real: Site):
    """Telephone, appointment, directory, newsletter; in France the site of the Ordre."""
    text = REAL.replace("[doctor]", '[doctor]\ndirectory = "https://annuaire.fr/anne"')
    real.write("blog.toml", text)
    built = real.build(base="publishconf")
    foot = LexborHTMLParser((built.output / "index.html").read_text("utf-8"))
    led = [node.attributes["href"] for node in foot.css(".site-footer a")]

    assert built.status == 0, built.said
    assert {
        "tel:0100000002",
        "https://rendez-vous.fr/anne-petit",
        "https://annuaire.fr/anne",
        "https://lettre.fr/anne",
        "https://www.conseil-national.medecin.fr",
    } <= set(led)
    real.write("blog.toml", text.replace('country = "FR"', 'country = "BE"'))
    assert "conseil-national" not in real.build(base="publishconf").page("estomac")

"""``cite`` with an address: what a page is, and what is shown in its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from commands.cite.pages import read_page
from tests.support.replaying import Reply, Services, cite, message, numbers, replaying, source, xml
from tests.support.sites import Site

TODAY = date(2026, 11, 22)
WAKEFIELD = "10.1016/s0140-6736(97)11096-0"


@pytest.fixture
def services() -> Iterator[Services]:
    with replaying() as found:
        yield found


def title(data: bytes, charset: str = "") -> str:
    """Return the title that is read on a page."""
    page = read_page(data, "https://carnet.example/", TODAY, charset)
    assert page
    return str(page.record.item["title"])


@pytest.mark.parametrize(
    ("head", "saved", "charset"),
    [
        ('<meta charset="iso-8859-1">', "latin-1", ""),
        ('<meta charset="windows-1252">', "cp1252", ""),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">',
            "iso-8859-15",
            "",
        ),
        ("", "latin-1", "ISO-8859-1"),
        ('<meta charset="iso-8859-1">', "utf-8", "utf-8"),
        ('<meta charset="utf-8">', "latin-1", "iso-8859-1"),
        ('<meta charset="iso-8859-1">', "latin-1", "utf-8"),
        ("", "utf-8", ""),
        ("", "cp1252", ""),
        ("", "utf-16", ""),
        ("", "utf-16-le", "UTF-16LE"),
        ("", "utf-16-be", ""),
        ("", "utf-16-le after a line", ""),
        ('<meta charset="no-such-thing">', "utf-8", "base64"),
    ],
)
def test_a_page_keeps_its_accents(head: str, saved: str, charset: str):
    """The charset of the header, of the page or of the bytes themselves is honoured."""
    page = f"<html>{head}<title>Santé mentale\u00a0: l’été</title></html>"
    if saved in ("latin-1", "iso-8859-15"):
        page = page.replace("’", "'")

    name, after, _ = saved.partition(" after a line")
    data = (("\n" if after else "") + page).encode(name)

    assert title(data, charset).startswith("Santé mentale")
    assert title(data, charset).endswith("été")


def test_the_charset_of_an_answer(site: Site, services: Services):
    """A page without a word on its letters is read as the server says."""
    page = "<html><title>Santé mentale</title></html>".encode("latin-1")
    services.on("/page", Reply(page, kind="text/html; charset=ISO-8859-1"))

    assert cite(site, services, f"{services.base}/page", typed="page\n").status == 0
    assert source(site, "page")["title"] == "Santé mentale"


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Just a moment...", "page d’attente"),
        ("Attention Required! | Cloudflare", "page d’attente"),
        ("Access Denied", "page d’attente"),
        ("Redirecting", "page d’attente"),
        ("Verifying you are human", "page d’attente"),
        ("Revue | Site en maintenance", "page d’attente"),
        ("Connexion | Revue", "page de connexion"),
        ("Revue - Sign in", "page de connexion"),
        ("Log in to continue", "page de connexion"),
        ("Résultats de recherche | ameli.fr", "résultats de recherche"),
        ("Search results - Journal", "résultats de recherche"),
    ],
)
def test_what_is_no_source(site: Site, services: Services, heading: str, said: str):
    """A page that stands in the place of another is refused as what it is, with what to do."""
    services.on("/page", Reply(f"<title>{heading}</title>".encode(), kind="text/html"))

    done = cite(site, services, f"{services.base}/page")

    assert (done.status, done.out) == (1, "")
    assert said in done.said
    assert "DOI" in done.said


@pytest.mark.parametrize(
    "heading",
    [
        "Login attempts in dementia care",
        "Recherche clinique : comment participer",
        "Redirection",
        "Human challenge trials of vaccines",
        "Redirecting immunity",
        "Access denied: care for migrants",
        "Maintenance treatment of asthma",
        "404 patients with a stroke",
    ],
)
def test_titles_that_only_look_like_it(site: Site, services: Services, heading: str):
    """A subject is no page of that kind."""
    services.on("/page", Reply(f"<title>{heading}</title>".encode(), kind="text/html"))

    assert cite(site, services, f"{services.base}/page", typed="page\n").status == 0
    assert source(site, "page")["title"] == heading


@pytest.mark.parametrize(
    "heading", ["404 Not Found", "Page introuvable | Revue", "Revue - Erreur 404"]
)
def test_a_page_that_is_not_there(site: Site, services: Services, heading: str):
    """A site may answer that all is well, and show that it has no such page."""
    services.on("/page", Reply(f"<title>{heading}</title>".encode(), kind="text/html"))

    done = cite(site, services, f"{services.base}/page")

    assert (done.status, done.out) == (1, "")
    assert "Il n’y a pas de page" in done.said


def test_a_redirection_to_a_login(site: Site, services: Services):
    """What leads to a login page is told as that, whatever its title is."""
    moved = Reply(status=302, headers={"Location": f"{services.base}/account/login?next=1"})
    services.on("/page", moved)
    services.on("/login", Reply(b"<title>La Revue</title>", kind="text/html"))

    assert "page de connexion" in cite(site, services, f"{services.base}/page").said


def test_a_login_form_on_the_page_of_an_article(site: Site, services: Services):
    """A page that names its DOI is that publication, even for whoever must log in."""
    page = f'<title>Sign in</title><meta name="citation_doi" content="{WAKEFIELD}">'
    services.on("/page", Reply(page.encode(), kind="text/html"))
    services.article(WAKEFIELD, message("crossref/wakefield.json"))

    assert cite(site, services, f"{services.base}/page").out == "[@wakefield1998]\n"


def test_a_number_of_pubmed_central(site: Site, services: Services):
    """PubMed finds the article that has that number; another that it finds is not taken."""
    services.on("term=PMC9994841&", numbers("36727757"))
    services.on("id=36727757&", xml("pubmed/36727757.xml"))

    assert cite(site, services, "PMCID : PMC9994841").out == "[@vandenberg2023]\n"
    services.on("term=PMC111&", numbers("36727757"))
    assert "ne connaît aucun article" in cite(site, services, "PMC111").said


def test_a_year_is_asked_about(site: Site, services: Services):
    """“2023” is looked up as a number of PubMed only on a yes."""
    services.on("id=2023&", xml("pubmed/39663965.xml"))

    refused = cite(site, services, "2023", typed="non\n")
    assert (refused.status, refused.out) == (1, "")
    assert "peut être une année" in refused.said
    assert services.asked == []
    assert cite(site, services, "2023", typed="oui\nessai\n").out == "[@essai]\n"
    assert cite(site, services, "pmid : 2023", typed="\n").status == 0


def test_an_article_is_read_with_its_identifiers(site: Site, services: Services):
    """Numbers in a text are added in all their forms; a year and an ISSN are told."""
    services.on("id=39663965&", xml("pubmed/39663965.xml"))
    text = (
        "---\ntitle: Essai\n---\nUn [@https://www.ncbi.nlm.nih.gov/pubmed/39663965?dopt=x]. "
        "Deux [@2023].\n\n## Sources\n- PMID : 39663965.\n- 0140-6736\n"
    )
    (site.content / "articles/essai.md").write_text(text, "utf-8")

    done = cite(site, services, "--article", "essai")

    assert "peut être une année" in done.said
    assert "ISSN" in done.said
    assert source(site, "gentizon2024")["PMID"] == "39663965"
    assert "Sources ajoutées" in done.said

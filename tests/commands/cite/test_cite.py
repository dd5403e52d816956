"""``cite``: what is pasted becomes a source, with its status, and a call to paste."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import unquote

import pytest

from tests.support.replaying import (
    Reply,
    Services,
    cite,
    message,
    recorded,
    replaying,
    source,
    sources,
    xml,
)
from tests.support.sites import Site

WAKEFIELD = "10.1016/s0140-6736(97)11096-0"
SURGISPHERE = "10.1016/s0140-6736(20)31180-6"


@pytest.fixture
def services() -> Iterator[Services]:
    with replaying() as found:
        yield found


def test_a_pubmed_number_becomes_a_source(site: Site, services: Services):
    """The line and the status are shown, the source is written, the call alone is printed."""
    services.on("id=39663965&", xml("pubmed/39663965.xml"))

    done = cite(site, services, "39663965")

    assert (done.status, done.out) == (0, "[@gentizon2024]\n")
    assert "La pratique infirmière avancée" in done.said
    assert "Rev Med Suisse. 11 déc 2024;20(898-2):2323-4." in done.said
    assert "aucune rétractation" in done.said
    item = source(site, "gentizon2024")
    assert item["author"][0] == {"family": "Gentizon", "given": "Jenny"}
    assert item["language"] == "fr"
    assert item["custom"]["publication_types"] == ["Editorial"]
    assert item["custom"]["resolved"] == {"by": "PubMed", "on": "2026-11-22"}
    assert item["custom"]["status"] == {"state": "ok", "by": ["PubMed"], "checked": "2026-11-22"}


def test_it_is_asked_for_when_nothing_is_given(site: Site, services: Services):
    """A DOI of The Lancet meets no shell; the short name can be changed, not for a bad one."""
    services.article(WAKEFIELD, message("crossref/wakefield.json"))

    done = cite(
        site, services, typed=f"https://doi.org/{WAKEFIELD.upper()}\nun nom\nchey2024\nrougeole\n"
    )

    assert "Collez un DOI, un PMID, un ISBN ou une adresse" in done.said
    assert "Nom court proposé\u00a0: wakefield1998." in done.said
    assert "un seul mot" in done.said
    assert "«\u00a0chey2024\u00a0» est le nom d’une autre source." in done.said
    assert (done.status, done.out) == (0, "[@rougeole]\n")
    assert source(site, "rougeole")["DOI"] == WAKEFIELD


def test_a_retracted_paper_is_told_by_both(site: Site, services: Services):
    """PubMed gives the abbreviation, Crossref the journal's name; both statuses are kept."""
    record = xml("pubmed/9500320.xml")
    services.article(WAKEFIELD, message("crossref/wakefield.json"), "9500320", record)

    done = cite(site, services, WAKEFIELD)

    assert done.status == 0
    assert "RÉTRACTÉE (depuis le 6 février 2010, d’après PubMed, Retraction Watch" in done.said
    assert "annotations.toml" in done.said
    item = source(site, "wakefield1998")
    assert (item["container-title"], item["container-title-short"]) == ("The Lancet", "Lancet")
    assert not item["title"].startswith("RETRACTED")
    assert item["PMID"] == "9500320"
    # The record written by hand has two of the thirteen.
    assert len(item["author"]) == 13
    assert item["custom"]["status"] == {
        "state": "retracted",
        "since": "2010-02-06",
        "notice": "10.1016/s0140-6736(10)60175-4",
        "by": ["PubMed", "Retraction Watch", "Elsevier BV"],
        "checked": "2026-11-22",
    }
    assert "Retracted Publication" in item["custom"]["publication_types"]


def test_what_pubmed_finds_must_have_that_doi(site: Site, services: Services):
    """PubMed also finds what only mentions a DOI: neither its number nor its status is taken."""
    doi, record = "10.1007/978-1-59745-423-0_7", xml("pubmed/9500320.xml")
    services.article(doi, message("crossref/chapter.json"), "9500320", record)

    cite(site, services, doi)

    item = source(site, "hainaut2011")
    assert "PMID" not in item
    assert item["custom"]["status"] == {
        "state": "ok",
        "by": ["Crossref"],
        "checked": "2026-11-22",
    }


def test_a_title_that_pubmed_translated(site: Site, services: Services):
    """The journal’s own title, from Crossref, is what a reader finds; this one is made up."""
    doi = "10.11477/mf.1416202309"
    work = {"DOI": doi, "type": "journal-article", "title": ["Titre d’origine"], "language": "ja"}
    services.on("id=36890755&", xml("pubmed/36890755.xml"))
    services.on(f"/crossref/works/{doi}", Reply(json.dumps({"message": work}).encode()))

    cite(site, services, "36890755")

    item = source(site, "ushida2023")
    assert item["DOI"] == doi
    assert (item["title"], item["language"]) == ("Titre d’origine", "ja")
    assert item["container-title-short"] == "Brain Nerve"


@pytest.mark.parametrize(
    ("doi", "name"),
    [
        ("10.1016/s0140-6736(10)60175-4", "wakefield_notice"),
        ("10.1016/s0140-6736(20)31324-6", "surgisphere_notice"),
    ],
)
def test_a_notice_is_not_retracted(site: Site, services: Services, doi: str, name: str):
    """The notice of a retraction is said to be one, and is in good standing itself."""
    services.article(doi, message(f"crossref/{name}.json"))

    done = cite(site, services, doi)

    assert done.status == 0
    assert "C’est l’avis qui parle d’une publication" in done.said
    assert sources(site)[-1]["custom"]["status"]["state"] == "ok"


def test_a_doi_of_another_agency(site: Site, services: Services):
    """A DOI that Crossref does not have is resolved by doi.org, whoever registered it."""
    services.on("/doi/10.1126/", Reply(recorded("crossref/negotiated.json")))

    done = cite(site, services, "10.1126/science.169.3946.635")

    assert (done.status, done.out) == (0, "[@frank1970]\n")
    assert "statut inconnu" in done.said


@pytest.mark.parametrize("crossref", [Reply(b"", 500), Reply(b"Resource not found.", 404)])
def test_a_mark_that_only_the_resolver_shows(site: Site, services: Services, crossref: Reply):
    """The mark of a title is kept as a status, whoever of the others is silent."""
    work = json.loads(recorded("crossref/negotiated.json"))
    title = work["title"] if isinstance(work["title"], str) else work["title"][0]
    services.on("/crossref/", crossref)
    marked = work | {"title": f"RETRACTED: {title}"}
    services.on("/doi/10.1126/", Reply(json.dumps(marked).encode()))

    done = cite(site, services, "10.1126/science.169.3946.635")

    assert done.status == 0
    assert "Le blog refusera d’être publié avec elle" in done.said
    item = source(site, "frank1970")
    assert "RETRACTED" not in item["title"]
    assert item["custom"]["status"]["state"] == "retracted"

    cite(site, services, "--check")
    assert source(site, "frank1970") == item


def test_datacite_when_the_resolver_gives_a_page(site: Site, services: Services):
    """Where doi.org answers with a page, DataCite is asked itself."""
    services.on("/doi/10.48550/", Reply(b"<html>", kind="text/html"))
    services.on("/datacite/", Reply(recorded("datacite/arxiv_preprint.json")))

    done = cite(site, services, "10.48550/arXiv.1706.03762")

    assert (done.status, done.out) == (0, "[@vaswani2017]\n")
    assert "[Prépublication]" in done.said


def test_a_book_of_the_french_library(site: Site, services: Services):
    """An ISBN is looked for at the BnF; it stays written as it was typed, but for hyphens."""
    services.on("/bnf", xml("by_hand/bnf.xml"))

    done = cite(site, services, "978-2-84225-149-9")

    assert (done.status, done.out) == (0, "[@zuily2010]\n")
    assert "celui des pages et des livres n’est suivi par personne" in done.said
    assert source(site, "zuily2010")["ISBN"] == "9782842251499"
    assert not any("/openlibrary" in target for target in services.asked)


def test_a_book_of_open_library(site: Site, services: Services):
    """A book that the BnF does not have is looked for at Open Library, whose names stay whole."""
    services.on("/bnf", xml("by_hand/bnf_none.xml"))
    services.on("/openlibrary", Reply(recorded("by_hand/open_library.json")))

    done = cite(site, services, "2-84225-149-0")
    assert done.status == 0
    assert source(site, "claude2010")["author"] == [{"literal": "Claude Zuily"}]
    assert any("ISBN:9782842251499" in unquote(target) for target in services.asked)

    again = cite(site, services, "9782842251499")
    assert again.out == "[@claude2010]\n"
    assert "déjà dans votre liste" in again.said


def test_a_page_says_what_it_is(site: Site, services: Services):
    """An address becomes a page read on the day of the kit, with its site and its author."""
    services.on("/page", Reply(recorded("by_hand/page.html"), kind="text/html; charset=utf-8"))

    done = cite(site, services, f"{services.base}/page")

    assert (done.status, done.out) == (0, "[@agence2024]\n")
    item = source(site, "agence2024")
    assert item["title"] == "Une page d’essai"
    assert item["author"] == [{"literal": "Agence d’essai"}]
    assert item["container-title"] == "Site d’essai"
    assert item["accessed"] == {"date-parts": [[2026, 11, 22]]}
    assert item["issued"] == {"date-parts": [[2024, 5, 30]]}
    assert item["language"] == "fr"


def test_a_publishers_page_leads_to_its_publication(site: Site, services: Services):
    """A page that names its DOI is that publication, found by the address as well."""
    page = f'<title>x</title><meta name="citation_doi" content="doi:{WAKEFIELD}">'
    services.on("/page", Reply(page.encode(), kind="text/html"))
    services.article(WAKEFIELD, message("crossref/wakefield.json"))

    assert cite(site, services, f"{services.base}/page").out == "[@wakefield1998]\n"
    assert source(site, "wakefield1998")["URL"] == f"{services.base}/page"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("99999999", "PubMed n’a pas d’article numéro 99999999."),
        ("10.9999/personne", "Aucune publication n’a le DOI 10.9999/personne."),
        ("978-2-84225-149-9", "Ni la BnF ni Open Library n’ont l’ISBN"),
        ("https://carnet.example:99999/", "n’est ni un DOI"),
        ("978-2-84225-149-8", "n’est ni un DOI"),
        ("10.1000/\x07x", "n’est ni un DOI"),
        ("bonjour", "n’est ni un DOI"),
        ("", "n’est ni un DOI"),
    ],
)
def test_what_nobody_knows_is_said(site: Site, services: Services, typed: str, words: str):
    """Nothing is written, and one sentence says what to do."""
    services.on("/bnf", xml("by_hand/bnf_none.xml"))
    services.on("/openlibrary", Reply(b"{}"))
    before = (site.content / "sources/sources.json").read_bytes()

    done = cite(site, services, typed=f"{typed}\n")

    assert (done.status, done.out) == (1, "")
    assert words in done.said
    assert (site.content / "sources/sources.json").read_bytes() == before


def test_a_known_source_is_not_overwritten(site: Site, services: Services):
    """What differs is shown; only a yes changes it, and then what the doctor added stays."""
    services.on("id=39626064&", xml("pubmed/39626064.xml"))
    path = site.content / "sources/sources.json"
    items = json.loads(path.read_text("utf-8"))
    items[0] |= {"note": "à moi", "custom": {"mine": 1}}
    path.write_text(json.dumps(items), "utf-8")
    before = path.read_bytes()

    refused = cite(site, services, "39626064", typed="non\n")
    assert (refused.status, refused.out) == (0, "[@chey2024]\n")
    assert "déjà dans votre liste" in refused.said
    assert "author\u00a0: Chey William D → Chey William D, Howden" in refused.said
    assert path.read_bytes() == before

    cite(site, services, "39626064", typed="oui\n")
    item = source(site, "chey2024")
    assert len(item["author"]) > 5
    assert item["note"] == "à moi"
    assert item["custom"]["mine"] == 1
    assert list(item)[:3] == ["id", "type", "title"]

    after = path.read_bytes()
    assert "différent" not in cite(site, services, "39626064", typed="oui\n").said
    assert path.read_bytes() == after


def test_a_retraction_of_a_known_source_is_kept_without_a_yes(site: Site, services: Services):
    """What became of a paper is no matter of taste: it is kept whatever is said of the rest."""
    known = {"id": "moi", "type": "article-journal", "title": "X", "PMID": "9500320"}
    site.write("sources/sources.json", json.dumps([known]))
    services.on("id=9500320&", xml("pubmed/9500320.xml"))

    done = cite(site, services, "9500320", typed="non\n")

    assert done.out == "[@moi]\n"
    assert "Rien n’a été changé." in done.said
    item = source(site, "moi")
    assert item.pop("custom")["status"]["state"] == "retracted"
    assert item == known


def test_a_known_source_needs_no_network(site: Site):
    """Without a connection, the call of a source that is there is still printed."""
    done = cite(site, None, "39626064")

    assert (done.status, done.out) == (0, "[@chey2024]\n")
    assert "pas de connexion" in done.said


def test_damaged_letters_are_mended_on_a_yes(site: Site, services: Services):
    """“CastaÃ±o” is shown with what it was; silence leaves it."""
    doi = "10.5271/sjweh.3626"
    services.article(doi, message("crossref/mojibake.json"))

    left = cite(site, services, doi)
    assert "Correction proposée\u00a0: «\u00a0Castaño-Vinyals\u00a0»." in left.said
    assert "CastaÃ±o-Vinyals" in str(source(site, "papantoniou2017"))

    site.write("sources/sources.json", "[]")
    cite(site, services, doi, typed="oui\n")
    assert "Castaño-Vinyals" in str(source(site, "papantoniou2017"))


@pytest.mark.parametrize("contact", ["moi", "a@b", "a@b.example, X: y", "a b@c.example"])
def test_a_contact_that_is_none(site: Site, contact: str):
    """What is told to services in a header is an e-mail address and nothing else."""
    blog = (site.content / "blog.toml").read_text("utf-8")
    site.write("blog.toml", f'{blog}contact = "{contact}"\n')

    done = cite(site, None, "39626064")

    assert done.status == 1
    assert "pas une adresse électronique" in done.said


def test_services_are_told_who_asks(site: Site, services: Services):
    """The kit names itself, the blog, and the address of blog.toml that may be written to."""
    blog = (site.content / "blog.toml").read_text("utf-8")
    site.write("blog.toml", blog + 'contact = "moi@carnet.example"\n')
    services.article(WAKEFIELD, message("crossref/wakefield.json"))

    cite(site, services, WAKEFIELD)

    (agent,) = services.agents
    assert agent.startswith("Serment/")
    assert "(+https://carnet.example; mailto:moi@carnet.example)" in agent
    assert any("mailto=moi%40carnet.example" in target for target in services.asked)

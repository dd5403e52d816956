"""``cite`` for a whole article, for the whole list: one after the other, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from commands.cite import follow
from commands.cite.identifiers import DOI, PMCID, PMID
from commands.cite.resolve import Reading
from commands.web.probe import Probe
from plugins.sources.library import read_library
from tests.support.replaying import (
    RECORDED,
    Reply,
    Services,
    cite,
    message,
    numbers,
    recorded,
    replaying,
    source,
    sources,
    xml,
)
from tests.support.sites import ARTICLE, Site

WAKEFIELD = "10.1016/s0140-6736(97)11096-0"
SURGISPHERE = "10.1016/s0140-6736(20)31180-6"
CONCERN = "10.1371/journal.pone.0064723"
PARTIAL = "10.29328/journal.jcmhs.1001023"

CITING = f"""\
---
title: L'estomac
date: 2026-10-01
sources: pmid:39302109
---
Un texte [@chey2024], un autre [@{WAKEFIELD.upper()}, p. 3; @pmid:39663965].

<!-- [@10.9999/remarque] --> et `[@10.9999/code]`.

## Sources
- https://doi.org/{WAKEFIELD}
- Une référence écrite à la main.
- ISBN 978-2-84225-149-9
"""


@pytest.fixture
def services() -> Iterator[Services]:
    with replaying() as found:
        found.article(WAKEFIELD, message("crossref/wakefield.json"))
        found.article(SURGISPHERE, message("crossref/surgisphere.json"))
        found.article(CONCERN, message("crossref/concern.json"))
        found.article(PARTIAL, message("crossref/partial.json"))
        for name in ("39663965", "39302109", "39626064"):
            found.on(f"id={name}&", xml(f"pubmed/{name}.xml"))
        found.on("/bnf", xml("by_hand/bnf.xml"))
        yield found


def list_of(site: Site, **dois: str) -> None:
    """Write a list of sources, by short name and DOI."""
    items = [
        {"id": name, "type": "article-journal", "title": name, "DOI": doi}
        for name, doi in dois.items()
    ]
    site.write("sources/sources.json", json.dumps(items))


def status(site: Site, id_: str) -> dict[str, Any]:
    """Return the status of a source, empty when it has none."""
    custom = source(site, id_).get("custom", {})
    return dict(custom.get("status", {}))


def test_all_that_an_article_cites(site: Site, services: Services):
    """The calls of the text, the list, the header: each once, what is known already not at all."""
    site.write("articles/estomac.md", CITING)

    done = cite(site, services, "--article", "estomac")

    assert done.status == 0
    assert [item["id"] for item in sources(site)] == [
        *("boffa2024", "chey2024", "gentizon2024", "wakefield1998", "zuily2010"),
    ]
    assert "Sources ajoutées\u00a0: 4. Non ajoutées\u00a0: 0. Déjà connues\u00a0: 1." in done.said
    assert not any("remarque" in target or "code" in target for target in services.asked)

    asked = len(services.asked)
    again = cite(site, services, "--article", str(site.content / "articles/estomac.md"))
    assert again.status == 0
    assert len(services.asked) == asked


def test_an_interrupted_article(site: Site, services: Services):
    """What came before the interruption is kept, and the next run goes on from there."""
    site.write("articles/estomac.md", CITING)

    done = cite(site, services, "--article", "estomac.md", KILL="2", AT="2")

    assert done.status == 130
    assert "Interrompu. Ce qui était déjà ajouté est gardé." in done.said
    assert [item["id"] for item in sources(site)] == ["chey2024", "wakefield1998"]
    assert cite(site, services, "--article", "estomac.md").status == 0
    assert len(sources(site)) == 5


def test_one_that_fails_does_not_stop_the_others(site: Site, services: Services):
    """What could not be added is said, with its reason, and is 1 for whoever asks."""
    text = ARTICLE.replace("[@chey2024]", "[@10.9999/rien; @rien2020; @pmid:39663965]")
    site.write("articles/estomac.md", text)

    done = cite(site, services, "--article", "estomac.md")

    assert done.status == 1
    assert "Aucune publication n’a le DOI 10.9999/rien." in done.said
    assert "«\u00a0rien2020\u00a0» ne nomme aucune source" in done.said
    assert source(site, "gentizon2024")


def test_a_source_known_by_another_name(site: Site, services: Services):
    """A source of the list that the article names by its DOI learns that DOI, and its status."""
    site.write(
        "sources/sources.json",
        '[{"id": "moi", "type": "article-journal", "title": "X", "PMID": "9500320"}]',
    )
    services.on(f'term="{WAKEFIELD}', numbers("9500320"))
    services.on("id=9500320&", xml("pubmed/9500320.xml"))
    site.write("articles/estomac.md", ARTICLE.replace("chey2024", WAKEFIELD))

    done = cite(site, services, "--article", "estomac.md")

    assert done.status == 0
    assert "[@moi]\u00a0: son statut est noté dans votre liste\u00a0: RÉTRACTÉE" in done.said
    (item,) = sources(site)
    assert item.pop("custom")["status"]["state"] == "retracted"
    assert item == {
        "id": "moi",
        "type": "article-journal",
        "title": "X",
        "PMID": "9500320",
        "DOI": WAKEFIELD,
    }


def test_no_such_article(site: Site):
    """A name that was mistyped is said back."""
    done = cite(site, None, "--article", "rien.md")

    assert done.status == 1
    assert "Il n’y a pas d’article «\u00a0rien.md\u00a0»." in done.said


def test_the_status_of_the_whole_list(site: Site, services: Services):
    """Each source has its own status; a retracted one that is not acknowledged is an error."""
    list_of(site, w=WAKEFIELD, s=SURGISPHERE, c=CONCERN, p=PARTIAL, u="10.9999/rien")
    site.write("sources/annotations.toml", '[w]\nacknowledged = "Pour en parler."\n')

    done = cite(site, services, "--check")

    assert done.status == 1
    assert "«\u00a0s\u00a0» a été rétractée. Ne la citez pas" in done.said
    assert "«\u00a0w\u00a0» a été rétractée" not in done.said
    states = {id_: status(site, id_)["state"] for id_ in "wscpu"}
    assert states == {
        "w": "retracted",
        "s": "retracted",
        "c": "concern",
        "p": "partial",
        "u": "unknown",
    }
    assert {status(site, id_)["checked"] for id_ in "wscpu"} == {"2026-11-22"}
    assert "Sources vérifiées\u00a0: 5. Inchangées, faute de réponse\u00a0: 0." in done.said

    site.write(
        "sources/annotations.toml",
        '[w]\nacknowledged = "Pour en parler."\n[s]\nacknowledged = "De même."\n',
    )
    assert cite(site, services, "--check").status == 0


def test_an_outage_leaves_the_last_status(site: Site, services: Services):
    """What was known stays, with its day; what was not known does not become good."""
    list_of(site, w=WAKEFIELD, n=CONCERN)
    assert cite(site, services, "--check").status == 1
    known = status(site, "w"), status(site, "n")
    items = sources(site)
    del items[0]["custom"]
    site.write("sources/sources.json", json.dumps(items))

    blog = (site.content / "blog.toml").read_text("utf-8").replace("2026-11-22", "2027-01-01")
    site.write("blog.toml", blog)
    done = cite(site, None, "--check")

    assert done.status == 1
    assert "w\u00a0: inchangée, vérifiée pour la dernière fois le 22 novembre 2026." in done.said
    assert done.said.count("PubMed ne répond pas") == 1
    assert done.said.count("Crossref ne répond pas") == 1
    assert (status(site, "w"), status(site, "n")) == (known[0], {"state": "unknown"})


def test_half_an_outage(site: Site, services: Services):
    """Without Crossref, PubMed’s silence on a retracted source takes nothing back."""
    list_of(site, w=WAKEFIELD)
    cite(site, services, "--check")
    known = status(site, "w")
    services.on("/crossref/", Reply(b"", 500))

    cite(site, services, "--check")

    assert status(site, "w") == known


def test_an_interrupted_check(site: Site, services: Services):
    """Each status is written as it comes."""
    list_of(site, a=WAKEFIELD, b=CONCERN, c=PARTIAL)

    assert cite(site, services, "--check", KILL="2", AT="2").status == 130
    assert [status(site, id_).get("state") for id_ in "abc"] == ["retracted", None, None]


def test_with_the_list_of_retraction_watch(site: Site, services: Services):
    """A list downloaded by hand says what the services do not, even while they are out."""
    list_of(site, a="10.1093/ageing/28.3.265", b="10.9999/reinstated-paper")
    file = str(RECORDED / "retraction_watch_sample.csv")

    done = cite(site, services, "--check", "--retraction-watch", file)

    assert done.status == 1
    assert status(site, "a")["since"] == "2019-11-20"
    assert status(site, "a")["by"] == ["Retraction Watch"]
    assert status(site, "b")["state"] == "unknown"

    services.article("10.1093/ageing/28.3.265", message("crossref/chapter.json"))
    known = status(site, "a")
    assert cite(site, services, "--check").status == 1
    assert status(site, "a") == known

    list_of(site, a="10.1093/ageing/28.3.265")
    assert cite(site, None, "--retraction-watch", file).status == 1
    assert status(site, "a")["state"] == "retracted"


def test_retraction_watch_is_remembered_for_written_references(site: Site, services: Services):
    """What its list said of a reference typed by hand outlives a check without it."""
    doi = "10.1093/ageing/28.3.265"
    services.article(doi, message("crossref/chapter.json"))
    site.write(
        "articles/a.md",
        "---\ntitle: A\ndate: 2026-10-01\n---\nUn texte.\n\n"
        f"## Sources\n- Un auteur. Un titre. 1999. doi:{doi}\n",
    )
    cite(site, services, "--check", "--retraction-watch", f"{RECORDED}/retraction_watch_sample.csv")
    followed = (site.content / "sources/followed.json").read_text("utf-8")
    assert "Retraction Watch" in followed

    cite(site, services, "--check")

    assert (site.content / "sources/followed.json").read_text("utf-8") == followed


@pytest.mark.parametrize("text", [None, "", "a,b\n1,2\n", '"', "\x00", "a" * 200_000])
def test_another_file_is_not_that_list(site: Site, services: Services, text: str | None):
    """A file that says nothing of retractions is not taken for good news."""
    if text is not None:
        (site.root / "list.csv").write_text(text, "utf-8")

    done = cite(site, services, "--check", "--retraction-watch", "list.csv")

    assert done.status == 1
    assert "list.csv\u00a0»" in done.said
    assert services.asked == []


def test_where_sources_are_cited(site: Site, services: Services):
    """The articles and how often, the status and its day; then what is never cited."""
    site.write("articles/deux.md", ARTICLE.replace("[@chey2024]", "[@chey2024] [@pmid:39626064]"))
    items = [*sources(site), {"id": "seul", "type": "book", "title": "Seul"}]
    site.write("sources/sources.json", json.dumps(items))
    cite(site, services, "--check")

    done = cite(site, None, "--list")

    assert done.status == 0
    assert "articles/deux.md (2)" in done.said
    assert "articles/estomac.md (1)" in done.said
    assert "aucune rétractation" in done.said
    assert "22 novembre 2026" in done.said
    assert "Jamais citées\u00a0: seul." in done.said


def test_recorded_answers_say_where_they_are_from():
    """What was written by hand says so; the rest has a provenance."""
    for path in (RECORDED / "by_hand").iterdir():
        assert "by hand" in path.read_text("utf-8"), path
    said = recorded("PROVENANCE.md").decode()
    assert all(f"`{path.name}/" in said for path in RECORDED.iterdir() if path.is_dir())


def test_an_old_address_of_pubmed_is_followed(site: Site, services: Services):
    """A source that is known only by PubMed’s old address is followed by the number in it."""
    site.write(
        "sources/sources.json",
        '[{"id": "vieux", "type": "webpage", "title": "X",'
        ' "URL": "http://www.ncbi.nlm.nih.gov/pubmed/9500320"}]',
    )
    services.on("id=9500320&", xml("pubmed/9500320.xml"))

    done = cite(site, services, "--check")

    assert done.status == 1
    assert source(site, "vieux")["custom"]["status"]["state"] == "retracted"


@pytest.mark.parametrize(
    "known",
    [
        '"PMCID": "PMC11341215"',
        '"URL": "https://pmc.ncbi.nlm.nih.gov/articles/PMC11341215/"',
        '"URL": "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC11341215/pdf/x.pdf"',
    ],
)
def test_a_source_known_by_pubmed_central_alone_is_followed(
    site: Site, services: Services, known: str
):
    """PubMed is asked which article that is, and what became of it."""
    site.write(
        "sources/sources.json", f'[{{"id": "archive", "type": "webpage", "title": "X", {known}}}]'
    )
    services.on("term=PMC11341215&", numbers("39166619"))
    services.on("id=39166619&", xml("pubmed/39166619.xml"))

    cite(site, services, "--check")

    assert status(site, "archive")["state"] == "corrected"


LANCET = "10.1016/S0140-6736(97)11096-0"


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ({"note": "Lu.\nPMID: 9500320"}, {PMID: "9500320"}),
        ({"PMID": "PMID: 9500320"}, {PMID: "9500320"}),
        ({"PMID": 9500320}, {PMID: "9500320"}),
        ({"PMCID": "1165682"}, {PMCID: "PMC1165682"}),
        ({"DOI": "https://doi.org/10.1016/S0140-6736%252897%252911096-0"}, {DOI: LANCET}),
        ({"DOI": "https://doi.org/10.1016/S0140-6736%2897%2911096-0"}, {DOI: LANCET}),
        ({"DOI": "https://www.bmj.com/content/10.1136/bmj.n71/full"}, {DOI: "10.1136/bmj.n71"}),
        ({"DOI": "10.1136/bmj.n71/full"}, {DOI: "10.1136/bmj.n71"}),
        ({"DOI": "10.1136/bmj.n71."}, {DOI: "10.1136/bmj.n71"}),
        ({"DOI": "10.1101/2020.12.01.20240000v2"}, {DOI: "10.1101/2020.12.01.20240000"}),
        ({"DOI": "10.1000.10/123"}, {DOI: "10.1000.10/123"}),
        ({"URL": f"https://doi.org/{LANCET}"}, {DOI: LANCET}),
        ({"note": "2019"}, {}),
    ],
)
def test_a_source_is_asked_for_by_the_names_that_the_blog_reads(
    monkeypatch: pytest.MonkeyPatch, site: Site, known: dict[str, Any], asked: dict[str, str]
):
    """However a source of the list is named, the services are asked by what it means."""
    item = {"id": "a", "type": "article-journal", "title": "Un titre", **known}
    site.write("sources/sources.json", json.dumps([item]))
    names: list[dict[str, str]] = []

    def read(network: Probe, wanted: dict[str, str]) -> Reading:
        names.append(wanted)
        return Reading()

    monkeypatch.setattr(follow, "read", read)
    cite(site, None, "--check")

    wanted = {kind: name.lower() if kind == DOI else name for kind, name in asked.items()}
    assert names == ([wanted] if wanted else [])
    library, _, _ = read_library(json.dumps([item]), "")
    assert all(library.find(name, kind) == "a" for kind, name in asked.items())


def test_a_written_reference_known_by_pubmed_central_alone_is_followed(
    site: Site, services: Services
):
    """What became of it is kept under that number, where the page looks for it."""
    site.write(
        "articles/a.md",
        "---\ntitle: A\ndate: 2026-10-01\n---\nUn texte.\n\n"
        "## Sources\n- Un auteur. Un titre. 2024. PMCID : PMC11341215.\n",
    )
    services.on("term=PMC11341215&", numbers("39166619"))
    services.on("id=39166619&", xml("pubmed/39166619.xml"))

    cite(site, services, "--check")

    followed = json.loads((site.content / "sources/followed.json").read_text("utf-8"))
    assert followed["pmcid:pmc11341215"]["state"] == "corrected"

"""The demonstration, built as it is published: what a reader and a feed reader receive."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.support.sites import ARTICLE, BLOG, DEMO, KIT, Built, Site

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://carnet.example"


def articles() -> Iterator[str]:
    """Yield the folder of each article's page, from the names of the files alone."""
    for file in sorted((DEMO / "articles").glob("*.md")):
        slug, _, language = file.stem.partition(".")
        yield f"{language}/{slug}" if language else slug


def assert_contract(html: str) -> None:
    """Assert that the HTML of an article holds what DESIGN.md promises of each."""
    tree = LexborHTMLParser(html)
    (disclaimer,) = tree.css('aside.disclaimer[role="note"]')
    (sources,) = tree.css("section.sources")
    (communities,) = tree.css("section.communities")
    (review,) = tree.css("section.review")

    assert disclaimer.text(strip=True)
    assert sources.css('ol.sources__list > li[id^="source-"]')
    assert sources.css('a[href^="https://doi.org/"], a[href^="https://pubmed.ncbi.nlm.nih.gov/"]')
    assert communities.css('li a[rel="external noreferrer"]')
    assert len(review.css("time[datetime]")) >= 3
    calls = tree.css('a[role="doc-biblioref"]')
    ids = {node.attributes["id"] for node in sources.css("li[id]")}
    assert calls
    assert all(call.attributes["href"].partition("#")[2] in ids for call in calls)


def test_the_demonstration_builds(demo: Built):
    """The site is built, and all it says is a warning about vettings."""
    assert demo.status == 0, demo.said
    assert "✗" not in demo.said


@pytest.mark.parametrize("name", articles())
def test_every_page_keeps_the_contract(demo: Built, name: str):
    """Every published article's page has its disclaimer, its sources and its communities."""
    assert_contract(demo.page(name))


def test_every_feed_entry_keeps_the_contract(demo: Built):
    """Every entry of every feed has them too, with links that work outside the page."""
    entries = [
        entry
        for feed in sorted((demo.output / "feeds").rglob("*.xml"))
        for entry in ET.parse(feed).getroot().iter(f"{ATOM}entry")
    ]

    assert len(entries) >= 3 * len(list(articles())) - 4
    for entry in entries:
        html = entry.findtext(f"{ATOM}content") or ""
        assert_contract(html)
        for node in LexborHTMLParser(html).css("a[href]"):
            assert node.attributes["href"].startswith(("https://", "http://", "tel:")), node.html


@pytest.mark.parametrize("name", articles())
def test_in_an_emergency_the_gravest_comes_first(demo: Built, name: str):
    """Whoever may be in one reads first whom to call now; elsewhere, the cards rise in gravity."""
    tree = LexborHTMLParser(demo.page(name))
    levels = ["emergency", "urgent", "non-urgent"]
    found = [node.attributes["class"] or "" for node in tree.css("main .care")]
    ranks = [levels.index(one.rpartition("care--")[2]) for one in found]

    assert ranks
    gravest_first = bool(tree.css("aside.disclaimer--emergency"))
    assert ranks == sorted(ranks, reverse=not gravest_first)


def test_feeds_name_every_article(demo: Built):
    """The feed of the whole blog has one entry per article, French and English."""
    root = ET.parse(demo.output / "feeds" / "all.atom.xml").getroot()
    links = [link.get("href") for link in root.iterfind(f"{ATOM}entry/{ATOM}link")]

    assert sorted(links) == sorted(f"{ADDRESS}/{name}/" for name in articles())


@pytest.mark.parametrize("name", articles())
def test_ids_are_unique(demo: Built, name: str):
    """No two elements of a page share an id."""
    ids = [node.attributes["id"] for node in LexborHTMLParser(demo.page(name)).css("[id]")]

    assert len(ids) == len(set(ids))


def test_every_page_says_the_doctor_is_fictional(demo: Built):
    """Nobody can take the demonstration for a real doctor, on any page."""
    for page in demo.output.rglob("*.html"):
        html = page.read_text("utf-8")
        assert LexborHTMLParser(html).css_first(".fictional"), page


def test_no_page_asks_another_site_for_anything(demo: Built):
    """No style, image, font or frame from elsewhere; no script, but for the page of search."""
    searches = {demo.output / "recherche/index.html", demo.output / "en/search/index.html"}
    for page in demo.output.rglob("*.html"):
        tree = LexborHTMLParser(page.read_text("utf-8"))
        scripts = "script:not([type='application/ld+json'])"
        asking = "iframe, object, embed, [action], [style], [onclick]"
        asking += "" if page in searches else f", form, {scripts}"
        assert not tree.css(asking), page
        for node in tree.css("[src], link[rel~=stylesheet], link[rel~=icon]"):
            address = node.attributes.get("src") or node.attributes.get("href") or ""
            assert address.startswith(ADDRESS) or "//" not in address, (page, address)


def test_a_retracted_paper_is_said_to_be(demo: Built):
    """The 1998 paper is shown with its retraction, in words and with its date."""
    tree = LexborHTMLParser(demo.page("ror-et-autisme"))
    status = tree.css_first(".sources__entry--retracted .sources__status")

    assert "Rétracté" in status.text()
    assert status.css_first('time[datetime="2010-02-06"]')


def test_summaries_come_from_the_body_alone(site: Site):
    """A summary holds neither a box nor a citation call."""
    built = site.build()
    tree = LexborHTMLParser((built.output / "index.html").read_text("utf-8"))

    assert built.status == 0, built.said
    assert "Un texte court" in tree.body.text()
    assert "1730" not in tree.body.text()
    assert not tree.css(".disclaimer, .sources, .sources-call")


def test_a_real_blog_follows_the_clock(demo_site: Site):
    """Without a date of its own, a blog is built as of the day: its vettings lapse."""
    path = demo_site.content / "blog.toml"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if not line.startswith("as_of")), "utf-8")
    built = demo_site.build(base="publishconf", on="2031-05-06T07:08:09")

    assert built.status == 0, built.said
    assert "arsla.org" not in built.page("sla")
    assert '{"day": "2031-05-06"' in (built.output / "build.json").read_text("utf-8")


def test_the_day_decides(demo_site: Site):
    """On a later day the vettings have lapsed: their links are gone from pages and feeds."""
    in_2028 = "1830297600"
    built = demo_site.build(base="publishconf", SOURCE_DATE_EPOCH=in_2028)

    assert built.status == 0, built.said
    for file in [*built.output.rglob("*.html"), *built.output.rglob("*.xml")]:
        assert "arsla.org" not in file.read_text("utf-8"), file
    assert "arsla" in built.said


def test_an_american_blog_speaks_american(site: Site):
    """Of the kit's own words, neither a category nor a date is French or British there."""
    american = BLOG.replace('language = "fr"', 'language = "en"').replace('"FR"', '"US"')
    site.write("blog.toml", american)
    site.write("articles/estomac.md", ARTICLE.replace("reflux", "acid reflux"))
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    page = built.page("estomac")
    assert "Divers" not in page
    assert ">Miscellaneous</a>" in page
    days = [node.text() for node in LexborHTMLParser(page).css("time")]
    assert days[0] == "October 1, 2026"
    assert not [day for day in days if re.match("[0-9]", day)]


def test_practice_news_needs_no_source(site: Site):
    """News of the practice carry the disclaimer and the dates, and nothing else."""
    site.write(
        "articles/vacances.md",
        "---\ntitle: Fermeture\ndate: 2026-10-02\nkind: practice\n---\nLe cabinet ferme en août.\n",
    )
    built = site.build()
    tree = LexborHTMLParser(built.page("vacances"))

    assert built.status == 0, built.said
    assert len(tree.css("aside.disclaimer")) == 1
    assert not tree.css("section.sources, section.communities")


def test_the_kit_reads_nothing_outside_itself():
    """No file of the kit names a folder that only its authors have."""
    suffixes = {".py", ".toml", ".html", ".css", ".md", ".po", ".yml"}
    for folder in ("plugins", "audit", "commands", "theme", "content", "docs", "benchmarks"):
        for file in (KIT / folder).rglob("*"):
            if file.suffix in suffixes:
                assert "../" + "shared" not in file.read_text("utf-8"), file


@pytest.mark.parametrize("file", sorted((DEMO / "articles").glob("*.md")), ids=lambda f: f.stem)
def test_demonstration_articles_are_real_ones(file: Path):
    """Each has 600 to 1,000 words, key points first, when to seek help, and calls to sources."""
    body = file.read_text("utf-8").split("---\n", 2)[2]
    words = re.findall(r"\w[\w’'-]*", re.sub(r"\[@[^\]]*\]", "", body))
    headings = re.findall(r"^## (.+)$", body, re.MULTILINE)

    assert 600 <= len(words) <= 1000
    assert headings[0] in ("L’essentiel", "Key points")
    assert any(h.startswith(("Quand demander de l’aide", "When to get help")) for h in headings)
    assert len(re.findall(r"\[@[^\]]+\]", body)) >= 5

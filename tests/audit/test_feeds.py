"""The feeds carry the newest articles, whole, with links that work anywhere."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest

from tests.support.sites import Site
from tests.support.spoiling import findings, said, spoil

ALL = "feeds/all.atom.xml"
SLA = f"{ALL} (sla/)"
HEADER = "---\ntitle: Un titre\ndate: 2026-10-{:02}\nconditions: reflux\n---\nTexte [@chey2024].\n"
ENTRIES = re.compile(r"<entry>.*?</entry>", re.DOTALL)


def in_entry(published: Path, old: str, new: str) -> None:
    """Change one thing in the entry of an article."""
    feed = published / ALL
    xml = feed.read_text("utf-8")
    (entry,) = (part for part in ENTRIES.findall(xml) if is_sla(part))
    assert old in entry
    feed.write_text(xml.replace(entry, entry.replace(old, new, 1)), "utf-8")


def is_sla(entry: str) -> bool:
    """Tell whether an entry is that of the article on ALS."""
    return '<link href="https://carnet.example/sla/"' in entry


@pytest.mark.parametrize("name", [ALL, "feeds/fr.atom.xml", "feeds/en.atom.xml"])
def test_a_lost_feed_is_found(published: Path, name: str):
    """The feed of all articles and that of each language are there."""
    (published / name).unlink()

    assert (name, "this feed is missing.") in said(published)


@pytest.mark.parametrize("data", [b"<feed>", b"\x00", b"<?xml version='1.0' encoding='x'?><a/>"])
def test_a_broken_feed_is_found(published: Path, data: bytes):
    """A feed that no reader can read does not pass."""
    (published / ALL).write_bytes(data)

    assert (ALL, "this feed cannot be read.") in said(published)


def test_a_feed_cut_short_is_found(published: Path):
    """A feed that was cut short does not pass."""
    feed = published / ALL
    feed.write_bytes(feed.read_bytes()[:5000])

    assert (ALL, "this feed cannot be read.") in said(published)


@pytest.mark.parametrize("name", [ALL, "feeds/fr.atom.xml"])
def test_a_lost_entry_is_found(published: Path, name: str):
    """Each of the newest articles has its entry."""
    feed = published / name
    xml = feed.read_text("utf-8")
    (entry,) = (part for part in ENTRIES.findall(xml) if is_sla(part))
    feed.write_text(xml.replace(entry, ""), "utf-8")

    assert (name, "the newest articles are not all in the feed.") in said(published)


def test_a_lost_last_entry_is_found(published: Path):
    """The oldest of a short feed is missed too."""
    feed = published / ALL
    xml = feed.read_text("utf-8")
    feed.write_text(xml.replace(ENTRIES.findall(xml)[-1], ""), "utf-8")

    assert (ALL, "the newest articles are not all in the feed.") in said(published)


def test_a_feed_holds_the_newest_twenty(site: Site):
    """Of twenty-five articles the newest twenty are in the feed, and no older one."""
    for day in range(1, 25):
        site.write(f"articles/a{day}.md", HEADER.format(day + 1))
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert findings(built.output, site.content) == []
    newer = site.content / "articles" / "estomac.md"
    newer.write_text(newer.read_text("utf-8").replace("2026-10-01", "2026-10-30"), "utf-8")
    assert (ALL, "the newest articles are not all in the feed.") in said(built.output, site.content)


def test_a_doubled_entry_is_found(published: Path):
    """An article has one entry in a feed."""
    feed = published / ALL
    xml = feed.read_text("utf-8")
    feed.write_text(xml.replace("</feed>", ENTRIES.findall(xml)[0] + "</feed>"), "utf-8")

    assert (ALL, "an article is twice in the feed.") in said(published)


@pytest.mark.parametrize(
    "href",
    ["https://carnet.example/a-propos/", "https://t.example/", "javascript:x", "/sla/"],
)
def test_an_entry_from_nowhere_is_found(published: Path, href: str):
    """An entry stands for a published article, by its whole address."""
    in_entry(published, '<link href="https://carnet.example/sla/"', f'<link href="{href}"')

    assert any(
        name == f"{ALL} ({href})" and what == "the feed names a page that is no published article."
        for name, what in said(published)
    )


@pytest.mark.parametrize("link", ["<link", "<x"])
def test_an_entry_that_leads_nowhere_is_found(published: Path, link: str):
    """A link without an address, or none at all, is told as such an entry is."""
    in_entry(published, '<link href="https://carnet.example/sla/"', link)

    assert (f"{ALL} ()", "the feed names a page that is no published article.") in said(published)


@pytest.mark.parametrize("name", ["id", "title", "updated"])
def test_an_entry_that_lacks_something_is_found(published: Path, name: str):
    """An entry has what Atom requires."""
    in_entry(published, f"<{name}>", "<x>")
    in_entry(published, f"</{name}>", "</x>")

    assert (SLA, f"the feed lacks: {name}.") in said(published)


@pytest.mark.parametrize("name", ["id", "title", "updated"])
def test_a_feed_that_lacks_something_is_found(published: Path, name: str):
    """So does the feed."""
    feed = published / ALL
    xml = feed.read_text("utf-8")
    feed.write_text(re.sub(f"<{name}>.*?</{name}>", "", xml, count=1), "utf-8")

    assert (ALL, f"the feed lacks: {name}.") in said(published)


@pytest.mark.parametrize(
    "id_", ["tag:carnet.example,2026-06-12:/sla/", "https://carnet.example/sla/", "x"]
)
def test_an_id_that_changed_is_found(published: Path, id_: str):
    """An entry's id is made of the article's day and address, and never changes."""
    in_entry(published, "<id>tag:carnet.example,2026-06-11:/sla/</id>", f"<id>{id_}</id>")

    assert (SLA, "the entry's id is not the one it must keep.") in said(published)


ASIDE, SECTION = '<aside class="disclaimer', "<section class="
DEPRESSION = "https://carnet.example/depression/"
SOURCE = "#source-sla-fr-1"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (ASIDE, '<aside class="x', "the disclaimer: there must be one of it, not 0."),
        ("ne remplace pas une", "remplace une", "the disclaimer is not one of the approved texts"),
        (ASIDE, f"Avant {ASIDE}", "the disclaimer comes after other words"),
        (f'{SECTION}"sources"', f'{SECTION}"x"', "the sources: there must be one of it, not 0."),
        (f'{SECTION}"communities"', '<section hidden class="communities"', "the communities: hid"),
        ("//www.arsla.org", "//www.arsla.example", "a community is linked although its vetting"),
        ("<h2 ", "<script>x</script><h2 ", "something active is in the page: <script>."),
        ("<h2 ", '<img src="https://t.example/p.gif"><h2 ', "the page loads something"),
        (DEPRESSION, "https://carnet.example/absent/", "this leads to a page that is not on"),
        (DEPRESSION, "/depression/", "a link of the feed leads nowhere outside the page."),
        (SOURCE, "#absent", "this leads to a place that its page does not have."),
        ("<h2 ", "\u202e<h2 ", "the page holds characters that nobody can see, or that were lost."),
    ],
)
def test_an_entry_is_held_to_the_contract(published: Path, old: str, new: str, what: str):
    """A feed carries the boxes, word for word, and nothing that a page may not."""
    in_entry(published, escape(old, quote=False), escape(new, quote=False))

    assert any(name == SLA and found.startswith(what) for name, found in said(published))


def test_a_summary_is_held_to_the_contract(published: Path):
    """So does the summary."""
    in_entry(published, '<summary type="html">', '<summary type="html">&lt;p onclick="x"&gt;')

    assert (SLA, "something active is in the page: <p onclick>.") in said(published)


@pytest.mark.parametrize(
    "xml",
    [
        '<rss version="2.0"><channel><x:script xmlns:x="http://www.w3.org/1999/xhtml"/></channel></rss>',
        '<html xmlns="http://www.w3.org/1999/xhtml"><script>x</script></html>',
        '<urlset xmlns="http://www.w3.org/1999/xhtml"/>',
        "<feed/>",
    ],
)
def test_another_form_of_feed_is_found(published: Path, xml: str):
    """A feed of a form that nobody reads again could hold anything: it does not pass."""
    (published / "feeds" / "rss.xml").write_text(xml, "utf-8")

    assert ("feeds/rss.xml", "this is neither an Atom feed nor a sitemap.") in said(published)


def test_another_xml_file_is_no_feed(published: Path):
    """A map of the site is no feed: as a feed, only that it can be read is asked."""
    (published / "sitemap.xml").write_text("<urlset/>", "utf-8")

    assert not any("feed" in what for _, what in said(published))
    spoil(published / "sitemap.xml", "/>", ">")
    assert ("sitemap.xml", "this feed cannot be read.") in said(published)

"""Every link inside the blog leads to a page that is there, and to a place that it has."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.links import Links, Target, clean
from tests.support.spoiling import PAGE, findings, said, spoil

NOWHERE = "this leads to a page that is not on the site."
NO_PLACE = "this leads to a place that its page does not have."
UNFILLED = "this link was never filled in."


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://carnet.example/absent/">x</a>',
        '<a href="https://carnet.example/sla">x</a>',
        '<a href="/absent/">x</a>',
        '<a href="absent.md">x</a>',
        '<a href="../absent/">x</a>',
        '<a href="/../etc/passwd">x</a>',
        '<img src="/images/absent.png" alt="">',
        '<img src="/theme/favicon.svg" srcset="/theme/absent.svg 2x" alt="">',
        '<link rel="canonical" href="https://carnet.example/absent/">',
        '<link rel="alternate" href="https://carnet.example/feeds/absent.atom.xml">',
        '<link rel="stylesheet" href="/theme/css/absent.css">',
        '<link rel="icon" href="/theme/absent.svg">',
    ],
)
def test_a_link_that_leads_nowhere_is_found(published: Path, link: str):
    """A link, an image or a resource that is not on the site does not pass."""
    spoil(published / PAGE, "</main>", f"{link}</main>")

    assert (PAGE, NOWHERE) in said(published)


@pytest.mark.parametrize(
    "href",
    ["#nulle-part", "https://carnet.example/sla/#nulle-part", "../keratocone/#call-sla-fr-1"],
)
def test_an_anchor_that_leads_nowhere_is_found(published: Path, href: str):
    """A link to a place leads to one, on its own page and across pages."""
    spoil(published / PAGE, "</main>", f'<a href="{href}">x</a></main>')

    assert (PAGE, NO_PLACE) in said(published)


def test_a_call_that_leads_nowhere_is_found(published: Path):
    """Each call in the text leads to a source of the page."""
    spoil(published / PAGE, 'href="#source-sla-fr-1"', 'href="#nowhere"')

    assert any("#nowhere" in line for line in findings(published))


@pytest.mark.parametrize(
    "href",
    [
        "#",
        "#top",
        "#page-content",
        "",
        "?page=2",
        "https://carnet.example",
        "https://carnet.example#page-content",
        "https://carnet.example/?a=b#page-content",
        "/",
        "..",
        "../",
        "../sla/",
        "./index.html",
        "/s%6Ca/",
        "/feeds/all.atom.xml#x",
        "mailto:a@b.example",
        "tel:15",
    ],
)
def test_a_link_that_leads_somewhere_passes(published: Path, href: str):
    """Whole, relative, with a query, a place or percent signs: what is there is found."""
    spoil(published / PAGE, "</main>", f'<a href="{href}">x</a></main>')

    assert findings(published) == []


@pytest.mark.parametrize(
    "href",
    [
        "{filename}/articles/sla.md",
        "{static}/images/x.png",
        "{attach}x.png",
        "|filename|x.md",
        "%7Bfilename%7D/articles/sla.md",
        "https://carnet.example/{slug}/",
        "{{ SITEURL }}/",
        "https://t.example/{{ x }}",
    ],
)
def test_a_link_never_filled_in_is_found(published: Path, href: str):
    """What Pelican or a template should have replaced does not pass."""
    spoil(published / PAGE, "</main>", f'<a href="{href}">x</a></main>')

    assert (PAGE, UNFILLED) in said(published)


def test_another_sites_address_may_hold_anything(published: Path):
    """Braces belong to the address of another site: they are no business of ours."""
    rel = 'rel="external noreferrer"'
    link = f'<a {rel} href="https://t.example/a|b?c=%7Bd%7D">x</a>'
    spoil(published / PAGE, "</main>", f"{link}</main>")

    assert findings(published) == []


def test_a_link_to_a_draft_is_found(published: Path, demo_content: Path):
    """An article that became a draft has no page: what leads there leads nowhere."""
    path = demo_content / "articles" / "depression.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\nstatus: draft\n", 1), "utf-8")
    (published / "depression" / "index.html").unlink()

    assert (PAGE, NOWHERE) in said(published, demo_content)


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://own.example", Target(file="index.html")),
        ("https://own.example/a/#x%20y", Target(file="a/index.html", fragment="x y")),
        ("https://own.example.evil/", Target(scheme="https")),
        ("https://own.examples/a/", Target(scheme="https")),
        ("HTTP://t.example/", Target(scheme="http")),
        ("//t.example/", Target(scheme="https")),
        ("\\\\t.example\\", Target(scheme="https")),
        ("b.html", Target(file="a/b.html")),
        ("./b.html?x#y", Target(file="a/b.html", fragment="y")),
        ("../c.pdf", Target(file="c.pdf")),
        ("../../../c.pdf", Target(file="../../c.pdf")),
        ("b", Target(file="a/b")),
        (".", Target(file="a/index.html")),
        ("..", Target(file="index.html")),
        ("../", Target(file="index.html")),
        ("#z", Target(file="a/index.html", fragment="z")),
        ("", Target(file="a/index.html")),
        (" java\tscript:x", Target(scheme="javascript")),
    ],
)
def test_where_an_address_leads(href: str, expected: Target):
    """An address is read as a browser reads it."""
    links = Links("https://own.example")

    assert links.resolve("a/index.html", href) == expected._replace(href=href)
    assert links.resolve("a/index.html", href) == expected._replace(href=href)


def test_an_address_is_read_as_by_a_browser():
    """Blanks around it, tabs and line ends in it are passed over; a backslash is a slash."""
    assert clean(" \x01a\t\n\\b\r ") == "a/b"

"""However a page is spoilt, an audit that finds nothing means that the disclaimer is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.approved import Approved, read_approved
from audit.boxes import audit_boxes, audit_sources, find_boxes
from audit.inventory import Article, read_inventory
from audit.links import Links, Places, audit_targets, inside
from audit.page import read_page
from audit.privacy import audit_policy, audit_privacy
from audit.structure import audit_data, audit_structure, read_data
from plugins.shared.problems import Problem
from tests.properties.grammar import JUNK, many
from tests.support.sites import ARTICLE, BLOG, LEDGER, SOURCES, Site

PAGE = "estomac/index.html"
TODAY = date(2026, 11, 22)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
HIDING = {"hidden", "style", "inert", "aria-hidden", "popover"}

FRAGMENTS = [
    *("<div hidden>", "<div>", "</div>", "<template>", "</template>", "<!--", "-->", "<script>"),
    *("</script>", "<style>", "</style>", "<details>", "</details>", "<p>", "</p>", "<section>"),
    *('<aside class="disclaimer" role="note">', "</aside>", "<aside>", "</article>", "</main>"),
    *("<dialog>", "<textarea>", "<title>", "<svg>", "<math>", "<table>", "<select>", "<noscript>"),
    *(
        '<a href="#rien">',
        '<a href="/rien/">',
        '<a href="javascript:a">',
        "</a>",
        "<iframe>",
        "<b>",
    ),
    *(
        '<img src="//x.example/a.png">',
        '<div style="opacity:0">',
        "<plaintext>",
        "<![CDATA[",
        "&#0;",
    ),
    *JUNK,
]
ATTRIBUTES = [
    *(
        " hidden",
        ' style="display:none"',
        " inert",
        " popover",
        ' aria-hidden="true"',
        ' class="x"',
    ),
    *(
        ' id="page-content"',
        ' onclick="a"',
        ' role="none"',
        ' dir="rtl"',
        ' lang="x"',
        ' href="#a"',
    ),
]
CHANGES = st.tuples(
    st.sampled_from(["delete", "double", "insert", "attribute", "move", "cut"]),
    st.integers(-14, 40) | st.integers(0, 1000),
    st.integers(0, 40),
    st.sampled_from(FRAGMENTS),
    st.sampled_from(ATTRIBUTES),
)


@dataclass(frozen=True)
class Published:
    """A page that passed, cut into tags and texts, and what it is held against."""

    tokens: list[str]
    article: Article
    approved: Approved
    links: Links
    places: Places
    words: str


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The page of an article, as it is published."""
    site = Site(tmp_path_factory.mktemp("page"))
    site.write("blog.toml", BLOG)
    site.write("sources/sources.json", SOURCES)
    site.write("communities/vetting.toml", LEDGER)
    site.write("articles/estomac.md", ARTICLE)
    built = site.build(base="publishconf")
    assert built.status == 0, built.said
    html = (site.output / PAGE).read_text("utf-8")
    inventory = read_inventory(site.content, TODAY)
    names = [f.relative_to(site.output).as_posix() for f in site.output.rglob("*") if f.is_file()]
    page = Published(
        re.split(r"(<[^>]*>)", html),
        inventory.by_page[PAGE],
        read_approved(inventory, site.content, [TODAY]),
        Links(inventory.own),
        dict.fromkeys(names),
        Reading(html).disclaimers[0],
    )
    assert list(findings(page, html)) == []
    return page


class Reading(HTMLParser):
    """Reads a well-formed page with nothing that the audit uses: an open element is one more."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.disclaimers: list[str] = []
        self.hidden = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element."""
        own = dict(reversed(attrs))  # of two of the same name, the first counts
        if tag not in VOID:
            self._open.append((tag, own))
        if _is_disclaimer(tag, own):
            self.disclaimers.append("")
            self.hidden = self.hidden or any(HIDING & its.keys() for _, its in self._open)
            self.hidden = self.hidden or "main" not in [name for name, _ in self._open]

    def handle_endtag(self, tag: str) -> None:
        """Come out of it."""
        while self._open and tag in [name for name, _ in self._open]:
            if self._open.pop()[0] == tag:
                break

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Read “<![” as browsers do: a comment that ends at the next “>”."""
        return self.parse_bogus_comment(i, report)

    def handle_data(self, data: str) -> None:
        """Keep the words of a disclaimer."""
        if any(_is_disclaimer(tag, own) for tag, own in self._open):
            self.disclaimers[-1] += data


def _is_disclaimer(tag: str, own: dict[str, str | None]) -> bool:
    return tag == "aside" and "disclaimer" in (own.get("class") or "").split()


def findings(published: Published, html: str) -> Iterator[Problem]:
    """Yield what the audit says of one page."""
    page = read_page(PAGE, html.encode("utf-8", "replace"))
    boxes = find_boxes(page.tree)
    yield from audit_boxes(boxes, published.article, published.approved, published.links)
    for box in boxes["sources"]:
        yield from audit_sources(box, published.approved.retracted)[1]
    led = published.links.follow(page)
    yield from audit_privacy(page, led)
    yield from audit_policy(page)
    yield from audit_structure(page, published.article.language)
    graphs, unreadable = read_data(page)
    yield from unreadable
    yield from audit_data(page, graphs)
    targets, unfilled = inside(led)
    yield from unfilled
    yield from audit_targets(targets, published.places | {PAGE: frozenset(page.ids)})[1]


def spoilt(tokens: list[str], changes: list[tuple[str, int, int, str, str]]) -> str:
    """Return a page with some of its tags and texts deleted, doubled, moved or added to."""
    there = next(n for n, token in enumerate(tokens) if token.startswith("<aside"))
    tokens = list(tokens)
    for what, place, other, fragment, attribute in changes:
        at = min(max(there + place if place < 41 else place, 0), len(tokens) - 1)
        if what == "delete":
            tokens[at] = ""
        elif what == "double":
            tokens[at:at] = tokens[at : at + other]
        elif what == "insert":
            tokens[at] += fragment
        elif what == "attribute" and tokens[at].startswith("<"):
            tokens[at] = f"{tokens[at].rstrip('>')}{attribute}>"
        elif what == "move":
            tokens.insert(min(at + other, len(tokens)), tokens.pop(at))
        elif what == "cut":
            tokens[at] = tokens[at][: other // 2]
    return "".join(tokens)


@many
@given(changes=st.lists(CHANGES, max_size=3))
def test_no_finding_means_one_disclaimer(
    published: Published, changes: list[tuple[str, int, int, str, str]]
):
    """Nothing raises; where nothing is found, one disclaimer is seen, in its own words."""
    html = spoilt(published.tokens, changes)
    found = list(findings(published, html))
    for problem in found:
        assert problem.what.format(**problem.values)

    if not found:
        reading = Reading(html)
        assert len(reading.disclaimers) == 1
        assert not reading.hidden
        assert "".join(reading.disclaimers[0].split()) == "".join(published.words.split())


HREFS = st.lists(
    st.sampled_from(
        [
            *(
                "#",
                "#page-content",
                "#rien",
                "/",
                "/estomac/",
                "/rien/",
                "../",
                "../estomac/",
                "?a",
            ),
            *(
                "https://",
                "http://",
                "//",
                "carnet.example",
                "x.example",
                "@",
                ":80",
                "javascript:",
            ),
            *("data:text/html,", "mailto:a@b.example", "tel:15", "%2e%2e", "%", "\\", " ", "\t"),
            *("[", "]", "[::1]", "é", "\u202e", "index.html", "&amp;", "&#47;", "%00", *JUNK),
        ]
    ),
    max_size=5,
).map("".join)


@many
@given(HREFS)
def test_any_address_is_followed_or_told(published: Published, href: str):
    """Whatever a link leads to, it is a page of the site, another site, or a finding."""
    tokens = [*published.tokens]
    at = next(n for n, token in enumerate(tokens) if token.startswith("<aside"))
    written = href.replace('"', "&quot;")
    tokens.insert(at + 20, f'<a href="{written}">lien</a>')
    found = list(findings(published, "".join(tokens)))

    for problem in found:
        assert problem.what.format(**problem.values)
    if re.match(r"\s*(?:javascript|data):", href):
        assert found

"""Who speaks, who paid and what is shown: the same for readers and for search engines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from audit.authorship import audit_byline
from audit.inventory import Article, read_inventory
from audit.page import read_page
from tests.support.pictures import PNG
from tests.support.sites import BLOG, Site
from tests.support.spoiling import PAGE, findings, said, spoil

UNNAMED = "the page does not name its author at its top."
OTHER = "the page names at its top an author whom its header does not."
REVIEWER = "the page does not name at its top the reviewer of its header, or names another."
MORE = "the page says more at its top of a review than its header."
UNLIKE = "the data for search engines say something else than the page."
PICTURE = "the picture that other sites are told of is not one that the page shows."
AUTHOR = '<p class="byline__author">Dr\u00a0Jeanne Exemple'
DATES = '<ul class="byline__dates">'
# The day it was reviewed, before the minutes it takes to read.
LAST_DAY = "</time></li>\n<li>"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (AUTHOR, '<p class="byline__author">Pr\u00a0Dupont', UNNAMED),
        (AUTHOR, '<p class="byline__author">Pr\u00a0Dupont', OTHER),
        (AUTHOR, f'<p class="byline__author">Pr Dupont</p>{AUTHOR}', OTHER),
        ('<div class="byline">', '<div class="byline" hidden>', UNNAMED),
        ('<div class="byline">', '<div class="byline other">', UNNAMED),
        ('<div class="byline">', '<div class="other">', UNNAMED),
        ('<div class="byline">', '<div class="byline"></div><div class="byline">', UNNAMED),
        (DATES, f'{DATES}<li><span class="byline__reviewer">par Pr Dupont</span></li>', REVIEWER),
        (LAST_DAY, LAST_DAY.replace("</time>", "</time> par Pr Dupont"), MORE),
        (LAST_DAY, LAST_DAY.replace("</time>", "</time> <b>par Pr Dupont</b>"), MORE),
    ],
)
def test_a_byline_names_whom_the_header_names(published: Path, old: str, new: str, what: str):
    """Every author of the header and nobody else; no reviewer where none is named."""
    spoil(published / PAGE, old, new)

    assert (PAGE, what) in said(published)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"name": "Dr Jeanne Exemple"', '"name": "Pr Dupont"'),
        (
            '"@type": "BlogPosting"',
            '"@type": "BlogPosting", "funder": {"@type": "Organization", "name": "X"}',
        ),
        # Readers see the word, but no header names it as who paid.
        (
            '"@type": "BlogPosting"',
            '"@type": "BlogPosting", "funder": {"@type": "Organization", "name": "démonstration"}',
        ),
        (
            '"@type": "BlogPosting"',
            '"@type": "BlogPosting", "funder": {"@id": "https://x.example"}',
        ),
        (
            '"@type": "MedicalWebPage"',
            '"@type": "MedicalWebPage", "reviewedBy": {"@type": "Person", "name": "Pr Dupont"}',
        ),
    ],
)
def test_search_engines_are_told_of_nobody_else(published: Path, old: str, new: str):
    """An author, a reviewer, a funder that the page does not show in that place."""
    spoil(published / PAGE, old, new)

    assert (PAGE, UNLIKE) in said(published)


def test_other_pages_have_no_author(published: Path):
    """Nor a funder: only articles do."""
    page = "a-propos/index.html"
    spoil(
        published / page,
        '"@type": "WebPage"',
        '"@type": "WebPage", "author": {"@type": "Person", "name": "Dr Jeanne Exemple"}',
    )

    assert (page, UNLIKE) in said(published)


@pytest.mark.parametrize(
    "added",
    [
        '<meta property="og:image" content="https://carnet.example/images/x.png">',
        '<meta property="og:image" content="https://espion.example/x.png">',
        '<meta property="og:image:alt" content="x">',
        '<meta property="og:image:secure_url" content="https://espion.example/x.png">',
        '<meta name="twitter:image" content="https://espion.example/x.png">',
    ],
)
@pytest.mark.parametrize("page", [PAGE, "a-propos/index.html"])
def test_a_picture_that_is_not_shown_is_found(published: Path, page: str, added: str):
    """Of another site, of this one, of another network: only what the text shows may be told."""
    spoil(published / page, '<meta property="og:type"', f'{added}<meta property="og:type"')

    assert any(name == page and "picture" in what for name, what in said(published))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            'content="https://carnet.example/images/x.png"',
            'content="https://carnet.example/images/y.png"',
        ),
        ('content="https://carnet.example/images/x.png"', 'content="../images/x.png"'),
        ('og:image:alt" content="le genou"', 'og:image:alt" content="le coude"'),
        (
            '"image": "https://carnet.example/images/x.png"',
            '"image": "https://carnet.example/images/y.png"',
        ),
        ('"image": "https://carnet.example/images/x.png"', '"image": {"@type": "ImageObject"}'),
        ('<img alt="le genou"', '<img alt="autre"'),
        ('src="https://carnet.example/images/x.png"', 'src="https://carnet.example/images/y.png"'),
    ],
)
def test_the_picture_is_the_one_that_is_shown(site: Site, old: str, new: str):
    """Its address, whole, and its words are those of an image of the text."""
    site.write("images/x.png", PNG)
    site.write("images/y.png", PNG)
    text = (site.content / "articles/estomac.md").read_text("utf-8")
    site.write("articles/estomac.md", f"{text}\n![le genou]({{static}}/images/x.png)\n")
    built = site.build(base="publishconf")
    assert findings(built.output, site.content) == []
    spoil(built.output / "estomac/index.html", old, new)

    assert any(PICTURE in line for line in findings(built.output, site.content))


@pytest.mark.parametrize(
    ("header", "authors", "funder"),
    [
        ("", ("Dr Jeanne Exemple",), "Ville"),
        ("author: Dr A, Dr B\n", ("Dr A", "Dr B"), "Ville"),
        ('authors:\n  - Dr A\n  - "Dr B"\n', ("Dr A", "Dr B"), "Ville"),
        ("authors: [Dr A, Dr B]\n", ("Dr A", "Dr B"), "Ville"),
        ("authors: Dr A; Dr B\nfunding: Payé.\n", ("Dr A", "Dr B"), ""),
        ("funding: Payé par X.\nfunder: X\n", ("Dr Jeanne Exemple",), "X"),
        ("funding:\nfunder:\n", ("Dr Jeanne Exemple",), "Ville"),
    ],
)
def test_the_audit_reads_headers_by_itself(
    site: Site, header: str, authors: tuple[str, ...], funder: str
):
    """Names on a line, in a list, or none; a funder only where it is not another sentence's."""
    site.write("blog.toml", f'{BLOG}funding = "Payé par la Ville."\nfunder = "Ville"\n')
    site.write("articles/estomac.md", f"---\ntitle: T\ndate: 2026-10-01\n{header}---\nUn texte.\n")
    (article,) = read_inventory(site.content, date(2026, 11, 22)).articles

    assert (article.authors, article.funder) == (authors, funder)


def test_a_reviewer_of_the_header_is_named():
    """Once, and whoever the header names, whatever its capitals."""
    html = (
        '<main><article class="article"><div class="byline"><p class="byline__author">Dr A</p>'
        '<ul class="byline__dates"><li><time>1</time> '
        '<span class="byline__reviewer">par Dr C</span></li></ul></div></article></main>'
    )
    page = read_page(PAGE, html.encode())

    def messages(reviewer: str) -> list[str]:
        article = Article("a.md", PAGE, "fr", "published", authors=("Dr A",), reviewer=reviewer)
        return [problem.what for problem in audit_byline(page, article)]

    assert messages("dr c") == []
    assert messages("Dr D") == [REVIEWER]
    assert messages("") == [REVIEWER]

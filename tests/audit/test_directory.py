"""The audit of the pages of communities and illnesses: each rule, and a page that breaks it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.support.spoiling import audited, said, spoil

UNVETTED = "a community is linked although its vetting is not in force."
STRAY = "this page comes from no text of yours."
LETTER = "an e-mail goes to another address than the blog’s."
ELSEWHERE = "the page of a community leads to something else."
READ_ELSEWHERE = "the page of a community does not say where it was read as the ledger does."
ARSLA = "communautes/arsla/index.html"
OUT = '<p><a href="{}" rel="external noreferrer">Là</a></p></section>'


@pytest.mark.parametrize(
    "page",
    [ARSLA, "en/communities/macmillan/index.html", "communautes/criteres/index.html"],
)
def test_a_lost_page_is_found(published: Path, page: str):
    """Each page of the directory that the build declared is there."""
    (published / page).unlink()

    assert (page, "a page that the build says it made is missing.") in said(published)


@pytest.mark.parametrize(
    "page",
    [
        "communautes/atoute/index.html",
        "en/communities/alliance-maladies-rares/index.html",
        "communautes/inconnue/index.html",
        "maladies/inventee/index.html",
        "de/krankheiten/asthma/index.html",
        "conditions/asthma/index.html",
    ],
)
def test_a_page_without_a_vetting_or_an_illness_is_found(published: Path, page: str):
    """What lapsed, or was never vetted, has no page; nor what is no illness of the vocabulary."""
    (published / page).parent.mkdir(parents=True)
    shutil.copy(published / ARSLA, published / page)

    assert (page, STRAY) in said(published)


def test_the_pages_of_what_lapsed_since_are_found(published: Path):
    """Seen from a later day, the pages of all that lapsed are strays."""
    seen = audited(published, today=date(2027, 12, 1), next_build=date(2027, 12, 8))
    found = {path for path, _ in seen.findings}

    assert ARSLA in found
    assert "en/communities/macmillan/index.html" in found


@pytest.mark.parametrize(
    "page",
    [
        "communautes/index.html",
        "en/communities/index.html",
        "communautes/criteres/index.html",
        "maladies/depression/index.html",
        "en/conditions/cancer/index.html",
        ARSLA,
    ],
)
@pytest.mark.parametrize("href", ["https://www.atoute.org", "http://autre.example/", "tel:+33123"])
def test_the_directory_leads_only_to_what_is_vetted(published: Path, page: str, href: str):
    """Wherever a link stands on its pages, not in a card alone."""
    html = (published / page).read_text("utf-8")
    # The last section, the panorama's own where there are several.
    cut = html.rindex("</section>")
    (published / page).write_text(
        html[:cut] + html[cut:].replace("</section>", OUT.format(href), 1)
    )

    assert (page, UNVETTED) in said(published)


def test_the_page_of_a_community_leads_to_no_other(published: Path):
    """Not even to one that is vetted: a reader would read the facts of one under another's link."""
    spoil(published / ARSLA, 'href="https://www.arsla.org"', 'href="https://renaloo.com"')

    assert (ARSLA, ELSEWHERE) in said(published)


def test_what_a_vetting_rests_on_is_what_the_ledger_says(published: Path):
    """An address that the doctor did not write was not read by them."""
    more = '<ul class="profile__evidence"><li>https://renaloo.com/x</li></ul></section>'
    spoil(published / ARSLA, "</section>", more)

    assert (ARSLA, READ_ELSEWHERE) in said(published)


@pytest.mark.parametrize("page", [ARSLA, "communautes/index.html", "en/communities/index.html"])
@pytest.mark.parametrize(
    "to", ["autre@carnet.example", "communautes@carnet.example,x@y.example", ""]
)
def test_an_e_mail_goes_to_the_blog_alone(published: Path, page: str, to: str):
    """What readers write goes to the address of blog.toml, and to nobody beside."""
    spoil(published / page, "mailto:communautes@carnet.example", f"mailto:{to}")

    assert (page, LETTER) in said(published)


@pytest.mark.parametrize("more", ["&amp;bcc=x@y.example", "&amp;CC=x@y.example", "&amp;to=x@y.e"])
def test_no_copy_of_an_e_mail_goes_elsewhere(published: Path, more: str):
    """Nor to somebody that its link copies it to (RFC 6068)."""
    spoil(published / ARSLA, "?subject=", f"?{more.removeprefix('&amp;')}&amp;subject=")

    assert (ARSLA, LETTER) in said(published)


def test_an_article_links_no_e_mail_as_a_community(published: Path):
    """In the box of an article, a community is a site that was vetted."""
    spoil(published / "sla" / "index.html", 'href="https://www.arsla.org"', 'href="mailto:a@b.fr"')

    assert ("sla/index.html", UNVETTED) in said(published)

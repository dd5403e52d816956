"""The pages of communities tell search engines what they show, in schema.org's words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.support.sites import Built
from tests.support.spoiling import said, spoil

UNLIKE = "the data for search engines say something else than the page."
ADDRESS = "https://carnet.example/"
SLA = "maladies/sclerose-laterale-amyotrophique"


def data_of(demo: Built, name: str) -> dict[str, Any]:
    """Return what the data of a page say of the page itself."""
    (script,) = LexborHTMLParser(demo.page(name)).css('script[type="application/ld+json"]')
    return json.loads(script.text())["@graph"][0]


def test_the_panorama_is_a_list(demo: Built):
    """Every community that has a page is in it once, by the address of that page."""
    data = data_of(demo, "communautes")

    items = data["mainEntity"]["itemListElement"]
    assert (data["@type"], data["url"]) == ("CollectionPage", f"{ADDRESS}communautes/")
    assert [item["position"] for item in items] == [*range(1, len(items) + 1)]
    assert data["mainEntity"]["numberOfItems"] == len(items) == len({item["url"] for item in items})
    assert all((demo.output / item["url"].removeprefix(ADDRESS)).is_dir() for item in items)
    assert f"{ADDRESS}communautes/arsla/" in {item["url"] for item in items}


def test_an_english_panorama_lists_what_has_an_english_page(demo: Built):
    """And leads to it."""
    data = data_of(demo, "en/communities")

    items = data["mainEntity"]["itemListElement"]
    assert data["inLanguage"] == "en"
    assert items
    assert all(item["url"].startswith(f"{ADDRESS}en/communities/") for item in items)


def test_an_illness_is_named_with_its_codes(demo: Built):
    """A list of the communities it shows, each by its own address."""
    data = data_of(demo, SLA)

    assert data["about"]["name"] == "Sclérose latérale amyotrophique"
    assert [code["codeValue"] for code in data["about"]["code"]] == ["G12.2"]
    item = data["mainEntity"]["itemListElement"][0]
    assert item["item"] == {
        "@type": "Organization",
        "name": "ARSLA",
        "url": "https://www.arsla.org",
    }


def test_an_illness_without_an_article_is_left_out(demo: Built):
    """Its page is for those who come from another one: search engines are told nothing of it."""
    page = demo.page("maladies/asthme")

    assert '<meta name="robots" content="noindex">' in page
    assert "ld+json" not in page
    assert "noindex" not in demo.page(SLA)
    assert "/maladies/asthme/<" not in (demo.output / "sitemap.xml").read_text("utf-8")


def test_a_page_says_what_stands_above_it(demo: Built):
    """From the home page down to itself, as the reader sees it."""
    trail = data_of(demo, SLA)["breadcrumb"]["itemListElement"]
    shown = LexborHTMLParser(demo.page(SLA)).css(".breadcrumb a")

    assert [one["name"] for one in trail[:-1]] == [link.text() for link in shown]
    assert [one["item"]["@id"] for one in trail] == [
        ADDRESS,
        f"{ADDRESS}maladies/",
        f"{ADDRESS}{SLA}/",
    ]


def test_a_community_s_page_says_who_reviewed_it(demo: Built):
    """The day and the doctor are the page's, the facts the community's; nothing is rated."""
    data = data_of(demo, "communautes/arsla")

    assert (data["@type"], data["lastReviewed"]) == ("WebPage", "2026-10-12")
    assert data["reviewedBy"]["@type"] == "Person"
    assert data["mainEntity"]["url"] == "https://www.arsla.org"
    assert "Rating" not in json.dumps(data)


@pytest.mark.parametrize("name", ["mentions-legales", "maladies/asthme/fiche", "a-propos"])
def test_other_pages_say_only_what_any_page_says(demo: Built, name: str):
    """No list, no illness, no community on what is not a page about them."""
    said = data_of(demo, name)

    assert said["@type"] == "WebPage"
    assert not {"mainEntity", "about", "reviewedBy", "lastReviewed"} & said.keys()


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        (SLA, '"url": "https://www.arsla.org"', '"url": "https://x.example"'),
        (SLA, '"url": "https://www.arsla.org"', '"url": "javascript:x"'),
        ("communautes/arsla", '"lastReviewed": "2026-10-12"', '"lastReviewed": "2026-10-13"'),
    ],
)
def test_data_that_say_something_else_are_found(published: Path, page: str, old: str, new: str):
    """An address, a day, a title that the page does not have."""
    spoil(published / page / "index.html", old, new)

    assert (f"{page}/index.html", UNLIKE) in said(published)


def test_a_list_that_leads_nowhere_is_found(published: Path):
    """What the data name inside the blog must be there."""
    spoil(
        published / "communautes" / "index.html",
        '"url": "https://carnet.example/communautes/arsla/"',
        '"url": "https://carnet.example/communautes/rien/"',
    )

    nowhere = "this leads to a page that is not on the site."
    assert ("communautes/index.html", nowhere) in said(published)

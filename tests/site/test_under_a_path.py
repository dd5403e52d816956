"""A site whose address has a path and a port, at that address in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from tests.support.pictures import PNG_HEAD, PNG_PIXELS, chunk
from tests.support.safe_server import serving_safely, signed
from tests.support.sites import ARTICLE, BLOG, Site, small
from tests.support.visiting import STYLED, Visit, under, visiting

PATH = "/carnet"
IMAGE = ARTICLE.replace("L'estomac", "L'image") + "\n"
ENGLISH = ARTICLE.replace("L'estomac", "The stomach").replace("Un texte court", "A short text")
MINE = "---\ntitle: Moi\n---\nMon texte : [l’estomac]({filename}/articles/estomac.md).\n"


@dataclass(frozen=True)
class Served:
    """A site and where it is served."""

    site: Site
    base: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A blog published at an address with a port and a path, served there."""
    site = small(tmp_path_factory.mktemp("served"))
    site.searched = True
    certificate = signed(tmp_path_factory.mktemp("signed") / "certificate")
    with serving_safely(site.output, certificate, under(PATH)) as origin:
        base = f"{origin}{PATH}"
        site.write("blog.toml", BLOG.replace("https://carnet.example", f"{base}/"))
        site.write("images/point.png", PNG_HEAD + PNG_PIXELS + chunk(b"IEND"))
        site.write("articles/image.md", f"{IMAGE}![Un point noir]({{static}}/images/point.png)\n")
        site.write("articles/estomac.en.md", ENGLISH)
        site.write("pages/moi.md", MINE)
        built = site.build(base="publishconf")
        assert built.status == 0, built.said
        yield Served(site, base)


@pytest.fixture
def visit(served: Served, browser: Browser) -> Iterator[Visit]:
    """A browser at the site."""
    with visiting(browser, served.base) as found:
        yield found


def test_every_page_works_under_a_path(visit: Visit):
    """Every link, image and style sheet of every page answers, and is under the path."""
    seen, wanted = visit.walk()

    assert f"{visit.base}/image/" in seen
    assert f"{visit.base}/en/estomac/" in seen
    assert any(one.endswith(".png") for one in wanted)
    assert any(one.endswith(".atom.xml") for one in wanted)


def test_the_search_works_under_a_path(visit: Visit):
    """In a published site its parts are found under the path, and so is what it answers with."""
    page = visit.context.new_page()
    page.goto(f"{visit.base}/")
    page.get_by_role("link", name="Rechercher").click()
    # Until its script is there, the form leads nowhere.
    page.wait_for_url(f"{visit.base}/recherche/")
    page.get_by_role("searchbox").fill("l’image")
    page.get_by_role("searchbox").press("Enter")
    page.locator(".search__link").first.click()
    page.wait_for_url(f"{visit.base}/image/")

    assert visit.failed == []


def test_what_machines_read_is_under_the_path(visit: Visit, served: Served):
    """Every address that a feed, the sitemap or robots.txt names is that of a page that answers."""
    names = [*served.site.output.rglob("*.xml"), served.site.output / "robots.txt"]
    inside = re.compile(rf"{re.escape(visit.base.rpartition('/')[0])}[^<\"&\s]*")
    named = {one for name in names for one in inside.findall(name.read_text("utf-8"))}

    assert f"{visit.base}/estomac/" in named
    assert [one for one in named if not one.startswith(f"{visit.base}/")] == []
    assert [one for one in named if not visit.answers(one)] == []


def test_a_page_that_is_not_there(visit: Visit):
    """However deep a mistyped address is, the page that answers has its style and a way back."""
    page = visit.context.new_page()
    page.goto(f"{visit.base}/rubrique/ailleurs/perdu/")

    assert page.evaluate(STYLED)
    assert visit.failed == [page.url]
    page.get_by_role("link", name="Accueil").first.click()
    assert page.url == f"{visit.base}/"

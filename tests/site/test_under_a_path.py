"""A site whose address has a path and a port, at that address in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.support.pictures import PNG_HEAD, PNG_PIXELS, chunk
from tests.support.safe_server import Silent, serving_safely, signed
from tests.support.sites import ARTICLE, BLOG, Site, small

PATH = "/carnet"
FAILS = 400
IMAGE = ARTICLE.replace("L'estomac", "L'image") + "\n"
ENGLISH = ARTICLE.replace("L'estomac", "The stomach").replace("Un texte court", "A short text")
STYLED = "document.styleSheets[0].cssRules.length > 0"
MINE = "---\ntitle: Moi\n---\nMon texte : [l’estomac]({filename}/articles/estomac.md).\n"


class _UnderAPath(Silent):
    """Serves a site under a path and nothing beside it, as the page of a project is served."""

    def translate_path(self, path: str) -> str:
        """Return the file of an address; one that is not there for what stands outside."""
        inside = path.startswith(f"{PATH}/")
        return super().translate_path(path.removeprefix(PATH) if inside else "/\N{WAVE DASH}")

    def send_error(self, code: int, *_: Any, **__: Any) -> None:
        """Answer with the site's own page for what is not there."""
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


# As Chromium says that it went on before an answer came.
ABORTED = "net::ERR_ABORTED"


@dataclass
class Visit:
    """A browser at a site, and the addresses that did not answer it."""

    context: BrowserContext
    base: str
    failed: list[str] = field(default_factory=list)

    def answers(self, url: str) -> bool:
        """Tell whether an address of the site answers."""
        return self.context.request.get(url).ok


@dataclass(frozen=True)
class Served:
    """A site and where it is served."""

    site: Site
    base: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A blog published at an address with a port and a path, served there."""
    site = small(tmp_path_factory.mktemp("served"))
    certificate = signed(tmp_path_factory.mktemp("signed") / "certificate")
    with serving_safely(site.output, certificate, _UnderAPath) as origin:
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
    """A browser that trusts the certificate, and keeps what did not answer."""
    context = browser.new_context(ignore_https_errors=True)
    visit = Visit(context, served.base)
    context.on(
        "response",
        lambda answer: visit.failed.append(answer.url) if answer.status >= FAILS else None,
    )
    context.on(
        "requestfailed",
        # What the next page made the browser give up on, an icon above all, did not fail.
        lambda request: visit.failed.append(request.url) if request.failure != ABORTED else None,
    )
    yield visit
    context.close()


def test_every_page_works_under_a_path(visit: Visit):
    """Every link, image and style sheet of every page answers, and is under the path."""
    page = visit.context.new_page()
    waiting, seen, wanted = [f"{visit.base}/"], set(), set()
    while waiting:
        url = waiting.pop()
        seen.add(url)
        page.goto(url)
        found = page.eval_on_selector_all(
            "a[href], link[href], img[src], source[srcset], script[src]",
            "all => all.map(e => e.href || e.src || e.srcset.split(' ')[0])",
        )
        own = {urldefrag(urljoin(url, one))[0] for one in found}
        own = {one for one in own if urlsplit(one).netloc == urlsplit(url).netloc}
        assert all(one.startswith(f"{visit.base}/") for one in own), own
        wanted |= own
        if page.locator("link[rel=canonical]").count():
            assert page.locator("link[rel=canonical]").get_attribute("href") == url
        assert page.evaluate(STYLED)
        assert page.evaluate("[...document.images].every(one => one.complete && one.naturalWidth)")
        pages = {one for one in own if one.endswith(("/", ".html"))}
        waiting = sorted({*waiting, *pages} - seen)

    assert f"{visit.base}/image/" in seen
    assert f"{visit.base}/en/estomac/" in seen
    assert any(one.endswith(".png") for one in wanted)
    assert any(one.endswith(".atom.xml") for one in wanted)
    assert [one for one in wanted - seen if not visit.answers(one)] == []
    assert visit.failed == []


def test_the_search_works_under_a_path(visit: Visit):
    """In a published site its parts are found under the path, and so is what it answers with."""
    page = visit.context.new_page()
    page.goto(f"{visit.base}/")
    page.get_by_role("link", name="Rechercher").click()
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

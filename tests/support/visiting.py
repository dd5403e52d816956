"""A site served at its public address, path included, and a browser that goes through all of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from playwright.sync_api import Browser, BrowserContext

from tests.support.safe_server import Silent

FAILS = 400
# As Chromium says that it went on before an answer came.
ABORTED = "net::ERR_ABORTED"
STYLED = "document.styleSheets[0].cssRules.length > 0"


def under(prefix: str) -> type[Silent]:
    """Return what serves a site under a path and nothing beside it, as a project's page is."""

    class Under(Silent):
        def translate_path(self, path: str) -> str:
            """Return the file of an address; one that is not there for what stands outside."""
            inside = path.startswith(f"{prefix}/")
            return super().translate_path(path.removeprefix(prefix) if inside else "/\N{WAVE DASH}")

        def send_error(self, code: int, *_: Any, **__: Any) -> None:
            """Answer with the site's own page for what is not there."""
            page = Path(self.directory, "404.html")
            # Before it is published there is none.
            body = page.read_bytes() if page.is_file() else b""
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Under


@dataclass
class Visit:
    """A browser at a site, and the addresses that did not answer it."""

    context: BrowserContext
    base: str
    failed: list[str] = field(default_factory=list)

    def answers(self, url: str) -> bool:
        """Tell whether an address of the site answers."""
        return self.context.request.get(url).ok

    def walk(self) -> tuple[set[str], set[str]]:
        """Open every page that a page leads to; return the pages, and all that they name.

        Each has its style and its pictures, says its own address, and names nothing of the site
        that is not under its path.
        """
        page = self.context.new_page()
        waiting, seen, wanted = [f"{self.base}/"], set[str](), set[str]()
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
            assert all(one.startswith(f"{self.base}/") for one in own), own
            wanted |= own
            if page.locator("link[rel=canonical]").count():
                assert page.locator("link[rel=canonical]").get_attribute("href") == url
            assert page.evaluate(STYLED)
            assert page.evaluate(
                "[...document.images].every(one => one.complete && one.naturalWidth)"
            )
            pages = {one for one in own if one.endswith(("/", ".html"))}
            waiting = sorted({*waiting, *pages} - seen)
        assert [one for one in wanted - seen if not self.answers(one)] == []
        assert self.failed == []
        return seen, wanted


@contextmanager
def visiting(browser: Browser, base: str) -> Iterator[Visit]:
    """Open a browser that trusts the certificate, and keeps what did not answer."""
    context = browser.new_context(ignore_https_errors=True)
    visit = Visit(context, base)
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

"""A browser for all tests that open pages, started once, and what serves a folder to it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
# How many times a page is asked, and the milliseconds in between.
_ASKED, _BETWEEN = 200, 50
# Half of what a page costs is what Chromium makes ready beside it: a process for the next page, and
# two that would show what is typed into a bar of addresses. A list of ours takes the place of
# Playwright's (1.65), which comes first.
UNUSED = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,"
    "ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints,"
    "NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
    "SpareRendererForSitePerProcess,WebUIOmniboxPopup,WebUIOmniboxAimPopup"
)
QUIET = [
    f"--disable-features={UNUSED}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def see(page: Page, condition: str) -> None:
    """Wait until a condition (JavaScript) holds of a page; raises ``TimeoutError`` after a while.

    It is asked from here: the policy of the pages forbids what ``wait_for_function`` does.
    """
    for _ in range(_ASKED):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(_BETWEEN)
    raise TimeoutError(condition)


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian’s Chromium, for one module: meanwhile a loop of asyncio is under way."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[[Path], str]]:
    """What serves a folder on this machine only, and says where."""
    servers = []

    def start(folder: Path) -> str:
        handler = partial(_Silent, directory=str(folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()

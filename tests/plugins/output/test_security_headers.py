"""What the host says with every page: one list, in every format, kept by the preview too."""

from __future__ import annotations

import re

import pytest

from plugins.output.security_headers import (
    HEADERS,
    OVER_HTTPS,
    PAGE_POLICY,
    SEARCH_POLICY,
    apache,
    caddy,
    headers_file,
    htaccess,
    nginx,
)
from tests.support.sites import KIT, Built

DOCUMENT = (KIT / "docs" / "headers.md").read_text("utf-8")


def test_the_site_carries_its_headers(demo: Built):
    """A host that reads _headers finds the whole list there, for every address."""
    lines = (demo.output / "_headers").read_text("utf-8").splitlines()
    said = dict(line.strip().split(": ", 1) for line in lines[1:])

    assert lines[0] == "/*"
    assert said == HEADERS | OVER_HTTPS
    assert max(map(len, lines)) < 2000  # Cloudflare reads no longer line


def test_the_site_carries_what_apache_reads(demo: Built):
    """A host on Apache finds the list and the page for what is not there, under any path."""
    text = (demo.output / ".htaccess").read_text("utf-8")

    assert text == htaccess("https://carnet.example")
    assert text.startswith("ErrorDocument 404 /404.html\n")
    assert htaccess("https://jeanne.github.io/carnet").startswith(
        "ErrorDocument 404 /carnet/404.html\n"
    )
    for name, value in (HEADERS | OVER_HTTPS).items():
        assert f'\nHeader always set {name} "{value}"\n' in text


def test_the_page_says_the_same_policy(demo: Built):
    """The header allows what the page of search needs; each page allows no more than it does."""
    pages = list(demo.output.rglob("*.html"))
    searches = {demo.output / "recherche/index.html", demo.output / "en/search/index.html"}

    assert len(pages) > 10
    for page in pages:
        html = page.read_text("utf-8")
        (policy,) = re.findall(
            r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', html
        )
        assert policy == (SEARCH_POLICY if page in searches else PAGE_POLICY), page
    assert HEADERS["Content-Security-Policy"] == f"{SEARCH_POLICY}; frame-ancestors 'none'"
    assert "script-src" not in PAGE_POLICY.split()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("text", headers_file()),
        ("nginx", nginx()),
        ("apache", apache()),
        ("caddy", caddy()),
    ],
)
def test_the_document_says_the_same(language: str, text: str):
    """docs/headers.md holds, for each server, the very lines of the list."""
    assert f"```{language}\n{text}```" in DOCUMENT
    for name, value in (HEADERS | OVER_HTTPS).items():
        assert re.search(rf"{name}:? \"?{re.escape(value)}", text)

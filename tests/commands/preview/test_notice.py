"""What the preview adds on top of a page: the problems, the remarks, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.preview.builds import Outcome
from commands.preview.server import Server, Shown
from plugins.shared.problems import Message
from tests.support.raw_http import ask, finished_site, serving, showing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A finished site, a link to the release in force, with a secret beside it."""
    return finished_site(tmp_path)


@pytest.fixture
def shown() -> list[Shown]:
    """What the server shows: the test replaces the first of the list."""
    return [showing("a-1", Outcome(0))]


@pytest.fixture
def server(folder: Path, shown: list[Shown]) -> Iterator[Server]:
    """The preview's server, on a free port."""
    with serving(folder, shown) as started:
        yield started


def test_without_a_site_the_problems_are_the_page(server: Server, folder: Path, shown: list[Shown]):
    """While there is no site, any address shows what forbids it, with status 503."""
    folder.unlink()
    messages = Message(
        "articles/a.md", 3, "error", "cette <date> ne va pas.", "Écrivez-la & voilà.", "<b>"
    )
    shown[0] = showing("a-2", Outcome(1, (messages,)))
    for target in ("/", "/rien/x"):
        answer = ask(server, target)
        html = answer.body.decode()

        assert answer.status == 503
        assert '<html lang="fr">' in html
        assert "ligne 3\u00a0: cette &lt;date&gt; ne va pas." in html
        assert "&lt;b&gt;</pre>" in html
        assert "Écrivez-la &amp; voilà." in html
        assert "refresh.js" in html


def test_before_the_first_build_a_page_waits(server: Server, folder: Path, shown: list[Shown]):
    """Opened before the first build has ended, the browser shows that it is under way."""
    folder.unlink()
    shown[0] = showing("a-0", None)
    answer = ask(server, "/")

    assert answer.status == 503
    assert "se construit…" in answer.body.decode()


def test_the_problems_stand_on_top(server: Server, shown: list[Shown]):
    """After a failed build the old page is served, with an alert at its head, text escaped."""
    messages = Message(
        "a.md", 0, "error", "<script>alert(1)</script>", "", '"><img src=x onerror=1>'
    )
    shown[0] = showing("a-2", Outcome(1, (messages,)))
    html = ask(server, "/").body.decode()

    assert re.search(r'<body>\s*<div class="[^"]*problems" role="alert">', html)
    assert html.count("<script") == 1
    assert "<img" not in html
    assert html.endswith("Accueil</body></html>")


def test_a_failure_that_is_not_the_doctors(server: Server, shown: list[Shown]):
    """A theme that breaks is said in a sentence; what Pelican printed is folded away below it."""
    shown[0] = showing("a-2", Outcome(1, (), "Traceback <x>"))
    html = ask(server, "/").body.decode()

    assert "signalez les lignes ci-dessous là où vous avez téléchargé le kit" in html
    assert "<details>\n<summary>Les lignes à envoyer</summary>" in html
    assert "Traceback &lt;x&gt;" in html


def test_remarks_are_folded_away(server: Server, shown: list[Shown]):
    """What stops nothing is counted on one line; it opens on demand."""
    messages = Message("a.md", 0, "warning", "cet article ne nomme aucune maladie.", "", "")
    shown[0] = showing("a-2", Outcome(0, (messages,)))
    html = ask(server, "/").body.decode()

    assert 'role="status"' in html
    assert "<details>" in html
    assert 'role="alert"' not in html


def test_a_good_build_adds_nothing_to_be_seen(server: Server):
    """Without a problem nothing is shown on the page."""
    assert b'class="serment-preview' not in ask(server, "/").body


def test_the_state_names_the_build(server: Server, shown: list[Shown]):
    """The page is sent with the name of what it shows, and can ask for the current one."""
    assert b'data-version="a-1"' in ask(server, "/").body
    shown[0] = showing("a-2", Outcome(0))
    answer = ask(server, "/-/state")

    assert answer.body == b"a-2"
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"

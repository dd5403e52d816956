"""``cite --check`` asks the pages that nobody follows whether they still answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from plugins.sources.status import page_gone_on
from tests.support.replaying import Reply, Services, cite, replaying, source
from tests.support.sites import ARTICLE, Site

GONE_AT_A = {"state": "gone", "checked": "2026-11-22", "url": "https://a.example/"}


@pytest.fixture
def services() -> Iterator[Services]:
    """Some pages on this machine."""
    with replaying() as found:
        found.on("/page/fine", Reply(b"<p>x</p>", kind="text/html"))
        found.on("/page/moved", Reply(status=301, headers={"Location": "/page/fine"}))
        found.on("/page/busy", Reply(status=503))
        found.on("/page/none", Reply(status=404))
        found.on("/page/gone", Reply(status=410))
        yield found


def write(
    site: Site, services: Services, *names: str, cited: tuple[str, ...] | None = None
) -> None:
    """Write sources that are pages of these names, and an article that cites them."""
    items = [
        {"id": name, "type": "webpage", "title": name, "URL": f"{services.base}/page/{name}"}
        for name in names
    ]
    site.write("sources/sources.json", json.dumps(items))
    calls = "; ".join(f"@{name}" for name in (names if cited is None else cited))
    site.write("articles/estomac.md", ARTICLE.replace("@chey2024", calls))


def page(site: Site, id_: str) -> dict[str, Any]:
    """Return what is known of a page, empty when nothing is."""
    return dict(source(site, id_).get("custom", {}).get("page", {}))


def pages_asked(services: Services) -> list[str]:
    """Return the pages that were asked for."""
    return [target for target in services.asked if target.startswith("/page/")]


def test_what_answers_and_what_does_not(site: Site, services: Services):
    """Each answer is kept with its day; what cannot be known is told, and nothing concluded."""
    write(site, services, "fine", "moved", "busy", "none", "gone")

    done = cite(site, services, "--check")
    messages = done.said.replace("\u00a0", " ")

    assert done.status == 0, done.said
    known = {"checked": "2026-11-22", "url": f"{services.base}/page/fine"}
    assert page(site, "fine") == {"state": "answers"} | known
    assert page(site, "moved")["state"] == "answers"
    assert page(site, "none")["state"] == "gone"
    assert page(site, "gone")["state"] == "gone"
    assert page(site, "busy") == {}
    assert f"none : il n’y a plus de page à {services.base}/page/none (code 404)" in messages
    assert "annotations.toml" in messages
    assert f"moved : {services.base}/page/moved mène à" in messages
    assert "busy : on ne sait pas" in messages
    assert "Adresses interrogées : 5" in messages


def test_only_pages_that_are_cited_and_have_no_lasting_name(site: Site, services: Services):
    """Neither what no article cites, nor what PubMed or Crossref follow, is asked."""
    write(site, services, "fine", "none", cited=("fine",))
    items = json.loads((site.content / "sources/sources.json").read_text())
    items.append(
        {
            "id": "lasting",
            "type": "article-journal",
            "title": "L",
            "DOI": "10.9999/x",
            "URL": f"{services.base}/page/gone",
        }
    )
    site.write("sources/sources.json", json.dumps(items))
    site.write("articles/deux.md", ARTICLE.replace("@chey2024", "@lasting"))

    assert cite(site, services, "--check").status == 0
    assert {target.partition("?")[0] for target in pages_asked(services)} == {"/page/fine"}


def test_a_silence_changes_nothing(site: Site, services: Services):
    """What was learnt stays as it was, with its day, when the page is out of order."""
    write(site, services, "none")
    cite(site, services, "--check")
    services.on("/page/none", Reply(status=503))

    assert cite(site, services, "--check").status == 0
    gone = page(site, "none")
    assert (gone["state"], gone["checked"]) == ("gone", "2026-11-22")
    services.on("/page/none", Reply(b"x"))
    cite(site, services, "--check")
    assert page(site, "none")["state"] == "answers"


def test_a_corrected_address_is_not_said_to_be_gone(site: Site, services: Services):
    """What was found at one address says nothing of the one that the doctor put in its place."""
    write(site, services, "none")
    cite(site, services, "--check")
    items = (site.content / "sources/sources.json").read_text("utf-8")
    old, new = (f'"URL": "{services.base}/page/{name}"' for name in ("none", "fine"))
    assert old in items
    site.write("sources/sources.json", items.replace(old, new))

    assert "il n’y avait plus de page" not in site.build().said


def test_check_says_what_answered_no_more(site: Site, services: Services):
    """A remark with the day, until an archived copy is given; the site is built all the same."""
    write(site, services, "none", "fine")
    cite(site, services, "--check")
    built = site.build()
    messages = built.said.replace("\u00a0", " ")

    assert built.status == 0
    assert "le 2026-11-22, il n’y avait plus de page à l’adresse de la source « none »" in messages
    assert 'une ligne ["none"], puis une ligne archive' in messages
    assert "« fine »" not in messages

    site.write("sources/annotations.toml", '["none"]\narchive = "https://archive.example/none"\n')
    built = site.build()
    assert "il n’y avait plus de page" not in built.said
    assert 'href="https://archive.example/none"' in built.page("estomac")


@pytest.mark.parametrize(
    ("item", "is_gone"),
    [
        ({"custom": {"page": {"state": "gone", "checked": "2026-11-22"}}}, True),
        ({"custom": {"page": {"state": "answers", "checked": "2026-11-22"}}}, False),
        ({"custom": {"page": {"state": "gone", "checked": "hier"}}}, False),
        ({"custom": {"page": {"state": "gone"}}}, False),
        ({"URL": "https://a.example/", "custom": {"page": GONE_AT_A}}, True),
        ({"URL": "https://b.example/", "custom": {"page": GONE_AT_A}}, False),
        ({"custom": {"page": "gone"}}, False),
        ({"custom": []}, False),
        ({}, False),
        ({"DOI": "10.1/x", "custom": {"page": {"state": "gone", "checked": "2026-11-22"}}}, False),
        ({"PMID": "1", "custom": {"page": {"state": "gone", "checked": "2026-11-22"}}}, False),
    ],
)
def test_whatever_is_written_is_read(item: dict[str, Any], is_gone: bool):
    """Only a day on which a page without a lasting name was gone counts."""
    assert (page_gone_on(item) is not None) == is_gone

"""A community from its vetting to its end: what the built pages show of it, on each day."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import audit
from audit.expiry import GONE, Change
from audit.inventory import read_inventory
from audit.vetted import vetted_rows
from plugins.communities.catalogue import Community, read_catalogue, unknown_successors
from plugins.communities.ledger import departures, read_ledger, vetted
from tests.support.sites import ARTICLE, BLOG, LEDGER, Built, Site
from tests.support.spoiling import NEXT_BUILD, TODAY

ENTRY = """\
[[community]]
id = "reflux-exemple"
name = "Reflux Exemple"
url = "https://reflux.example/forum"
kind = "association-forum"
languages = ["fr"]
countries = ["FR"]
conditions = ["K21"]
"""
VETTING = """\
[[vetting]]
community = "reflux-exemple"
verdict = "recommended"
vetted_on = 2026-10-12
vetted_by = "Dr Jeanne Exemple"
last_exchange = 2026-10-05
"""
SUCCESSOR = ENTRY.replace("reflux-exemple", "estomac-exemple").replace(
    "reflux.example", "estomac.example"
)
# The day of its next check is 12 April 2027; the blog is built every week.
IN_FORCE, DUE, LAPSED = "2026-11-22T10:00:00", "2027-03-20T10:00:00", "2027-04-12T10:00:00"
URL = "https://reflux.example/forum"


def shown(built: Built) -> bool:
    """Tell whether any file of the site leads to the community; the build must have ended well."""
    assert built.status == 0, built.said
    return any(URL in file.read_text("utf-8") for file in built.output.rglob("*.*ml"))


def test_the_life_of_a_community(site: Site):
    """Vetted, due, lapsed, vetted again, refused, merged, closed: each day has its own page."""
    site.write("blog.toml", BLOG.replace("as_of = 2026-11-22\n", ""))
    general = "france-assos-sante.org"

    def on(day: str, vetting: str, entry: str = "", others: str = "") -> Built:
        site.write("communities/additions.toml", ENTRY + entry + others)
        ledger = LEDGER + "next_check = 2027-10-12\n" + vetting
        site.write("communities/vetting.toml", ledger)
        # Each site is built in an empty folder, as the commands do.
        shutil.rmtree(site.output, ignore_errors=True)
        return site.build(base="publishconf", on=day)

    never = on(IN_FORCE, "")
    assert not shown(never)
    assert general in never.page("estomac")

    fresh = on(IN_FORCE, VETTING)
    assert shown(fresh)
    assert general not in fresh.page("estomac")
    assert "communities/vetting.toml" not in fresh.said

    due = on(DUE, VETTING)
    assert shown(due)
    assert "« reflux-exemple » arrive à échéance le 2027-04-12" in due.said.replace("\u00a0", " ")

    lapsed = on(LAPSED, VETTING)
    assert not shown(lapsed)
    assert general in lapsed.page("estomac")
    assert "est échue depuis le 2027-04-12" in lapsed.said

    again = on(
        LAPSED, VETTING.replace("2026-10-12", "2027-04-10").replace("2026-10-05", "2027-04-09")
    )
    assert shown(again)

    refused = on(IN_FORCE, VETTING.replace("recommended", "refused"))
    assert not shown(refused)
    assert "reflux-exemple" not in refused.said

    merged = on(IN_FORCE, VETTING, 'replaced_by = "estomac-exemple"\n', SUCCESSOR)
    assert not shown(merged)
    assert "communities/vetting.toml\n  ! ligne 9" in merged.said
    assert "fait maintenant partie de « estomac-exemple »" in merged.said.replace("\u00a0", " ")
    assert "→ Vérifiez «\u00a0estomac-exemple\u00a0» à sa place" in merged.said

    open_ = on(IN_FORCE, VETTING, "closed_on = 2026-11-30\n")
    assert shown(open_)
    closing = on(IN_FORCE, VETTING, "closed_on = 2026-11-29\n")
    assert not shown(closing)
    closed = on(IN_FORCE, VETTING, "closed_on = 2020-01-01\n")
    assert not shown(closed)
    assert "ferme à partir du 2020-01-01" in closed.said


def test_a_site_ends_with_what_closes(site: Site):
    """The sheet, the page and the file of a community that closes all say the day it closes.

    So does the audit, by which the reminders are written; it agrees with the sheet.
    """
    site.write("communities/vetting.toml", VETTING)
    site.write("communities/additions.toml", f"{ENTRY}closed_on = 2026-12-20\n")
    site.write("articles/estomac.md", ARTICLE)
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    sheets = list((built.output / "maladies").glob("*/fiche/index.html"))
    assert sheets
    assert all('datetime="2026-12-19"' in sheet.read_text("utf-8") for sheet in sheets)
    profile = built.page("communautes/reflux-exemple")
    assert 'datetime="2026-12-20"' in profile
    assert "2027-04-12" not in profile
    told = json.loads((built.output / "communautes.json").read_bytes())
    assert [one["holds_until"] for one in told["vettings"]] == ["2026-12-20"]
    found = audit(built.output, site.content, TODAY, next_build=NEXT_BUILD)
    assert found.findings == []
    assert found.next_change == Change(date(2026, 12, 20), GONE, "reflux-exemple")


def test_a_header_that_adds_what_is_gone(site: Site):
    """The line of the header is told, with where the community went; nothing stops."""
    site.write("communities/additions.toml", f'{ENTRY}replaced_by = "estomac-exemple"\n{SUCCESSOR}')
    site.write(
        "articles/estomac.md",
        ARTICLE.replace("conditions: reflux", "communities: +reflux-exemple"),
    )
    built = site.build()

    assert built.status == 0, built.said
    assert "communities: +reflux-exemple" in built.said
    assert "fait maintenant partie de" in built.said


def test_a_successor_that_nobody_knows_stops_the_build(site: Site):
    """A merger leads somewhere: a slip in the id is quoted, with its line."""
    site.write("communities/additions.toml", ENTRY + 'replaced_by = "estomac"\n')
    built = site.build()

    assert built.status == 1
    assert "communities/additions.toml\n  ✗ ligne 9" in built.said
    assert 'replaced_by = "estomac"' in built.said


def test_nobody_replaces_itself():
    """A community that is part of itself is a slip too."""
    found, _ = read_catalogue(ENTRY + 'replaced_by = "reflux-exemple"\n')

    assert [p.quote for p in unknown_successors(found)] == ['replaced_by = "reflux-exemple"']


@pytest.mark.parametrize("value", ['"2026-11-22"', "2026-11-22T10:00:00", "2026", "true"])
def test_a_closing_day_is_a_day(value: str):
    """A day between quotes, with an hour, or no day at all is told, not guessed."""
    found, (problem,) = read_catalogue(f"{ENTRY}closed_on = {value}\n")

    assert found == {}
    assert problem.values["names"] == "closed_on"


DAYS = st.dates(date(2026, 10, 1), date(2027, 12, 1))


@given(st.none() | DAYS, st.sampled_from(["", "estomac-exemple"]), DAYS, st.integers(0, 40))
def test_nothing_that_is_gone_is_linked(closed_on: date | None, other: str, day: date, every: int):
    """The plugin and the audit agree: gone by the next build, never linked; and it is told."""
    (facts,) = read_catalogue(ENTRY)[0].values()
    gone: dict[str, Community] = {facts.id: replace(facts, closed_on=closed_on, replaced_by=other)}
    ledger, _ = read_ledger(VETTING + "next_check = 2027-10-12\n", gone, "fr")
    next_build = day + timedelta(days=every)
    available = vetted(ledger, gone, day, next_build)
    is_gone = closed_on <= next_build if closed_on else bool(other)

    assert not (available and is_gone)
    assert bool(departures(ledger, gone, next_build)) == is_gone


@pytest.mark.parametrize(
    ("entry", "linked"),
    [
        ("", True),
        ("closed_on = 2026-11-22\n", False),
        ("closed_on = 2026-11-29\n", False),
        ("closed_on = 2026-11-30\n", True),
        ('replaced_by = "renaloo"\n', False),
        ('replaced_by = "renaloo"\nclosed_on = 2026-12-01\n', True),
    ],
)
def test_the_audit_knows_what_is_gone(site: Site, entry: str, linked: bool):
    """The audit works it out again, from the files."""
    site.write("communities/additions.toml", ENTRY + entry)
    site.write("communities/vetting.toml", VETTING)

    days = [date(2026, 11, 22), date(2026, 11, 29)]
    rows = vetted_rows(read_inventory(site.content, days[0]), days)
    assert (URL in [row["url"] for row in rows.values()]) == linked

"""The day of a build is fixed, and can be fixed from outside."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from plugins.shared.blog import read_blog
from plugins.shared.clock import build_day
from tests.support.sites import BLOG, Site

DEMO_DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch: pytest.MonkeyPatch):
    """Begin each test without SOURCE_DATE_EPOCH, wherever the tests run."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.mark.parametrize(
    ("epoch", "day"),
    [
        ("0", date(1970, 1, 1)),
        ("86399", date(1970, 1, 1)),
        ("86400", date(1970, 1, 2)),
        ("1795305600", date(2026, 11, 22)),
        ("1795391999", date(2026, 11, 22)),
        ("1795392000", date(2026, 11, 23)),
    ],
)
def test_the_epoch_decides(monkeypatch: pytest.MonkeyPatch, epoch: str, day: date):
    """Seconds since 1970 give the day in UTC, whatever the blog says."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    assert build_day() == build_day(date(2000, 1, 1)) == day


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand where it is already tomorrow."""
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_the_epoch_is_the_same_everywhere(far_east: None, monkeypatch: pytest.MonkeyPatch):
    """A machine fourteen hours ahead builds the same day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795391999")

    assert build_day() == DEMO_DAY


@pytest.mark.parametrize(
    "epoch", ["hier", "-1", "1.5", "²", "9" * 11, "9" * 12, "9" * 30, "9" * 5000]
)
def test_no_number_of_seconds_stops_in_words(monkeypatch: pytest.MonkeyPatch, epoch: str):
    """Never another day, nor a traceback."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    with pytest.raises(SystemExit, match="SOURCE_DATE_EPOCH: a number of seconds"):
        build_day(DEMO_DAY)


def test_an_empty_epoch_says_nothing(monkeypatch: pytest.MonkeyPatch):
    """A variable that is set to nothing is as good as none."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")

    assert build_day(DEMO_DAY) == DEMO_DAY


def test_a_demonstration_has_its_day():
    """The date of blog.toml stands for today."""
    assert build_day(DEMO_DAY) == DEMO_DAY


def test_otherwise_it_is_today():
    """Without anything said, the clock tells."""
    before = datetime.now(tz=UTC).date()

    assert abs(build_day() - before) <= timedelta(days=1)


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2026-11-22 23:30", "Europe/Paris", 23),
        ("2026-11-22 23:30", "UTC", 22),
        ("2026-11-22 02:00", "America/Guadeloupe", 21),
        ("2026-11-22 21:00", "Indian/Reunion", 23),
    ],
)
def test_today_is_where_the_doctor_is(moment: str, zone: str, day: int):
    """A machine that counts in UTC, as those of CI do, takes the day of the blog."""
    text = BLOG.replace("as_of = 2026-11-22", f'timezone = "{zone}"')
    blog, problems = read_blog(text)
    assert blog, problems

    with time_machine.travel(f"{moment}Z"):
        assert blog.build_day() == date(2026, 11, day)


def test_a_build_is_of_its_day(site: Site):
    """A vetting is in force one day and has lapsed another, by the same content."""
    site.write("blog.toml", BLOG.replace("as_of = 2026-11-22\n", ""))
    link = "https://www.france-assos-sante.org"
    day, later = (datetime(y, m, 22, tzinfo=UTC).timestamp() for y, m in ((2026, 11), (2027, 5)))

    assert link in _page(site, day)
    assert link not in _page(site, later)


def _page(site: Site, epoch: float) -> str:
    built = site.build(SOURCE_DATE_EPOCH=str(int(epoch)))

    assert built.status == 0, built.said
    return built.page("estomac")

"""The day of the build: the only place that reads the clock.

Reviews, vettings and dates depend on the day, and a build must give the same
bytes for the same day. https://reproducible-builds.org/specs/source-date-epoch/
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from plugins.shared.i18n import translator
from plugins.shared.problems import N_

# A year outside these is a slip of the finger.
YEARS = range(1900, 2200)


def build_day(fixed: date | None = None, zone: str = "UTC") -> date:
    """Return the day of the build.

    ``SOURCE_DATE_EPOCH`` (seconds since 1970, UTC) decides; else ``fixed``, the day a demonstration
    is dated; else today's in a time zone (IANA), wherever the machine stands: CI counts in UTC.
    Stops in words at a variable that is no such number, or of a year that is a slip of the finger.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        day = _day_of(epoch)
        if day is None:
            said = N_("SOURCE_DATE_EPOCH: a number of seconds since 1970 is expected.")
            # No blog was read yet that would say its language.
            raise SystemExit(f"{translator('fr')(said)}\n{said}")
        return day
    return fixed or datetime.now(tz=ZoneInfo(zone)).date()


def _day_of(epoch: str) -> date | None:
    if not epoch.isdecimal():
        return None
    try:
        day = datetime.fromtimestamp(int(epoch), tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    return day if day.year in YEARS else None

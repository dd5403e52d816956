"""What programs that visit the site are told: where everything is, and whom to write to.

The sitemap lists the pages that let themselves be found, all of them and no other, each article
with a day on which its header says that it changed: a sitemap dated of the build teaches search
engines not to believe it. ``security.txt`` must not have expired (RFC 9116, section 2.5.5).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from plugins.shared.problems import N_, Problem

from .dates import NO_DAY, read_day
from .files import SECURITY
from .inventory import DRAFTS, Article, Inventory
from .links import Links
from .pages import Rules

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"

_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_KNOWN = {f"{_MAP}loc", f"{_MAP}lastmod"}
_LINE = re.compile(r"([A-Za-z-]+):\s*(\S.*?)\s*")

Found = tuple[str, Problem]


@dataclass
class Mapped:
    """What was found in the sitemap, the robots' file and ``security.txt``."""

    count: int = 0
    good: int = 0
    problems: list[Found] = field(default_factory=list)


def audit_sitemap(files: Mapping[str, Path], found: Set[str], rules: Rules, today: date) -> Mapped:
    """Return how many pages the sitemap must hold, how many it holds, and all that is wrong.

    ``found``: the pages that do not ask to be left out.
    """
    inventory, links = rules.inventory, rules.links
    hidden = {article.page for article in inventory.hidden}
    wanted = {name for name in found - hidden if not name.startswith(DRAFTS)}
    said, problems = _read_sitemap(files, links)
    wrong: list[Problem] = [
        *problems,
        *(
            Problem(N_("this page is not in the sitemap."), quote=name)
            for name in sorted(wanted - said.keys())
        ),
        *(
            Problem(N_("the sitemap leads to a page that must not be found."), quote=name)
            for name in sorted(said.keys() - wanted)
        ),
    ]
    dated = {name: inventory.by_page[name] for name in said.keys() & inventory.by_page.keys()}
    for name, article in sorted(dated.items()):
        if not _changed_on(article, said[name], today):
            wrong.append(
                Problem(
                    N_("the sitemap does not say when {source} last changed."),
                    values={"source": article.source},
                    quote=said[name],
                )
            )
    mapped = Mapped(len(wanted), 0 if wrong else len(wanted))
    mapped.problems += ((SITEMAP, problem) for problem in wrong)
    mapped.problems += ((ROBOTS, problem) for problem in _audit_robots(files, inventory))
    mapped.problems += (
        (SECURITY, problem) for problem in _audit_security(files.get(SECURITY), inventory, today)
    )
    return mapped


def _read_sitemap(files: Mapping[str, Path], links: Links) -> tuple[dict[str, str], list[Problem]]:
    """Return the day said of each file of the sitemap, and what is wrong with its lines."""
    said: dict[str, str] = {}
    path = files.get(SITEMAP)
    if path is None:
        return said, [Problem(N_("the sitemap is missing."))]
    try:
        root = ET.fromstring(path.read_bytes())
    except (ET.ParseError, ValueError, LookupError):
        # The feeds are read with the same reader, which tells.
        return said, []
    problems: list[Problem] = []
    for node in root:
        parts = {part.tag: (part.text or "").strip() for part in node}
        address = parts.get(f"{_MAP}loc", "")
        file = links.resolve("", address).file if address.startswith(links.own) else ""
        if node.tag != f"{_MAP}url" or len(parts) != len(node) or not parts.keys() <= _KNOWN:
            problems.append(Problem(N_("a line of the sitemap cannot be read."), quote=address))
        elif file not in files or file in said:
            problems.append(
                Problem(N_("the sitemap leads nowhere, or twice to one page."), quote=address)
            )
        else:
            said[file] = parts.get(f"{_MAP}lastmod", "")
    return said, problems


def _changed_on(article: Article, said: str, today: date) -> bool:
    """Tell whether an article may have last changed on a day: its header names it."""
    dates, day = article.dates, read_day(said) if said else NO_DAY
    if len(said) != len("2026-11-22"):
        return False
    # A day that cannot be read stops the build before there is any sitemap.
    latest = max(dates.published, dates.modified)
    return day == latest or (day in dates.history and latest < day <= today)


def _audit_robots(files: Mapping[str, Path], inventory: Inventory) -> Iterator[Problem]:
    """Yield a problem if robots are sent away, or not told where the sitemap is."""
    path = files.get(ROBOTS)
    lines = path.read_bytes().decode("utf-8", "replace").splitlines() if path else []
    asked = [line.partition("#")[0].strip().lower() for line in lines]
    sent_away = any(line.startswith(("disallow", "noindex")) for line in asked)
    if f"Sitemap: {inventory.own}/{SITEMAP}" not in lines or sent_away:
        yield Problem(N_("robots are sent away, or are not told where the sitemap is."))


def _audit_security(path: Path | None, inventory: Inventory, today: date) -> Iterator[Problem]:
    """Yield what is wrong with whom to tell of a fault: only if the doctor gives an address."""
    contact = inventory.settings.get("contact", {})
    mail = contact.get("mail", "") if isinstance(contact, dict) else ""
    if bool(mail) != (path is not None):
        yield Problem(
            N_("whom to tell of a fault is said when blog.toml gives an e-mail address, only then.")
        )
    if path is None or not mail:
        return
    text = path.read_bytes().decode("utf-8", "replace")
    fields = [(m[1], m[2]) for line in text.splitlines() if (m := _LINE.fullmatch(line))]
    values = dict(fields)
    expires = read_day(values.get("Expires", ""))
    if (
        len(values) != len(fields)
        or values.get("Contact") != f"mailto:{mail}"
        or not today < expires <= _a_year_after(today)
    ):
        yield Problem(
            N_("whom to tell of a fault is not said, or has expired."), quote=text.strip()
        )


def _a_year_after(day: date) -> date:
    # 29 February has no anniversary: the day before is near enough.
    return day.replace(year=day.year + 1, day=min(day.day, 28))

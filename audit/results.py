"""What was proven of a site, and what was found: the record that every look is noted in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from plugins.shared.problems import N_, Phrase, Problem

HAVE_PAGES = N_("articles and pages of the content folder that have their page, and no other page")
KEPT_BACK = N_("drafts and planned articles kept off the site")
DISCLAIMED = N_(
    "articles whose disclaimer is seen, word for word as approved, with all their boxes"
)
WORDED = N_("pages whose words are, one by one, those that were checked against your text")
DATED = N_("articles that say when their review is overdue, in no list when long so")
IDENTIFIED = N_("legal notices that say who publishes, hosts and writes, as blog.toml does")
CALLED = N_("pages of contact that first say whom to call in an emergency")
MARKED = N_("pages of a demonstration, each of which says so")
SIGNED = N_("articles that name as author and reviewer whom their header names, nobody else")
SOURCED = N_("sources that can be found again, retracted ones said to be")
CARED = N_("care cards that say how urgent they are and whom to call, and lead nowhere else")
VETTED = N_("links to communities, all vetted, today and until the next build")
GIVEN_AWAY = N_("communities given to other programs, all vetted or refused with the reason")
IN_FEEDS = N_("entries of feeds, each with its boxes, and the newest articles all there")
PRIVATE = N_("pages where nothing runs, asks, or tells another site of the visit")
GUARDED = N_("pages that carry the approved security policy")
MAPPED = N_("pages that let themselves be found, all in the sitemap, articles with their dates")
SEARCHED = N_("pages that the search leads to, each of which may be found")
LEADING = N_("links inside the blog that lead where they say")
WELL_FORMED = N_("pages whose HTML a browser has nothing to repair in")
TAKEN_AWAY = N_("leaflets to print, those that the build made, with vetted links and numbers alone")
STYLED = N_("style sheets that hide no box")
ORDINARY = N_("files, all of known kinds, none empty")
AS_GIVEN = N_("images and documents, those you gave, without what a camera writes in them")

# As the report tells them: the articles first.
CHECKS = (
    HAVE_PAGES,
    KEPT_BACK,
    WORDED,
    DISCLAIMED,
    DATED,
    SIGNED,
    SOURCED,
    CARED,
    VETTED,
    GIVEN_AWAY,
    IN_FEEDS,
    IDENTIFIED,
    CALLED,
    MARKED,
    PRIVATE,
    GUARDED,
    SEARCHED,
    LEADING,
    MAPPED,
    TAKEN_AWAY,
    WELL_FORMED,
    STYLED,
    ORDINARY,
    AS_GIVEN,
)

Finding = tuple[str, Problem]


@dataclass(frozen=True)
class PassCount:
    """One thing that was proven, how many times, and out of how many."""

    what: Phrase
    count: int
    of: int = 0

    @property
    def holds(self) -> bool:
        """Tell whether it is true of all that was looked at."""
        return self.count >= self.of


@dataclass
class Record:
    """Findings so far, and how many checks passed, by what they prove."""

    findings: list[Finding] = field(default_factory=list)
    counts: dict[Phrase, list[int]] = field(default_factory=dict)

    def note(self, what: Phrase, name: str, problems: Iterable[Problem], count: int = 1) -> None:
        """Note one look at a page: what it proves, and what was found there."""
        found = list(problems)
        self.findings += ((name, problem) for problem in found)
        self.add(what, 0 if found else count, count)

    def add(self, what: Phrase, good: int, of: int, findings: Iterable[Finding] = ()) -> None:
        """Add to what is proven, with what was found elsewhere."""
        self.findings += findings
        count = self.counts.setdefault(what, [0, 0])
        count[0] += good
        count[1] += of

    def merge(self, other: Record) -> None:
        """Add all of another record to this one."""
        for what, (good, of) in other.counts.items():
            self.add(what, good, of)
        self.findings += other.findings

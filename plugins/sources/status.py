"""What became of a source since it was published, and who says so. Knows nothing of Pelican.

The facts are in ``sources.json``, under ``custom.status``, where ``cite`` writes them; a title that
says so is believed too. How a status is shown follows NISO RP-45-2024 (CREC): in words, before the
reference, with a link to the notice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plugins.shared.problems import N_, Phrase

from .identifier_syntax import DOI, Identifier
from .title_marks import read_mark

OK, CORRECTED, CONCERN, PARTIAL = "ok", "corrected", "concern", "partial"
RETRACTED, WITHDRAWN, REPLACED, UNKNOWN = "retracted", "withdrawn", "replaced", "unknown"
# What a reader is told; the two others say nothing of the text.
WORDS: dict[str, Phrase] = {
    RETRACTED: N_("Retracted"),
    WITHDRAWN: N_("Withdrawn by its authors, its journal or its server"),
    PARTIAL: N_("Retracted in part"),
    CONCERN: N_("Questioned by its journal (expression of concern)"),
    CORRECTED: N_("Corrected"),
    REPLACED: N_("Preprint: a published version replaces it"),
}
STATES = (*WORDS, OK, UNKNOWN)
# From what matters least to a reader to what matters most.
GRAVITY = (UNKNOWN, OK, CORRECTED, REPLACED, CONCERN, PARTIAL, WITHDRAWN, RETRACTED)
# What nobody may cite unknowingly.
FORBIDDEN = frozenset({RETRACTED, WITHDRAWN})

_RESOLVER = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


@dataclass(frozen=True)
class Status:
    """What was said of a source after it was published, by whom, and when that was read.

    ``notice`` and ``replacement`` are DOIs, ``notice_pmid`` is the number in PubMed of a notice
    without one; ``acknowledged`` is why it is cited all the same.
    """

    state: str
    since: date | None = None
    notice: str = ""
    by: tuple[str, ...] = ()
    checked: date | None = None
    replacement: str = ""
    acknowledged: str = ""
    notice_pmid: str = ""

    @property
    def notice_url(self) -> str:
        """Return where the notice is read, empty when nobody says."""
        if self.notice:
            return Identifier(DOI, self.notice).address
        number = self.notice_pmid
        return f"https://pubmed.ncbi.nlm.nih.gov/{number}/" if number.isdecimal() else ""

    @property
    def replacement_url(self) -> str:
        """Return where the version that replaces it is read, empty when there is none."""
        return Identifier(DOI, self.replacement).address if self.replacement else ""

    @property
    def words(self) -> Phrase | None:
        """Return what a reader is told, ``None`` where nothing happened to the source."""
        return WORDS.get(self.state)

    @property
    def is_forbidden(self) -> bool:
        """Tell whether the source may only be cited by a doctor who says why."""
        return self.state in FORBIDDEN


def status_of(item: Mapping[str, Any], acknowledged: str = "") -> Status:
    """Return the status of an item of CSL-JSON; a state that nobody knows is “unknown”."""
    custom = item.get("custom")
    known = custom.get("status") if isinstance(custom, dict) else None
    known = known if isinstance(known, dict) else {}
    state = str(known.get("state", "")).lower()
    if state not in FORBIDDEN:
        state = read_mark(str(item.get("title"))).state or state
    by = known.get("by")
    return Status(
        state=state if state in STATES else UNKNOWN,
        since=_day(known.get("since")),
        notice=doi(known.get("notice")),
        by=tuple(str(who) for who in by) if isinstance(by, list) else (),
        checked=_day(known.get("checked")),
        replacement=doi(known.get("replacement")),
        acknowledged=acknowledged,
        notice_pmid=str(known.get("notice_pmid") or ""),
    )


def page_gone_on(item: Mapping[str, Any]) -> date | None:
    """Return the day on which ``cite --check`` found no page any more at a source’s address.

    ``None`` for one that still answered, that nobody asked, or that has a lasting name (a DOI or
    a PubMed number).
    """
    custom = item.get("custom")
    page = custom.get("page") if isinstance(custom, dict) else None
    if not isinstance(page, dict) or item.get("DOI") or item.get("PMID"):
        return None
    # What was found at an address says nothing of the one that took its place.
    asked = page.get("url", item.get("URL"))
    gone = page.get("state") == "gone" and asked == item.get("URL")
    return _day(page.get("checked")) if gone else None


def doi(value: object) -> str:
    """Return a DOI without the resolver that may be written before it; empty for none."""
    return _RESOLVER.sub("", str(value or "").strip())


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None

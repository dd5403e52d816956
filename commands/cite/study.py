"""Tell what kind of study a record is where PubMed’s types leave it open, from title and abstract.

The abstract is read and not kept. Types: National Library of Medicine, *Publication
Characteristics*.
"""

from __future__ import annotations

import re

from plugins.sources.evidence import study_of_title

_ANALYSIS = r"\bmeta-?\s?analy"
_DONE = re.compile(
    r"\b(?:we|this (?:study|review|paper|article))\b[^.]{0,80}\b(?:performed|conducted|did|present"
    rf"|carried out|undertook|report|synthesi[sz]ed)\b[^.]{{0,80}}{_ANALYSIS}"
    rf"|{_ANALYSIS}\w+ (?:was|were) (?:performed|conducted|done|carried out|used)"
    r"|\b(?:random|fixed)[- ]effects?\b|\b(?:PRISMA|MOOSE)\b|\bI\s?(?:2|²)\s?=|\bforest plot"
    r"|\bpooled (?:odds|risk|relative|hazard|effect|estimate|prevalence|analys|data|mean|standard)",
    re.IGNORECASE,
)
_BOTH = ({"Meta-Analysis", "Network Meta-Analysis"}, {"Review"})


def study_in(types: list[str], title: str, abstract: str) -> str:
    """Return ``meta-analysis`` or ``review`` for a record that PubMed calls both, else nothing.

    A systematic review is one beyond doubt, and its own type says so.
    """
    if not all(names.intersection(types) for names in _BOTH) or "Systematic Review" in types:
        return ""
    decided = study_of_title(title)
    return decided or ("meta-analysis" if _DONE.search(abstract) else "review")

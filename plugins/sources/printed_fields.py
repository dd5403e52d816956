"""List the fields of CSL-JSON that a printed reference is made of.

Whoever fills in an item (a service's record, an exported file, a typed form) fills in these, and
keeps them. A test compares the list with what :mod:`.vancouver` reads of an item. Pure.
"""

from __future__ import annotations

# Each holds a text or a number.
TEXTS = frozenset(
    "type title original-title container-title container-title-short collection-title "
    "collection-number volume volume-title issue supplement-number part-number section page number "
    "edition version genre medium publisher publisher-place event event-title event-place status "
    "language URL".split()
)
# Each holds ``{"date-parts": [[year, month, day]]}``, or two such lists for a range.
DATES = frozenset("issued accessed available-date event-date".split())
# Each holds a list of ``{"family": …, "given": …}`` or ``{"literal": …}``.
NAMES = frozenset("author editor translator container-author".split())
# Dates that CSL has no variable for: they stand under ``custom``, in the same form as ``DATES``.
CUSTOM_DATES = frozenset("ecollection print contributed revised".split())

PRINTED = TEXTS | DATES | NAMES
# What links, statuses and calls are found by; none of it is part of the printed line.
IDENTIFIERS = frozenset("id DOI PMID PMCID ISBN".split())
# All that an import keeps of an item that is CSL already.
KEPT = PRINTED | IDENTIFIERS | {"note", "custom"}

"""Print a volume, an issue and pages.

Rules: *Citing Medicine*, 2nd ed., chapter 1, “Volume and Issue” and “Pages”.
"""

from __future__ import annotations

import re

from .csl import Item, text

_PAGES = re.compile(r"(?<![\w-])([A-Za-z]*)(\d+)-([A-Za-z]*)(\d+)(?![\w-])")
_SUPPLEMENT = re.compile(r"(.*?)[\s_(,.-]*(?<![a-z])suppl(?:[ée]ment)?[\s_.-]*([^()]*)\)?", re.I)
_APART = re.compile(r"spec(?:ial)? no\b", re.IGNORECASE)
_LONGEST_ISSUE = 60


def pages_of(written: str) -> str:
    """Return pages as NLM shortens them: ``1730-1753, 1760; discussion 1761-1765``.

    They become ``1730-53, 1760; discussion 1761-5``.
    """
    pages = re.sub(r"[\u2010-\u2015-]+", "-", re.sub(r"^pp?\.?\s*(?=\d)", "", written))
    return _PAGES.sub(_shortened, re.sub(r"([,;])\s*", r"\1 ", pages))


def _shortened(pages: re.Match[str]) -> str:
    prefix, first, last_prefix, last = pages.groups()
    if last_prefix not in ("", prefix):
        return pages[0]
    if len(first) != len(last):
        return f"{prefix}{first}-{last}"
    same = next((n for n in range(len(first)) if first[n] != last[n]), None)
    return f"{prefix}{first}" if same is None else f"{prefix}{first}-{last[same:]}"


def volume_of(item: Item) -> str:
    """Return ``347(4)``, ``42 Suppl 2``, ``58(12 Suppl 7)``, ``83(Pt 2)`` or ``(401)``.

    Some records have the supplement in the volume, in the issue, or in both: it is printed once.
    """
    volume, in_volume = _without_supplement(text(item, "volume"))
    issue, in_issue = _without_supplement(text(item, "issue"))
    own = text(item, "supplement-number")
    supplement = in_issue or in_volume or (f"Suppl {own}" if own else "")
    part = text(item, "part-number")
    part = f"Pt {part}" if part.isdecimal() else part
    if _APART.match(issue) and not supplement and not part:
        return f"{volume} {issue}".strip()
    if supplement and not issue and not part:
        return f"{volume} {supplement}".strip()
    inside = " ".join(word for word in (issue, supplement, part) if word)
    return f"{volume}({inside})" if inside else volume


def _without_supplement(number: str) -> tuple[str, str]:
    """Return a volume or an issue without its supplement, and ``Suppl 2``, empty for none."""
    found = _SUPPLEMENT.fullmatch(number) if len(number) < _LONGEST_ISSUE else None
    return (found[1], f"Suppl {found[2].strip()}".strip()) if found else (number, "")

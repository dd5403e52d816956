"""Names as BibTeX has them: people in three orders, organisations between braces.

They are split before LaTeX is decoded, so that ``{Barnes and Noble, Inc.}`` stays whole.
"""

from __future__ import annotations

import re

from .latex import as_text
from .people import (
    OTHERS,
    Name,
    ends_in_initials,
    is_collective,
    listed,
    named,
    person,
    without_degrees,
)

_SUFFIX = re.compile(r"(?:jr|sr|i{2,3}|iv|[1-9](?:st|nd|rd|th))\.?", re.IGNORECASE)

# Family, suffix, first name.
_WITH_SUFFIX = 3


def names_of(written: str) -> list[Name]:
    """Return the names of a field; ``and others`` says that there are more."""
    from bibtexparser.middlewares.names import split_multiple_persons_names  # noqa: PLC0415

    pieces = split_multiple_persons_names(written) if written else []
    if len(pieces) == 1 and not _is_braced(written.strip()):
        # Several on a line, as PubMed or EndNote part them: Horby P, Lim WS.
        several = listed([as_text(written)])
        if len(several) > 1:
            return several
    found: list[Name] = []
    for one in pieces:
        name = {"literal": OTHERS} if _is_others(one) else _name(one)
        if name:
            found.append(name)
    return found


def _is_others(written: str) -> bool:
    return person(as_text(written)).get("literal") == OTHERS


def _name(written: str) -> Name:
    """Return a person, or an organisation where one pair of braces holds the whole name."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts  # noqa: PLC0415

    bare = written.strip()
    if "=" in bare and re.match(r"family\s*=|given\s*=", bare):
        return _by_parts(bare)
    if _is_braced(bare):
        return {"literal": as_text(bare[1:-1])}
    if "," not in bare and is_collective(as_text(bare)):
        return {"literal": as_text(bare)}
    if "," not in bare and ends_in_initials(as_text(bare)):
        # Horby P: BibTeX would take P for the family’s name.
        return person(as_text(bare))
    sections = _sections(bare)
    if len(sections) != _WITH_SUFFIX or not _SUFFIX.fullmatch(sections[1].strip("{}")):
        # In “King, Jr, Do” the last is a first name.
        sections = without_degrees(sections)
    parts = parse_single_name_into_parts(", ".join(sections), strict=False)
    first, jr = " ".join(parts.first), " ".join(parts.jr)
    last, von = " ".join(parts.last), " ".join(parts.von)
    if _SUFFIX.fullmatch(first.strip("{}")) and jr:
        first, jr = jr, first
    if not first and not von:
        alone = as_text(last)
        # WHO is an organisation’s even where its braces were forgotten.
        return {"literal" if alone.isupper() or " " in alone else "family": alone} if alone else {}
    return named(as_text(last), as_text(first), as_text(jr), as_text(von))


def _is_braced(name: str) -> bool:
    """Tell whether one pair of braces holds the whole of a name."""
    depth = 0
    for n, sign in enumerate(name):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0:
            return n == len(name) - 1 and sign == "}"
    return False


def _sections(name: str) -> list[str]:
    """Return what stands between the commas of a name that no brace holds."""
    depth, parts = 0, [""]
    for sign in name:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if sign == "," and depth <= 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def _by_parts(written: str) -> Name:
    """Return a name of BibLaTeX’s long form: ``family=Berg, given=Jan, prefix=van der``."""
    pairs = (part.partition("=") for part in _sections(written))
    parts = {key.strip(): as_text(value.strip()) for key, _, value in pairs}
    family, given = parts.get("family", ""), parts.get("given", "")
    suffix, prefix = parts.get("suffix", ""), parts.get("prefix", "")
    alone = family and not (given or suffix or prefix)
    return {"family": family} if alone else named(family, given, suffix, prefix)

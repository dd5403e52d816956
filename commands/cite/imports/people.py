"""Names as reference managers write them: people, organisations, and those who are not named.

A name of which nothing says that it is a person's is an organisation's, printed whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from commands.cite.record import rich

Name = dict[str, str]
# How CSL says, in the place of a last name, that a list is not whole.
OTHERS = "et al."

_OTHERS = re.compile(
    r"(?:and\s+|&\s*|et\s+)?(?:others|et\.?\s+(?:al|coll?|coll?ab|alii)|al|autres|collaborateurs"
    r"|coll)\b\.?",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:jr|sr|junior|senior|i{1,3}|iv|vi{0,3}|[1-9](?:st|nd|rd|th))\.?", re.I)
# “Kumar, V” and “Ivanov, IV” are initials: only what is none stands where a first name does.
_NO_INITIALS = re.compile(r"(?:jr|sr|junior|senior|iii|viii?|[1-9](?:st|nd|rd|th))\.?", re.I)
_WITH_SUFFIX = re.compile(r"(.+\s\S+)\s((?:Jr|Sr|[1-9](?:st|nd|rd|th)|I{2,3}|IV)\.?)")
_AND_OTHERS = re.compile(r"(.+?)[\s,]+((?:and\s+|&\s*)?(?:others|et\s+(?:al|coll?))\b\.?)", re.I)
_AND = re.compile(r"^\s*(?:and|et|&)\s+(?!(?:al|coll?|others)\b)", re.IGNORECASE)
_DEGREE = re.compile(
    r"(?:m\.?d|ph\.?\s?d|d\.?phil|m\.?p\.?h|m\.?sc|b\.?sc|m\.?a|m\.?s|b\.?a|b\.?s|m\.?b\.?b\.?s"
    r"|m\.?b|ch\.?b|d\.?o|r\.?n|d\.?n\.?p|pharm\.?d|dr|prof|sc\.?d|d\.?sc|d\.?d\.?s|d\.?v\.?m"
    r"|frc[a-z]+|mrc[a-z]+|fac[a-z]+|m\.?b\.?a|m\.?h\.?s)\.?",
    re.IGNORECASE,
)
_INITIALS = r"[^\W\d_a-zß-öø-ÿ](?:[.\s-]*[^\W\d_a-zß-öø-ÿ]){0,3}\.?"
_DOTTED = re.compile(rf"(?P<family>.+?)[\s,]+(?P<given>{_INITIALS})", re.UNICODE)
_GIVEN_AS_INITIALS = re.compile(_INITIALS)
_SURELY = re.compile(r"(?:ph\.?\s?d|d\.?phil|m\.?sc|b\.?sc|pharm\.?d|frcp|frcs|facp|facs)\.?", re.I)
# Words that people are not named with: an organisation that is written without its braces.
_COLLECTIVE = re.compile(
    r"\b(?:organi[sz]ations?|groupe?s?|committee|comité|commission|council|conseil|consortium"
    r"|collaborat(?:ion|ive|ors)|network|réseau|investigators|society|société|association|agency"
    r"|agence|institute?s?|instituto|foundation|fondation|federation|fédération|ministry|ministère"
    r"|minist[eé]rio|department|center|centers|centre|université|university|universit[aà]t?"
    r"|hospital|hôpital|hôpitaux|college|collège|academy|académie|santé|health|service|office"
    r"|observatoire|union|assurance|team|équipe|force|panel|registry|program(?:me)?|inc|ltd|gmbh"
    r"|authority|autorité|bureau|library|bibliothèque|company|corporation|alliance|initiative)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"(?:inc|ltd|llc|gmbh|plc|co|corp|s\.?a\.?s?|asbl|e\.v)\.?", re.IGNORECASE)
_TWO, _FEW = 2, 4


def listed(values: Iterable[str]) -> list[Name]:
    """Return the names of lines that hold one each, or several as ``Sans, P.; Mont, M.`` does."""
    found: list[Name] = []
    for value in values:
        for one in _parted(rich(value)):
            name = person(one)
            if name and (name.get("literal") != OTHERS or name not in found):
                found.append(name)
    return found


def person(written: str) -> Name:
    """Return ``Family, Given, Suffix`` as a person; anything else is an organisation."""
    whole = rich(written).strip(" ;")
    words = whole.strip(" ,")
    if not words:
        return {}
    # EndNote: a comma at the end, or two of them, says that the name is an organisation’s.
    if whole.endswith(",") or ",, " in whole:
        return {"literal": words.replace(",, ", ", ")}
    if _OTHERS.fullmatch(words):
        return {"literal": OTHERS}
    parts = without_degrees([part.strip() for part in words.split(",")])
    if len(parts) == 1:
        return _without_comma(parts[0])
    family, given, *rest = parts
    if rest and _NO_INITIALS.fullmatch(given):
        given, rest = rest[0], [given, *rest[1:]]
    if _NO_INITIALS.fullmatch(given) and not rest:
        given, rest = "", [given]
    company = _COMPANY.fullmatch(given)
    if company or any(not _SUFFIX.fullmatch(p) for p in rest) or _COLLECTIVE.search(family):
        return {"literal": ", ".join(parts)}
    return named(family, given, " ".join(rest))


def named(family: str, given: str, suffix: str = "", particle: str = "") -> Name:
    """Return a person, parts that are empty left out; one part alone is a whole name."""
    if not given and not particle and not suffix:
        return {"literal": family} if family else {}
    if not family:
        return {"literal": " ".join(part for part in (particle, given, suffix) if part)}
    name = {
        "family": family,
        "given": given,
        "non-dropping-particle": particle,
        "suffix": suffix,
    }
    return {part: value for part, value in name.items() if value}


def without_degrees(parts: list[str]) -> list[str]:
    """Return the parts of a name without the degrees at its end: ``Smith, John, MD, PhD``."""
    kept = [part for part in parts if part]
    # Of two parts the second is a first name, be it Ba or Do, unless nobody is called so.
    while len(kept) > 1 and (_DEGREE if len(kept) > _TWO else _SURELY).fullmatch(kept[-1]):
        kept.pop()
    return kept or [""]


def is_collective(words: str) -> bool:
    """Tell whether some words without a comma name an organisation."""
    return bool(_COLLECTIVE.search(words))


def ends_in_initials(words: str) -> bool:
    """Tell ``Horby P`` from ``J. Smith`` and from ``Malcolm X``, of which nothing is known."""
    suffixed = _WITH_SUFFIX.fullmatch(words)
    match = _DOTTED.fullmatch(suffixed[1] if suffixed else words)
    first = words.split(maxsplit=1)[0] if words else ""
    return match is not None and not _GIVEN_AS_INITIALS.fullmatch(first)


def _without_comma(words: str) -> Name:
    """Return ``Horby P``, ``Smith J.A.`` and ``King ML Jr`` as people."""
    suffixed = _WITH_SUFFIX.fullmatch(words)
    match = _DOTTED.fullmatch(suffixed[1] if suffixed else words)
    if not match or is_collective(words):
        return {"literal": words}
    family = match["family"]
    particles = family.split()
    if particles[-1] in ("&", "and", "et"):
        # Inserm & CNRS
        return {"literal": words}
    if len(particles) > _FEW or (len(particles) == 1 and family.isupper() and len(family) > _FEW):
        return {"literal": words}
    return named(family, match["given"].strip(), suffixed[2] if suffixed else "")


def _parted(value: str) -> Iterator[str]:
    """Yield the names that one line holds, whatever parts them."""
    others = _AND_OTHERS.fullmatch(value)
    if others and not _OTHERS.fullmatch(value):
        yield from _parted(others[1].rstrip(" ,;"))
        yield others[2]
        return
    if ",," in value:
        yield value
        return
    if ";" in value:
        yield from (part for one in value.split(";") for part in _parted(_AND.sub("", one)))
        return
    if " and " in value or " & " in value:
        each = re.split(r",?\s+(?:and|&)\s+", value)
        if all("," in one or _OTHERS.fullmatch(one.strip()) for one in each):
            yield from (part for one in each for part in _parted(one))
            return
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if len(parts) > 1 and all(_is_short(part) for part in parts):
        yield from parts
    elif len(parts) >= _FEW and _in_pairs(parts):
        count = len(parts) - len(parts) % 2
        yield from (f"{parts[n]}, {parts[n + 1]}" for n in range(0, count, 2))
        yield from parts[count:]
    else:
        yield value


def _is_short(part: str) -> bool:
    """Tell whether a part is a whole name of PubMed’s, as ``Horby P`` is, or says others."""
    match = _DOTTED.fullmatch(part)
    return bool(_OTHERS.fullmatch(part)) or (match is not None and " " in part)


def _in_pairs(parts: list[str]) -> bool:
    """Tell ``Lefèvre, M., Özgür, A.``: every second part is initials, or the last says others."""
    paired = parts[: len(parts) - len(parts) % 2]
    ends = len(paired) == len(parts) or bool(_OTHERS.fullmatch(parts[-1]))
    return ends and all(_GIVEN_AS_INITIALS.fullmatch(part) for part in paired[1::2])

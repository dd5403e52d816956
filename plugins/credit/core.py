"""Read whose text an article translates or adapts. Knows nothing of Pelican.

What Creative Commons asks of whoever passes a text on is here: its title, its author, its address,
its licence with a link, and whether it was changed
(https://creativecommons.org/licenses/by/4.0/legalcode, section 3(a)).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from plugins.shared.problems import N_, WARNING, Problem
from plugins.shared.tracking import tracked

FIELD = "credit"
TRANSLATED, ADAPTED = "translated from", "adapted from"
AUTHOR, SITE, ADDRESS, LICENCE = "author", "site", "address", "licence"
# As a doctor may write them, in English and in French.
PARTS = {
    TRANSLATED: TRANSLATED,
    "traduit de": TRANSLATED,
    ADAPTED: ADAPTED,
    "adapté de": ADAPTED,
    AUTHOR: AUTHOR,
    "auteur": AUTHOR,
    SITE: SITE,
    ADDRESS: ADDRESS,
    "adresse": ADDRESS,
    LICENCE: LICENCE,
    "license": LICENCE,
}

_LINE = re.compile(r"(?P<name>[^\W\d][^:]*?)\s*:\s*(?P<value>\S.*)")
_ADDRESS = re.compile(r"https?://[^\s/<>\"]+\.[^\s<>\"]+", re.IGNORECASE)
_WITH_ADDRESS = re.compile(rf"(?P<name>\S.*?)[\s,]+(?P<address>{_ADDRESS.pattern})", re.IGNORECASE)
# https://creativecommons.org/share-your-work/cclicenses/; a country stands after an older version.
_CREATIVE_COMMONS = re.compile(
    r"CC[ -](?P<kind>BY(?:-NC)?(?:-(?:SA|ND))?)[ -](?P<version>\d\.\d)"
    r"(?:[ -](?P<country>[A-Z]{2}))?",
    re.IGNORECASE,
)
_NO_DERIVED_TEXT = re.compile(r"CC[ -]BY(?:-NC)?-ND\b", re.IGNORECASE)
_PUBLIC_DOMAIN = re.compile(r"CC0(?:[ -]1\.0)?", re.IGNORECASE)
_FORM = N_(
    "Write a line for each part: - adapted from: title, - author: name, - site: name, "
    "- address: https://…, - licence: CC BY 4.0. For a translation: - translated from: title."
)


@dataclass(frozen=True)
class Credit:
    """The text that an article comes from, in the words that the doctor typed.

    ``author`` or ``site`` may be empty; ``licence``: its name, or the words of a permission;
    ``licence_address``: where it can be read, empty where nobody knows.
    """

    title: str
    is_translation: bool
    author: str
    site: str
    address: str
    licence: str
    licence_address: str = ""


def read_credit(lines: Iterable[str]) -> tuple[Credit | None, list[Problem]]:
    """Return what the lines of the field ``credit`` say, and what is wrong with them.

    Nothing where there are none, or where what they say could not be printed whole.
    """
    lines = list(lines)
    parts: dict[str, str] = {}
    lines_of: dict[str, str] = {}
    problems: list[Problem] = []
    for line in lines:
        name, value, problem = _part(line)
        if name in parts:
            problem = Problem(
                N_("“{name}” is written twice in the credit."),
                N_("Keep one of the two lines."),
                {"name": name},
            )
        if problem:
            problems.append(_at(problem, line))
        else:
            parts[name], lines_of[name] = value, line
    if lines and not problems:
        problems = [_at(problem, lines[0]) for problem in _missing(parts)]
    if problems or not lines:
        return None, problems
    licence, licence_address = _licence(parts[LICENCE])
    credit = Credit(
        title=parts.get(TRANSLATED) or parts[ADAPTED],
        is_translation=TRANSLATED in parts,
        author=parts.get(AUTHOR, ""),
        site=parts.get(SITE, ""),
        address=parts[ADDRESS],
        licence=licence,
        licence_address=licence_address,
    )
    return credit, _not_allowed(parts[LICENCE], lines_of[LICENCE])


def _part(line: str) -> tuple[str, str, Problem | None]:
    """Return the name and the value of a line, and what is wrong with it."""
    match = _LINE.fullmatch(" ".join(unicodedata.normalize("NFC", line).split()))
    if not match:
        return "", "", Problem(N_("this line of the credit cannot be read."), _FORM)
    written, value = match["name"].lower(), match["value"]
    if written not in PARTS:
        near = get_close_matches(written, PARTS, n=1)
        return (
            "",
            "",
            Problem(
                N_("“{name}” is no part of a credit."),
                N_("Did you mean “{near}”?") if near else _FORM,
                {"name": match["name"], "near": "".join(near)},
            ),
        )
    name = PARTS[written]
    if name == ADDRESS and not _ADDRESS.fullmatch(value):
        return (
            name,
            value,
            Problem(
                N_("“{address}” is not the address of a page."),
                N_("Write it whole, as your browser shows it: https://…"),
                {"address": value},
            ),
        )
    return name, value, next(tracked([value]), None)


def _missing(parts: dict[str, str]) -> Iterator[Problem]:
    """Yield a problem for each part that a reader, or the author of the text, would miss."""
    if TRANSLATED in parts and ADAPTED in parts:
        yield Problem(
            N_("the credit says both “translated from” and “adapted from”."),
            N_("Keep one of the two lines: an adapted translation is “adapted from”."),
        )
    elif TRANSLATED not in parts and ADAPTED not in parts:
        yield Problem(N_("the credit does not give the title of the first text."), _FORM)
    if AUTHOR not in parts and SITE not in parts:
        yield Problem(N_("the credit names neither an author nor a site."), _FORM)
    if ADDRESS not in parts:
        yield Problem(N_("the credit does not say at which address the text stands."), _FORM)
    if LICENCE not in parts:
        yield Problem(
            N_("the credit does not say what allows you to publish this text."),
            N_(
                "Add its licence, “- licence: CC BY 4.0”, or “- licence: with the author’s "
                "permission”."
            ),
        )


def _licence(written: str) -> tuple[str, str]:
    """Return the name of a licence, and the address where it can be read, if there is one."""
    match = _WITH_ADDRESS.fullmatch(written)
    if match:
        return match["name"], match["address"]
    if _PUBLIC_DOMAIN.fullmatch(written):
        return written, "https://creativecommons.org/publicdomain/zero/1.0/"
    match = _CREATIVE_COMMONS.fullmatch(written)
    if not match:
        return written, ""
    places = (match["kind"], match["version"], match["country"] or "")
    path = "/".join(filter(None, places)).lower()
    return written, f"https://creativecommons.org/licenses/{path}/"


def _not_allowed(licence: str, line: str) -> list[Problem]:
    """Return the remark on a licence under which nothing derived may be published (ND, 2(a)(1))."""
    if not _NO_DERIVED_TEXT.match(licence):
        return []
    problem = Problem(
        N_("the licence “{licence}” allows neither a translation nor an adaptation."),
        N_(
            "Ask the author; with an agreement, write “- licence: with the author’s permission”. "
            "Else say it in your own words, and cite the text as a source."
        ),
        {"licence": licence},
        level=WARNING,
    )
    return [_at(problem, line)]


def _at(problem: Problem, line: str) -> Problem:
    """Return a problem of the credit with the line of the header that it is about."""
    return Problem(problem.what, problem.fix, problem.values, line, 0, problem.level, FIELD)

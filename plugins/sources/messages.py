"""Word what is wrong with a source that may not be cited, or that nobody knows.

Knows nothing of Pelican.
"""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from plugins.shared.problems import N_, WARNING, Phrase, Problem

from .final_list import Line
from .findable import CITE_OTHERS, CORRECT, NO_IDENTIFIER, NOTHING, TAKE_OUT
from .grammar import Call
from .identifiers import PMCID, is_year, read_identifier, what_else
from .library import Library, fold
from .status import RETRACTED, Status

A_YEAR = N_("“{words}” alone could be a year.")
WRITE_PMID = N_("For the number of an article in PubMed, write pmid:{words}")


def forbidden(key: str, status: Status, quote: str, line: int = 0) -> Problem:
    """Return the problem of a source that may not be cited unknowingly."""
    return Problem(
        N_("the source “{key}” was retracted.")
        if status.state == RETRACTED
        else N_("the source “{key}” was withdrawn."),
        N_(
            "Do not cite it, or say why you do in sources/annotations.toml: "
            'a line ["{key}"], then a line acknowledged = "…".'
        ),
        {"key": key},
        quote=quote,
        line=line,
    )


def unknown(call: Call, quote: str, library: Library, keys: Collection[str] = ()) -> Problem:
    """Return the problem of a call that leads neither to the library nor to the final list."""
    other = what_else(call.key)
    if other:
        return Problem(other, CITE_OTHERS, {"words": call.key}, quote)
    if is_year(call.key) and not call.scheme:
        return Problem(A_YEAR, WRITE_PMID, {"words": call.key}, quote)
    known = [*keys, *filter(None, [library.near(call.key)])]
    near = next(iter(get_close_matches(fold(call.key), known, n=1)), None)
    named = read_identifier(call.key, call.scheme)
    if near:
        fix = N_("Did you mean “{near}”?")
    elif named and named.kind != PMCID:
        fix = N_(
            "Add it: python3 tasks.py cite, then paste it; or, for the whole article: "
            "python3 tasks.py cite --article FILE"
        )
    else:
        fix = N_(
            "Add it: python3 tasks.py cite, then write the short name that it gives here; or the "
            "one (“id”) of a source of sources/sources.json, a DOI, a PMID or an address; or write "
            "the source in the final list, in a line that begins [@{key}]:"
        )
    return Problem(
        N_("the source “{key}” is not known."),
        fix,
        {"key": call.key, "near": near},
        quote,
    )


def unknown_line(call: Call, line: Line, number: int, library: Library) -> Problem:
    """Return the problem of a line of the list that is a single word, and no known name."""
    near = library.near(call.key)
    other = what_else(call.key)
    if other:
        what, fix = other, TAKE_OUT
    elif is_year(call.key):
        what, fix = A_YEAR, WRITE_PMID
    elif not any(map(str.isalnum, call.key)):
        what, fix = NOTHING, TAKE_OUT
    elif call.scheme:
        what, fix = NO_IDENTIFIER, CORRECT
    else:
        what = N_("the source “{key}” is not known.")
        fix = (
            N_("Did you mean “{near}”?")
            if near
            else N_("Write the short name of a known source; or who, what and when, in one line.")
        )
    values = {"key": call.key, "near": near, "words": line.words}
    return Problem(what, fix, values, line.words, number)


def remark(what: Phrase, fix: Phrase, quote: str, line: int, **values: object) -> Problem:
    """Return a remark on a line of the list: it stops nothing."""
    return Problem(what, fix, values, quote, line, level=WARNING)

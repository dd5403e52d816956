"""Tell what keeps a TOML file from being read, by the line where reading ends. Pure.

Each row of the table is something that a person types there and that TOML lacks:
https://toml.io/en/v1.0.0
"""

from __future__ import annotations

import re

from .problems import N_, Phrase, Problem
from .toml_lines import twice

# The name of a setting up to its value, and what may end a line.
_SET = r"(?P<name>[\w.-]+)\s*=\s*"
_END = r"\s*(?:#.*)?$"
# What stands before a place that is between no quotes; the letters between two, once escaped.
_OUTSIDE = r'(?:[^"#]|"[^"]*")*?'
_LETTERS = r'(?:[^"\\]|\\(?:[btnfr"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}))*'
_STRAIGHT = N_("these quotes are not straight ones.")
_TYPE_STRAIGHT = N_(
    'Type straight ones in their place: "…". An editor that curls them by itself, such as Word, '
    "can be told not to."
)
_DATE = N_("this date cannot be read.")
_AS_A_DATE = N_("Write year-month-day with figures, for example 2026-11-22.")
_ODD_NAME = N_("“{name}” holds letters or signs that a name of this file cannot have.")
_AS_A_NAME = N_(
    'Write one of the names that this file shows, or put yours between quotes: "{name}"'
)
# In this order: the first row that fits is what is told.
_FAULTS: list[tuple[str, Phrase, Phrase]] = [
    (rf"{_OUTSIDE}[=\[,]\s*[“”„«‘’]", _STRAIGHT, _TYPE_STRAIGHT),
    (rf'{_SET}"[^"]*[“”]{_END}', _STRAIGHT, _TYPE_STRAIGHT),
    (
        # Spaces that no editor tells from plain ones, and marks without any width.
        rf"{_OUTSIDE}[\u00a0\u2000-\u200b\u202f\u2060\ufeff]",
        N_("a space of this line, outside the quotes, is not the one of the space bar."),
        N_("Type the line again, without copying it."),
    ),
    (
        r"(?P<name>[\w.-]+)\s*:",
        N_("a colon stands where an equals sign is expected."),
        N_("Write {name} = and then the value."),
    ),
    (r"\[\[?(?=[^\[\]]*?[^\x00-\x7f])(?P<name>[^\[\]\"]+)\]", _ODD_NAME, _AS_A_NAME),
    (r"(?=[^=]*[^=\w.\s-]|[^=]*[^\x00-\x7f=])(?P<name>[^\[\]=\"'#]+?)\s*=", _ODD_NAME, _AS_A_NAME),
    (rf"{_SET}\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*\d{{2,4}}", _DATE, _AS_A_DATE),
    (rf"{_SET}\d{{1,2}}(?:er)?\s+[^\W\d]+\s+\d{{4}}", _DATE, _AS_A_DATE),
    (rf"{_SET}\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}", _DATE, _AS_A_DATE),
    (
        rf"{_SET}(?i:oui|yes|vrai|true|non|no|faux|false){_END}",
        N_("yes and no are not written this way."),
        N_("Write {name} = true for yes, {name} = false for no."),
    ),
    (
        rf"{_SET}\[?\s*[^\W\d]",
        N_("words stand without quotes."),
        N_('Put them between straight quotes: "…"'),
    ),
    (
        rf'(?:[^"#]|"{_LETTERS}")*"{_LETTERS}\\',
        N_("a backslash \\ stands between quotes, where it does not mean itself."),
        N_('Write / in its place: "C:/Users/Jeanne"'),
    ),
    (
        rf'{_SET}\[\s*"[^"]*"(?:\s*,\s*"[^"]*")*\s+"',
        N_("a comma is missing between two values."),
        N_('Put one between them: ["…", "…"]'),
    ),
    (
        rf'{_OUTSIDE}"[^"]*$',
        N_("a quote is missing: words begin and end on one line, each with a quote."),
        N_('Close them: "…"'),
    ),
    (
        rf"{_SET}(?:\"[^\"]*\"|'[^']*')\s*[^\s#]",
        N_("the value ends at its second quote, and something follows it."),
        N_("Take it out, or write it after #. Inside of words, quote with « »."),
    ),
    (
        r"\[[^\]#]*$",
        N_("a bracket is opened and not closed."),
        N_("Close it on the same line: […]"),
    ),
    (
        rf"{_SET}[\d+-]",
        N_("this is neither a number nor a date."),
        N_(
            'Write a number alone, with a point, not a comma, or words between quotes: {name} = "…"'
        ),
    ),
]
_COMPILED = [(re.compile(pattern), what, fix) for pattern, what, fix in _FAULTS]


def unreadable_toml(text: str, error: Exception) -> Problem:
    """Return the problem of a TOML file that tomllib gave up on, with the line it names."""
    match = re.search(r"at line (\d+)", str(error))
    lines = text.removesuffix("\n").split("\n")
    # At the end of the document no line is named: the fault is in the last one.
    line = min(int(match[1]), len(lines)) if match else len(lines)
    quote = lines[line - 1].strip()
    # tomllib’s own words, on a table and on a key.
    again = re.search("declare|overwrite", str(error))
    name, first = twice(text, line) if again else ("", 0)
    if first:
        return Problem(
            N_("“{name}” is written twice: on line {first}, and again here, on line {second}."),
            N_("Keep one: bring what stands under the second to the first, then take it out.")
            if name.startswith("[")
            else N_("Keep one of the two lines."),
            {"name": name, "first": first, "second": line},
            quote=quote,
            line=line,
        )
    # A list that is not closed is told on the line after it, where nothing is wrong.
    if "array" not in str(error) or "[" in quote:
        for pattern, what, fix in _COMPILED:
            if found := pattern.match(lines[line - 1].lstrip(" \t")):
                return Problem(what, fix, found.groupdict(), quote=quote, line=line)
    return Problem(
        N_("this file cannot be read from here on."),
        N_('Check the quotes (straight: "…"), the commas and the brackets, there and just above.'),
        quote=quote,
        line=line,
    )

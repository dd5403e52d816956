"""Refuse the ways of writing a field that YAML reads and a doctor, or another program, would not.

``"status": draft``, ``status: [draft]`` or an indented ``status: draft`` mean a draft to YAML
alone. Whoever reads the file by eye, and the audit, which reads it by rules of its own, must find
the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.shared.problems import N_, Problem

from .core import LIST_FIELDS
from .document import Document, Field

_PLAIN_NAME = re.compile(r"([^\W\d]\w*)[ \u00a0\u202f]*:")
# A value between quotes, then something else: a comment, which YAML takes out without a word.
_AFTER_QUOTES = re.compile(r""":\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'(?!'))\s*(?P<rest>\S.*)""")


def check_forms(text: str, document: Document, known: list[str]) -> Iterator[Problem]:
    """Yield each field of a header that is not written as one name, a colon, and words or a list.

    ``text``: the whole file, which the header of ``document`` was read from; ``known``: the fields
    that are read; of any other, it is told that nobody reads it.
    """
    lines = text.split("\n")
    told = {problem.line for problem in document.problems}
    for name, found in document.fields.items():
        if name in known and found.line not in told:
            problem = _check_form(name, found, lines[found.line - 1])
            if problem:
                yield problem


def _check_form(name: str, found: Field, line: str) -> Problem | None:
    match = _PLAIN_NAME.match(line)
    values: dict[str, object] = {"name": name, "value": found.text}
    if match is None or match[1].lower() != name:
        return Problem(
            N_("the name of this field is not alone at the beginning of its line."),
            N_("Write it without quotes, brackets or spaces before it: {name}: {value}"),
            values,
            line.strip(),
            found.line,
        )
    if isinstance(found.value, list) and name not in LIST_FIELDS:
        return Problem(
            N_("“{name}” takes words, not a list."),
            N_("Write it without brackets or hyphens: {name}: {value}"),
            values,
            line.strip(),
            found.line,
        )
    after = _AFTER_QUOTES.search(line)
    if after and after["rest"] not in found.text:
        return Problem(
            N_("“{rest}”, after the quotes, would be lost."),
            N_("Put it between the quotes, or take it out."),
            {"rest": after["rest"]},
            line.strip(),
            found.line,
        )
    return None

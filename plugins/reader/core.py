"""Read what a doctor wrote: text to header and body.

Knows nothing of Pelican. Whatever is wrong is returned as problems with the
line, beside a header that can still be used, so that one fault does not hide
the others.
"""

from __future__ import annotations

import re

from plugins.shared.fields import ARTICLE, PAGE, in_english, names, of_type
from plugins.shared.problems import N_, WARNING, Problem

from .document import Document, Field
from .header import find_header
from .values import Value, value_of

ARTICLE_FIELDS = names(ARTICLE)
PAGE_FIELDS = names(PAGE)
LIST_FIELDS = of_type("list")
DATE_FIELDS = of_type("date")

# reflux.en.md: what stands between the first dot and the last is the language.
_LANGUAGE_OF_FILE = re.compile(r"^[^.]+\.(.+)\.[^.]+$")
# Written as on social networks: #dos. The sign is no part of the word.
_HASHTAGS = frozenset({"tags", "conditions"})
_HASHTAG = re.compile(r"(^|,)\s*#+\s*(?=\w)")


def read_document(text: str) -> Document:
    """Return the header and the body of a Markdown file.

    The header is YAML between two lines of ``---``, as editors and other
    generators write it, or Pelican's plain ``Key: value`` lines up to the first
    empty one. A value that YAML would trip on (``title: Reflux : que faire ?``)
    is taken as the words it is.
    """
    lines = text.split("\n")
    header = find_header(lines)
    if header is None:
        return Document({}, text)
    problems = header.problems
    fields: dict[str, Field] = {}
    for chunk in header.chunks:
        value, problem = value_of(chunk)
        if chunk.name in fields:
            problems.append(
                Problem(
                    N_("“{name}” is written twice in the header."),
                    N_("Keep one of the two lines."),
                    {"name": chunk.name},
                    quote=chunk.written,
                    line=chunk.index + 1,
                )
            )
        if in_english(chunk.name) in _HASHTAGS and "#" in "".join(value):
            value = _without_hashes(value)
            problems.append(
                Problem(
                    N_("the sign # is not part of a key word: it is left out."),
                    "",
                    {},
                    chunk.written,
                    chunk.index + 1,
                    WARNING,
                )
            )
        problems += [problem] if problem else []
        fields[chunk.name] = Field(value, chunk.index + 1, chunk.written, problem is not None)
    body = "\n".join(lines[header.body :])
    return Document(fields, body, min(header.body + 1, len(lines)), problems)


def _without_hashes(value: Value) -> Value:
    """Return key words without the sign # that each begins with."""
    if isinstance(value, list):
        return [_HASHTAG.sub(r"\1", item) for item in value]
    return _HASHTAG.sub(lambda match: f"{match[1]} ", value).strip()


def language_of(document: Document, name: str, default: str) -> str:
    """Return the language that a header says, else the name of the file, else the blog's."""
    match = _LANGUAGE_OF_FILE.match(name)
    return document.get("lang").lower() or (match[1] if match else default)

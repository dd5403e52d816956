"""Number the sources of an article: the step as the pipeline runs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from plugins.shared.articles import Article, Result
from plugins.shared.problems import ERROR, N_, WARNING, Problem

from .calls import between_calls, find_calls, remove_calls, replace_calls, take_listed
from .claims import unsourced_claims
from .core import Bibliography, Numbering, cite, left_over
from .final_list import Line
from .identifiers import of_address
from .library import Library
from .messages import forbidden

_LIST = re.compile(
    r"<h[1-6][^<>]*>((?:(?!</h[1-6]>).){1,200})</h[1-6]>\s*<[ou]l[^<>]*>\s*"
    r"<li>((?:(?!</li>).){1,2000})",
    re.DOTALL,
)
_TAG = re.compile(r"<[^<>]*>")
_OF_SOURCES = re.compile(r"\b(?:sources?|références?|references?|bibliograph\w*)\b", re.IGNORECASE)
# A year after a full stop, or what names a publication.
_REFERENCE = re.compile(
    r"\.\s(?:[^<>]*\D)?(?:19|20)\d\d\b|\bdoi\b|\bPMID\b|\b10\.\d{4,9}/", re.IGNORECASE
)
_HREF = re.compile(r'<a [^<>]*?href="(https?://[^"]*)"')


def run(
    article: Article, *, library: Library, since: int, illnesses: frozenset[str]
) -> Result[Bibliography]:
    """Return the sources of the article, and its body with the calls printed.

    ``since``: the year before which a source is old; ``illnesses``: see
    :mod:`plugins.shared.patterns`.
    """
    body, listed = take_listed(article.body)
    if article.is_medical:
        problems = unsourced_claims(body, article.language, article.text, illnesses)
    else:
        problems = [_no_box(call) for call in find_calls(body)]
        body = remove_calls(body)
    length = article.text.count("\n") + 1 if listed else 0
    numbering = Numbering(library, article.name, article.language, since=since, length=length)
    listed += map(Line, article.words("sources"))
    printed, bibliography = cite(find_calls(body), listed, numbering, between_calls(body))
    problems += numbering.figures_left(body)
    body = replace_calls(body, printed)
    problems += [
        *numbering.problems,
        *left_over(body, library, numbering.keys),
        *left_over(article.title),
        *_astray(body, library, article.language),
        *(_not_read(body) if article.is_medical else ()),
    ]
    wanted = article.is_medical and library.readable
    if wanted and not (bibliography.entries or any(p.level == ERROR for p in problems)):
        problems.append(
            Problem(
                N_("this article cites no source."),
                N_("Cite at least one in the text, [@key], or in a final list “## Sources”."),
            )
        )
    return Result(bibliography, tuple(problems), body, remove_calls(article.summary))


def _astray(body: str, library: Library, language: str) -> Iterator[Problem]:
    """Yield the links of a text that lead to a publication which was taken back."""
    for href in dict.fromkeys(_HREF.findall(body)):
        named = of_address(unescape(href))
        id_ = library.named([named]) if named else None
        if id_ is None:
            continue
        status = library.status(id_, language)
        if status.is_forbidden and not status.acknowledged:
            yield forbidden(id_, status, unescape(href))


def _not_read(body: str) -> Iterator[Problem]:
    """Yield the lists of references whose heading is not that of the sources."""
    for heading, first in _LIST.findall(body):
        words = unescape(_TAG.sub("", heading)).strip()
        if _OF_SOURCES.search(words) and _REFERENCE.search(unescape(_TAG.sub("", first))):
            yield Problem(
                N_("the list below this heading is not read as the sources of the article."),
                N_("If they are its sources, write ## Sources, alone on the line."),
                quote=words,
                level=WARNING,
            )


def _no_box(call: str) -> Problem:
    return Problem(
        N_("news of the practice has no box of sources: this citation would lead nowhere."),
        N_("Take the citation out, or the line “kind: practice”."),
        quote=f"[{call}]",
    )

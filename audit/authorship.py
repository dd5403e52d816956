"""Who speaks on a page, and who paid: whom its header names, for readers and for search engines.

What a page says at its top is compared with the header and ``blog.toml``, read by this package;
what its data tell search engines, with what it says to readers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborNode

from plugins.shared.problems import N_, Problem

from .boxes import is_seen
from .folded import folded
from .inventory import Article
from .page import Page
from .schema_org import several
from .structure import UNLIKE, Thing

_UNNAMED = N_("the page does not name its author at its top.")
# Where an article names the people that its data for search engines name; and another page, which
# has no author.
_PLACES = {
    "author": "p.byline__author",
    "reviewedBy": ".byline__reviewer",
    "funder": "section.review .review__funding",
}
_ELSEWHERE = {"reviewedBy": "main"}


def audit_byline(page: Page, article: Article) -> Iterator[Problem]:
    """Yield what is wrong with who wrote an article and read it again, at the top of its page."""
    bylines = page.tree.css(".byline")
    if len(bylines) != 1 or not is_seen(bylines[0], "byline", {}):
        yield Problem(_UNNAMED, quote=", ".join(article.authors))
        return
    lines = [_name(node.text()) for node in bylines[0].css("p.byline__author")]
    for author in article.authors:
        if not any(_name(author) in line for line in lines):
            yield Problem(_UNNAMED, quote=author)
    for line in lines:
        if not any(line.startswith(_name(author)) for author in article.authors):
            yield Problem(
                N_("the page names at its top an author whom its header does not."), quote=line
            )
    reviewers = bylines[0].css(".byline__dates .byline__reviewer")
    named = [_name(node.text()) for node in reviewers]
    wanted = 1 if article.reviewer else 0
    if len(named) != wanted or not all(_name(article.reviewer) in name for name in named):
        yield Problem(
            N_("the page does not name at its top the reviewer of its header, or names another."),
            quote=article.reviewer or ", ".join(named),
        )
    for day in bylines[0].css(".byline__dates time"):
        said = _after(day)
        if said:
            yield Problem(
                N_("the page says more at its top of a review than its header."), quote=said
            )


def _after(day: LexborNode) -> str:
    """Return the words that follow a day on its line, but for the reviewer’s own."""
    words = []
    node = day.next
    while node is not None:
        classes = (node.attributes.get("class") or "").split() if node.is_element_node else []
        if "byline__reviewer" not in classes:
            words.append((node.text() if node.is_element_node else node.text_content or "").strip())
        node = node.next
    return " ".join(word for word in words if word)


def audit_authorship_data(
    page: Page, things: list[Thing], article: Article | None
) -> Iterator[Problem]:
    """Yield what the data for search engines say of people that a page or its header does not."""
    by_id = {str(thing["@id"]): thing for thing in things if "@id" in thing and len(thing) > 1}
    places = _PLACES if article else _ELSEWHERE
    for thing in things:
        for role in thing.keys() & _PLACES.keys():
            shown = _name("".join(node.text() for node in page.tree.css(places.get(role, "wbr"))))
            names = [_name(name) for name in _names(thing[role], by_id)]
            paid = [_name(article.funder)] if article and role == "funder" else names
            if names != paid or not all(name and name in shown for name in names):
                yield Problem(UNLIKE, quote=f"{role}: {', '.join(names)}")


def _names(value: Any, by_id: dict[str, Thing]) -> list[str]:
    """Return the names of some people in the data; empty for one that has none."""
    people = [one if isinstance(one, dict) else {"name": one} for one in several(value)]
    return [str(by_id.get(str(one.get("@id")), one).get("name", "")) for one in people]


def _name(text: str) -> str:
    """Return a name as one to a reader: capitals, spaces and kinds of quotes do not count."""
    return folded(text).casefold()

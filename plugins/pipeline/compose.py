"""Put an article together: disclaimer, body, dates, sources, communities.

Knows nothing of Pelican. The boxes are templates that a theme may override by
name; they are rendered with autoescape on and undefined names refused, whatever
the theme's own environment allows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import Environment

from plugins.shared.articles import listed_of
from plugins.shared.cache import as_text
from plugins.shared.html import CALL, pieces, top_blocks

BEFORE = ("disclaimer", "caution")
AFTER = ("glossary", "credit", "review", "sources", "communities")
PRACTICE_AFTER = ("glossary", "credit", "review")

# Pelican moves what {attach} names next to one page, and fails when two pages name it.
_ATTACHED = '="{attach}'
_LINK_TO_SELF = re.compile(r'(href=")(#)')
# Each stops where it would begin again: what is never closed costs its length only.
_FIRST_PARAGRAPH = re.compile(r"<p>(?:(?!<p>).)*?</p>", re.DOTALL)
_LINK_TO_PLACE = re.compile(r'<a href="#[^"]*"[^<>]*>((?:(?!<a\b).)*?)</a>', re.DOTALL)


def render(boxes: Environment, names: Iterable[str], context: Mapping[str, Any]) -> str:
    """Return the HTML of some boxes, one after the other."""
    return "\n".join(
        boxes.get_template(f"components/{name}.html").render(context).strip() for name in names
    )


def boxes_after(*, is_medical: bool, has_sources: bool) -> tuple[str, ...]:
    """Return what stands below an article: news of the practice have sources if they list some."""
    if is_medical:
        return AFTER
    return (*PRACTICE_AFTER, "sources") if has_sources else PRACTICE_AFTER


def shown_of(article: Any) -> Iterator[str]:
    """Yield all that a box may show of an article of Pelican's, and of others by way of it."""
    yield article.prepared.signature
    yield as_text(article.review)
    for illness in article.illnesses:
        yield f"{illness.name} {illness.save_as} {len(illness.articles)} {len(illness.suited)}"
    onward = article.onward
    others = [*article.translations, *onward["related"], *onward["series"]]
    for other in (article, *others, onward["before"], onward["after"]):
        yield from listed_of(other) if other else ("",)


def excerpt(body: str) -> str:
    """Return the first paragraph of a body as a summary, rather outside of a box; empty if none.

    Without its calls, and without links to places that only the whole page has.
    """
    blocks = [block for block in top_blocks(body) if not block.level]
    first = next((block.html for block in blocks if block.tag == "p"), "")
    match = _FIRST_PARAGRAPH.search(first or "".join(block.html for block in blocks))
    if not match:
        return ""
    *texts, last = CALL.split(match[0])
    return _LINK_TO_PLACE.sub(r"\1", "".join([*(text.rstrip() for text in texts), last]))


def absolute_anchors(html: str, address: str) -> str:
    """Return a feed's HTML with the links to its own anchors made whole."""
    return _in_tags(html, lambda tag: _LINK_TO_SELF.sub(rf"\g<1>{address}\g<2>", tag))


def as_static(html: str) -> str:
    """Return HTML whose attached files stay where they are, for any page to show."""
    if _ATTACHED not in html:
        return html
    return _in_tags(html, lambda tag: tag.replace(_ATTACHED, '="{static}'))


def _in_tags(html: str, change: Callable[[str], str]) -> str:
    """Return HTML whose tags are changed; code that shows the same signs stays as it is."""
    return "".join(f"{text}{change(tag)}" for text, tag, _ in pieces(html))

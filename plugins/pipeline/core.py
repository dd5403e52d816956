"""Put an article together: disclaimer, body, dates, sources, communities.

Knows nothing of Pelican. The boxes are templates that a theme may override by
name; they are rendered with autoescape on and undefined names refused, whatever
the theme's own environment allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import Environment

# The attribute that each plugin must have set, in the order of PLUGINS.
PARTS = tuple("conditions disclaimer callouts glossary sources communities identity review".split())
BEFORE = ("disclaimer", "caution")
AFTER = ("glossary", "review", "sources", "communities")
PRACTICE_AFTER = ("glossary", "review")

_LINK_TO_SELF = re.compile(r'(href=")(#)')
# Each stops where it would begin again: what is never closed costs its length only.
_FIRST_PARAGRAPH = re.compile(r"<p>(?:(?!<p>).)*?</p>", re.DOTALL)
# Calls to the sources and to the notes, which stand below the whole text only.
_CALL = re.compile(
    r'<sup (?:class="sources-call"|id="fnref[^"]*")>(?:(?!<sup\b).)*?</sup>', re.DOTALL
)
_LINK_TO_PLACE = re.compile(r'<a href="#[^"]*"[^<>]*>((?:(?!<a\b).)*?)</a>', re.DOTALL)
_HEADING = re.compile(r"<h[1-6]\b[^<>]*>(?:(?!<h[1-6]\b).)*?</h[1-6]>", re.DOTALL)


def missing_parts(article: object) -> list[str]:
    """Return the plugins that did not do their work on an article.

    Until its plugin ran, an attribute is absent, or is still the raw text or list
    that Pelican read from the header.
    """
    return [name for name in PARTS if isinstance(getattr(article, name, None), str | list | None)]


def render(boxes: Environment, names: Iterable[str], context: Mapping[str, Any]) -> str:
    """Return the HTML of some boxes, one after the other."""
    return "\n".join(
        boxes.get_template(f"components/{name}.html").render(context).strip() for name in names
    )


def excerpt(body: str) -> str:
    """Return the first paragraph of a body as a summary; empty if none.

    Without its calls, and without links to places that only the whole page has.
    """
    match = _FIRST_PARAGRAPH.search(_HEADING.sub("", body))
    if not match:
        return ""
    *texts, last = _CALL.split(match[0])
    return _LINK_TO_PLACE.sub(r"\1", "".join([*(text.rstrip() for text in texts), last]))


def absolute_anchors(html: str, address: str) -> str:
    """Return a feed's HTML with the links to its own anchors made whole."""
    return _LINK_TO_SELF.sub(rf"\g<1>{address}\g<2>", html)

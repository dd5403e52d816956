"""What the links and images of a text lead to. Knows nothing of Pelican."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from urllib.parse import unquote

from plugins.shared.html import ids, links, words_of
from plugins.shared.problems import N_, Problem

# The folder whose files are published as they are.
PUBLISHED = "images/"

_INTERNAL = re.compile(r"\{(\w+)\}([^#?]*)(?:\?[^#]*)?(?:#(.*))?")
# What the theme names in every page: see theme/templates/base.html.
_OF_THE_PAGE = frozenset({"page-content"})
_EMPTY = re.compile(r'<a\s[^>]*?href=""[^>]*>(.*?)</a>', re.DOTALL)
_NOTE = "#fnref:"
_LEADS_OUT = ("https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True)
class Target:
    """What a link inside the blog leads to: whether it is published, its HTML.

    ``planned``: the day from which an article that waits for it will be.
    """

    status: str = "published"
    html: str = field(default="", repr=False)
    planned: date | None = None


def doubled_places(html: str) -> Iterator[Problem]:
    """Yield the places of a text that have one name, or that of a part of every page."""
    counts = Counter(ids(html))
    for name, count in counts.items():
        if count > 1 or name in _OF_THE_PAGE:
            heading = re.search(rf'<h[2-6] id="{re.escape(name)}">([^<]*)', html)
            yield Problem(
                N_("another place of the page is already named “{name}”."),
                N_("Word this heading otherwise, or name it: {{#another-name}} at its end."),
                {"name": name},
                quote=unescape(heading[1]).strip() if heading else name,
            )


def broken_links(
    html: str, find: Callable[[str, str], Target | None], *, online: date | None
) -> Iterator[Problem]:
    """Yield what the links and images of a text lead to in vain.

    ``find`` returns what a kind of link (filename, static, attach, category, tag,
    index) and a path lead to, ``None`` when there is nothing there. ``online``: the day from which
    readers see the text, ``None`` for a draft.
    """
    here = set(ids(html))
    for attribute, target in links(html):
        problem = (
            _broken_image(target, find)
            if attribute == "src"
            else _broken_link(target, find, here, online)
        )
        if problem:
            what, fix = problem
            written = unescape(target)
            if written.startswith(_NOTE):
                # What Markdown makes of “[^name]:”, the doctor's own word.
                written = f"[^{written.removeprefix(_NOTE)}]"
            yield Problem(what, fix, {"target": written}, quote=written or _words_of_empty(html))


def _words_of_empty(html: str) -> str:
    """Return the words of the first link without an address, by which it is found in its file."""
    match = _EMPTY.search(html)
    return words_of(match[1]) if match else "]()"


def _broken_image(target: str, find: Callable[[str, str], Target | None]) -> tuple[str, str] | None:
    internal = _INTERNAL.fullmatch(target)
    if internal is None or internal[1] not in ("static", "attach"):
        return (
            N_("“{target}” is not an image of the blog."),
            N_("Put it into the folder images, and write {{static}}/images/name.jpg"),
        )
    return None if find(internal[1], internal[2]) else _NOT_THERE


def _broken_link(
    target: str,
    find: Callable[[str, str], Target | None],
    here: set[str],
    online: date | None,
) -> tuple[str, str] | None:
    internal = _INTERNAL.fullmatch(target)
    if internal:
        found = find(internal[1], internal[2])
        if found is None:
            return _NO_FILE if internal[1] in _OF_FILES else _NOT_THERE
        if online and found.status == "draft" and not (found.planned and found.planned <= online):
            return _TOO_EARLY if found.planned else _TO_A_DRAFT
        there = ids(found.html) if internal[3] else ()
        return _NO_SUCH_PLACE if internal[3] and unquote(internal[3]) not in there else None
    if target.startswith("#") and unquote(target[1:]) not in here:
        return _UNCALLED_NOTE if target.startswith(_NOTE) else _NO_SUCH_PLACE
    if target.startswith(("#", *_LEADS_OUT)):
        return None
    return _NOWHERE if target else _NO_ADDRESS


_TO_A_DRAFT = (
    N_("“{target}” leads to a draft, which has no page online."),
    N_("Publish that article, or take the link out."),
)
_TOO_EARLY = (
    N_("“{target}” leads to an article that is planned for a later day: no page until then."),
    N_("Take the link out until then, or plan this article for that day or later."),
)
_OF_FILES = frozenset({"static", "attach"})
_NO_FILE = (
    N_("“{target}” leads to a file that does not exist."),
    N_("Put the file into content/images, or correct the name, capitals and accents included."),
)
_NOT_THERE = (
    N_("“{target}” leads to a file that does not exist."),
    N_("Correct the name, capitals and accents included."),
)
_NOWHERE = (
    N_("“{target}” leads nowhere."),
    N_("Write {{filename}}/articles/name.md for an article, https://… for a site."),
)
_NO_ADDRESS = (
    N_("this link has no address."),
    N_("Write it after the words, between ( and ), or keep the words alone."),
)
_UNCALLED_NOTE = (
    N_("nothing in the text refers to the note {target}."),
    N_("Write [^name] after the words it explains, or take the note out."),
)
_NO_SUCH_PLACE = (
    N_("“{target}” leads to a place of the page that does not exist."),
    N_("Write # and the words of a heading in small letters, without accents, hyphens between."),
)

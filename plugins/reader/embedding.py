"""Say what to write instead of a video or a page of another site. Knows nothing of Pelican."""

from __future__ import annotations

import re
from html import unescape

from plugins.shared.problems import N_, Phrase

# What shows another site, or a film, inside of a page.
EMBEDDING = frozenset("iframe embed object video audio".split())

_SOURCE = re.compile(
    r"""<(?:iframe|embed|object|video|audio|source)\b[^<>]*?\b(?:src|data)\s*=\s*["']?([^"'\s<>]+)""",
    re.IGNORECASE,
)
# What stands in a page, and the page itself where a reader sees the same.
_PAGES = (
    (r"(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+)", "www.youtube.com/watch?v={}"),
    (r"player\.vimeo\.com/video/(\d+)", "vimeo.com/{}"),
    (r"(?:www\.|geo\.)?dailymotion\.com/embed/video/(\w+)", "www.dailymotion.com/video/{}"),
    (r"geo\.dailymotion\.com/player(?:/\w+)?\.html\?video=(\w+)", "www.dailymotion.com/video/{}"),
    (r"open\.spotify\.com/embed/(\w+/\w+)", "open.spotify.com/{}"),
)


def instead_of_embedding(html: str) -> tuple[Phrase, str]:
    """Return what to do about the first film or page inside of a page, and its own address."""
    match = _SOURCE.search(html)
    address = re.sub(r"^(?:https?:)?//", "", unescape(match[1])) if match else ""
    if "/" not in address or "." not in address.partition("/")[0]:
        return N_("Write a link to it instead: [See the video](https://…)"), ""
    for typed, page in _PAGES:
        found = re.match(typed, address)
        address = page.format(found[1]) if found else address
    return N_("Write a link to it instead: [See the video](https://{address})"), address

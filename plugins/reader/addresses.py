"""Clean the addresses of a text: nothing in them follows a reader, every sign is encoded.

Read on the HTML of a text, so that links, images, addresses typed as they are and the final list of
sources are all reached; code is left alone. Knows nothing of Pelican.
"""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import quote, urlunsplit

from plugins.shared.problems import N_, WARNING, Phrase, Problem
from plugins.shared.quotes import Lines
from plugins.shared.tracking import SHORTENED, URL, host_of, split, untracked, without_end

_CODE = re.compile(r"(<(?:code|pre)\b.*?</(?:code|pre)>)", re.DOTALL)
_ATTRIBUTE = re.compile(r'(\b(?:href|src)=")(https?://[^"]*)', re.IGNORECASE)
# RFC 3986: what an address may hold as it is, “%” for what is encoded already.
_SAFE = "%/?:@!$&'()*+,;=~-._"


def clean_addresses(html: str, written: str, first_line: int) -> tuple[str, list[Problem]]:
    """Return HTML whose addresses follow nobody, and what of them was changed, as remarks.

    ``written``: what the doctor typed, whose first line is ``first_line`` of the file.
    """
    if "://" not in html:
        return html, []
    found: dict[str, Problem] = {}
    lines = Lines(written, first_line)

    def cleaned(match: re.Match[str]) -> str:
        typed = without_end(match[0])
        problem = _told(unescape(typed), lines)
        if problem is None:
            return match[0]
        found.setdefault(typed, problem)
        return escape(str(problem.values["address"])) + match[0][len(typed) :]

    pieces = _CODE.split(html)
    pieces[::2] = [_encoded(URL.sub(cleaned, piece)) for piece in pieces[::2]]
    return "".join(pieces), list(found.values())


def _told(address: str, lines: Lines) -> Problem | None:
    """Return the remark about an address that follows readers, with the one published instead."""
    direct = untracked(address)
    host = host_of(address)
    if direct == address:
        if host not in SHORTENED:
            return None
        what = N_("{host} hides where this address leads, and counts who follows it.")
        fix = N_("Open it, and write the address of the page it leads to.")
    elif host != host_of(direct):
        what = N_("this link passed through {host}; it is published as {address}.")
        fix = N_("Open it once, to see that it leads where you mean.")
    else:
        what = N_("this address followed your readers; it is published as {address}.")
        fix = Phrase()
    # Markdown may have read a sign of it otherwise: its beginning is then enough to find it.
    quoted, line = lines.typed(address)
    if not line:
        quoted, line = lines.typed(address.partition("?")[0])
    return Problem(what, fix, {"host": host, "address": direct}, quoted, line, WARNING)


def _encoded(html: str) -> str:
    """Return HTML in whose links and images every sign that an address cannot hold is encoded."""
    return _ATTRIBUTE.sub(lambda match: match[1] + escape(encode(unescape(match[2]))), html)


def encode(address: str) -> str:
    """Return an address with its path, its query and its fragment percent-encoded, once."""
    parts = split(address)
    if parts is None:
        return address
    fields = ("path", "query", "fragment")
    return urlunsplit(parts._replace(**{f: quote(getattr(parts, f), safe=_SAFE) for f in fields}))

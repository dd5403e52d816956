"""Clean the addresses of a text: nothing in them follows a reader, every sign is encoded.

Read on the HTML of a text, so that links, images, addresses typed as they are and the final list of
sources are all reached; code is left alone. Knows nothing of Pelican.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit, urlunsplit

from plugins.shared.problems import N_, WARNING, Phrase, Problem
from plugins.shared.quotes import Lines

# Parameters that tell a site where a reader comes from, by the names their makers document: Google
# (Analytics, Ads), Meta, Microsoft, Mailchimp, HubSpot, Marketo, Matomo, Piano (AT Internet), X,
# TikTok, LinkedIn, Yandex, Adobe, Vero, Olytics, Branch, Webtrekk.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|srsltid|_ga|_gl|msclkid|mc_[ce]id|igshid|igsh"
    r"|_hsenc|_hsmi|__hs\w+|hsctatracking|mkt_tok|pk_\w+|mtm_\w+|piwik_\w+|matomo_\w+|xtor|xtref"
    r"|at_(?:medium|campaign|custom\d|creation|emailtype|link\w*|ptr_\w+|send_date)|twclid|ttclid"
    r"|ref_src|ref_url|li_fat_id|trk|trkemail|yclid|ymclid|s_cid|vero_(?:id|conv)|oly_(?:enc|anon)_id"
    r"|_branch_\w+|wt[._]?mc\w*|fb_(?:action_\w+|source|ref)|__cft__\w*|__tn__|spm|cmpid",
    re.IGNORECASE,
)
# Only on these sites is such a name one that tracks.
_TRACKING_ON = {
    re.compile(r"(?:^|\.)(?:youtube\.com|youtu\.be|spotify\.com)$"): {"si", "feature"},
    re.compile(r"(?:^|\.)(?:twitter|x)\.com$"): {"s", "t"},
    re.compile(r"(?:^|\.)instagram\.com$"): {"ig_rid"},
}
# Pages that only pass a reader on, and the parameter that says where to.
_REDIRECTIONS = tuple(
    (re.compile(host), re.compile(path), names)
    for host, path, names in (
        (r"(?:^|\.)google\.[a-z.]{2,6}$", r"/(?:url|imgres)$", ("url", "q", "imgrefurl")),
        (r"^(?:l|lm)\.(?:facebook|instagram|messenger)\.com$", r"/", ("u",)),
        (r"(?:^|\.)safelinks\.protection\.outlook\.com$", r"/", ("url",)),
        (r"(?:^|\.)youtube\.com$", r"/redirect$", ("q",)),
        (r"(?:^|\.)linkedin\.com$", r"/(?:redir/redirect|safety/go)/?$", ("url",)),
        (r"(?:^|\.)duckduckgo\.com$", r"/l/?$", ("uddg",)),
        (r"^out\.reddit\.com$", r"/", ("url",)),
        (r"(?:^|\.)(?:vk|ok)\.(?:com|ru)$", r"/away(?:\.php)?$", ("to",)),
        (r"^t\.umblr\.com$", r"/redirect$", ("z",)),
        (r"^(?:www\.)?slack-redir\.net$", r"/link$", ("url",)),
        (r"^href\.li$", r"/", ()),
        (r"(?:^|\.)urldefense(?:\.proofpoint)?\.com$", r"/v[12]/url$", ("u",)),
    )
)
_YAHOO = re.compile(r"/RU=([^/]+)/")
_URLDEFENSE = re.compile(r"/v3/__(https?:/.+?)__;")
_GOOGLE = re.compile(r"(?:^|\.)google\.[a-z.]{2,6}$")
_AMP = re.compile(r"/amp/(s/)?(.+)")
_SHORTENED = frozenset(
    "bit.ly t.co tinyurl.com goo.gl ow.ly buff.ly is.gd lnkd.in cutt.ly rebrand.ly urlz.fr"
    " shorturl.at t.ly fb.me".split()
)
# A redirection may pass through another.
_MOST = 4

_CODE = re.compile(r"(<(?:code|pre)\b.*?</(?:code|pre)>)", re.DOTALL)
_URL = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)
_ENDS = re.compile(r"(?:[.,;:!?…»”’)\]]|&(?:quot|#39|#x27|gt|lt);)+$")
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
        typed = _typed(match[0])
        problem = _told(unescape(typed), lines)
        if problem is None:
            return match[0]
        found.setdefault(typed, problem)
        return escape(str(problem.values["address"])) + match[0][len(typed) :]

    pieces = _CODE.split(html)
    pieces[::2] = [_encoded(_URL.sub(cleaned, piece)) for piece in pieces[::2]]
    return "".join(pieces), list(found.values())


def as_published(written: str) -> str:
    """Return what was typed with its addresses as :func:`clean_addresses` publishes them."""

    def cleaned(match: re.Match[str]) -> str:
        typed = _typed(match[0])
        return clean(unescape(typed)) + match[0][len(typed) :]

    return _URL.sub(cleaned, written)


def _typed(found: str) -> str:
    """Return an address without what ends the sentence or the brackets that it stands in."""
    end = _ENDS.search(found)
    return found[: end.start()] if end else found


def _told(address: str, lines: Lines) -> Problem | None:
    """Return the remark about an address that follows readers, with the one published instead."""
    direct = clean(address)
    host = _host(address)
    if direct == address:
        if host not in _SHORTENED:
            return None
        what = N_("{host} hides where this address leads, and counts who follows it.")
        fix = N_("Open it, and write the address of the page it leads to.")
    elif host != _host(direct):
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


def clean(address: str) -> str:
    """Return an address without redirection, and without the parameters that follow readers."""
    for _ in range(_MOST):
        parts = _split(address)
        if parts is None:
            return address
        further = _destination(parts)
        if not further:
            return _without_tracking(address, parts)
        address = further
    return address


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts if parts.hostname else None


def _host(address: str) -> str:
    parts = _split(address)
    return parts.hostname or "" if parts else ""


def _destination(parts: SplitResult) -> str:
    """Return the address that a redirection leads to, empty for an ordinary page."""
    host = parts.hostname or ""
    for hosts, paths, names in _REDIRECTIONS:
        if hosts.search(host) and paths.match(parts.path):
            given = dict(reversed(parse_qsl(parts.query)))
            candidates = [given.get(name, "") for name in names] if names else [parts.query]
            return next((c for c in candidates if _leads(c)), "")
    further = ""
    if host.endswith("search.yahoo.com"):
        match = _YAHOO.search(parts.path)
        further = unquote(match[1]) if match else ""
    elif host == "urldefense.com":
        match = _URLDEFENSE.match(parts.path)
        further = re.sub(r"^(https?):/+", r"\1://", match[1]) if match else ""
    elif _GOOGLE.search(host):
        match = _AMP.match(parts.path)
        further = f"http{'s' if match[1] else ''}://{match[2]}" if match else ""
    elif host.endswith("bing.com"):
        further = _of_bing(parts)
    return further if _leads(further) else ""


def _of_bing(parts: SplitResult) -> str:
    """Return the address that Bing's own counts, in base 64 after “a1”."""
    packed = dict(parse_qsl(parts.query)).get("u", "")
    if parts.path != "/ck/a" or not packed.startswith("a1"):
        return ""
    padded = packed[2:] + "=" * (-len(packed[2:]) % 4)
    try:
        return urlsafe_b64decode(padded).decode("ascii")
    except ValueError:
        return ""


def _leads(address: str) -> bool:
    return address.lower().startswith(("http://", "https://")) and bool(_host(address))


def _without_tracking(address: str, parts: SplitResult) -> str:
    names = next(
        (n for host, n in _TRACKING_ON.items() if host.search(parts.hostname or "")), set()
    )
    query = "&".join(_kept(parts.query, names))
    fragment = "&".join(_kept(parts.fragment, set())) if "=" in parts.fragment else parts.fragment
    if (query, fragment) == (parts.query, parts.fragment):
        return address
    return urlunsplit(parts._replace(query=query, fragment=fragment))


def _kept(query: str, names: set[str]) -> Iterator[str]:
    for pair in query.split("&"):
        name = unquote(pair.partition("=")[0])
        if not _TRACKING.fullmatch(name) and name not in names:
            yield pair


def _encoded(html: str) -> str:
    """Return HTML in whose links and images every sign that an address cannot hold is encoded."""
    return _ATTRIBUTE.sub(lambda match: match[1] + escape(encode(unescape(match[2]))), html)


def encode(address: str) -> str:
    """Return an address with its path, its query and its fragment percent-encoded, once."""
    parts = _split(address)
    if parts is None:
        return address
    fields = ("path", "query", "fragment")
    return urlunsplit(parts._replace(**{f: quote(getattr(parts, f), safe=_SAFE) for f in fields}))


__all__ = ["as_published", "clean", "clean_addresses", "encode"]

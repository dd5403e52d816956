"""Addresses that follow readers: what tells a site where they come from, or passes them on.

Promise 4: no reader is tracked. Pure: knows neither Pelican nor the network.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit, urlunsplit

from .problems import N_, Problem

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
SHORTENED = frozenset(
    "bit.ly t.co tinyurl.com goo.gl ow.ly buff.ly is.gd lnkd.in cutt.ly rebrand.ly urlz.fr"
    " shorturl.at t.ly fb.me".split()
)
# A redirection may pass through another.
_MOST = 4
# An address in a text, and what ends the sentence or the brackets that it stands in.
URL = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)
_ENDS = re.compile(r"(?:[.,;:!?…»”’)\]]|&(?:quot|#39|#x27|gt|lt);)+$")


def untracked(address: str) -> str:
    """Return an address without redirection, and without the parameters that follow readers."""
    for _ in range(_MOST):
        parts = split(address)
        if parts is None:
            return address
        further = _destination(parts)
        if not further:
            return _without_tracking(address, parts)
        address = further
    return address


def untracked_in(text: str) -> str:
    """Return a text whose addresses follow nobody, as it is published."""

    def cleaned(match: re.Match[str]) -> str:
        typed = without_end(match[0])
        return untracked(unescape(typed)) + match[0][len(typed) :]

    return URL.sub(cleaned, text)


def without_end(found: str) -> str:
    """Return an address without what ends the sentence or the brackets that it stands in."""
    end = _ENDS.search(found)
    return found[: end.start()] if end else found


def tracked(texts: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each address in the texts of a data file that follows readers."""
    found = (without_end(address) for text in texts for address in URL.findall(text))
    for address in dict.fromkeys(found):
        direct = untracked(address)
        if direct != address:
            yield Problem(
                N_("this address would follow your readers."),
                N_("Write instead: {address}"),
                {"address": direct},
                quote=address,
            )


def split(address: str) -> SplitResult | None:
    """Return the parts of an address, ``None`` where it names no host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts if parts.hostname else None


def host_of(address: str) -> str:
    """Return the host of an address, empty where it names none."""
    parts = split(address)
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
    return address.lower().startswith(("http://", "https://")) and bool(host_of(address))


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

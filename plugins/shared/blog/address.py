"""The public address of the blog, in the one form that everything is made from.

A host name is written in small letters, one with accents as machines know it (IDNA 2008,
RFC 5891), the port only where it is not that of https, the path with its accents encoded
(RFC 3986, sections 2.1 and 6.2), and no slash at the end.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

import idna

_HTTPS_PORT = 443
_PLAIN_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))*", re.ASCII)
# “unreserved”, and what a segment of a path may hold besides (RFC 3986, section 3.3), except what
# would end a link in a sentence or a text between quotes.
_SEGMENT = re.compile(r"(?!\.{1,2}$)[\w.~@:+-]+")
_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def canonical(written: str) -> str:
    """Return an address as everything else gives it; nothing when it cannot be that of a blog."""
    if not written.lower().startswith("https://") or re.search(r"[\s\\?#]", written.strip()):
        return ""
    try:
        parts = urlsplit(written.strip())
        port = parts.port
        host = _host(parts.hostname or "")
    except (ValueError, idna.IDNAError):
        return ""
    netloc = parts.netloc.lower()
    if not host or "@" in netloc or netloc.endswith(":") or port == 0:
        return ""
    path = _path(parts.path)
    if path is None:
        return ""
    shown_port = f":{port}" if port and port != _HTTPS_PORT else ""
    return f"https://{host}{shown_port}{path}"


def _host(name: str) -> str:
    """Return a host's name as machines know it; nothing for what is none."""
    host = name if name.isascii() else idna.encode(name, uts46=True).decode("ascii")
    return host if _PLAIN_HOST.fullmatch(host) else ""


def _path(written: str) -> str | None:
    """Return a path without its last slash, encoded; ``None`` for one that cannot be used."""
    if _ESCAPE.search(written):
        return None
    path = written.rstrip("/")
    names = [unquote(name) for name in path.split("/")[1:]]
    if not all(_SEGMENT.fullmatch(name) for name in names):
        return None
    return "".join(f"/{quote(name, safe='~@:+-')}" for name in names)

"""The public address of the site, worked out from what the doctor wrote, as a browser reads it.

WHATWG URL, sections 3.5 (host parsing) and 4.4 (the default port, letters to encode).
"""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

import idna


def read_own_address(written: str) -> str:
    """Return where the site is, without a final slash; as it was written if it cannot be read."""
    try:
        parts = urlsplit(written.strip())
        host, port = parts.hostname or "", parts.port
        host = host if host.isascii() else idna.encode(host, uts46=True).decode()
    except ValueError:
        return written
    # What is encoded already stays so, in capitals, but for what needs no code.
    path = quote(unquote(parts.path.rstrip("/")), safe="/~@:+-")
    return f"{parts.scheme}://{host}{f':{port}' if port not in (None, 443) else ''}{path}"

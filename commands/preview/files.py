"""Find the file that an address names. Nothing outside the site, nothing hidden, no link."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

# What a site holds. Never the machine's own list: it differs from one to the next.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".atom.xml": "application/atom+xml; charset=utf-8",
    ".rss.xml": "application/rss+xml; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".pdf": "application/pdf",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt; charset=utf-8",
    ".wasm": "application/wasm",
}
UNKNOWN = "application/octet-stream"
# Read by hosts and sent by none.
_UNSENT = frozenset({"_headers", "_redirects"})


@dataclass(frozen=True)
class Found:
    """What an address leads to: a file, or the address to ask for instead."""

    file: Path | None = None
    moved: str = ""


NOTHING = Found()


def find(site: Path, target: str) -> Found | None:
    """Return what a request's target leads to in a site; ``None`` if it is no honest address.

    ``target`` is as it stands in the request line. ``site`` may be a link to the folder that
    is in force, and is followed anew each time; nothing inside it is.
    """
    path, question, query = target.partition("#")[0].partition("?")
    segments = _segments(path)
    if segments is None:
        return None
    as_folder = not segments[-1]
    if as_folder:
        segments.pop()
    if any(segment.startswith(".") or segment in _UNSENT or not segment for segment in segments):
        return NOTHING
    try:
        file, is_folder = _inside(site, segments)
    except (OSError, ValueError, RuntimeError):
        return NOTHING
    if is_folder and not as_folder:
        moved = "/".join(quote(segment, safe="") for segment in segments)
        return Found(moved=f"/{moved}/{question}{query}")
    return Found(file) if is_folder == as_folder else NOTHING


def _inside(site: Path, segments: list[str]) -> tuple[Path, bool]:
    """Return the file of some segments, and whether they name a folder; raise if there is none."""
    root = site.resolve(strict=True)
    wanted = root.joinpath(*segments)
    # The same name once every link, “..”, drive and odd capital is resolved, or it is refused.
    if wanted.resolve(strict=True) != wanted or not wanted.is_relative_to(root):
        raise FileNotFoundError
    is_folder = stat.S_ISDIR(wanted.stat().st_mode)
    file = wanted / "index.html" if is_folder else wanted
    # A pipe would wait for ever; a page may be a link too.
    if not stat.S_ISREG(file.lstat().st_mode):
        raise FileNotFoundError
    return file, is_folder


def _segments(path: str) -> list[str] | None:
    """Return the decoded parts of a path; ``None`` if one holds what no name of a site holds."""
    if not path.startswith("/"):
        return None
    segments = []
    for part in path[1:].split("/"):
        try:
            # Bytes beyond ASCII come as Latin-1 in a request line: they are UTF-8 all the same.
            segment = unquote_to_bytes(part.encode("latin-1")).decode("utf-8")
        except UnicodeError:
            return None
        if any(letter < " " or letter in "/\\\x7f" for letter in segment) or segment == "..":
            return None
        segments.append(segment)
    return segments


def content_type(file: Path) -> str:
    """Return the type that a file is sent with."""
    name = file.name.lower()
    return next(
        (TYPES[end] for end in sorted(TYPES, key=len, reverse=True) if name.endswith(end)), UNKNOWN
    )

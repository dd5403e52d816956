"""What programs that visit a site look for at fixed addresses. Knows nothing of Pelican.

The sitemap (https://www.sitemaps.org/protocol.html), ``robots.txt`` (RFC 9309), ``security.txt``
(RFC 9116).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from dateutil.relativedelta import relativedelta

from plugins.shared.blog import Blog

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
SECURITY = ".well-known/security.txt"

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# What a page says in its head when it must not be found. It stands before the text of the page.
_NOT_TO_BE_FOUND = re.compile(r'<meta name="robots" content="[^"]*\b(?:noindex|none)\b', re.I)
_HEAD_ENDS = "</head>"
# “It is RECOMMENDED that the value of this field be less than a year into the future” (RFC 9116,
# section 2.5.5). From the first of the month, so that most builds change nothing.
_HOLDS = relativedelta(months=11)


def is_to_be_found(html: str) -> bool:
    """Tell whether a page lets search engines show it."""
    return not _NOT_TO_BE_FOUND.search(html.partition(_HEAD_ENDS)[0])


def sitemap(address: str, pages: Mapping[str, date | None]) -> str:
    """Return the sitemap of a site: for each file of a page, the day it last changed, if known."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<urlset xmlns="{_NAMESPACE}">']
    for file, changed in sorted(pages.items()):
        day = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
        lines.append(f"<url><loc>{escape(_whole(address, file))}</loc>{day}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def robots(address: str) -> str:
    """Return what robots are told: all may be read, and the sitemap says what there is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {_whole(address, SITEMAP)}\n"


def security(address: str, mail: str, language: str, today: date) -> str:
    """Return whom to tell of a fault of the site's safety, until when that holds."""
    expires = today.replace(day=1) + _HOLDS
    languages = dict.fromkeys((language, "fr", "en"))
    return (
        f"Contact: mailto:{mail}\n"
        f"Expires: {expires.isoformat()}T00:00:00Z\n"
        f"Preferred-Languages: {', '.join(languages)}\n"
        f"Canonical: {_whole(address, SECURITY)}\n"
    )


def _whole(address: str, file: str) -> str:
    return f"{address}/{quote(file.removesuffix('index.html'))}"


def write_files(
    output: Path,
    written: Iterable[Path],
    blog: Blog,
    changed: Mapping[str, date | None],
    today: date,
) -> None:
    """Write the sitemap, ``robots.txt`` and ``security.txt`` into a finished site.

    ``written``: its pages; ``changed``: the day of the last change of each file of a page,
    ``date.min`` where no day is known, ``None`` for a page that must not be found.
    """
    pages: dict[str, date | None] = {}
    for path in written:
        file = path.relative_to(output).as_posix()
        day = changed.get(file, date.min)
        if day and is_to_be_found(path.read_text("utf-8")):
            pages[file] = day if day > date.min else None
    files = {SITEMAP: sitemap(blog.blog.address, pages), ROBOTS: robots(blog.blog.address)}
    if blog.contact.mail:
        files[SECURITY] = security(blog.blog.address, blog.contact.mail, blog.blog.language, today)
    for name, text in files.items():
        (output / name).parent.mkdir(exist_ok=True)
        (output / name).write_text(text, "utf-8", newline="\n")

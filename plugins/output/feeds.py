"""Have a browser show a feed as a page: what it is for, and its articles. Knows nothing of Pelican.

Browsers show an XML file with a style sheet of CSS, and the elements of XHTML in it as those of a
page (https://www.w3.org/TR/xml-stylesheet/). Programs that read feeds pass over what is not of Atom
(RFC 4287, section 6.3). XSLT, which did this before, is being taken out of browsers.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from plugins.shared.blog import Site
from plugins.shared.i18n import LANGUAGES, long_date, translator
from plugins.shared.problems import N_

SHEET = "css/feed.css"
_ATOM = "{http://www.w3.org/2005/Atom}"
_XHTML = "http://www.w3.org/1999/xhtml"
_DECLARED, _OPENED = "?>", ">"


def make_readable(site: Path, feeds: Iterable[Path], theme: str, blog: Site) -> None:
    """Have the Atom ``feeds`` of a site say to browsers how they are shown.

    ``theme``: where the style sheets are, below the site. Nothing is done for a theme that has no
    sheet for feeds.
    """
    if not (site / theme / SHEET).is_file():
        return
    for path in feeds:
        up = "../" * (len(path.relative_to(site).parts) - 1)
        named = path.name.partition(".")[0]
        language = named if named in LANGUAGES else blog.language
        text = path.read_text("utf-8")
        shown = readable(text, f"{up}{theme}/{SHEET}", blog, language)
        path.write_text(shown, "utf-8", newline="")


def readable(feed: str, sheet: str, blog: Site, language: str) -> str:
    """Return a feed that names its style sheet, and begins with a page of its articles."""
    say = translator(language)
    address = blog.address
    root = ET.fromstring(feed)
    entries = "".join(_entry(entry, blog, language) for entry in root.iter(f"{_ATOM}entry"))
    title = escape(root.findtext(f"{_ATOM}title") or "")
    page = (
        f'<div xmlns="{_XHTML}" lang="{language}" xml:lang="{language}"><h1>{title}</h1>'
        f"{_paragraph(say, _WHAT)}"
        f"{_paragraph(say, _HOW)}<ul>{entries}</ul>"
        f"<p><a href={quoteattr(f'{address}/')}>{escape(say(_BACK))}</a></p></div>"
    )
    declaration, _, rest = feed.partition(_DECLARED)
    opening, _, inside = rest.partition(_OPENED)
    style = f'<?xml-stylesheet type="text/css" href={quoteattr(sheet)}?>'
    return f"{declaration}{_DECLARED}\n{style}{opening}{_OPENED}{page}{inside}"


# Outside of the page: what is inside an f-string is not found by the catalogue's tools.
_WHAT = N_("This page is a feed: it is made for programs that follow blogs.")
_BACK = N_("Go to the blog")
_HOW = N_(
    "Copy its address into a feed reader: new articles will come there by themselves, without an "
    "account and without giving your e-mail address."
)


def _paragraph(say: Callable[[str], str], words: str) -> str:
    return f"<p>{escape(say(words))}</p>"


def _entry(entry: ET.Element, blog: Site, language: str) -> str:
    """Return an article of a feed as an item of a list: its title as a link, and its day."""
    link = entry.find(f"{_ATOM}link")
    href = link.get("href", "") if link is not None else ""
    first = href.removeprefix(f"{blog.address}/").partition("/")[0]
    spoken = f' lang="{first}" xml:lang="{first}"' if first in LANGUAGES else ""
    title = escape(entry.findtext(f"{_ATOM}title") or "")
    day = date.fromisoformat((entry.findtext(f"{_ATOM}published") or "")[:10])
    said = long_date(day, language, blog.country)
    return (
        f"<li><a href={quoteattr(href)}{spoken}>{title}</a> "
        f'<time datetime="{day.isoformat()}">{escape(said)}</time></li>'
    )

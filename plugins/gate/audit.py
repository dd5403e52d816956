"""Read the finished folder from outside, and trust none of the plugins.

The list of articles that must be there is made from the content folder by a
reader of its own; what may be linked, from the ledger by a rule of its own. So a
plugin that never ran, was renamed or went wrong is noticed, and a page that was
lost is missed.
"""

from __future__ import annotations

import json
import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from dateutil.relativedelta import relativedelta
from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.files import address
from plugins.problems import N_, Problem

_CATALOGUE = Path(__file__).parents[1] / "communities" / "catalogue.toml"
_ATOM = "{http://www.w3.org/2005/Atom}"
_HEADER_LINE = re.compile(r"(\w+)\s*:\s*(.*)")
_PRACTICE_BOXES = {
    'aside.disclaimer[role="note"]': N_("the disclaimer"),
    "section.review": N_("the dates of review"),
}
_BOXES = _PRACTICE_BOXES | {
    "section.sources": N_("the sources"),
    "section.communities": N_("the communities"),
}
_REL = {"external", "noopener", "noreferrer"}
_DATES = 3
# What a link may begin with where no page surrounds it.
_WHOLE = ("https://", "http://", "mailto:", "tel:")
# Elements in which a box is seen by every reader, provided nothing hides them.
_OPEN_ANCESTORS = frozenset({"html", "body", "main", "article", "section", "div"})
_HIDING = ("hidden", "style", "inert", "aria-hidden", "popover")
# What runs, loads or asks: nothing of it is ours.
_ACTIVE = "script, iframe, frame, object, embed, applet, form, base, style, [onclick], [onload]"
_LOADED = "img[src], source[srcset], video[src], audio[src], link[rel~=stylesheet], link[rel~=icon]"


@dataclass(frozen=True)
class Expected:
    """An article that the content folder promises: where it must be, and what it must carry."""

    source: str
    page: str
    medical: bool
    status: str


@dataclass(frozen=True)
class Links:
    """What links may lead to: the site itself, what is vetted today; what was retracted."""

    own: str
    vetted: set[str]
    retracted: set[str]

    def allow(self, href: str) -> bool:
        """Tell whether a box of communities may link to an address."""
        return not href.startswith("http") or self.is_own(href) or href in self.vetted

    def is_own(self, href: str) -> bool:
        """Tell whether an address is on the site."""
        return href.startswith(f"{self.own}/")


Finding = tuple[str, Problem]


def audit(site: Path, content: Path, today: date) -> list[Finding]:
    """Return everything unsafe in a finished site, by page.

    ``site`` is the folder to be published, ``content`` the one it came from,
    ``today`` the day of the build.
    """
    blog = tomllib.loads((content / "blog.toml").read_text("utf-8-sig"))["blog"]
    articles = list(_expected(content, blog["language"]))
    links = Links(blog["address"], _allowed_links(content, today), _retracted(content))
    expected = {article.page: article for article in articles}
    found: list[Finding] = list(_audit_statement(site, today))
    for article in articles:
        found += _audit_presence(site, article)
    for page in sorted(site.rglob("*.html")):
        name = page.relative_to(site).as_posix()
        tree = LexborHTMLParser(page.read_bytes().decode("utf-8"))
        if name in expected and expected[name].status != "draft":
            found += ((name, problem) for problem in _audit_boxes(tree, expected[name], links))
        found += ((name, problem) for problem in _audit_links(tree, links))
        found += ((name, problem) for problem in _audit_privacy(tree, links))
    found += _audit_feeds(site, articles, links)
    return found


def _expected(content: Path, default: str) -> Iterator[Expected]:
    """Yield what the content folder promises, published or not."""
    for file in sorted((content / "articles").rglob("*.md")):
        header = _header(file.read_text("utf-8-sig"))
        name, _, language = file.stem.partition(".")
        slug = header.get("slug") or address(name)
        language = (header.get("lang") or language or default).lower()
        page = f"{slug}/index.html" if language == default else f"{language}/{slug}/index.html"
        yield Expected(
            source=f"articles/{file.relative_to(content / 'articles').as_posix()}",
            page=page,
            medical=header.get("kind", "").lower() != "practice",
            status=header.get("status", "").lower() or "published",
        )


def _header(text: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for number, line in enumerate(text.lstrip().splitlines()):
        if number and line.strip() in ("---", "...", ""):
            break
        match = _HEADER_LINE.match(line)
        if match:
            fields[match[1].lower()] = match[2].strip().strip("\"'")
    return fields


def _allowed_links(content: Path, today: date) -> set[str]:
    """Return the addresses of the communities whose vetting is in force on a day."""
    addresses: dict[str, str] = {}
    for file in (_CATALOGUE, content / "communities" / "additions.toml"):
        if file.is_file():
            rows = tomllib.loads(file.read_text("utf-8-sig")).get("community", [])
            addresses |= {row["id"]: row["url"] for row in rows}
    ledger = content / "communities" / "vetting.toml"
    rows = (
        tomllib.loads(ledger.read_text("utf-8-sig")).get("vetting", []) if ledger.is_file() else []
    )
    return {addresses[row["community"]] for row in rows if _in_force(row, today)}


def _retracted(content: Path) -> set[str]:
    """Return the addresses of the sources that are known to be retracted."""
    file = content / "sources" / "sources.json"
    items = json.loads(file.read_text("utf-8-sig")) if file.is_file() else []
    return {
        f"https://doi.org/{item['DOI']}".lower()
        for item in items
        if item.get("DOI") and '"retracted"' in json.dumps(item.get("custom", {})).lower()
    }


def _in_force(row: dict[str, Any], today: date) -> bool:
    vetted_on: date = row["vetted_on"]
    end = min(
        row.get("next_check", vetted_on + relativedelta(months=6)),
        vetted_on + relativedelta(months=12),
    )
    alive = row["last_exchange"] > vetted_on - relativedelta(months=6)
    return row["verdict"] in ("recommended", "reserved") and alive and vetted_on <= today < end


def _audit_statement(site: Path, today: date) -> Iterator[Finding]:
    """Yield a finding unless the gate inside the build passed the site, on that day."""
    statement = site / "build.json"
    said = json.loads(statement.read_text("utf-8")) if statement.is_file() else {}
    if said != {"day": today.isoformat(), "gate": "passed"}:
        yield (
            statement.name,
            Problem(
                N_("this site did not pass all the checks on {day}."),
                values={"day": today.isoformat()},
            ),
        )


def _audit_presence(site: Path, article: Expected) -> Iterator[Finding]:
    """Yield a finding for an article whose page is missing, or for a draft that has one."""
    there = (site / article.page).is_file()
    if article.status == "draft" and there:
        yield (
            article.page,
            Problem(N_("a draft is among the published pages."), quote=article.source),
        )
    elif article.status != "draft" and not there:
        yield (
            article.page,
            Problem(N_("the page of {source} is missing."), values={"source": article.source}),
        )


def _audit_boxes(tree: LexborHTMLParser, article: Expected, links: Links) -> Iterator[Problem]:
    """Yield what the HTML of one article lacks of the contract."""
    for selector, name in _BOXES.items() if article.medical else _PRACTICE_BOXES.items():
        boxes = tree.css(selector)
        if len(boxes) != 1:
            yield Problem(
                N_("{box}: there must be one of it, not {count}."),
                values={"box": name, "count": len(boxes)},
            )
        elif not _is_seen(boxes[0]):
            yield Problem(N_("{box}: hidden from the reader."), values={"box": name})
    if article.medical and not tree.css('section.sources ol.sources__list > li[id^="source-"]'):
        yield Problem(N_("the box of sources is empty."))
    if len(tree.css("section.review time[datetime]")) < _DATES:
        yield Problem(N_("the dates of publication, review and next review are not all there."))
    ids = {node.attributes.get("id") for node in tree.css("[id]")}
    for call in tree.css('a[role="doc-biblioref"]'):
        href = call.attributes.get("href") or ""
        if href.partition("#")[2] not in ids:
            yield Problem(N_("a call leads to no source."), quote=href)
    for entry in tree.css("section.sources li"):
        told = entry.css_first(".sources__status")
        hrefs = {(node.attributes.get("href") or "").lower() for node in entry.css("a[href]")}
        if hrefs & links.retracted and not (told and told.text(strip=True)):
            yield Problem(N_("a retracted source is not said to be."), quote=entry.id or "")
    for node in tree.css("section.sources a[href^='http'], section.communities a[href^='http']"):
        href = node.attributes.get("href") or ""
        rel = set((node.attributes.get("rel") or "").split())
        if not links.is_own(href) and not rel >= _REL:
            yield Problem(N_("a link to another site lacks its protection."), quote=href)


def _is_seen(node: LexborNode) -> bool:
    """Tell whether nothing around a box can hide it."""
    ancestor = node.parent
    while ancestor is not None and not (ancestor.tag or "-").startswith("-"):
        if ancestor.tag not in _OPEN_ANCESTORS or any(h in ancestor.attributes for h in _HIDING):
            return False
        ancestor = ancestor.parent
    return bool(node.text(strip=True)) and not any(h in node.attributes for h in _HIDING)


def _audit_links(tree: LexborHTMLParser, links: Links) -> Iterator[Problem]:
    """Yield the communities that are linked although nobody vetted them, or not any more."""
    for node in tree.css("section.communities a[href], .community a[href]"):
        href = node.attributes.get("href") or ""
        if not links.allow(href):
            yield Problem(
                N_("a community is linked although its vetting is not in force."), quote=href
            )


def _audit_privacy(tree: LexborHTMLParser, links: Links) -> Iterator[Problem]:
    """Yield what would run in the reader's browser, or tell another site of the visit."""
    for node in tree.css(_ACTIVE):
        yield Problem(
            N_("something active is in the page: {tag}."), values={"tag": f"<{node.tag}>"}
        )
    for node in tree.css("meta[http-equiv=refresh]"):
        yield Problem(N_("something active is in the page: {tag}."), values={"tag": node.html})
    for node in tree.css(_LOADED):
        names = ("src", "srcset", "href")
        source = next((node.attributes[n] or "" for n in names if node.attributes.get(n)), "")
        if "//" in source and not links.is_own(source):
            yield Problem(N_("the page loads something from another site."), quote=source)
    for node in tree.css("a[href]"):
        href = node.attributes.get("href") or ""
        scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", href, re.IGNORECASE)
        if scheme and scheme[1].lower() not in ("http", "https", "mailto", "tel"):
            yield Problem(N_("a link does something else than lead to a page."), quote=href)


def _audit_feeds(site: Path, articles: list[Expected], links: Links) -> Iterator[Finding]:
    by_page = {article.page.removesuffix("index.html"): article for article in articles}
    for file in sorted(site.rglob("*.atom.xml")):
        name = file.relative_to(site).as_posix()
        for entry in ET.parse(file).getroot().iter(f"{_ATOM}entry"):
            link = entry.find(f"{_ATOM}link")
            href = link.get("href", "") if link is not None else ""
            path = unquote("/".join(href.split("/")[3:])).removesuffix("index.html")
            article = by_page.get(path)
            if article is None or article.status != "published":
                yield (
                    name,
                    Problem(N_("the feed names a page that is no published article."), quote=href),
                )
                continue
            tree = LexborHTMLParser(entry.findtext(f"{_ATOM}content") or "")
            found = [*_audit_boxes(tree, article, links), *_audit_links(tree, links)]
            found += _audit_privacy(tree, links)
            found += [
                Problem(N_("a link of the feed leads nowhere outside the page."), quote=broken)
                for node in tree.css("a[href]")
                if not (broken := node.attributes.get("href") or "").startswith(_WHOLE)
            ]
            yield from ((f"{name} ({path})", problem) for problem in found)

"""Tell the links that lead to a community nobody may be sent to. Knows nothing of Pelican.

The box of an article shows what is vetted, and no more; what the doctor types may lead to the same
places. Addresses are compared by host and path, as browsers read them, whatever their spelling; by
what follows the ``?`` too, where that is how a community's own address says which one is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from plugins.shared.html import links, words_of
from plugins.shared.problems import N_, WARNING, Problem

from .catalogue import Community
from .ledger import REFUSED, Vetting
from .terms import is_language

_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
# A browser reads \ as /, and an address may stand without what comes before //. The pattern begins
# with few letters, so that all others are passed over at once.
_ADDRESS = re.compile(
    r"[hHwW](?:(?<=[hH])(?i:ttps?):[/\\]{2}|(?<=[wW])(?<![\w/@.-].)(?i:ww)\.)"
    r"[^\s<>\"'«»()\[\]{}|^`]+"
)
_END = ".,;:!?…\u00a0\u202f"
_HOME = re.compile(r"/(?:index|default|accueil|home)\.\w{3,5}$")

# Hosts that show the same pages for a telephone, or in their former looks.
_SAME_PAGES = frozenset("www m mobile mbasic touch wap web old".split())
# fr-fr.facebook.com, fr_fr: the same pages again, with other words around.
_LOCALE = re.compile("[a-z]{2}[-_][a-z]{2}")
# What an address may say beside what it leads to: its language, where the reader comes from.
_BESIDE = re.compile(r"utm_\w+|[fg]clid|mibextid|ref|sid|lang|language|locale|hl")

_VET = N_("Vet it, or take the address out: python3 tasks.py vet {id}")


class Place(NamedTuple):
    """Where an address leads to: a host, a path, and what is asked there, in any order."""

    host: str
    path: str
    query: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Guide:
    """Which communities an address leads to, and whether readers may be sent there.

    ``catalogue``: the facts, by id; ``ledger``: the doctor's decisions, by id; ``shown``: the ids
    of those whose vetting is in force; ``own``: the address of the blog, which leads home.
    """

    catalogue: Mapping[str, Community]
    ledger: Mapping[str, Vetting]
    shown: frozenset[str]
    own: str = ""

    def problems(self, *texts: str, html: str = "") -> list[Problem]:
        """Return what is wrong with the addresses in some texts, and in some HTML; each once.

        One that differs in its spelling only is the same.
        """
        found = [address for text in texts for address in addresses_in(_REMARK.sub("", text))]
        found += [unescape(target) for name, target in links(html) if name == "href"]
        found += addresses_in(words_of(html))
        told: dict[object, Problem] = {}
        for address in dict.fromkeys(found):
            community = self.community(address)
            if community and community.id not in self.shown:
                place = place_of(address)
                key = (community.id, place and place[:2])
                told.setdefault(key, self._problem(community, address))
        return list(told.values())

    def community(self, address: str) -> Community | None:
        """Return the community that an address leads to, itself or through another address."""
        for place in map(place_of, _inner(address)):
            home = place_of(self.own)
            if place and place[:2] != (home and home[:2]):
                found = self._at(place)
                if found:
                    return found
        return None

    def _problem(self, community: Community, address: str) -> Problem:
        vetting = self.ledger.get(community.id)
        values = {"name": community.name, "id": community.id}
        if vetting and vetting.verdict == REFUSED:
            what = N_("this leads to “{name}”, a community that you refused.")
            return Problem(what, _VET, values, quote=address)
        if vetting:
            what = N_("this leads to “{name}”, a community whose vetting is not in force.")
        else:
            what = N_("this leads to “{name}”, a community that you have not vetted.")
        return Problem(what, _VET, values, quote=address, level=WARNING)

    def _at(self, place: Place) -> Community | None:
        """Return the community of a place: the one whose own address is the nearest above it."""
        for host in _hosts(place.host, is_link=True):
            for own, community in self._by_host.get(host, ()):
                if _is_in(place, own):
                    return community
        # forum.example.org is of example.org, where that is a community's whole address.
        labels = place.host.split(".")
        for count in range(1, len(labels) - 1):
            for own, community in self._by_host.get(".".join(labels[count:]), ()):
                if not own.path and not own.query:
                    return community
        return None

    @cached_property
    def _by_host(self) -> dict[str, list[tuple[Place, Community]]]:
        """The communities of each host, the longest paths first."""
        found: dict[str, list[tuple[Place, Community]]] = {}
        for community in self.catalogue.values():
            place = place_of(community.url)
            if place:
                for host in _hosts(place.host):
                    found.setdefault(host, []).append((place, community))
        for places in found.values():
            places.sort(key=lambda one: (-len(one[0].path), -len(one[0].query), one[1].id))
        return found


def _is_in(place: Place, own: Place) -> bool:
    """Tell whether a place is a community's own, or below it."""
    if own.query:
        # viewforum.php?f=12 is one forum of many: f=99 is another one.
        return place.path == own.path and own.query <= place.query
    return not own.path or place.path == own.path or place.path.startswith(f"{own.path}/")


def _hosts(host: str, *, is_link: bool = False) -> list[str]:
    """Return a host, and those that show the same pages, the nearest first.

    ``is_link``: the host of an address that somebody typed. Only there fr.example.org is
    example.org: of two communities, one may be fr.example.org and the other en.example.org.
    """
    found = [host]
    while True:
        first, _, rest = found[-1].partition(".")
        same = first in _SAME_PAGES or _LOCALE.fullmatch(first)
        if "." not in rest or not (same or (is_link and is_language(first))):
            return found
        found.append(rest)


def addresses_in(text: str) -> list[str]:
    """Return the addresses of the web that stand in some words, as they are written."""
    return [match[0].rstrip(_END) for match in _ADDRESS.finditer(text)]


def place_of(address: str) -> Place | None:
    """Return the place that an address leads to, however it is spelt.

    Without ``www.``, the scheme, the port, a final slash or ``index.html``, percent-encoding or
    capitals. ``None`` for what is no address of the web.
    """
    written = "".join(address.split()).replace("\\", "/")
    if not re.match(r"https?://", written, re.IGNORECASE):
        if re.match(r"[a-z][a-z0-9+-]*:", written, re.IGNORECASE):
            return None
        written = f"https://{written.lstrip('/')}"
    try:
        parts = urlsplit(written)
        host = unquote(parts.hostname or "").rstrip(".").lower()
        host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    if "." not in host:
        return None
    path = re.sub(r"/+", "/", unquote(unquote(parts.path))).casefold()
    asked = parse_qsl(parts.query.casefold(), keep_blank_values=True)
    query = frozenset((name, value) for name, value in asked if not _BESIDE.fullmatch(name))
    return Place(host.removeprefix("www."), _HOME.sub("", path).rstrip("/"), query)


def _inner(address: str) -> Iterator[str]:
    """Yield an address, and those that it leads through: a search engine’s, an archive’s."""
    yield address
    whole = unquote(unquote(address))
    for match in re.finditer(r"https?:/+", whole[1:], re.IGNORECASE):
        yield whole[match.start() + 1 :].partition("&")[0]

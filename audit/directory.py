"""The pages of the directory: each has its vetting or its illness, and leads nowhere else.

Their addresses are worked out again from the ledger and from the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from plugins.shared.problems import N_, Problem

from .approved import Approved
from .inventory import Inventory, address, read_kit
from .links import Links
from .page import Page

_VOCABULARY = Path(__file__).parents[1] / "plugins" / "conditions" / "vocabulary.toml"
# The illnesses, the communities, and the page on the criteria among these.
_FOLDERS = {
    "fr": ("maladies", "communautes", "criteres"),
    "en": ("conditions", "communities", "criteria"),
}
# What the address of a sheet to hand over ends with.
_SHEETS = {"fr": "fiche", "en": "handout"}
_ILLNESSES, _COMMUNITIES, _CRITERIA = range(3)
_LEDGER = "communities/vetting.toml"
_PANORAMAS = ("pages/communautes.md", "pages/communautes.en.md")


@dataclass(frozen=True)
class Directory:
    """What the directory may hold: the community of each page, the illnesses, who reads mail."""

    communities: dict[str, str] = field(default_factory=dict)
    # Where what is said of it was read, by its page.
    evidence: dict[str, tuple[str, ...]] = field(default_factory=dict)
    criteria: frozenset[str] = frozenset()
    illnesses: frozenset[str] = frozenset()
    handouts: frozenset[str] = frozenset()
    panoramas: frozenset[str] = frozenset()
    mail: str = ""

    @cached_property
    def required(self) -> dict[str, str]:
        """Return the pages that must be there, and what of the content folder asks for them."""
        return dict.fromkeys([*self.communities, *self.criteria], _LEDGER)

    @cached_property
    def pages(self) -> frozenset[str]:
        """Return every page that may be there and is no text of the doctor."""
        return self.criteria | self.illnesses | self.handouts | self.communities.keys()

    @cached_property
    def all_pages(self) -> frozenset[str]:
        """Return the former, and the doctor's own pages that end with the panorama."""
        return self.pages | self.panoramas


def read_directory(inventory: Inventory, approved: Approved) -> Directory:
    """Return what the directory of a blog may hold, on the days that were asked for."""
    languages = {inventory.language, *(article.language for article in inventory.published)}
    languages |= {"en" if ".en." in source else "fr" for source in inventory.explained}
    names = read_kit(_VOCABULARY)["condition"]

    def at(language: str, which: int, name: str) -> str:
        home = "" if language == inventory.language else f"{language}/"
        return f"{home}{_FOLDERS[language][which]}/{name}/index.html"

    ids = {
        at(language, _COMMUNITIES, id_): id_
        for language in languages
        for id_ in approved.by_id
        # In another language than the blog's own, those that speak it.
        if language == inventory.language or language in approved.languages[id_]
    }
    return Directory(
        communities={page: approved.by_id[id_] for page, id_ in ids.items()},
        evidence={page: approved.evidence.get(id_, ()) for page, id_ in ids.items()},
        criteria=frozenset(
            at(language, _COMMUNITIES, _FOLDERS[language][_CRITERIA]) for language in languages
        ),
        illnesses=frozenset(
            at(language, _ILLNESSES, address(row[language]))
            for language in languages
            for row in names
        ),
        handouts=frozenset(
            at(language, _ILLNESSES, f"{address(row[language])}/{_SHEETS[language]}")
            for language in languages
            for row in names
        ),
        panoramas=frozenset(
            page for page, source in inventory.pages.items() if source in _PANORAMAS
        ),
        mail=inventory.mail,
    )


def audit_leading(page: Page, links: Links, directory: Directory) -> Iterator[Problem]:
    """Yield the links of the directory that lead to anything but what it is about.

    A community's page leads to that community and to no other; an e-mail goes to the address that
    the blog says, and to nobody else. The header and the footer are those of every page.
    """
    name = page.name
    if name not in directory.all_pages:
        return
    for node in page.tree.css("main a[href]"):
        href = node.attributes.get("href") or ""
        target = links.resolve(name, href)
        if target.scheme == "mailto":
            if not _goes_to(href, directory.mail):
                yield Problem(N_("an e-mail goes to another address than the blog’s."), quote=href)
        elif target.is_web and href != directory.communities.get(name, href):
            yield Problem(N_("the page of a community leads to something else."), quote=href)


def audit_evidence(page: Page, directory: Directory) -> Iterator[Problem]:
    """Yield a problem unless a community's page names the addresses of the ledger, no other."""
    if page.name in directory.evidence:
        named = tuple(node.text(strip=True) for node in page.tree.css(".profile__evidence li"))
        if named != directory.evidence[page.name]:
            yield Problem(
                N_("the page of a community does not say where it was read as the ledger does."),
                quote=" ".join(named),
            )


def _goes_to(href: str, address: str) -> bool:
    """Tell whether an e-mail goes to an address alone: no copy to anybody (RFC 6068)."""
    path, _, query = href.partition(":")[2].partition("?")
    names = {unquote(field.partition("=")[0]).lower() for field in query.split("&")}
    return bool(address) and unquote(path) == address and names <= {"subject", "body"}

"""The pages of the directory: each has its vetting or its illness, and leads nowhere else.

Which pages there are is declared by the build; which communities may be shown, and where what is
said of them was read, is worked out again from the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from plugins.shared.problems import N_, Problem

from .approved import Approved
from .inventory import Inventory
from .links import Links
from .page import Page

_FOR_PATIENTS = ("illness/", "handout/")
_PANORAMAS = ("pages/communautes.md", "pages/communautes.en.md")


@dataclass(frozen=True)
class Directory:
    """The pages of the directory by what they are about; who reads mail.

    ``communities``: by their page, the address of those that may be shown; ``evidence``: where what
    is said of them was read; ``lapsed``: the pages of those that may not be shown.
    """

    communities: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lapsed: frozenset[str] = frozenset()
    handouts: frozenset[str] = frozenset()
    # The pages that lead patients to communities: of an illness, and its sheet to hand over.
    for_patients: frozenset[str] = frozenset()
    # The pages of the communities of professionals.
    professionals: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    searches: frozenset[str] = frozenset()
    panoramas: frozenset[str] = frozenset()
    mail: str = ""

    @cached_property
    def all_pages(self) -> frozenset[str]:
        """Return its pages, and the doctor's own that end with the panorama."""
        return self.pages | self.panoramas

    def of(self, page: str) -> Directory:
        """Return what of the directory one page is held against."""
        own = frozenset({page})
        return Directory(
            communities={page: self.communities[page]} if page in self.communities else {},
            evidence={page: self.evidence[page]} if page in self.evidence else {},
            lapsed=self.lapsed & own,
            handouts=self.handouts & own,
            for_patients=self.for_patients & own,
            professionals=self.professionals,
            pages=self.pages & own,
            searches=self.searches & own,
            panoramas=self.panoramas & own,
            mail=self.mail if page in self.all_pages else "",
        )


def read_directory(
    declared: Mapping[str, str], inventory: Inventory, approved: Approved
) -> Directory:
    """Return what the directory of a blog holds, on the days that were asked for.

    ``declared``: the topic of each page, ``community/renaloo``, ``handout/asthma``.
    """
    ids = {
        page: topic.removeprefix("community/")
        for page, topic in declared.items()
        if topic.startswith("community/")
    }
    return Directory(
        communities={
            page: approved.by_id[id_] for page, id_ in ids.items() if id_ in approved.by_id
        },
        evidence={page: approved.evidence.get(id_, ()) for page, id_ in ids.items()},
        lapsed=frozenset(page for page, id_ in ids.items() if id_ not in approved.by_id),
        handouts=frozenset(page for page, topic in declared.items() if "handout/" in topic),
        for_patients=frozenset(
            page for page, topic in declared.items() if topic.startswith(_FOR_PATIENTS)
        ),
        professionals=frozenset(page for page, id_ in ids.items() if id_ in approved.professionals),
        pages=frozenset(declared),
        searches=frozenset(page for page, topic in declared.items() if topic == "search"),
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

"""The numbers to call: each is that of its community, comes first, and dials what it shows."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from plugins.shared.problems import N_, Problem

from .approved import Approved
from .folded import folded
from .page import Page

_OF_A_COMMUNITY = "li.community, .profile"
# The doctor's own sentence, which may say to call a number of the country first.
_SENTENCE = ".community__sentence a[href], .profile__sentence a[href]"


def audit_phones(page: Page, approved: Approved) -> Iterator[Problem]:
    """Yield the helplines whose number is missing, comes late, or is another's.

    A reader in danger calls what stands there: the number is worked out again from the catalogue
    and the ledger.
    """
    for item in page.tree.css(_OF_A_COMMUNITY):
        in_sentence = {node.mem_id for node in item.css(_SENTENCE)}
        own = [node for node in item.css("a[href]") if node.mem_id not in in_sentence]
        hrefs = [node.attributes.get("href") or "" for node in own]
        expected = next((approved.first_links[h] for h in hrefs if h in approved.first_links), "")
        dials = item.css('a[href^="tel:"]')
        if not expected:
            expected = next((h for h in hrefs if h in approved.phones.values()), "")
        if expected and hrefs[0] != expected:
            yield Problem(N_("the number to call does not come first."), quote=expected)
        for node in dials:
            href = node.attributes.get("href") or ""
            of_the_country = href.removeprefix("tel:") in approved.numbers
            if href != expected and not (node.mem_id in in_sentence and of_the_country):
                yield Problem(N_("this is not the number of that community."), quote=href)
            elif _figures(node) not in href:
                yield Problem(N_("a link dials another number than it shows."), quote=href)
    for node in page.tree.css(".illness__call"):
        if folded(node.text()) not in approved.calls.get(page.language, frozenset()):
            yield Problem(
                N_("whom to call is not said in the approved words."), quote=node.text(strip=True)
            )


def _figures(node: LexborNode) -> str:
    return "".join(filter(str.isdigit, node.text()))

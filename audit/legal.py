"""The legal notice says what ``blog.toml`` says; a demonstration says that it is one.

The page of contact says first whom to call in an emergency.

The list of fields is written a second time here, on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.shared.problems import N_, Problem

from .approved import Approved
from .boxes import audit_calls, comes_first, is_seen
from .folded import folded
from .inventory import CONTACT, NOTICE, Article, Inventory
from .page import HIDING, Page

# What the legal notice must say, word for word, of what blog.toml holds.
_SAID = {
    "publisher": (
        *("name", "address", "phone", "director"),
        *("siren", "vat", "form", "capital", "registration"),
    ),
    "host": ("name", "address", "phone"),
    "doctor": ("name", "specialty", "qualification", "rpps", "order", "funding"),
    "practice": ("name", "address", "convention", "fees", "payment", "access"),
    "contact": ("mail",),
}
_BY_ITS_AUTHOR = frozenset(
    map(folded, ("par son auteur", "par ses auteurs", "by its author", "by its authors"))
)
_SAID_OF_ALL = ("name", "specialty", "qualification", "rpps", "order")


def is_notice(page: Page, language: str) -> bool:
    """Tell whether a page is the legal notice, in any language."""
    return page.name.endswith(f"{NOTICE.get(language, '')}/index.html")


def audit_notice(page: Page, settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what ``blog.toml`` says of those who answer for the site, and the notice does not."""
    main = page.tree.css_first("main")
    shown = folded(main.text()) if main else ""
    for name, value in _values(settings):
        if folded(value) not in shown:
            yield Problem(
                N_("the legal notice does not say “{name}” as blog.toml does."),
                values={"name": name},
                quote=value,
            )


def _values(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for part, names in _SAID.items():
        for name in names:
            value = settings.get(part, {}).get(name)
            if value:
                yield f"{part}.{name}", str(value)
    for person in settings.get("people", []):
        for name in _SAID_OF_ALL:
            if person.get(name):
                yield f"people.{name}", str(person[name])


def is_contact(page: Page, inventory: Inventory) -> bool:
    """Tell whether a page is the one on how to reach the doctor, in any language."""
    return page.name in inventory.pages and page.name.split("/")[-2:-1] == [CONTACT]


def audit_contact(page: Page, approved: Approved) -> Iterator[Problem]:
    """Yield what is wrong with what a page of contact says of emergencies, before all else."""
    notices = page.tree.css("main aside.disclaimer")
    if len(notices) != 1:
        yield Problem(N_("the page of contact does not say whom to call in an emergency."))
    for notice in notices:
        if not comes_first(notice) or not is_seen(notice, "disclaimer", {}):
            yield Problem(N_("whom to call in an emergency does not stand first, seen."))
        if folded(notice.text()) != approved.contact.get(page.language):
            yield Problem(
                N_("the page of contact does not say the approved words on emergencies."),
                quote=" ".join(notice.text().split()),
            )
        if approved.numbers and not notice.css('a[href^="tel:"]'):
            yield Problem(N_("the emergency numbers of a page of contact cannot be dialled."))
        yield from audit_calls(notice)


def audit_reviewer(page: Page, article: Article) -> Iterator[Problem]:
    """Yield a problem if a page names a reviewer whom its header does not, or another, or none."""
    for node in page.tree.css("section.review .review__by"):
        said = folded(node.text())
        if article.reviewer and folded(article.reviewer).casefold() not in said.casefold():
            yield Problem(N_("the page does not name its reviewer."), quote=article.reviewer)
        elif not article.reviewer and said not in _BY_ITS_AUTHOR:
            yield Problem(
                N_("the page names a reviewer, and its header does not."),
                quote=" ".join(node.text().split()),
            )


def audit_fictional(page: Page, *, fictional: bool) -> Iterator[Problem]:
    """Yield a problem unless a demonstration says so at the top, and a doctor's blog does not."""
    header = page.tree.css_first("body > header .fictional")
    hidden = any(HIDING & node.attributes.keys() for node in _around(header))
    if fictional and (header is None or hidden or not header.text(strip=True)):
        yield Problem(N_("the page does not say that it is part of a demonstration."))
    elif not fictional and header is not None:
        yield Problem(N_("the page of a real blog says that it is a demonstration."))


def _around(node: Any) -> Iterator[Any]:
    while node is not None:
        yield node
        node = node.parent

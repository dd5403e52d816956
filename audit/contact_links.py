"""What leads a reader to the doctor, or shares a page, is an address and nothing more.

What a share link tells a network is the page's public address and its title; a mail link has an
empty text but for the approved words, and no address hidden beside the doctor's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from plugins.shared.problems import N_, Problem

from .page import Page

# Where a share link may lead, and the parts of its address: those with the address of the page
# alone, those with words beside it.
_NETWORKS = {
    ("https", "www.facebook.com", "/sharer/sharer.php"): {"u": True},
    ("https", "x.com", "/intent/post"): {"url": True, "text": False},
    ("https", "www.linkedin.com", "/sharing/share-offsite/"): {"url": True},
    ("https", "wa.me", "/"): {"text": False},
    ("mailto", "", ""): {"subject": False, "body": False},
}
_MASTODON = ("https", "share.joinmastodon.org", "/")
_IN_THE_TEXT = "text="
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_NO_HEALTH = frozenset(
    {
        "(N’écrivez rien sur votre santé, s’il vous plaît.)",
        "(Please do not write anything about your health.)",
    }
)
_TO_THE_DOCTOR = ", ".join(
    f".{name} a[href]" for name in ("contact", "contact__report", "article-footer", "site-footer")
)


def audit_share(page: Page, own: str) -> Iterator[Problem]:
    """Yield the share links that tell more than the page's own address and title."""
    shown = f"{own}/{page.name.removesuffix('index.html')}"
    for node in page.tree.css(".share a[href]"):
        href = node.attributes.get("href") or ""
        if not is_plain_share(href, shown):
            yield Problem(
                N_("a share link does more than give the address of its page."), quote=href
            )


def is_plain_share(href: str, shown: str) -> bool:
    """Tell whether an address shares a page, by its public address, and does nothing else."""
    parts = _split(href)
    if parts is None:
        return False
    place = (parts.scheme, parts.netloc, parts.path)
    if place == _MASTODON:
        text = unquote(parts.fragment)
        return (
            not parts.query
            and text.startswith(_IN_THE_TEXT)
            and _ADDRESS.findall(text.removeprefix(_IN_THE_TEXT)) == [shown]
        )
    allowed = _NETWORKS.get(place)
    if allowed is None or parts.fragment:
        return False
    given = parse_qsl(parts.query, keep_blank_values=True)
    names = [name for name, _ in given]
    if len(set(names)) != len(names) or not set(names) <= allowed.keys():
        return False
    for name, value in given:
        led = _ADDRESS.findall(value)
        if value != shown if allowed[name] else led not in ([], [shown]):
            return False
    return any(shown in value for _, value in given)


def audit_mail(page: Page, settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with the kit's links to the doctor: whose, and with which warning."""
    contact = settings.get("contact", {})
    for node in page.tree.css(_TO_THE_DOCTOR):
        href = node.attributes.get("href") or ""
        parts = _split(href)
        if parts is None or parts.scheme not in ("mailto", "tel"):
            continue
        if parts.scheme == "tel":
            numbers = {_figures(str(contact.get("phone", "")))}
            if _figures(parts.path) not in numbers:
                yield Problem(N_("a telephone link is not the one of blog.toml."), quote=href)
        elif not _in_share(node) and not is_plain_mail(href, str(contact.get("mail", ""))):
            yield Problem(
                N_(
                    "an e-mail link is not the doctor’s, or does not say to write nothing on "
                    "health."
                ),
                quote=href,
            )


def is_plain_mail(href: str, address: str) -> bool:
    """Tell whether a link writes to the doctor alone, and asks for no word on health."""
    parts = _split(href)
    if parts is None:
        return False
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    lines = {line.strip() for line in given.get("body", "").splitlines()}
    return (
        bool(address)
        and parts.path == address
        and given.keys() == {"subject", "body"}
        and bool(given["subject"])
        and not lines.isdisjoint(_NO_HEALTH)
    )


def _split(href: str) -> SplitResult | None:
    try:
        return urlsplit(href)
    except ValueError:
        return None


def _figures(phone: str) -> str:
    return re.sub(r"[^\d+]", "", phone)


def _in_share(node: Any) -> bool:
    while node is not None:
        if "share" in (node.attributes.get("class") or "").split():
            return True
        node = node.parent
    return False

"""Nothing in a page runs, asks, or tells another site of the visit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from plugins.shared.problems import N_, Problem

from .links import Link, Target
from .page import Page, Reference

# The policy that every page carries, word for word: what it does not name, browsers refuse.
POLICY = (
    "default-src 'none'; connect-src 'self'; manifest-src 'self'; style-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
_REL = frozenset({"external", "noreferrer"})
# What a <link> may be: those that only say something, and those that load, from the site alone.
_SAYING = frozenset("canonical alternate author license me help next prev up search".split())
_LOADING = frozenset("stylesheet icon shortcut apple-touch-icon mask-icon manifest".split())
# Of those that load, the ones that are read elsewhere in the audit, by the ends of their names.
_ENDS = {"stylesheet": ".css", "manifest": "/manifest.webmanifest"}
_LEADS = ("http", "https", "mailto", "tel")
# The parameters that mailings, networks and advertisers add to the addresses people copy.
TRACKING = re.compile(
    r"[?&#;](?:utm_\w+|fbclid|gclid|dclid|yclid|twclid|ttclid|gclsrc|wbraid|gbraid|msclkid"
    r"|mc_cid|mc_eid|igshid|xtor|mkt_tok|_hsenc|_hsmi)=",
    re.IGNORECASE,
)


def audit_privacy(page: Page, led: list[Link]) -> Iterator[Problem]:
    """Yield what would run in the reader's browser, or tell another site of the visit."""
    for what in dict.fromkeys(page.active):
        yield Problem(N_("something active is in the page: {tag}."), values={"tag": what})
    yield from audit_leading_out(led)


def audit_leading_out(led: list[Link]) -> Iterator[Problem]:
    """Yield what would tell another site of the visit."""
    for reference, href, target in led:
        if target.scheme:
            yield from _audit_address(reference, href, target)


def _audit_address(reference: Reference, href: str, target: Target) -> Iterator[Problem]:
    """Yield what is wrong with an address that is not of the site."""
    if reference.tag == "a" and reference.name == "href":
        if target.scheme not in _LEADS:
            yield Problem(N_("a link does something else than lead to a page."), quote=href)
        elif target.is_web and not _rel(reference) >= _REL:
            yield Problem(N_("a link to another site lacks its protection."), quote=href)
        if target.is_web and TRACKING.search(href):
            yield Problem(N_("a link tells another site where its readers come from."), quote=href)
    elif reference.tag != "link" or not _rel(reference) <= _SAYING or not target.is_web:
        yield Problem(N_("the page loads something from another site."), quote=href)


def _rel(reference: Reference) -> frozenset[str]:
    return _words(reference.attributes.get("rel") or "")


@lru_cache(maxsize=256)
def _words(rel: str) -> frozenset[str]:
    return frozenset(rel.lower().split())


def audit_policy(page: Page, approved: str = POLICY) -> Iterator[Problem]:
    """Yield what is wrong with a page's policy, and what that policy would break."""
    if [policy for policy, _ in page.policies] != [approved]:
        yield Problem(
            N_("the page's security policy is not the approved one."),
            quote="\n".join(policy for policy, _ in page.policies),
        )
    elif not page.policies[0][1]:
        yield Problem(N_("the page's security policy comes too late in the page."))
    for reference in page.references:
        if reference.tag == "link" and (
            not _rel(reference) <= _SAYING | _LOADING or _is_another(reference)
        ):
            yield Problem(
                N_("something active is in the page: {tag}."),
                values={"tag": f'<link rel="{reference.attributes.get("rel")}">'},
            )


def _is_another(reference: Reference) -> bool:
    """Tell whether a page takes for its style, or what telephones read, what was not looked at."""
    rel = _rel(reference)
    return any(name in rel and not reference.value.endswith(end) for name, end in _ENDS.items())

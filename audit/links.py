"""Where links lead: to a file of the site and a place in it, or to another site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from plugins.shared.problems import N_, Problem

from .page import Page, Reference

# What a browser leaves out of an address before it reads it (WHATWG URL, “basic URL parser”).
_BLANK = "".join(map(chr, range(0x21)))
_DROPPED = str.maketrans({"\t": None, "\n": None, "\r": None, "\\": "/"})
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_LEFT_OVER = re.compile(r"[{}|]|%7b|%7d", re.IGNORECASE)
_WEB = ("http", "https")

# The files of a site, with the ids of each page. What is none, a document, has any place asked for.
Places = Mapping[str, frozenset[str] | None]


class Target(NamedTuple):
    """Where an address leads.

    ``scheme`` is empty inside the site; there ``file`` is the path of the file, whether there is
    one or not, and ``fragment`` a place in it. ``href``: the address as it was written.
    """

    scheme: str = ""
    file: str = ""
    fragment: str = ""
    href: str = ""

    @property
    def is_web(self) -> bool:
        """Tell whether it is on another site."""
        return self.scheme in _WEB


class Link(NamedTuple):
    """An address of a page, what it was found in, and where it leads."""

    reference: Reference
    href: str
    target: Target


@dataclass
class Links:
    """The public address of the site, and what was resolved already."""

    own: str
    _known: dict[str, Target] = field(default_factory=dict)

    def resolve(self, page: str, href: str) -> Target:
        """Return where an address in a page leads."""
        if href.startswith("#"):
            return Target("", page, unquote(href[1:]) if "%" in href else href[1:], href)
        # The same header and footer are on every page, the same sources on many: an address that
        # leads to one place from wherever it stands is resolved once.
        target = self._known.get(href)
        if target is None:
            ours = href.startswith(self.own)
            target = self._resolve("" if ours else page, clean(href))._replace(href=href)
            if ours or target.scheme:
                self._known[href] = target
        return target

    def follow(self, page: Page) -> list[Link]:
        """Return every address of a page with where it leads."""
        return [
            Link(reference, href, self.resolve(page.name, href))
            for reference in page.references
            for href in (
                addresses(reference.value)
                if reference.name.endswith("srcset")
                else (reference.value,)
            )
        ]

    def _resolve(self, page: str, href: str) -> Target:
        path = self._inside(href)
        if path is None:
            match = _SCHEME.match(href)
            return Target(scheme=match[1].lower() if match else "https")
        path, _, fragment = path.partition("#")
        path = unquote(path.partition("?")[0])
        if path.startswith("/"):
            file = path[1:]
        elif path:
            file = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
            file = f"{file}/" if posixpath.basename(path) in ("", ".", "..") else file
            file = file.removeprefix("./")
        else:
            file = page
        file = f"{file}index.html" if file.endswith("/") or not file else file
        return Target(file=file, fragment=unquote(fragment))

    def _inside(self, href: str) -> str | None:
        """Return an address of the site from its root or from the page; ``None`` elsewhere."""
        if href == self.own or href.startswith(tuple(self.own + mark for mark in "/?#")):
            return href[len(self.own) :] if href != self.own else "/"
        if href.startswith("//") or _SCHEME.match(href):
            return None
        return href


def clean(href: str) -> str:
    """Return an address as a browser reads it."""
    return href.strip(_BLANK).translate(_DROPPED)


def inside(led: list[Link]) -> tuple[list[Target], list[Problem]]:
    """Return where the addresses of a page lead inside the site, and those never filled in."""
    targets: list[Target] = []
    problems: list[Problem] = []
    # One search for all: most pages have none.
    any_left_over = _LEFT_OVER.search("\n".join([href for _, href, _ in led]))
    for _, href, target in led:
        if any_left_over and _LEFT_OVER.search(href) and not (target.scheme and "{{" not in href):
            problems.append(Problem(N_("this link was never filled in."), quote=href))
        elif not target.scheme:
            targets.append(target)
    return targets, problems


def audit_targets(targets: list[Target], places: Places) -> tuple[int, list[Problem]]:
    """Return how many addresses inside the site lead to a file, and those that lead nowhere."""
    lost = [target for target in targets if target.file not in places]
    problems = [
        Problem(N_("this leads to a page that is not on the site."), quote=target.href)
        for target in lost
    ]
    problems += (
        Problem(
            N_("this leads to a place that its page does not have."), quote=f"{file}#{fragment}"
        )
        for _, file, fragment, _ in targets
        if fragment and fragment != "top"
        if (ids := places.get(file)) is not None and fragment not in ids
    )
    return len(targets) - len(lost), problems


def addresses(srcset: str) -> list[str]:
    """Return the addresses in a ``srcset``."""
    return [words[0] for part in srcset.split(",") if (words := part.split())]

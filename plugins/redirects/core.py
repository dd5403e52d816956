"""What a former address may be, and where each leads. Knows nothing of Pelican."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import quote, unquote

from plugins.shared.problems import N_, WARNING, Phrase, Problem

INDEX = "index.html"
# A segment as a file system and an address both take it, whatever the language.
_SEGMENT = re.compile(r"(?![.~])[\w.~+-]{1,100}(?<!\.)")
# Names that Windows keeps for itself: the blog could not be built there.
_OF_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_MOST_SEGMENTS, _LONGEST = 8, 200
# A static host would hand over such a file, or run it: it shows none as a page.
_PROGRAMS = (".html", ".php", ".asp", ".aspx", ".jsp", ".htm", ".shtml", ".cfm")
_FOLLOWING = re.compile(r"(?:.*/)?page/\d+/")


class Former(NamedTuple):
    """A former address: its path without the first slash; the file of its page, if it has one."""

    path: str
    page: str


class Claim(NamedTuple):
    """A former address that a text claims, or the blog's settings: in ``source``, as ``written``.

    ``target``: the file of the page it leads to, or, of the settings, another former address's.
    """

    source: str
    written: str
    former: Former
    target: str


@dataclass(frozen=True)
class Redirect:
    """A former address that leads on: its path, the file of its page, that of the page it meets."""

    path: str
    page: str
    target: str


class UnusableError(Exception):
    """What is written cannot be an address of this blog: what is wrong, what to do."""

    def __init__(self, what: Phrase, fix: Phrase) -> None:
        super().__init__(what)
        self.what, self.fix = what, fix

    def problem(self, written: str) -> Problem:
        """Return what is said of the address as it is written."""
        return Problem(self.what, self.fix, {"address": written}, quote=written)


def read_former(written: str, own: str) -> Former:
    """Return the former address that is written; raise :class:`UnusableError` if it can be none.

    ``own``: the public address of the blog, with which it may begin.
    """
    text = written.strip()
    text = text.removeprefix(own) if text == own or text.startswith(f"{own}/") else text
    if "://" in text or text.startswith("//"):
        raise UnusableError(_ELSEWHERE, _HERE)
    if "?" in text or "#" in text:
        raise UnusableError(_QUESTION, _UP_TO_IT)
    if _BROKEN_ESCAPE.search(text):
        raise UnusableError(_UNSAFE, _PLAIN)
    path = normalize("NFC", unquote(text)).strip("/")
    parts = path.split("/")
    if parts[-1].lower() == INDEX:
        parts, text = parts[:-1], "/"
        path = "/".join(parts)
    if not path:
        raise UnusableError(_HOME, _TAKE_OUT)
    fine = all(_SEGMENT.fullmatch(p) and not _OF_WINDOWS.fullmatch(p) for p in parts)
    if not fine or len(parts) > _MOST_SEGMENTS or len(path.encode()) > _LONGEST:
        raise UnusableError(_UNSAFE, _PLAIN)
    if not text.endswith("/") and path.endswith(".html"):
        return Former(path, path)
    if not text.endswith("/") and path.lower().endswith(_PROGRAMS):
        return Former(path, "")
    if _FOLLOWING.fullmatch(f"{path}/"):
        raise UnusableError(_A_LIST, _TAKE_OUT)
    return Former(f"{path}/", f"{path}/{INDEX}")


def read_target(written: str, own: str) -> str:
    """Return the file of the page that an address leads to; raise as :func:`read_former` does."""
    if written.strip().removeprefix(own).strip("/") in ("", INDEX):
        return INDEX
    former = read_former(written, own)
    return former.page or former.path


def claims(
    source: str, written: Iterable[str], own: str, target: str
) -> tuple[list[Claim], list[Problem]]:
    """Return the former addresses of one text, and what is wrong with them."""
    found: list[Claim] = []
    problems: list[Problem] = []
    for one in written:
        try:
            found.append(Claim(source, one, read_former(one, own), target))
        except UnusableError as error:
            problems.append(error.problem(one))
    return found, problems


def resolve(
    claimed: Iterable[Claim], pages: Collection[str], kept: Collection[str]
) -> tuple[list[Redirect], list[tuple[str, Problem]]]:
    """Return where each former address leads in the end, and what keeps some from it, by file.

    ``pages``: the files of all pages that readers meet; ``kept``: the first folders that no former
    address may be in.
    """
    real = {page.lower(): page for page in pages}
    problems: list[tuple[str, Problem]] = []
    first: dict[str, Claim] = {}
    for claim in claimed:
        problem = _taken(claim, real, kept, first)
        if problem:
            problems.append((claim.source, problem))
        else:
            first[_key(claim.former)] = claim
    redirects = []
    for claim in first.values():
        target, problem = _end_of(claim, real, first)
        if problem:
            problems.append((claim.source, problem))
        else:
            redirects.append(Redirect(claim.former.path, claim.former.page, target))
        if not claim.former.page:
            problems.append((claim.source, _of_a_program(claim)))
    return redirects, problems


def _key(former: Former) -> str:
    return (former.page or former.path).lower()


def _taken(
    claim: Claim, real: Mapping[str, str], kept: Collection[str], first: Mapping[str, Claim]
) -> Problem | None:
    """Return why a former address cannot have a page of its own, if it cannot."""
    key = _key(claim.former)
    values = {"address": claim.written}
    if key == claim.target.lower():
        what = N_("“{address}” is the address that this text has.")
        return Problem(what, _TAKE_OUT, values, quote=claim.written)
    if key in real:
        what = N_("“{address}” is the address of a page of the blog.")
        return Problem(what, _TAKE_OUT, values, quote=claim.written)
    if key.partition("/")[0] in kept:
        what = N_("“{address}”: the blog keeps the addresses that begin so for itself.")
        return Problem(what, _TAKE_OUT, values, quote=claim.written)
    other = first.get(key)
    if other:
        what = N_("“{address}” leads elsewhere already: see {other}.")
        fix = N_("Keep it in one of the two.")
        return Problem(what, fix, values | {"other": other.source}, quote=claim.written)
    # A file cannot stand where a folder must be: a.html, and a.html/b/.
    parts = key.split("/")
    above = {"/".join(parts[:n]) for n in range(1, len(parts))}
    below = f"{key}/"
    if above & (real.keys() | first.keys()) or any(o.startswith(below) for o in (*real, *first)):
        what = N_("“{address}” would need a folder and a page of one name.")
        return Problem(what, _TAKE_OUT, values, quote=claim.written)
    return None


def _end_of(
    claim: Claim, real: Mapping[str, str], first: Mapping[str, Claim]
) -> tuple[str, Problem | None]:
    """Return the page that a former address leads to in the end, or why there is none."""
    met = {_key(claim.former)}
    target = claim.target
    # Hosts tell capitals from small letters.
    while real.get(target.lower()) != target:
        key = target.lower()
        values: dict[str, object] = {"address": claim.written, "to": _shown(target)}
        if key in met:
            what = N_("“{address}” leads back to itself: nobody would arrive.")
            return "", Problem(what, N_("Have it lead to a page."), values, quote=claim.written)
        if key not in first:
            near = get_close_matches(target, real.values(), n=1)
            fix = N_("Did you mean “{near}”?") if near else N_("Write the address of a page.")
            values["near"] = _shown(near[0]) if near else ""
            what = N_("“{address}” leads to {to}, where the blog has no page online.")
            return "", Problem(what, fix, values, quote=claim.written)
        met.add(key)
        target = first[key].target
    return target, None


def _of_a_program(claim: Claim) -> Problem:
    return Problem(
        N_("“{address}” can only be followed by Apache, Netlify and Cloudflare Pages."),
        N_("Leave it if your blog is there; elsewhere a reader meets the page for lost addresses."),
        {"address": claim.written},
        quote=claim.written,
        level=WARNING,
    )


def _shown(page: str) -> str:
    return f"/{page.removesuffix(INDEX)}"


def redirects_file(redirects: Iterable[Redirect], prefix: str) -> str:
    """Return ``_redirects``, as Netlify and Cloudflare Pages read it; empty where there is none.

    ``prefix``: the path of the blog's own address. https://docs.netlify.com/manage/routing/redirects
    https://developers.cloudflare.com/pages/configuration/redirects/
    """
    return "".join(
        f"{_encoded(prefix, one.path)} {_encoded(prefix, one.target.removesuffix(INDEX))} 301\n"
        for one in _in_order(redirects)
    )


def apache(redirects: Iterable[Redirect], prefix: str) -> str:
    """Return the lines of ``.htaccess`` that do the same (mod_alias); empty where there is none.

    Matched against the decoded path. https://httpd.apache.org/docs/2.4/mod/mod_alias.html
    """
    lines = [
        f'RedirectMatch 301 "^{_pattern(unquote(prefix), one.path)}$" '
        f'"{_encoded(prefix, one.target.removesuffix(INDEX))}"'
        for one in _in_order(redirects)
    ]
    inner = "".join(f"{line}\n" for line in lines)
    return f"<IfModule mod_alias.c>\n{inner}</IfModule>\n" if lines else ""


def _in_order(redirects: Iterable[Redirect]) -> Iterator[Redirect]:
    yield from sorted(redirects, key=lambda one: one.path)


def _pattern(prefix: str, path: str) -> str:
    text = re.sub(r"([.+])", r"\\\1", f"{prefix}/{path}")
    return f"{text}?" if text.endswith("/") else text


def _encoded(prefix: str, path: str) -> str:
    return f"{prefix}/{quote(path, safe='/~+-.')}"


_ELSEWHERE = N_("“{address}” is no address of this blog.")
_HERE = N_("Write what comes after the address of the blog: /former-name/")
_QUESTION = N_("“{address}”: what comes after a ? or a # leads nowhere on such a host.")
_UP_TO_IT = N_("Write the address up to that sign only, if it led to this text alone.")
_UNSAFE = N_("“{address}” cannot be an address here.")
_PLAIN = N_("Letters, figures, hyphens and slashes only, 200 at most: /2019/former-name/")
_HOME = N_("“{address}” is the home page.")
_A_LIST = N_("“{address}” is the following page of a list.")
_TAKE_OUT = N_("Take this address out.")

"""The page of search runs what was looked at, and leads where the rest of the site does.

Its programs are those of ``programs.toml``, byte for byte, in no other page. Its index is the very
one that the build declared, and each thing that it can answer is a page that lets itself be found,
with the number to call that its vetting has.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from plugins.shared.problems import N_, Problem

from .approved import Approved
from .directory import Directory
from .inventory import read_kit
from .links import Link
from .page import Page
from .privacy import audit_leading_out

FOLDER = "pagefind/"
# The policy of that page, word for word: beside what every page may do, it runs the site's own
# scripts and WebAssembly, and reads the files of the index.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
    "manifest-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'"
)
# What is to be filled in is sent nowhere: by no address of its own (page.py), nor by that policy.
_ELEMENTS = {"<form>": 1, "<input>": 1, "<button>": 1, "<label>": 1, "<noscript>": 1, "<script>": 1}
_SCRIPT, _ATTRIBUTES = "pagefind/search.js", {"src", "defer"}

_PROGRAMS = Path(__file__).with_name("programs.toml")
_DATA = re.compile(
    r"pagefind/(?:pagefind-entry\.json|words\.[a-z]{2}\.txt|pagefind\.[a-z]{2}_[0-9a-f]+\.pf_meta"
    r"|index/[a-z]{2}_[0-9a-f]+\.pf_index|(fragment/[a-z]{2}_[0-9a-f]+\.pf_fragment))"
)
_SIGNATURE = b"pagefind_dcd"
# In bytes, unpacked: ten times the longest article there is.
_LARGEST = 8 * 1024 * 1024


def is_of_search(name: str) -> bool:
    """Tell whether a file of a site can be one of the search."""
    programs = read_kit(_PROGRAMS)
    return (
        name in programs["scripts"] or name in programs["unpacked"] or bool(_DATA.fullmatch(name))
    )


@dataclass
class Answers:
    """What was found of a search: how many pages it leads to, how many rightly, what is wrong."""

    count: int = 0
    good: int = 0
    problems: list[tuple[str, Problem]] = field(default_factory=list)


def audit_search_page(page: Page, led: list[Link]) -> Iterator[Problem]:
    """Yield what a page of search would run or ask beside what it may."""
    for what in dict.fromkeys(page.active):
        if page.active.count(what) > _ELEMENTS.get(what, 0):
            yield Problem(N_("something active is in the page: {tag}."), values={"tag": what})
    yield from audit_leading_out(led)
    run = [target.file for reference, _, target in led if reference.tag == "script"]
    scripts = page.tree.css("script:not([type])")
    if run != [_SCRIPT] or any(script.attributes.keys() != _ATTRIBUTES for script in scripts):
        yield Problem(N_("the page of search runs something else than its script."))


def audit_search(
    files: Mapping[str, Path],
    declared: str,
    found: Set[str],
    directory: Directory,
    approved: Approved,
) -> Answers:
    """Return what there is of a search in a site, and what is wrong with it.

    ``declared``: the digest of its files that the build said, nothing where it has no search;
    ``found``: the pages that let themselves be found, and are in lists.
    """
    own = {name: path.read_bytes() for name, path in files.items() if name.startswith(FOLDER)}
    answers = Answers()
    if digest_of(own) != declared:
        problem = Problem(N_("the index of the search is not the one that the build made."))
        answers.problems.append((FOLDER, problem))
    for name, data in own.items():
        match = _DATA.fullmatch(name)
        if not match and not _is_program(name, data):
            problem = Problem(N_("this program is none of those that a site may hold."))
            answers.problems.append((name, problem))
        elif match and match[1]:
            problems = list(_audit_answer(data, found, directory, approved))
            answers.count += 1
            answers.good += not problems
            answers.problems += ((name, problem) for problem in problems)
    return answers


def digest_of(own: Mapping[str, bytes]) -> str:
    """Return the digest of the files of a search by their names, as the build says it."""
    lines = "".join(f"{name} {sha256(data).hexdigest()}\n" for name, data in sorted(own.items()))
    return sha256(lines.encode()).hexdigest() if own else ""


def _is_program(name: str, data: bytes) -> bool:
    programs = read_kit(_PROGRAMS)
    if name in programs["unpacked"]:
        return sha256(_unpacked(data)).hexdigest() in programs["unpacked"][name]
    return bool(sha256(data).hexdigest() == programs["scripts"].get(name))


def _audit_answer(
    data: bytes, found: Set[str], directory: Directory, approved: Approved
) -> Iterator[Problem]:
    """Yield what is wrong with one thing that the search can answer."""
    try:
        answer = json.loads(_unpacked(data).removeprefix(_SIGNATURE))
        page, said = answer["url"].removeprefix("/"), answer["meta"]
        page += "index.html" if page.endswith("/") else ""
        number = _number(said)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        yield Problem(N_("an answer of the search cannot be read."))
        return
    if page not in found:
        yield Problem(N_("the search leads to a page that must not be found."), quote=page)
    if number != approved.first_links.get(directory.communities.get(page, ""), ""):
        yield Problem(N_("this is not the number of that community."), quote=number or page)


def _number(said: Mapping[str, Any]) -> str:
    """Return the link of the number of an answer; raises ``ValueError`` if it shows another."""
    dials = said.get("dials", "")
    if "".join(filter(str.isdigit, said.get("call", ""))) not in dials:
        raise ValueError(dials)
    return f"tel:{dials}" if dials else ""


def _unpacked(data: bytes) -> bytes:
    """Return what a file of gzip holds, nothing where it holds too much or more than that."""
    reader = zlib.decompressobj(wbits=31)
    try:
        unpacked = reader.decompress(data, _LARGEST)
    except zlib.error:
        return b""
    return unpacked if reader.eof and not reader.unused_data else b""

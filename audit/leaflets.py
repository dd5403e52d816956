"""The leaflets to print are those that the build made, and lead nowhere that was not vetted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from posixpath import dirname
from typing import Any

from plugins.shared.problems import N_, Problem

from .approved import Approved
from .inventory import PUBLISHED, Article, Inventory

Found = tuple[str, Problem]

_PDF = ".pdf"
# In a PDF of the kit's: what would run, open or hold something beside its pages.
_BESIDE = ("/OpenAction", "/AA", "/AcroForm", "/Names", "/AF")


def declared_leaflets(files: Mapping[str, str]) -> dict[str, str]:
    """Return, of the files that a build declares by their digests, the leaflets."""
    return {name: digest for name, digest in files.items() if name.endswith(_PDF)}


def audit_leaflets(
    files: Mapping[str, Path],
    declared: Mapping[str, str],
    inventory: Inventory,
    approved: Approved,
    led: Mapping[str, Collection[str]],
) -> list[Found]:
    """Return what is wrong with the leaflets of a site.

    ``declared``: the digest of each, as the build says it; ``led``: where each page leads.
    """
    problems: list[Found] = []
    for name, digest in declared.items():
        page = f"{dirname(name)}/index.html"
        article = inventory.by_page.get(page)
        data = files[name].read_bytes() if name in files else b""
        if sha256(data).hexdigest() != digest:
            what = N_("this leaflet is not the one that the build made.")
            problems.append((name, Problem(what)))
        elif article is None or article.status != PUBLISHED or not article.medical:
            problems.append((name, Problem(N_("this leaflet is of no article that may have one."))))
        elif name not in led.get(page, ()):
            problems.append((name, Problem(N_("the page of this leaflet does not lead to it."))))
        else:
            found = _audit(data, article, inventory, approved)
            problems += ((name, problem) for problem in found)
    return problems


def _audit(
    data: bytes, article: Article, inventory: Inventory, approved: Approved
) -> Iterator[Problem]:
    """Yield what is wrong inside a leaflet: its language, what it would do, where it leads."""
    # Not loaded where there is none.
    import pikepdf  # noqa: PLC0415

    own = f"{inventory.own}/{article.address}"
    numbers = {f"tel:{number}" for number in approved.numbers}
    allowed = {own, *numbers, *approved.communities}
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            root: Any = pdf.Root
            said = (str(root.get("/Lang", "")), bool(root.MarkInfo.Marked))
            beside = [key for key in _BESIDE if key in root]
            links = [address for page in pdf.pages for address in _addresses(page)]
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError, LookupError):
        yield Problem(N_("this leaflet cannot be read."))
        return
    if said != (article.language, True):
        yield Problem(N_("this leaflet does not say its language, or is not tagged."))
    if beside or "" in links:
        yield Problem(N_("this leaflet does more than show its pages and lead to addresses."))
    if own not in links:
        yield Problem(N_("this leaflet does not lead to its page."), quote=own)
    for address in dict.fromkeys(links):
        if address and address not in allowed:
            yield Problem(
                N_("this leaflet leads where nothing was vetted, or to another number."),
                quote=address,
            )


def _addresses(page: Any) -> Iterator[str]:
    """Yield the address of each link of a page; an empty one for what does something else."""
    for one in page.get("/Annots", ()):
        action = one.get("/A", {})
        is_link = one.get("/Subtype") == "/Link" and action.get("/S") == "/URI"
        yield str(action.get("/URI", "")) if is_link else ""

"""The picture that other sites and search engines are told of is one that the article shows."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from plugins.shared.problems import N_, Problem

from .declared import PICTURE
from .image_metadata import is_silent
from .inventory import Article
from .links import Links, addresses
from .page import Page
from .schema_org import several
from .structure import Thing

# What networks and search engines draw.
_DRAWN = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
_OG, _OG_WORDS = "og:image", "og:image:alt"
# Of the pictures for sharing that the kit draws, beside their own words.
_SIZE = ("1200", "630")
_CARD = {"og:image:width": _SIZE[0], "og:image:height": _SIZE[1]}
# PNG, 11.2.2: where the width and the height end, right after the signature.
_HEAD = 24
_NOT_TOLD = N_(
    "the picture that other sites are told of is not the one that was drawn for the page."
)
_NOT_SHOWN = N_("the picture that other sites are told of is not one that the page shows.")


def audit_picture(
    page: Page, things: Iterable[Thing], article: Article | None, links: Links
) -> Iterator[Problem]:
    """Yield what Open Graph and the data for search engines tell of a picture that is not there."""
    declared: list[str] = []
    words: list[str] = []
    for node in page.tree.css("meta"):
        name = (node.attributes.get("property") or node.attributes.get("name") or "").lower()
        content = node.attributes.get("content") or ""
        if name == _OG:
            declared.append(content)
        elif name == _OG_WORDS:
            words.append(content)
        elif "image" in name:
            yield Problem(_NOT_SHOWN, quote=content)
    in_data = [
        one if isinstance(one, str) else ""
        for thing in things
        for name in ("image", "thumbnailUrl", "logo")
        if name in thing
        for one in several(thing[name])
    ]
    if not (declared or words or in_data):
        return
    shown = _shown(page, links) if article else {}
    files = [links.resolve(page.name, address).file for address in (*declared, *in_data)]
    for address, file in zip((*declared, *in_data), files, strict=True):
        if file not in shown or not address.startswith(f"{links.own}/"):
            yield Problem(_NOT_SHOWN, quote=address)
    if len(declared) > 1 or len(set(files)) > 1 or len(words) > len(declared):
        yield Problem(
            N_("other sites are told of more than one picture."), quote=", ".join(declared)
        )
    elif words and words[0] not in shown.get(files[0], ()):
        yield Problem(_NOT_SHOWN, quote=words[0])


def audit_card(page: Page, own: str, made: Collection[str]) -> Iterator[Problem]:
    """Yield what Open Graph tells of a page that a picture for sharing was drawn for.

    ``own``: the address of the site; ``made``: the path of that picture. Its words begin with the
    title of the page.
    """
    given = [
        (
            (node.attributes.get("property") or node.attributes.get("name") or "").lower(),
            node.attributes.get("content") or "",
        )
        for node in page.tree.css("meta")
    ]
    told = dict(given)
    pictures = {name: said for name, said in told.items() if "image" in name}
    # Of two, other sites take the one they like.
    for name, said in given:
        if name in pictures and pictures[name] != said:
            yield Problem(_NOT_TOLD, quote=said)
    words = pictures.pop(_OG_WORDS, "")
    known = [{_OG: f"{own}/{path}"} | _CARD for path in made]
    title = told.get("og:title", "")
    if pictures not in known or not title or not words.startswith(title):
        yield Problem(_NOT_TOLD, quote=pictures.get(_OG, ""))


def audit_shared(
    files: Mapping[str, Path], declared: Mapping[str, str]
) -> list[tuple[str, Problem]]:
    """Return the pictures for sharing that are not those that the build made, or say too much.

    ``declared``: the digest of each, as the build says it.
    """
    problems = []
    for name, digest in declared.items():
        data = files[name].read_bytes() if name in files else b""
        size = struct.unpack(">II", data[_HEAD - 8 : _HEAD]) if len(data) > _HEAD else ()
        good = sha256(data).hexdigest() == digest and is_silent(PICTURE, data)
        if not good or tuple(map(str, size)) != _SIZE:
            what = N_("this picture for sharing is not the one that the build made.")
            problems.append((name, Problem(what)))
    return problems


def drawn_for(page: Page, links: Links) -> list[tuple[str, str]]:
    """Return the pictures that a page may show in the place of others: that file, then its own."""
    found: list[tuple[str, str]] = []
    for image in page.tree.css("img[src]"):
        own = links.resolve(page.name, image.attributes.get("src") or "").file
        parent = image.parent
        kinds = parent.css("source") if parent is not None and parent.tag == "picture" else []
        for node in (*kinds, image):
            srcset = addresses(node.attributes.get("srcset") or "")
            found += [(own, links.resolve(page.name, address).file) for address in srcset]
    return found


def _shown(page: Page, links: Links) -> dict[str, list[str]]:
    """Return the words that stand for each picture in the text of an article, by its file."""
    found: dict[str, list[str]] = {}
    for node in page.tree.css("main article img[src]"):
        file = links.resolve(page.name, node.attributes.get("src") or "").file
        if file.lower().endswith(_DRAWN):
            found.setdefault(file, []).append(node.attributes.get("alt") or "")
    return found

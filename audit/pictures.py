"""The picture that other sites and search engines are told of is one that the article shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plugins.shared.problems import N_, Problem

from .inventory import Article
from .links import Links, addresses
from .page import Page
from .schema_org import several
from .structure import Thing

# What networks and search engines draw.
_DRAWN = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
_OG, _OG_WORDS = "og:image", "og:image:alt"
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

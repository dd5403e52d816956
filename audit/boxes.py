"""The boxes of an article, on its page and in the feeds: there, seen, and word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.shared.problems import N_, Problem

from .approved import Approved
from .dates import audit_caution, audit_dates
from .folded import folded
from .inventory import Article
from .links import Links
from .page import HIDING

_ALL = "aside.disclaimer, div.caution, section.review, section.sources, section.communities"
_PRACTICE = {"disclaimer": N_("the disclaimer"), "review": N_("the dates of review")}
_MEDICAL = _PRACTICE | {"sources": N_("the sources"), "communities": N_("the communities")}
_BY_TAG = {"aside": "disclaimer", "div": "caution"}
# Elements and classes in which every reader sees a box. Whatever else surrounds it may hide it,
# move it or set it apart.
_OPEN_ELEMENTS = frozenset({"html", "body", "main", "article", "section", "div"})
_OPEN_CLASSES = frozenset(
    "layout article article--medical article--practice article__body page page__body".split()
)
_OF_A_BOX = re.compile(r"(?:review|sources|communities|community|credit)(?:(?:__|--)[\w-]+)?$")
# A voice need not read the arrows that lead back from a source.
_HIDING_IN_A_BOX = HIDING - {"aria-hidden"}
_DISCLAIMER_ELEMENTS = frozenset({"p", "strong", "a", "span", "br"})
# The words that lead from a disclaimer to the cards below.
_HELP = {"fr": "Quand demander de l’aide", "en": "When to ask for help"}
# Words enough to find a book or a leaflet that has no address.
_REFERENCE_LETTERS = 20
# Or those of a name, with a year, a volume or an article of law: “HAS. Psoriasis, 2020.”
_NAME_LETTERS = 3

Boxes = dict[str, list[LexborNode]]


def find_boxes(tree: LexborHTMLParser) -> Boxes:
    """Return the boxes of a page or of a feed entry, by name."""
    found: Boxes = {name: [] for name in ("caution", *_MEDICAL)}
    for node in tree.css(_ALL):
        name = _BY_TAG.get(node.tag or "") or _name(node)
        if name != "disclaimer" or node.attributes.get("role") == "note":
            found[name].append(node)
    return found


def _says_so(entry: LexborNode) -> bool:
    """Tell whether a source has a line on what became of it."""
    messages = entry.css_first(".sources__status")
    return bool(messages and messages.text(strip=True))


def _name(node: LexborNode) -> str:
    classes = _classes(node)
    return next(name for name in ("review", "sources", "communities") if name in classes)


def audit_boxes(
    boxes: Boxes, article: Article, approved: Approved, links: Links
) -> Iterator[Problem]:
    """Yield what an article lacks of the contract, on its page or in a feed."""
    open_places: dict[int, bool] = {}
    for name, said in (_MEDICAL if article.medical else _PRACTICE).items():
        nodes = boxes[name]
        if len(nodes) != 1:
            yield Problem(
                N_("{box}: there must be one of it, not {count}."),
                values={"box": said, "count": len(nodes)},
            )
        elif not is_seen(nodes[0], name, open_places):
            yield Problem(N_("{box}: hidden from the reader."), values={"box": said})
        elif name != "disclaimer" and (strange := hidden_part(nodes[0])):
            yield Problem(
                N_("{box}: a part of it may be hidden: {tag}."),
                values={"box": said, "tag": strange},
            )
    if len(boxes["disclaimer"]) == 1:
        yield from _audit_disclaimer(boxes["disclaimer"][0], article, approved, links)
    if len(boxes["review"]) == 1:
        yield from audit_dates(boxes["review"][0], article)


def audit_top(boxes: Boxes, article: Article) -> Iterator[Problem]:
    """Yield what is wrong with what an article says of its dates, on its page or in a feed."""
    cautions = boxes["caution"]
    seen = all(is_seen(node, "caution", {}) for node in cautions)
    yield from audit_caution(cautions, article, seen=seen)


def is_seen(box: LexborNode, name: str, open_places: dict[int, bool]) -> bool:
    """Tell whether nothing on a box, nor around it, can hide it.

    ``open_places``: what is known already of the places where boxes stand, most often the same.
    """
    own = {c for c in _classes(box) if c != name and not c.startswith(f"{name}--")}
    if own or HIDING & box.attributes.keys() or not box.text(strip=True):
        return False
    place = box.parent
    if place is None:
        return False
    if place.mem_id not in open_places:
        open_places[place.mem_id] = _is_open(place)
    return open_places[place.mem_id]


def hidden_part(box: LexborNode) -> str:
    """Return the first tag in a box that a rule for something else could hide; empty for none.

    Style sheets are held to what they may say of a box's own classes (``styles.py``), no others.
    """
    for node in box.css("[class], [hidden], [style], [inert], [popover]"):
        if _HIDING_IN_A_BOX & node.attributes.keys() or not all(
            _OF_A_BOX.match(name) for name in _classes(node)
        ):
            return f"<{node.tag} class={node.attributes.get('class')!r}>"
    return ""


def _is_open(place: LexborNode) -> bool:
    """Tell whether every reader sees what stands in a place."""
    node: LexborNode | None = place
    while node is not None and node.is_element_node:
        if (
            node.tag not in _OPEN_ELEMENTS
            or HIDING & node.attributes.keys()
            or not _classes(node) <= _OPEN_CLASSES
        ):
            return False
        node = node.parent
    return True


def _classes(node: LexborNode) -> set[str]:
    return set((node.attributes.get("class") or "").split())


def comes_first(box: LexborNode) -> bool:
    """Tell whether nothing stands before a box, in the place where it stands."""
    before = box.prev
    while before is not None:
        if before.is_element_node or (before.text_content or "").strip():
            return False
        before = before.prev
    return True


def _audit_disclaimer(
    box: LexborNode, article: Article, approved: Approved, links: Links
) -> Iterator[Problem]:
    """Yield what is wrong with the place, the inside and the words of a disclaimer."""
    if not comes_first(box):
        yield Problem(N_("the disclaimer comes after other words: it must come first."))
    for node in box.css("*"):
        inside = node == box or (
            node.tag in _DISCLAIMER_ELEMENTS
            and not HIDING & node.attributes.keys()
            and all(name.startswith("disclaimer__") for name in _classes(node))
        )
        if not inside:
            yield Problem(
                N_("something strange is in the disclaimer: {tag}."),
                values={"tag": f"<{node.tag}>"},
            )
            break
    yield from audit_calls(box)
    way = box.css_first(".disclaimer__help")
    said = folded(box.text()).removesuffix(folded(way.text()) if way else "")
    if way and (
        folded(way.text()) != folded(_HELP.get(article.language, ""))
        or not _leads_to_help(way, article, links)
    ):
        yield Problem(
            N_("something strange is in the disclaimer: {tag}."),
            values={"tag": way.text(strip=True)},
        )
    if said not in approved.texts(article.language, article.disclaimer):
        yield Problem(
            N_("the disclaimer is not one of the approved texts, word for word."),
            quote=" ".join(box.text().split()),
        )


def _leads_to_help(way: LexborNode, article: Article, links: Links) -> bool:
    """Tell whether a way to the cards is one link, to a place of the article's own page."""
    hrefs = [link.attributes.get("href") or "" for link in way.css("a")]
    if len(hrefs) != 1:
        return False
    target = links.resolve(article.page, hrefs[0])
    return not target.scheme and target.file == article.page and bool(target.fragment)


def audit_calls(box: LexborNode) -> Iterator[Problem]:
    """Yield the numbers of a disclaimer that a telephone would dial otherwise than written."""
    for link in box.css('a[href^="tel:"]'):
        if _digits(link.attributes.get("href") or "") != _digits(link.text()):
            yield Problem(
                N_("the disclaimer calls another number than it shows."), quote=link.text()
            )


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _is_dated(words: str) -> bool:
    """Tell whether a reference has a name and a number."""
    letters = sum(map(str.isalpha, words))
    return letters >= _NAME_LETTERS and any(map(str.isdigit, words))


def audit_sources(box: LexborNode, retracted: frozenset[str]) -> tuple[int, list[Problem]]:
    """Return how many sources a box has, and what is wrong with some."""
    problems: list[Problem] = []
    entries = box.css('ol.sources__list > li[id^="source-"]')
    if not entries:
        problems.append(Problem(N_("the box of sources is empty.")))
    for entry in entries:
        # A notice also leads to what it is about, which is another publication.
        hrefs = {
            unquote(node.attributes.get("href") or "").lower()
            for node in entry.css("a")
            if "sources__link--about" not in _classes(node)
        }
        written = entry.css_first(".sources__text")
        words = written.text(strip=True) if written else ""
        linked = any(href.startswith(("https://", "http://")) for href in hrefs)
        found = linked or len(folded(words)) >= _REFERENCE_LETTERS or _is_dated(words)
        if not words or not found:
            problems.append(Problem(N_("a source cannot be found again."), quote=entry.id or ""))
        if hrefs & retracted and not _says_so(entry):
            problems.append(
                Problem(
                    N_("a retracted or withdrawn source is not said to be."), quote=entry.id or ""
                )
            )
    return len(entries), problems

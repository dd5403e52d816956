"""The cards that say when to call: how urgent, whom to call, and nothing that leads away.

The rules are those of the NHS service manual (“Care cards”, “Warning callout”): three levels, a
heading that ends with “if:” or its like, words on the urgency, a heading for what follows, no
link out of an emergency card, two warnings at most on a page. Where the disclaimer is of an
emergency, the first card follows the key points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.shared.problems import N_, Problem

from .approved import Approved
from .boxes import is_seen
from .folded import folded
from .inventory import Article

MOST_WARNINGS = 2
_EMERGENCY = "emergency"
# How a card begins, by language and level.
_URGENCY = {
    "fr": {"non-urgent": "Sans urgence :", "urgent": "Urgent :", _EMERGENCY: "Urgence vitale :"},
    "en": {"non-urgent": "Not urgent:", "urgent": "Urgent:", _EMERGENCY: "Emergency:"},
}
# What is as good as “if”, by language: “Appelez le 15 dès que :”, “Call 999 for:”.
_IF = re.compile(
    r"(?:\s|^)(?:si|quand|lorsque|(?:d[eè]s|aussit[oô]t) que|devant|en (?:cas|pr[eé]sence) de"
    r"|au cas o[uù]|if|when|whenever|as soon as|in case of|in the event of|for) ?:$",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
# What may follow a card without a heading: another box, the notes, whose text the article adapts.
_BOXES = frozenset({"section"})
_BELOW_THE_TEXT = frozenset({"footnote", "credit"})
# What may stand between the key points and the first card: the heading of the cards, a paragraph.
_BETWEEN = 2
_INSIDE = ".care__urgency, .care__title, .care__body"


def audit_callouts(
    tree: LexborHTMLParser, article: Article, approved: Approved
) -> tuple[int, list[Problem]]:
    """Return how many care cards an article has, and what is wrong with some."""
    cards = tree.css(".care")
    problems = [problem for card in cards for problem in _audit_card(card, article, approved)]
    held = {part.mem_id for card in cards for part in _inside(card, _INSIDE)}
    problems += [_like_no_card(part) for part in tree.css(_INSIDE) if part.mem_id not in held]
    if cards and tree.css_first(".disclaimer--emergency") and _comes_late(tree, cards[0]):
        problems.append(
            Problem(
                N_("in an emergency, the cards must follow the key points."), quote=_words(cards[0])
            )
        )
    warnings = tree.css(".warning")
    if len(warnings) > MOST_WARNINGS:
        problems.append(
            Problem(
                N_("the page has {count} warnings: readers see two, and skip the rest."),
                values={"count": len(warnings)},
            )
        )
    problems += [
        Problem(N_("the page explains a word under the mouse only."), quote=_words(node))
        for node in tree.css("abbr[title], dfn[title]")
    ]
    return len(cards), problems


def _comes_late(tree: LexborHTMLParser, card: LexborNode) -> bool:
    """Tell whether more than their heading, and a paragraph, stands between key points and card."""
    points = tree.css_first(".key-points")
    if points is None:
        return False
    between: list[str] = []
    node = points.next
    while node is not None and node.mem_id != card.mem_id:
        if node.is_element_node:
            between.append(node.tag or "")
        node = node.next
    if node is None:
        # The first card stands before them: on its own, it is not looked for further down.
        order = [one.mem_id for one in tree.css(".key-points, .care")]
        return order.index(points.mem_id) < order.index(card.mem_id)
    return len(between) > _BETWEEN or not all(tag in _HEADINGS | {"p"} for tag in between)


def _inside(node: LexborNode, selector: str) -> Iterator[LexborNode]:
    """Yield what a selector finds inside a node, which it may find itself."""
    # Two nodes of the same HTML are equal: their places in memory are not.
    return (found for found in node.css(selector) if found.mem_id != node.mem_id)


def _audit_card(card: LexborNode, article: Article, approved: Approved) -> Iterator[Problem]:
    """Yield what is wrong with one card."""
    classes = (card.attributes.get("class") or "").split()
    level = classes[1].removeprefix("care--") if len(classes) == 2 else ""  # noqa: PLR2004
    urgency = _URGENCY.get(article.language, {}).get(level)
    heading = next((node for node in card.iter() if node.is_element_node), None)
    if card.tag != "section" or urgency is None or heading is None:
        yield _like_no_card(card)
        return
    if not is_seen(card, "care", {}):
        yield Problem(N_("a care card is hidden from the reader."), quote=_words(card))
    said = heading.css_first("span.care__urgency")
    if (
        heading.tag not in _HEADINGS
        or said is None
        or folded(said.text()) != folded(urgency)
        or not folded(heading.text()).startswith(folded(urgency))
    ):
        yield Problem(N_("a care card does not say how urgent it is."), quote=_words(card))
    if not _IF.search(_words(heading, whole=True)):
        yield Problem(N_("the heading of a care card does not end with “if:”."), quote=_words(card))
    if card.css_first(".care__body li") is None:
        yield Problem(N_("a care card lists no sign."), quote=_words(card))
    yield from _audit_links(card, heading, level, article, approved)
    following = card.next
    while following is not None and not following.is_element_node:
        if (following.text_content or "").strip():
            break
        following = following.next
    if following is not None and not (
        following.tag in _HEADINGS | _BOXES
        or _BELOW_THE_TEXT.intersection((following.attributes.get("class") or "").split())
    ):
        yield Problem(N_("what follows a care card has no heading."), quote=_words(following))


def _audit_links(
    card: LexborNode, heading: LexborNode, level: str, article: Article, approved: Approved
) -> Iterator[Problem]:
    """Yield the links of a card that call another number than they show, or lead elsewhere."""
    in_heading = {link.mem_id for link in _inside(heading, "a")}
    for link in card.css("a"):
        href = link.attributes.get("href") or ""
        if href.startswith("tel:"):
            number = _digits(href)
            if number != _digits(link.text()):
                yield Problem(N_("a care card calls another number than it shows."), quote=href)
            elif approved.numbers and link.mem_id in in_heading and number not in approved.numbers:
                yield Problem(N_("a care card calls a number of another country."), quote=href)
        elif level == _EMERGENCY and not _stays(href, article):
            yield Problem(N_("an emergency card leads elsewhere."), quote=href)


def _stays(href: str, article: Article) -> bool:
    """Tell whether an address is a place of the article's own page; feeds write it whole."""
    page, mark, place = href.partition("#")
    page = page.removesuffix("index.html")
    return bool(mark and place) and (not page or page.endswith(f"/{article.address}"))


def _like_no_card(node: LexborNode) -> Problem:
    return Problem(N_("something looks like a care card and is none."), quote=_words(node))


def _words(node: LexborNode, *, whole: bool = False) -> str:
    words = " ".join((node.text() or node.tag or "").split())
    return words if whole else words[:80]


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))

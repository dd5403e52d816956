"""What a box must not be, and what only looks like one."""

from __future__ import annotations

import re
from html import unescape

from plugins.shared.html import HEADING, Block, links, words_of
from plugins.shared.problems import N_
from plugins.shared.problems import WARNING as REMARK

from .headings import (
    CHECKLIST,
    EMERGENCY,
    KEY_POINTS,
    WARNING,
    Announced,
    announced,
    tells_to_call,
)
from .text import Text

# NHS service manual, “Warning callout”: two on a page at most, or readers skip them.
MOST_WARNINGS = 2
# A sentence or two may end a card (“Do not leave them alone”); more is a text of its own.
_LAST_WORDS = 40
_BOLD = re.compile(r"<p>\s*<(strong|b|em)>(?P<words>[^<>]*)</\1>[\s:\u00a0]*</p>", re.DOTALL)
# The boxes of other tools, which Markdown would print as they are.
_FOREIGN = re.compile(r"(?:<blockquote>\s*)?<p>(?:!!!|\?\?\?|:::|\[!\w+\])")
_STAYS_HERE = ("tel:", "#")


def check_card(found: Announced, words: str, below: list[Block], text: Text) -> None:
    """Note what a card must not be: without a list, with a number or a link from elsewhere."""
    html = "".join(block.html for block in below)
    if found.unknown:
        level = "error" if text.numbers.get("emergency") else REMARK
        text.note(
            N_("the number {number} is none of those of your country that this blog knows."),
            N_("Correct it, or write “## Urgence” alone: the right numbers are then added."),
            words,
            level,
            number=found.unknown,
        )
    if "<li" not in html:
        text.note(
            N_("a care card lists when to call, one sign a line."),
            N_("Below its heading, begin each line with a hyphen: - chest pain"),
            words,
        )
    after = next((n for n, block in enumerate(below) if block.tag in ("ul", "ol")), len(below))
    rest = [block for block in below[after + 1 :] if words_of(block.html)]
    if sum(len(words_of(block.html).split()) for block in rest) > _LAST_WORDS:
        text.note(
            N_("this text stands in the card above it."),
            N_("Put a heading before it, or move it above the list."),
            words_of(rest[0].html),
            REMARK,
        )
    if found.kind == EMERGENCY:
        for attribute, address in links(html):
            if attribute == "href" and not address.startswith(_STAYS_HERE):
                text.note(
                    N_("an emergency card leads nowhere else: nobody should read on."),
                    N_("Take the link out, or move it to another part of the article."),
                    unescape(address),
                )


def check_box(found: Announced, words: str, below: list[Block], text: Text) -> None:
    """Note one warning too many, and a list that is none."""
    html = "".join(block.html for block in below)
    if found.kind == WARNING and text.kinds.count(WARNING) > MOST_WARNINGS:
        text.note(
            N_("this is one warning too many: readers see two on a page, and skip the rest."),
            N_("Keep the two that matter most; make ordinary headings of the others."),
            words,
        )
    if found.kind in (CHECKLIST, KEY_POINTS) and "<li" not in html:
        text.note(
            N_("this box holds a list, and there is none below its heading."),
            N_("Below it, begin each line with a hyphen and a space."),
            words,
        )
    if not words_of(html):
        text.note(
            N_("there is nothing below this heading."), N_("Write it, or take it out."), words
        )


def look_for_near_misses(block: Block, following: list[Block], text: Text) -> None:
    """Note what the doctor most likely meant as a box, and would be printed as it is."""
    html = block.html
    listed = bool(following) and following[0].tag in ("ul", "ol")
    if block.level:
        words = words_of(html)
        # What a heading is refused or told for is told once.
        if listed and not announced(words, text.numbers) and tells_to_call(words, text.numbers):
            text.note(
                N_("this heading names whom to call in an emergency, and makes no care card."),
                N_("For a card, write “### Urgence”, or a number and “if”: “### Call 15 if:”."),
                words,
                REMARK,
            )
        return
    if _FOREIGN.match(html):
        text.note(
            N_("a box is not written so here: these signs would be printed."),
            N_("Write a heading: ### Urgence, ### Le jour même, ### Sans urgence, ### Attention."),
            words_of(html).split("\n")[0],
        )
        return
    refuse_inside(html, text)
    bold = _BOLD.fullmatch(html.strip())
    if block.tag == "p" and (bold or listed):
        words = words_of(bold["words"] if bold else html)
        found = announced(words, text.numbers)
        # “Today:” and the like begin many a sentence; “Emergency”, above a list, does not.
        emergency = found is not None and found.alone and found.kind == EMERGENCY
        is_card = found and found.is_card and (bold or emergency or words.endswith(":"))
        if found and is_card and (bold or emergency or not found.alone):
            text.note(
                N_("this reads as a care card, and would be an ordinary line."),
                N_("Begin it with ### instead: ### {words}"),
                words,
                "error" if bold else REMARK,
                words=words,
            )


def refuse_inside(html: str, text: Text) -> None:
    """Note the headings of cards that stand where no card can."""
    for match in HEADING.finditer(html):
        words = words_of(match[0])
        found = announced(words, text.numbers)
        if found and (found.is_card or found.kind == WARNING):
            text.note(
                N_("a card cannot stand inside a list, a quotation or a box."),
                N_("Begin its line with ###, in a part of the article of its own."),
                words,
            )

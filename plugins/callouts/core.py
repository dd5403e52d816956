"""Put the boxes of a text in shape: cards, warnings, key points, checklists, letters.

Knows nothing of Pelican. What comes in is the safe HTML of a whole text, whose elements are
all closed and hold no class of ours; a box begins at a heading that announces it and ends before
the next one. What goes out is the same HTML with each box in an element of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape

from plugins.shared.contact_links import phone_link
from plugins.shared.html import HEADING, Block, Move, ids, top_blocks, words_of
from plugins.shared.problems import N_, Problem
from plugins.shared.problems import WARNING as REMARK
from plugins.shared.quotes import unaccented

from .calling import SPACES
from .calling import words as words_of_languages
from .checks import check_box, check_card, look_for_near_misses, refuse_inside
from .headings import (
    AMBIGUOUS,
    ASKING,
    CIRCUMSTANCES,
    EMERGENCY,
    ENDS_IN_IF,
    LETTERS,
    LEVELS,
    NEAR,
    NON_URGENT,
    UNCLEAR,
    URGENT,
    Announced,
    announced,
    digits,
    plain,
)
from .letters import Letter, personal
from .numbers import any_dial, link_numbers
from .order import Box, cards_first
from .text import Text

_EMERGENCY_NUMBERS = 2
_READS_AS_A_CARD = (
    N_("this heading reads as that of a care card, and is an ordinary one."),
    N_("For an emergency card, write “### Urgence” and one sign a line below it."),
)

# What Markdown and the plugin sources put at the end.
_END = re.compile(r'<div class="(?:footnote|sources-listed)"')


@dataclass(frozen=True)
class Callouts:
    """What a text holds: the levels of its cards, in order, and how many of the other boxes.

    ``help``: the id of the heading where the cards begin, empty where there is none; ``moved``:
    where they stand otherwise than the doctor typed them.
    """

    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    help: str = ""
    moved: Move | None = None


def shape(
    html: str,
    language: str,
    numbers: Mapping[str, Collection[str]],
    written: str,
    *,
    urgent: bool = False,
) -> tuple[str, Callouts, list[Problem]]:
    """Return a text with its boxes in shape, what they are, and what the doctor must correct.

    ``numbers``: those of the country, by use; ``written``: the text of the file; ``urgent``: the
    subject is an emergency, so that the cards follow the key points.
    """
    text = Text(language, numbers, written)
    blocks = list(top_blocks(html))
    # What stands for each block; a box stands for its first, and nothing for the others.
    shaped = [block.html for block in blocks]
    boxes: list[Box] = []
    place, help_at = 0, ""
    while place < len(blocks):
        block = blocks[place]
        kind = _heading(block, text)
        if kind is None:
            look_for_near_misses(block, blocks[place + 1 : place + 2], text)
            place += 1
            continue
        end = _end_of(blocks, place, kind)
        below = "".join(b.html for b in blocks[place + 1 : end])
        words = words_of(block.html)
        if plain(words) in CIRCUMSTANCES and "<li" not in below:
            text.note(*_READS_AS_A_CARD, words, REMARK)
            place += 1
            continue
        if kind.kind in LEVELS and not help_at:
            help_at = _heading_of_cards(blocks, place)
        shaped[place:end] = [_box(kind, blocks[place:end], text), *[""] * (end - place - 1)]
        boxes.append(Box(kind.kind, place, end))
        place = end
    moved = cards_first(blocks, boxes) if urgent else None
    if moved:
        shaped = moved.of(shaped)
        help_at = next(iter(ids(blocks[moved.first].html)), "")
    levels = tuple(kind for kind in text.kinds if kind in LEVELS)
    body = link_numbers("".join(shaped), language, numbers)
    return body, Callouts(levels, tuple(text.kinds), help_at, moved), text.problems


def _heading_of_cards(blocks: list[Block], place: int) -> str:
    """Return the id of the heading above the first card, else of the card's own."""
    above = blocks[place - 1] if place else None
    first = blocks[place]
    if above is not None and 0 < above.level < first.level and ids(above.html):
        first = above
    return next(iter(ids(first.html)), "")


def _heading(block: Block, text: Text) -> Announced | None:
    """Return what a heading announces, if it is a box; note what is only close to one."""
    if not block.level:
        return None
    words = words_of(block.html)
    found = announced(words, text.numbers)
    if found is None:
        return None
    if found.kind == AMBIGUOUS:
        text.note(
            N_(
                "“{words}” can be read in two ways: call the emergency services, or a doctor today."
            ),
            N_("Write “## Urgence” (“## Emergency”), or “## Le jour même” (“## Today”)."),
            words,
            words=words,
        )
    elif found.kind == UNCLEAR:
        text.note(
            N_("this card does not say how urgent it is."),
            N_("Name whom to call: an emergency number, “your doctor today”, or “your doctor”."),
            words,
        )
    elif found.kind == ASKING:
        text.note(*_READS_AS_A_CARD, words, REMARK)
    elif found.kind == NEAR:
        text.note(
            N_("“{words}” is nearly the name of a box, and would be an ordinary heading."),
            N_("Write “{near}”, or word it otherwise."),
            words,
            words=words,
            near=found.near,
        )
    else:
        return found
    return None


def _end_of(blocks: list[Block], start: int, found: Announced) -> int:
    """Return where a box ends: at a heading; letters, at one that is not below their own."""
    deepest = blocks[start].level if found.kind == LETTERS else 6
    for place in range(start + 1, len(blocks)):
        level = blocks[place].level
        if (level and level <= deepest) or _END.match(blocks[place].html):
            return place
    return len(blocks)


def _box(found: Announced, blocks: list[Block], text: Text) -> str:
    """Return a box: its heading, then all that stands below."""
    heading, *below = blocks
    match = HEADING.search(heading.html)
    if match is None:
        return "".join(block.html for block in blocks)
    level, written = match[1], match[3]
    id_, labelled = _named(match[2])
    body = "".join(block.html for block in below).strip()
    words = words_of(written)
    text.kinds.append(found.kind)
    inside = title = written
    if found.kind in LEVELS:
        check_card(found, words, below, text)
        title = _card_title(found, written, text)
        name, classes = "care", f"care care--{found.kind}"
        inside = f'<div class="care__body">\n{body}\n</div>'
    elif found.kind == LETTERS:
        name = classes = "letters"
        notice = text.say(
            N_(
                "These answers are for everybody. None of them is advice on your own case: ask "
                "your doctor."
            )
        )
        letters = _letters(below, words, text)
        inside = f'<p class="letters__notice">{escape(notice)}</p>\n{letters}'
    else:
        name = classes = found.kind
        inside = f'<div class="{name}__body">\n{body}\n</div>'
        check_box(found, words, below, text)
    return (
        f'<section class="{classes}"{labelled}>\n'
        f'<h{level}{id_} class="{name}__title">{title}</h{level}>\n{inside}\n</section>\n'
    )


def _named(attributes: str) -> tuple[str, str]:
    """Return the id that a heading keeps, and what names its box by it."""
    named = ids(attributes)
    return (f' id="{named[0]}"', f' aria-labelledby="{named[0]}"') if named else ("", "")


# What a heading says first, up to a colon or the like, in bold or not, and the letter that follows.
_STOP = rf"{SPACES}*[:,–—]{SPACES}*"
_SAID_FIRST = re.compile(
    r"(?:<(?P<tag>strong|em)>(?P<marked>[^<>:,]{1,40}?)"
    rf"(?:{_STOP}</(?P=tag)>|{SPACES}*</(?P=tag)>{_STOP}){SPACES}*"
    rf"|(?P<before>(?:<(?:strong|em)>)?)(?P<plain>[^<>:,]{{1,40}}?){_STOP})(?=[^\W\d_])"
)
URGENCY = {
    NON_URGENT: N_("Not urgent:"),
    URGENT: N_("Urgent:"),
    EMERGENCY: N_("Emergency:"),
}


def _card_title(found: Announced, written: str, text: Text) -> str:
    """Return the heading of a card: how urgent; whom to call; “if”."""
    urgency = escape(text.say(URGENCY[found.kind]))
    written = _without_urgency(written, urgency)
    title = _call(found.kind, text) if found.alone else _with_links(written, text)
    # The colon may stand inside of the bold, as in the headings that Google Docs exports.
    title = re.sub(rf"(?:{SPACES}|[.…])*:?(?:{SPACES}|[.…])*((?:</[a-z]+>)*)$", r"\1", title)
    if not ENDS_IN_IF.search(plain(words_of(title))):
        title = text.say(N_("{call} if:"), call=title)
    else:
        title = text.say(N_("{words}:"), words=title)
    return f'<span class="care__urgency">{urgency} </span>{title}'


def _without_urgency(written: str, urgency: str) -> str:
    """Return a heading without the urgency that it begins with, where the card says the same."""
    match = _SAID_FIRST.match(written)
    if match is None:
        return written
    said, label = _plain_words(match["marked"] or match["plain"]), iter(_plain_words(urgency))
    if not said or not all(word in label for word in said):
        return written
    rest = written[match.end() :]
    return f"{match['before'] or ''}{rest[0].upper()}{rest[1:]}"


def _plain_words(words: str) -> list[str]:
    return re.findall(r"\w+", unaccented(words).lower())


def _call(level: str, text: Text) -> str:
    """Return whom to call at a level, with the numbers of the country."""
    if level == NON_URGENT:
        return text.say(N_("Talk to your doctor if:"))
    if level == URGENT:
        return text.say(N_("Call your doctor today if:"))
    dials = [str(phone_link(dial)) for dial in list(text.numbers.get("emergency", ()))]
    first, *others = dials[:_EMERGENCY_NUMBERS] or [""]
    if not first:
        return text.say(N_("Call the emergency services if:"))
    if not others:
        return text.say(N_("Call {number} if:"), number=first)
    return text.say(N_("Call {number} or {other} if:"), number=first, other=others[0])


def _with_links(written: str, text: Text) -> str:
    """Return a heading whose numbers, if they are the country's, can be touched to call."""
    if "<a" in written:
        return written
    dials = any_dial(text.numbers)
    if not dials:
        return written
    pieces = re.split(rf"(?<![\w.-])({dials})(?![\w-])", written)
    language = words_of_languages().get(text.language)
    for place in range(1, len(pieces), 2):
        before, number, after = pieces[place - 1 : place + 2]
        if language is None or not language.is_day(before, number, after):
            pieces[place] = str(phone_link(number))
    return "".join(pieces)


def _letters(below: list[Block], title: str, text: Text) -> str:
    """Return the questions of readers, each with its answer."""
    # The first of their headings says which are questions; those below one belong to its answer.
    level = next((block.level for block in below if block.level), 0)
    starts = [place for place, block in enumerate(below) if level and block.level == level]
    ends = [*starts[1:], len(below)][: len(starts)]
    shaped = ["".join(block.html for block in below[: min([*starts, len(below)])])]
    shaped += [_letter(below[a:b], text) for a, b in zip(starts, ends, strict=True)]
    for block in below:
        refuse_inside(block.html, text)
    if not starts:
        text.note(
            N_("no question of a reader stands below this heading."),
            N_("Write each as a heading of its own, ### …?, and the answer below."),
            title,
        )
    return "".join(shaped)


def _letter(blocks: list[Block], text: Text) -> str:
    """Return one question with its answer, and note what may tell who asked."""
    question, *answer = blocks
    match = HEADING.search(question.html)
    html = "".join(block.html for block in answer)
    letter = Letter(words_of(question.html), words_of(html))
    for what, fix, quote in personal(letter, text.numbers):
        text.note(what, fix, quote, REMARK, words=quote)
    if not words_of(html):
        text.note(
            N_("this question has no answer below it."),
            N_("Write it, or take it out."),
            letter.question,
        )
    if match is None:
        return question.html + html
    id_, labelled = _named(match[2])
    return (
        f'<section class="letter"{labelled}>\n'
        f'<h{match[1]}{id_} class="letter__question">{match[3]}</h{match[1]}>\n'
        f"{html.strip()}\n</section>\n"
    )


__all__ = ["URGENCY", "Callouts", "digits", "shape"]

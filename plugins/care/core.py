"""Put the boxes of a text in shape: cards, warnings, key points, checklists, letters.

Knows nothing of Pelican. What comes in is the safe HTML of a whole text, whose elements are
all closed and hold no class of ours; a box begins at a heading that announces it and ends before
the next one. What goes out is the same HTML with each box in an element of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape, unescape

from markupsafe import Markup

from plugins.phrases import translator
from plugins.problems import MOST, N_, Problem
from plugins.problems import WARNING as REMARK
from plugins.typography import typeset

from .headings import (
    AMBIGUOUS,
    ASKING,
    CHECKLIST,
    EMERGENCY,
    KEY_POINTS,
    LETTERS,
    LEVELS,
    NEAR,
    NON_URGENT,
    UNCLEAR,
    URGENT,
    WARNING,
    Announced,
    announced,
    digits,
    plain,
)
from .letters import Letter, personal

# NHS service manual, “Warning callout”: two on a page at most, or readers skip them.
MOST_WARNINGS = 2
_EMERGENCY_NUMBERS = 2
# A sentence or two may end a card (“Do not leave them alone”); more is a text of its own.
_LAST_WORDS = 40

# A name and its attributes are read in one way only, and end where another tag would begin.
_TAG = re.compile(r'<(/?)([a-zA-Z][^\s/<>"]*+)(?:[^"<>]|"[^"]*+")*+>')
_VOID = frozenset({"br", "hr", "img", "wbr", "col"})
# It stops where another would begin: what is never closed costs its length only.
_HEADING = re.compile(r"<h([2-6])\b([^<>]*)>((?:(?!<h[2-6]\b).)*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\sid="([^"]*)"')
_LINK = re.compile(r'<a\b[^<>]*?\shref="([^"]*)"')
_ANY_TAG = re.compile(r"<[^<>]*>")
_BOLD = re.compile(r"<p>\s*<(strong|b|em)>(?P<words>[^<>]*)</\1>[\s:\u00a0]*</p>", re.DOTALL)
# The boxes of other tools, which Markdown would print as they are.
_FOREIGN = re.compile(r"(?:<blockquote>\s*)?<p>(?:!!!|\?\?\?|:::|\[!\w+\])")
# What Markdown and the plugin sources put at the end.
_END = re.compile(r'<div class="(?:footnote|sources-listed)"')
_STAYS_HERE = ("tel:", "#")
_IF = re.compile(r"\b(?:si|if)\s*$")
_SPACES = r"[\s\u00a0\u202f]"


@dataclass(frozen=True)
class Block:
    """An element that stands at the top of a text, with what follows its end."""

    tag: str
    html: str

    @property
    def level(self) -> int:
        """Return the level of a heading, 0 for anything else."""
        return int(self.tag[1]) if self.tag in ("h2", "h3", "h4", "h5", "h6") else 0


@dataclass(frozen=True)
class Care:
    """What a text holds: the levels of its cards, in order, and how many of the other boxes."""

    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass
class _Text:
    """A text on its way: what was found so far."""

    language: str
    numbers: Mapping[str, Collection[str]]
    written: Callable[[], str]
    kinds: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def say(self, phrase: str, **values: object) -> str:
        """Return a phrase in the language of the text."""
        said = translator(self.language)(phrase).format(**values)
        return typeset(said, self.language)

    def note(self, what: str, fix: str, about: str, level: str = "error", **values: object) -> None:
        """Note a problem on the line of the file where some words of the page stand."""
        if len(self.problems) >= MOST:
            return
        line, quote = self._place(about)
        self.problems.append(Problem(what, fix, values, quote=quote, line=line, level=level))

    @cached_property
    def _lines(self) -> tuple[list[str], list[str]]:
        """Return the lines of the file, as they are and by their letters alone."""
        lines = self.written().split("\n")
        return lines, [_folded(line) for line in lines]

    def _place(self, about: str) -> tuple[int, str]:
        """Return the number, from 1, and the words of the line where some words stand."""
        lines, folded = self._lines
        sought = _folded(about)[:60]
        inside = (number for number, line in enumerate(folded) if sought and sought in line)
        number = folded.index(sought) if sought in folded else next(inside, -1)
        return (number + 1, lines[number].strip()[:200]) if number >= 0 else (0, about[:200])


def shape(
    html: str,
    language: str,
    numbers: Mapping[str, Collection[str]],
    written: Callable[[], str],
) -> tuple[str, Care, list[Problem]]:
    """Return a text with its boxes in shape, what they are, and what the doctor must correct.

    ``numbers``: those of the country, by use. ``written`` gives the text of the file, which is
    read only if there is a line to find.
    """
    text = _Text(language, numbers, written)
    blocks = list(top_blocks(html))
    shaped: list[str] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        kind = _heading(block, text)
        if kind is None:
            _look_for_near_misses(block, blocks[place + 1 : place + 2], text)
            shaped.append(block.html)
            place += 1
            continue
        end = _end_of(blocks, place, kind)
        shaped.append(_box(kind, blocks[place:end], text))
        place = end
    levels = tuple(kind for kind in text.kinds if kind in LEVELS)
    return "".join(shaped), Care(levels, tuple(text.kinds)), text.problems


def top_blocks(html: str) -> Iterator[Block]:
    """Yield the elements at the top of a text whose elements are all closed."""
    start, depth, tag = 0, 0, ""
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if not match[1]:
            if not depth:
                if match.start() > start:
                    yield Block(tag, html[start : match.start()])
                    start = match.start()
                tag = name
            depth += name not in _VOID
        elif depth:
            depth -= 1
    if start < len(html):
        yield Block(tag, html[start:])


def words_of(html: str) -> str:
    """Return the words of a piece of HTML."""
    return unescape(_ANY_TAG.sub("", html)).strip()


def _heading(block: Block, text: _Text) -> Announced | None:
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
        text.note(
            N_("this heading reads as that of a care card, and is an ordinary one."),
            N_("For an emergency card, write “### Urgence” and one sign a line below it."),
            words,
            REMARK,
        )
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


def _box(found: Announced, blocks: list[Block], text: _Text) -> str:
    """Return a box: its heading, then all that stands below."""
    heading, *below = blocks
    match = _HEADING.search(heading.html)
    if match is None:
        return "".join(block.html for block in blocks)
    level, written = match[1], match[3]
    named = _ID.search(match[2])
    id_ = f' id="{named[1]}"' if named else ""
    labelled = f' aria-labelledby="{named[1]}"' if named else ""
    body = "".join(block.html for block in below).strip()
    words = words_of(written)
    text.kinds.append(found.kind)
    inside = title = written
    if found.kind in LEVELS:
        _check_card(found, words, below, text)
        title = _card_title(found, written, text)
        name, classes = "care", f"care care--{found.kind}"
        inside = f'<div class="care__body">\n{body}\n</div>'
    elif found.kind == LETTERS:
        name = classes = "letters"
        notice = text.say(
            N_("These answers inform everybody. None of them is advice for you: ask your doctor.")
        )
        letters = _letters(below, words, text)
        inside = f'<p class="letters__notice">{escape(notice)}</p>\n{letters}'
    else:
        name = classes = found.kind
        inside = f'<div class="{name}__body">\n{body}\n</div>'
        _check_box(found, words, below, text)
    return (
        f'<section class="{classes}"{labelled}>\n'
        f'<h{level}{id_} class="{name}__title">{title}</h{level}>\n{inside}\n</section>\n'
    )


URGENCY = {
    NON_URGENT: N_("Not urgent:"),
    URGENT: N_("Urgent:"),
    EMERGENCY: N_("Emergency:"),
}


def _card_title(found: Announced, written: str, text: _Text) -> str:
    """Return the heading of a card: how urgent, for who does not see it; whom to call; “if”."""
    urgency = escape(text.say(URGENCY[found.kind]))
    title = _call(found.kind, text) if found.alone else _with_links(written, text.numbers)
    if not _IF.search(plain(words_of(title))):
        title = text.say(N_("{call} if:"), call=re.sub(rf"{_SPACES}*:?{_SPACES}*$", "", title))
    elif not words_of(title).endswith(":"):
        title = text.say(N_("{words}:"), words=title.rstrip())
    return f'<span class="care__urgency">{urgency} </span>{title}'


def _call(level: str, text: _Text) -> str:
    """Return whom to call at a level, with the numbers of the country."""
    if level == NON_URGENT:
        return text.say(N_("Talk to your doctor if:"))
    if level == URGENT:
        return text.say(N_("Call your doctor today if:"))
    dials = [str(_link(dial)) for dial in list(text.numbers.get("emergency", ()))]
    first, *others = dials[:_EMERGENCY_NUMBERS] or [""]
    if not first:
        return text.say(N_("Call the emergency services if:"))
    if not others:
        return text.say(N_("Call {number} if:"), number=first)
    return text.say(N_("Call {number} or {other} if:"), number=first, other=others[0])


def _link(dial: str) -> Markup:
    """Return a number that a telephone can dial (RFC 3966)."""
    return Markup('<a href="tel:{}">{}</a>').format(re.sub(r"[^\d+]", "", dial), dial)


def _with_links(written: str, numbers: Mapping[str, Collection[str]]) -> str:
    """Return a heading whose numbers, if they are the country's, can be touched to call."""
    if "<a" in written:
        return written
    dials = sorted({d for dials in numbers.values() for d in dials}, key=len, reverse=True)
    patterns = "|".join(f"{_SPACES}?".join(re.escape(p) for p in d.split()) for d in dials)
    if not patterns:
        return written
    pieces = re.split(rf"(?<![\w.-])({patterns})(?![\w-])", written)
    pieces[1::2] = [str(_link(found)) for found in pieces[1::2]]
    return "".join(pieces)


def _check_card(found: Announced, words: str, below: list[Block], text: _Text) -> None:
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
        for address in _LINK.findall(html):
            if not address.startswith(_STAYS_HERE):
                text.note(
                    N_("an emergency card leads nowhere else: nobody should read on."),
                    N_("Take the link out, or move it to another part of the article."),
                    unescape(address),
                )


def _check_box(found: Announced, words: str, below: list[Block], text: _Text) -> None:
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


def _letters(below: list[Block], title: str, text: _Text) -> str:
    """Return the questions of readers, each with its answer."""
    # The first of their headings says which are questions; those below one belong to its answer.
    level = next((block.level for block in below if block.level), 0)
    starts = [place for place, block in enumerate(below) if level and block.level == level]
    ends = [*starts[1:], len(below)][: len(starts)]
    shaped = ["".join(block.html for block in below[: min([*starts, len(below)])])]
    shaped += [_letter(below[a:b], text) for a, b in zip(starts, ends, strict=True)]
    for block in below:
        _refuse_inside(block.html, text)
    if not starts:
        text.note(
            N_("no question of a reader stands below this heading."),
            N_("Write each as a heading of its own, ### …?, and the answer below."),
            title,
        )
    return "".join(shaped)


def _letter(blocks: list[Block], text: _Text) -> str:
    """Return one question with its answer, and note what may tell who asked."""
    question, *answer = blocks
    match = _HEADING.search(question.html)
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
    named = _ID.search(match[2])
    id_, labelled = (f' id="{named[1]}"', f' aria-labelledby="{named[1]}"') if named else ("", "")
    return (
        f'<section class="letter"{labelled}>\n'
        f'<h{match[1]}{id_} class="letter__question">{match[3]}</h{match[1]}>\n'
        f"{html.strip()}\n</section>\n"
    )


def _look_for_near_misses(block: Block, following: list[Block], text: _Text) -> None:
    """Note what the doctor most likely meant as a box, and would be printed as it is."""
    html = block.html
    if block.level:
        return
    if _FOREIGN.match(html):
        text.note(
            N_("a box is not written so here: these signs would be printed."),
            N_("Write a heading: ### Urgence, ### Le jour même, ### Sans urgence, ### Attention."),
            words_of(html).split("\n")[0],
        )
        return
    _refuse_inside(html, text)
    listed = bool(following) and following[0].tag in ("ul", "ol")
    bold = _BOLD.fullmatch(html.strip())
    if block.tag == "p" and (bold or listed):
        words = words_of(bold["words"] if bold else html)
        found = announced(words, text.numbers)
        is_card = found and found.kind in LEVELS and (bold or words.endswith(":"))
        if found and is_card and not (found.alone and not bold):
            text.note(
                N_("this reads as a care card, and would be an ordinary line."),
                N_("Begin it with ### instead: ### {words}"),
                words,
                "error" if bold else REMARK,
                words=words,
            )


def _refuse_inside(html: str, text: _Text) -> None:
    """Note the headings of cards that stand where no card can."""
    for match in _HEADING.finditer(html):
        words = words_of(match[0])
        found = announced(words, text.numbers)
        if found and found.kind in (*LEVELS, WARNING):
            text.note(
                N_("a card cannot stand inside a list, a quotation or a box."),
                N_("Begin its line with ###, in a part of the article of its own."),
                words,
            )


def _folded(text: str) -> str:
    return re.sub(r"[\W_]", "", plain(text))


__all__ = ["URGENCY", "Care", "digits", "shape"]

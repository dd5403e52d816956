"""Words that may identify or harm somebody: a publication waits until the doctor means them.

They are told at once, by every build, and are no error of hers: what a machine takes for the name
of a patient may be a character of Molière's. She says so in the header, word for word::

    intended: ["Mme Dupont", "06 12 34 56 78"]
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from plugins.shared.blog import Blog
from plugins.shared.patterns import BORDER, passages_of
from plugins.shared.problems import HELD, N_, WARNING, Phrase, Problem
from plugins.shared.quotes import Lines, lines_of, shortened

from .blocks import read_blocks, sentences
from .identity import Known, figures, has_figures, identities
from .identity import letters as letters_of_identity
from .orders import letters as letters_of_orders
from .orders import orders

FIELD = "intended"

IDENTITY = N_("a patient could be known by these words, and publish waits: “{words}”.")
UNKNOWN_AGAIN = N_(
    "Take them out, or change them until nobody is known. If you mean to publish them, write in "
    "the header: {line}"
)
ORDER = N_("this tells a reader to change a medicine, and publish waits: “{words}”.")
FOR_EVERYBODY = N_(
    "Somebody may obey without seeing a doctor. Say what holds for everybody: “do not change your "
    "treatment without advice”. If you mean to publish it, write in the header: {line}"
)

# Words that no reader sees, and that are published: descriptions of images, addresses of links.
_UNSEEN = re.compile(r'\s(?:alt|title)="([^"]+)"|\shref="(?:tel|mailto):([^"?]+)')
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class _Found:
    """Words that wait for a confirmation, and the passage they stand in."""

    what: Phrase
    fix: Phrase
    words: str
    passage: str


def known_of(
    blog: Blog, numbers: Mapping[tuple[str, str], Iterable[str]], helplines: Iterable[str] = ()
) -> Known:
    """Return what a blog may say of itself and of whom to call.

    ``numbers``: those that anybody may call, by country and use; ``helplines``: those of
    communities.
    """
    home = blog.blog.country.partition("-")[0]
    public = {
        figures(dial, country.partition("-")[0])
        for (country, _), dials in numbers.items()
        for dial in dials
    }
    phones = (blog.contact.phone, blog.publisher.phone, blog.host.phone, *helplines)
    mails = (blog.contact.mail, blog.communities.mail, blog.doctor.contact)
    names = [*(person.name for person in blog.everyone), blog.publisher.director]
    places = (blog.practice.address, blog.publisher.address, blog.host.address)
    return Known(
        country=blog.blog.country,
        people=frozenset(name.split()[-1].lower() for name in names if name.split()),
        numbers=frozenset(public | {figures(phone, home) for phone in phones if phone}),
        mails=frozenset(mail.lower() for mail in mails if mail),
        places=tuple(" ".join(place.replace("'", "’").split()) for place in places if place),
    )


def held_words(  # noqa: PLR0913, PLR0917 - what the judgement depends on
    html: Sequence[str],
    language: str,
    written: str,
    intended: str | Sequence[str],
    known: Known,
    illnesses: Collection[str] = (),
) -> list[Problem]:
    """Return a problem for each passage that waits for the doctor's word, in the order of the text.

    ``html``: of the text, the title and the summary; ``written``: the text of the file;
    ``intended``: the field of the header; ``illnesses``: see :mod:`plugins.shared.patterns`.
    """
    found = [one for part in html for one in _found(part, language, known, illnesses)]
    meant = _as_items(intended)
    if not found and not meant:
        return []
    # Told once, wherever it is said again.
    waiting = list({_tokens(one.words): one for one in reversed(found)}.values())[::-1]
    # Unquoted, words with a comma are one passage as well as two.
    accepted = [*meant, intended] if isinstance(intended, str) else meant
    held = [one for one in waiting if not any(_holds(item, one.words) for item in accepted)]
    used = [item for item in meant if any(_meet(item, one.words) for one in found)]
    line = _line([*used, *(one.words for one in held)])
    lines = lines_of(written)
    return [
        *(_problem(one, line, lines) for one in held),
        *(_unused(item) for item in meant if item not in used),
    ]


def _found(html: str, language: str, known: Known, illnesses: Collection[str]) -> Iterator[_Found]:
    """Yield what waits for a confirmation in a piece of HTML."""
    texts = [block.text for block in read_blocks(html, with_code=True)]
    texts += [unescape(alt or address) for alt, address in _UNSEEN.findall(html)]
    passages = passages_of(BORDER.join(texts))
    naming = passages.holding(letters_of_identity(language))
    naming |= {n for n, text in enumerate(texts) if has_figures(text)}
    ordering = passages.holding(letters_of_orders(language))
    for number in sorted(naming | ordering):
        text = texts[number]
        if number in naming:
            around = " ".join(passages.folded[max(0, number - 1) : number + 2])
            for begin, end in identities(text, language, known, illnesses, around):
                yield _Found(IDENTITY, UNKNOWN_AGAIN, text[begin:end].strip(" ,"), text)
        for sentence in sentences(text) if number in ordering else ():
            for words in orders(sentence, language):
                yield _Found(ORDER, FOR_EVERYBODY, words, sentence)


def _problem(one: _Found, line: str, lines: Lines) -> Problem:
    _, number = lines.printed(one.words)
    number = number or lines.printed(one.passage)[1]
    values = {"words": one.words, "line": line}
    return Problem(one.what, one.fix, values, shortened(one.passage), number, HELD)


def _unused(item: str) -> Problem:
    return Problem(
        N_("“{name}” quotes words that nothing here asks about: “{words}”."),
        N_("Copy them to the letter from the message that asks, or take them out."),
        {"name": FIELD, "words": item},
        quote=item,
        level=WARNING,
        within=FIELD,
    )


def _as_items(intended: str | Sequence[str]) -> list[str]:
    """Return each passage that is meant: words with a comma may be one passage or several."""
    if not isinstance(intended, str):
        return [item for item in intended if item.strip()]
    return [part.strip() for part in intended.split(",") if part.strip()]


def _line(items: Iterable[str]) -> str:
    """Return the line of a header that says all of some words to be meant."""
    return f"{FIELD}: {json.dumps(list(items), ensure_ascii=False)}"


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(text.casefold()))


def _holds(item: str, words: str) -> bool:
    """Tell whether what is meant holds some words, to the letter: signs and spaces do not count."""
    return f" {' '.join(_tokens(words))} " in f" {' '.join(_tokens(item))} "


def _meet(item: str, words: str) -> bool:
    return _holds(item, words) or _holds(words, item)

"""Explain medical words where they are first used. Knows nothing of Pelican.

A word explained under the mouse only is explained to nobody on a telephone, on paper or by a
screen reader. The first use of a word is a link to its definition, which stands below the text in
plain sight, with a link back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from markupsafe import Markup

from plugins.shared.files import address, read_toml
from plugins.shared.html import VOID, pieces, words_of
from plugins.shared.i18n import LANGUAGES
from plugins.shared.problems import N_, WARNING, Problem, unknown_names
from plugins.shared.typography import typeset

# The doctor's words.
GLOSSARY = "glossary.toml"

KEYS = ("word", "forms", "lang", "means")
# NHS: a sentence has twenty words at most; a definition may have a second one.
_LONGEST = 40

# Where a link cannot stand, or would lead away from what must be read at once.
_SKIPPED = frozenset("a abbr code dfn h2 h3 h4 h5 h6 kbd pre samp sup".split())
_AT_ONCE = '<section class="care care--emergency"'
# Each stops where another would begin: what is never closed costs its length only.
_EXPLAINED = re.compile(
    r'<(abbr|dfn)\b([^<>]*?)\stitle="([^"]*)"([^<>]*)>((?:(?!<(?:abbr|dfn)\b).)*?)</\1>', re.DOTALL
)


@dataclass(frozen=True)
class Word:
    """A medical word, its other forms, and what it means, in one language."""

    word: str
    means: str
    forms: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return every form it is found by."""
        return (self.word, *self.forms)


@dataclass(frozen=True)
class Entry:
    """A word as an article explains it: ``anchor`` names its definition, ``use`` its first use."""

    word: Markup
    means: Markup
    anchor: str
    use: str


@dataclass(frozen=True)
class Glossary:
    """The words that an article explains, in order; all their forms, in small letters."""

    entries: tuple[Entry, ...] = ()
    spellings: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Defined:
    """A word on the page of the glossary: ``anchor`` names it; ``articles``: those that use it."""

    word: Markup
    means: Markup
    anchor: str
    articles: tuple[Any, ...]


def defined(words: Sequence[Word], language: str, articles: Sequence[Any]) -> list[Defined]:
    """Return the words of a language as the page of the glossary lists them, in order.

    ``articles``: those published in that language, each with its ``glossary``.
    """
    found = []
    for number, word in enumerate(words, start=1):
        spellings = set(map(_plain, word.spellings))
        found.append(
            Defined(
                _typeset(word.word, language),
                _typeset(word.means, language),
                f"word-{address(word.word) or number}",
                tuple(a for a in articles if spellings & a.glossary.spellings),
            )
        )
    return sorted(found, key=lambda one: address(one.word))


def _typeset(text: str, language: str) -> Markup:
    return Markup(typeset(escape(text, quote=False), language))


def read_glossary(text: str, default: str) -> tuple[dict[str, list[Word]], list[Problem]]:
    """Return the words by language of a ``glossary.toml``, and what is wrong with it.

    ``default``: the language of a word that names none.
    """
    tables, problems = read_toml(text)
    words: dict[str, list[Word]] = {}
    problems += unknown_names(tables, ["word"])
    rows = tables.get("word", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return {}, [
            *problems,
            Problem(
                N_("the words of the glossary are not read."),
                N_("Begin each with a line [[word]], then word = and means =, in quotes."),
            ),
        ]
    known: dict[tuple[str, str], str] = {}
    for row in rows:
        word, language, found = _read_word(row, default)
        problems += found
        if word is None:
            continue
        for spelling in word.spellings:
            first = known.setdefault((language, spelling.casefold()), word.word)
            if first != word.word:
                problems.append(
                    Problem(
                        N_("“{name}” stands twice in the glossary."),
                        N_("Keep one of the two."),
                        {"name": spelling},
                        quote=spelling,
                    )
                )
        words.setdefault(language, []).append(word)
    return words, problems


def _read_word(row: dict[str, object], default: str) -> tuple[Word | None, str, list[Problem]]:
    """Return one word, its language, and what is wrong with it."""
    problems = unknown_names(row, KEYS)
    name, means = row.get("word"), row.get("means")
    language, forms = row.get("lang", default), row.get("forms", [])
    if not (isinstance(name, str) and name.strip() and isinstance(means, str) and means.strip()):
        problems.append(
            Problem(
                N_("a word of the glossary lacks its name or its meaning."),
                N_("Write both in quotes: word = and means ="),
                quote=str(name or means or "[[word]]"),
            )
        )
        return None, "", problems
    if language not in LANGUAGES or not (
        isinstance(forms, list) and all(isinstance(form, str) and form.strip() for form in forms)
    ):
        problems.append(
            Problem(
                N_("“lang” is one language, “forms” a list of words in quotes."),
                N_('For example: lang = "fr", forms = ["clots"], with straight quotes.'),
                quote=name,
            )
        )
        return None, "", problems
    if len(means.split()) > _LONGEST:
        problems.append(
            Problem(
                N_("the meaning of “{name}” is long: {count} words."),
                N_("A sentence of twenty words is read; say the rest in the article."),
                {"name": name, "count": len(means.split())},
                quote=name,
                level=WARNING,
            )
        )
    return (
        Word(name.strip(), means.strip(), tuple(form.strip() for form in forms)),
        str(language),
        problems,
    )


def explain(html: str, words: Sequence[Word], article: str, language: str) -> tuple[str, Glossary]:
    """Return a text whose first use of each word leads to its meaning, and those meanings.

    ``article`` tells it from others. What the doctor explained in the text itself,
    ``*[PPI]: …``, which a page would show under the mouse only, counts as such a word, first.
    """
    own = list(dict.fromkeys(_own_words(html)))
    html = _EXPLAINED.sub(r"<\1\2\4>\5</\1>", html)
    taken = {word.word.casefold() for word in own}
    known = [*own, *(word for word in words if word.word.casefold() not in taken)]
    by_spelling = {_plain(s): word for word in known for s in word.spellings if _plain(s)}
    if not by_spelling:
        return html, Glossary()
    found: dict[str, Entry] = {}

    def link(match: re.Match[str]) -> str:
        word = by_spelling.get(_plain(match[0]))
        if word is None or word.word in found:
            return match[0]
        key = f"{article}-{address(word.word) or len(found) + 1}"
        entry = Entry(
            word=_typeset(word.word, language),
            means=_typeset(word.means, language),
            anchor=f"word-{key}",
            use=f"use-{key}",
        )
        found[word.word] = entry
        return (
            f'<a href="#{entry.anchor}" class="glossary-use" id="{entry.use}" role="doc-glossref">'
            f"{match[0]}</a>"
        )

    pattern = _pattern(by_spelling)
    explained = {word.word for word in own}
    closed: list[str] = []
    made: list[str] = []
    for text, tag, name in pieces(html):
        # A link may stand in what the doctor explained, and names alone.
        able = not closed or (closed == ["abbr"] and text.strip() in explained)
        made += [pattern.sub(link, text) if able else text, tag]
        _follow(tag, name, closed)
    ordered = sorted(found.values(), key=lambda entry: address(entry.word))
    spellings = frozenset(s for s, word in by_spelling.items() if word.word in found)
    return "".join(made), Glossary(tuple(ordered), spellings)


def _own_words(html: str) -> Iterator[Word]:
    """Yield what the text itself explains under the mouse."""
    for match in _EXPLAINED.finditer(html):
        word, means = words_of(match[5]), unescape(match[3]).strip()
        if word and means:
            yield Word(word, means)


def _pattern(spellings: Mapping[str, Word]) -> re.Pattern[str]:
    """Return what finds any spelling as a whole word, the longest first."""
    longest = sorted(spellings, key=len, reverse=True)
    written = (
        r"[\s\u00a0\u202f]+".join(re.escape(escape(part, quote=False)) for part in s.split())
        for s in longest
    )
    either = "|".join(part.replace("'", "['’]") for part in written)
    # Not inside of a longer word, nor of “&amp;”.
    return re.compile(rf"(?<![\w&#-])(?:{either})(?![\w-])", re.IGNORECASE)


def _plain(text: str) -> str:
    return " ".join(unescape(text).replace("’", "'").split()).casefold()


def _follow(tag: str, name: str, closed: list[str]) -> None:
    """Keep track of the elements that are open, within one where no link may stand."""
    if name.startswith("/"):
        if closed and closed[-1] == name[1:]:
            closed.pop()
    elif name not in VOID and (closed or name in _SKIPPED or tag.startswith(_AT_ONCE)):
        closed.append(name)

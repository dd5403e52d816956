"""What the steps of all articles are given, read once a build."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from plugins.communities.read import Communities, read_communities
from plugins.conditions.core import Vocabulary, codes_of, load_vocabulary
from plugins.disclaimer.core import Texts, load_texts, missing_numbers
from plugins.glossary.core import GLOSSARY, Word, read_glossary
from plugins.prose_lint.held import known_of
from plugins.prose_lint.identity import Known
from plugins.review.core import Holding
from plugins.shared.blog import Blog
from plugins.shared.cache import as_text, digest
from plugins.shared.files import read_file, texts_in
from plugins.shared.problems import ERROR, Problem
from plugins.shared.tracking import tracked
from plugins.sources.library import (
    ANNOTATIONS,
    FOLLOWED,
    SOURCES,
    Library,
    read_followed,
    read_library,
)


@dataclass(frozen=True, eq=False)
class Inputs:
    """What the steps are given by name.

    ``today``: the day of the build; ``words``: those of the glossary, by language; ``notes``: what
    is wrong in the notes on sources, unless they are on one that an article wrote by hand.
    """

    blog: Blog
    today: date
    vocabulary: Vocabulary
    texts: Texts
    words: Mapping[str, list[Word]]
    library: Library
    notes: tuple[Problem, ...]
    communities: Communities

    @property
    def country(self) -> str:
        """Return the country of the blog (ISO 3166-1)."""
        return self.blog.blog.country

    @property
    def home_language(self) -> str:
        """Return the language of the blog."""
        return self.blog.blog.language

    @property
    def since(self) -> int:
        """Return the year before which a source is old."""
        return self.today.year - self.blog.sources.years

    @property
    def illnesses(self) -> frozenset[str]:
        """Return the names of illnesses of one word: see :mod:`plugins.shared.patterns`."""
        return self.vocabulary.single_words

    @cached_property
    def known(self) -> Known:
        """Return what the blog may say of itself and of whom to call."""
        known = self.communities
        phones = [facts.phone for facts in known.catalogue.values()]
        phones += [vetting.phone for vetting in known.ledger]
        return known_of(self.blog, self.texts.numbers, phones)

    @property
    def holding(self) -> Holding:
        """Return how long a review holds."""
        return Holding(self.blog.review.months, self.blog.review.hidden_after)

    def key_of(self, name: str) -> str:
        """Return what tells an input of a costly step from what it was in another build.

        Raises ``KeyError`` for one of which nobody has said how: a step that is given it cannot
        be kept.
        """
        if name not in self._keys:
            self._keys[name] = digest([json.dumps(_IN_PLAIN[name](self), ensure_ascii=False)])
        return self._keys[name]

    @cached_property
    def _keys(self) -> dict[str, str]:
        return {}


def _library(inputs: Inputs) -> Any:
    library = inputs.library
    read = (library.items, library.annotations, library.followed, library.readable)
    return [as_text(part) for part in read] + [str(library.day)]


def _known(inputs: Inputs) -> Any:
    known = inputs.known
    sets = (known.people, known.numbers, known.mails)
    return [known.country, *(sorted(one) for one in sets), known.places]


# All that there is in an input, in JSON, sets in order.
_IN_PLAIN: Mapping[str, Callable[[Inputs], Any]] = {
    "illnesses": lambda inputs: sorted(inputs.illnesses),
    "known": _known,
    "library": _library,
    "since": lambda inputs: inputs.since,
    "words": lambda inputs: {
        language: [[word.word, word.means, word.forms] for word in words]
        for language, words in inputs.words.items()
    },
}


def read_inputs(content: Path, blog: Blog, today: date) -> tuple[Inputs, list[tuple[str, Problem]]]:
    """Return what the steps are given, and what is wrong with the doctor's files, by file.

    ``content``: the doctor's folder.
    """
    found: list[tuple[str, Problem]] = []

    def read(path: str) -> str:
        text, badly_saved = read_file(content / path)
        found.extend((path, problem) for problem in badly_saved)
        return text

    texts = load_texts()
    found += [("blog.toml", problem) for problem in missing_numbers(texts, blog.blog.country)]
    words, problems = read_glossary(read(GLOSSARY), blog.blog.language)
    found += [(GLOSSARY, problem) for problem in problems]
    library, in_sources, in_annotations = read_library(read(SOURCES), read(ANNOTATIONS))
    library.day = today
    found += [(SOURCES, problem) for problem in in_sources]
    library.followed, problems = read_followed(read(FOLLOWED))
    found += [(FOLLOWED, problem) for problem in problems]
    vocabulary = load_vocabulary()
    codes = partial(codes_of, vocabulary=vocabulary, language=blog.blog.language)
    communities, in_communities = read_communities(content, blog, today, codes)
    inputs = Inputs(
        blog,
        today,
        vocabulary,
        texts,
        words,
        library,
        tuple(in_annotations),
        communities,
    )
    found += in_communities
    found += _links(inputs)
    return inputs, found


def _links(inputs: Inputs) -> Iterator[tuple[str, Problem]]:
    """Yield the addresses in the doctor's other files that follow readers, or mislead them."""
    told = inputs.communities.guide.problems
    means = [word.means for words in inputs.words.values() for word in words]
    yield from ((GLOSSARY, problem) for problem in (*told(*means), *tracked(means)))
    settings = list(texts_in(asdict(inputs.blog)))
    yield from (("blog.toml", problem) for problem in (*told(*settings), *tracked(settings)))
    # A page of a community may well be a source, unless the doctor refused it.
    cited = told(*texts_in(list(inputs.library.items.values())))
    yield from ((SOURCES, problem) for problem in cited if problem.level == ERROR)

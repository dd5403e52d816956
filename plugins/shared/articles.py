"""An article as it was read, what a step makes of it, and every article of a build."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any, Generic, TypeVar

from plugins.shared.cache import as_text, digest
from plugins.shared.problems import Problem

MEDICAL = "medical"
PRACTICE = "practice"

# What is noted on an error that nobody foresaw, before the path of the text that it came at.
WORKING_ON = "Working on "

# In what Pelican holds of a header, what is no field of it.
_OF_THE_TEXT = frozenset({"as_typed", "prepared"})

T = TypeVar("T")


@contextmanager
def naming(path: str) -> Iterator[None]:
    """Note the path of a text on the error that ends the block, if one does."""
    try:
        yield
    except Exception as error:
        error.add_note(f"{WORKING_ON}{path}")
        raise


@dataclass(frozen=True)
class Article:
    """An article as the reader hands it to the steps: plain data, nothing of Pelican's.

    ``path``: of its file, from the content folder; ``header``: the known fields as they were
    written, words or lists of words; ``text``: the whole file; ``body``: the HTML of its text, as
    the steps before left it; ``title`` and ``summary``: HTML, typeset.
    """

    path: str
    language: str
    slug: str
    title: str
    published: date
    modified: date | None = None
    status: str = ""
    header: Mapping[str, str | list[str]] = field(default_factory=dict)
    text: str = ""
    body: str = ""
    summary: str = ""

    @cached_property
    def digest(self) -> str:
        """Return what tells the article, as it is now, from any other, to be part of a key."""
        return digest([as_text(self)])

    @property
    def name(self) -> str:
        """Return what tells the article from every other one on a page of many, in ids."""
        return f"{self.slug}-{self.language}"

    @property
    def is_medical(self) -> bool:
        """Tell a medical article from news of the practice (``kind: practice``)."""
        return self.get("kind", MEDICAL).lower() != PRACTICE

    def get(self, name: str, default: str = "") -> str:
        """Return a field of the header as one text."""
        found = self.header.get(name, default)
        return ", ".join(found) if isinstance(found, list) else found

    def words(self, name: str) -> list[str]:
        """Return the items of a field of the header, written as ``a, b`` or as a list."""
        return words(self.header.get(name))


@dataclass(frozen=True)
class Result(Generic[T]):
    """What a step found out about an article.

    ``data``: what the theme and later steps receive; ``body`` and ``summary``: the new ones, where
    the step changes them, else ``None``.
    """

    data: T
    problems: tuple[Problem, ...] = ()
    body: str | None = None
    summary: str | None = None


def every_article(generator: Any) -> Iterator[Any]:
    """Walk through all articles of Pelican's: published, translated, hidden and drafts.

    ``generator.articles`` alone holds one article in five of a bilingual blog
    with drafts.
    """
    return chain(
        generator.articles,
        generator.translations,
        generator.hidden_articles,
        generator.hidden_translations,
        generator.drafts,
        generator.drafts_translations,
    )


def is_medical(article: Any) -> bool:
    """Tell a medical article of Pelican's from news of the practice (``kind: practice``)."""
    return str(article.metadata.get("kind", MEDICAL)).lower() != PRACTICE


def listed_of(content: Any) -> Iterator[str]:
    """Yield what lists and menus show of an article or a page of Pelican's, to be part of a key."""
    names = "relative_source_path title url save_as lang slug status template topic".split()
    yield from (f"{getattr(content, name, None)}" for name in names)
    yield from (f"{n} {value}" for n, value in content.metadata.items() if n not in _OF_THE_TEXT)
    yield json.dumps([str(tag) for tag in getattr(content, "tags", ())])


def words(value: Any) -> list[str]:
    """Return the items of a header field written as ``a, b`` or as a list."""
    if value is None:
        return []
    items = value if isinstance(value, list) else str(value).split(",")
    return [text for text in (str(item).strip() for item in items) if text]

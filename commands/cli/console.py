"""Print what a command says: in the blog's language, on the error stream."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import TypeVar

import rich.console
from rich.progress import track
from rich.table import Table

from plugins.shared.blog import Blog
from plugins.shared.i18n import translator
from plugins.shared.problems import inert

T = TypeVar("T")


class Console:
    """Prints phrases in the language of a blog."""

    def __init__(self, blog: Blog) -> None:
        self.speak(blog.blog.language)
        self._console = rich.console.Console(
            stderr=True, soft_wrap=True, highlight=False, emoji=False
        )

    def speak(self, language: str) -> None:
        """Print in a language from now on."""
        self.translate: Callable[[str], str] = translator(language)

    def say(self, phrase: str, **values: object) -> None:
        """Print a phrase, translated and filled in."""
        self.show(self.translate(phrase).format(**values))

    def show(self, text: str | Table) -> None:
        """Print a table, or a text as it is: it may hold brackets that are not markup."""
        if isinstance(text, Table):
            # A long word of a cell may begin a line.
            with self._console.capture() as printed:
                self._console.print(text, "")
            self._console.file.write(inert(printed.get()))
        elif text.strip():
            self._console.print(inert(self._fitted(text.rstrip())), markup=False)

    def _fitted(self, text: str) -> str:
        """Return a text whose lines end between words where somebody looks at a screen."""
        if not self._console.is_terminal:
            return text
        return "\n".join(_fold(line, self._console.width) for line in text.split("\n"))

    def each(self, items: Sequence[T], phrase: str) -> Iterable[T]:
        """Go through items, and show how far along it is, when someone is looking."""
        return track(
            items,
            self.translate(phrase),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )

    def while_(self, phrase: str) -> AbstractContextManager[object]:
        """Show what is being done as long as the block lasts, when someone is looking."""
        return self._console.status(self.translate(phrase))


def _fold(line: str, width: int) -> str:
    """Return a line as several, each as far from the margin as the first; a long word is whole."""
    margin = line[: len(line) - len(line.lstrip(" "))]
    return textwrap.fill(
        line,
        width,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
        expand_tabs=False,
        drop_whitespace=True,
    )

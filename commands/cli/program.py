"""Read what was typed after ``tasks.py``, and run the tasks it names: Invoke, in the blog's words.

``python3 tasks.py NAME`` comes here once the environment is there; ``invoke NAME`` does the same
without these words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from invoke.config import Config
from invoke.exceptions import Exit, ParseError
from invoke.program import Program as InvokeProgram

from commands.update.kit import remember
from plugins.shared.blog import BlogUnreadable, load_blog
from plugins.shared.i18n import translator
from plugins.shared.problems import N_, Phrase, visible

from .errors import CommandError
from .paths import Paths
from .streams import prepare

# What a doctor types, and the task it means.
_MEANT = {
    "aide": "--help",
    "annuler": "rollback",
    "apercu": "preview",
    "aperçu": "preview",
    "citer": "cite",
    "construire": "build",
    "controler": "check",
    "contrôler": "check",
    "defaire": "rollback",
    "générer": "build",
    "generer": "build",
    "help": "--help",
    "article": "new",
    "ecrire": "new",
    "écrire": "new",
    "ligne": "publish",
    "commencer": "start",
    "demarrer": "start",
    "démarrer": "start",
    "nouveau": "new",
    "nouvel": "new",
    "previsualiser": "preview",
    "prévisualiser": "preview",
    "publier": "publish",
    "retour": "rollback",
    "revenir": "rollback",
    "source": "cite",
    "sources": "cite",
    "tester": "test",
    "maj": "update",
    "mettre": "update",
    "verifier": "check",
    "vérifier": "check",
    "voir": "preview",
}
_UNKNOWN = re.compile(r"No idea what (['\"])(?P<word>.*)\1 is!", re.DOTALL)
_LACKING = re.compile(r"<Argument: (?P<word>[\w-]+).*needed value", re.DOTALL)
_QUOTED = re.compile(r"(['\"])(?P<word>.*?)\1")


class _Settings(Config):
    """Settings that nobody but the kit decides: no file of the machine or of its user is read."""

    def __init__(self, **given: Any) -> None:
        super().__init__(system_prefix=_NOWHERE, user_prefix=_NOWHERE, **given)


_NOWHERE = str(Path(__file__).parent / "no-")


class Program(InvokeProgram):
    """Invoke, which says in the blog's language what of a line it could not read."""

    def __init__(self, root: Path) -> None:
        super().__init__(name="tasks.py", config_class=_Settings)
        self._root = root

    def parse_core(self, argv: list[str] | None) -> None:
        """Read the options that stand before any task."""
        self._in_words(lambda: super(Program, self).parse_core(argv))

    def parse_tasks(self) -> None:
        """Read the names of the tasks, and the options of each."""
        self._in_words(super().parse_tasks)

    def parse_cleanup(self) -> None:
        """Print the help or the list that was asked for."""
        self._in_words(super().parse_cleanup)

    def task_list_opener(self, extra: str = "") -> str:
        """Return what stands above the list of tasks."""
        del extra
        return self._say(N_("What the blog can do, after python3 tasks.py"))

    def print_task_help(self, name: str) -> None:
        """Print what a task does, and its options."""
        task = self.collection[name]
        print(f"python3 tasks.py {name}\n\n{(task.__doc__ or '').strip()}\n")  # noqa: T201
        options = self.parser.contexts[name].help_tuples()
        if options:
            self.print_columns(options)

    def _say(self, phrase: str) -> str:
        """Return a phrase in the language of the blog, French where that cannot be read."""
        try:
            language = load_blog(self._root / "content" / "blog.toml").blog.language
        except BlogUnreadable:
            language = "fr"
        return translator(language)(phrase)

    def print_columns(self, tuples: Sequence[tuple[str, str | None]]) -> None:
        """Print names with what they mean, one below the other: a window may be narrow."""
        for name, meaning in tuples:
            print(f"  {name}\n      {meaning or ''}".rstrip())  # noqa: T201
        print()  # noqa: T201

    def _told(self, what: Phrase, fix: Phrase, word: str, **values: object) -> str:
        return CommandError(what, fix, {"word": visible(word), **values}).rendered(self._say)

    def _in_words(self, read: Callable[[], None]) -> None:
        try:
            read()
        except ParseError as error:
            raise Exit(self._said(error), code=1) from None
        except ValueError as error:
            # A number that is none: Invoke converts it, and lets Python say so.
            match = _QUOTED.search(str(error))
            what = N_("“{word}” is no number.")
            fix = N_("Write it with figures, for example: python3 tasks.py preview --port 8000")
            raise Exit(self._told(what, fix, match["word"] if match else ""), code=1) from None

    def _said(self, error: ParseError) -> str:
        """Return what of a line could not be read, with the nearest that can."""
        text, context = str(error), error.context
        task = (context.name if context else "") or ""
        lacking, unknown = _LACKING.search(text), _UNKNOWN.search(text)
        if lacking:
            what = N_("the option “{word}” lacks its value.")
            fix = N_("Its options: python3 tasks.py --help {task}")
            return self._told(what, fix, f"--{lacking['word']}", task=task)
        if not unknown:
            what = N_("“{word}” is not written as it must be.")
            return self._told(what, N_("What each command does: python3 tasks.py"), text)
        word = unknown["word"]
        if word.startswith("-"):
            return self._unknown_option(word, task, context)
        tasks = sorted(self.collection.task_names)
        near = _MEANT.get(word.lower()) or next(iter(get_close_matches(word, tasks, n=1)), "")
        what = N_("there is no command “{word}”.")
        if near:
            return self._told(what, N_("Did you mean: python3 tasks.py {near}?"), word, near=near)
        fix = N_("There are: {names}. What each does: python3 tasks.py")
        return self._told(what, fix, word, names=", ".join(tasks))

    def _unknown_option(self, word: str, task: str, context: Any) -> str:
        """Return that a task has no such option, with those that it has."""
        if not task:
            what = N_("“{word}” stands before any command.")
            fix = N_("Write the command first: python3 tasks.py publish")
            return self._told(what, fix, word)
        options = sorted(flag for flag in context.flags if flag.startswith("--"))
        near = next(iter(get_close_matches(word.partition("=")[0], options, n=1)), "")
        what = N_("the command {task} has no option “{word}”.")
        fix = N_("It has none: python3 tasks.py {task}")
        if near:
            fix = N_("Did you mean: python3 tasks.py {task} {near}?")
        elif options:
            fix = N_("Its options: {options}.")
        return self._told(what, fix, word, task=task, near=near, options=", ".join(options))


def main(root: str, words: Sequence[str]) -> None:
    """Run the tasks of a checkout that some words name; end with their exit status."""
    prepare()
    with suppress(OSError):
        # As it came, before anybody changes a file of it: an update asks.
        remember(Paths(Path(root)))
    Program(Path(root)).run(["tasks.py", "--search-root", root, *words])

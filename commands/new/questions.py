"""Ask what an article will be about: one short question at a time, and Enter passes on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from commands.cli.asking import completes, in_order, line, place_of, show_numbered
from commands.cli.console import Console
from plugins.conditions.core import Vocabulary, load_vocabulary, resolve
from plugins.reader.core import language_of, read_document
from plugins.shared.blog import Blog
from plugins.shared.files import decode
from plugins.shared.i18n import LANGUAGES, name_of_language
from plugins.shared.problems import N_, Phrase

from .article import Begun

_MOST_CATEGORIES = 9
# For whom an article is, and what its header then says.
_READERS: tuple[tuple[Phrase, tuple[tuple[str, str], ...]], ...] = (
    (N_("all my readers"), ()),
    (N_("parents, for a child"), (("disclaimer", "child"),)),
    (N_("pregnant women"), (("disclaimer", "pregnancy"),)),
    (N_("my patients: it is news of the practice"), (("kind", "practice"),)),
)


def ask_about(console: Console, content: Path, blog: Blog, title: str) -> Begun:
    """Return what the doctor says of an article; raise ``Ended`` when nobody answers any more."""
    console.say(
        N_(
            "Enter passes on to the next question, “back” or the key ↑ goes to the one before; "
            "Ctrl-C stops, and nothing is written."
        )
    )
    asked = _Asked(console, content, blog.blog.language, title)
    questions = [
        *([] if title else [asked.ask_title]),
        asked.ask_readers,
        asked.ask_conditions,
        asked.ask_language,
        asked.ask_category,
    ]
    in_order(
        len(questions),
        lambda place: questions[place](),
        lambda place: questions[place] != asked.ask_conditions or not asked.is_news,
    )
    return asked.begun()


@dataclass
class _Asked:
    """What was said of an article so far, in a blog whose own language is ``own``."""

    console: Console
    content: Path
    own: str
    title: str
    fields: tuple[tuple[str, str], ...] = ()
    conditions: tuple[str, ...] = ()
    language: str = ""
    category: str = ""

    @property
    def is_news(self) -> bool:
        """Tell whether it is news of the practice, which is about no illness."""
        return ("kind", "practice") in self.fields

    def begun(self) -> Begun:
        """Return the whole."""
        return Begun(
            self.title,
            self.language,
            () if self.is_news else self.conditions,
            self.category,
            self.fields,
            other_language=self.language != self.own,
        )

    def ask_title(self) -> None:
        """Ask for the title, until there is one."""
        self.title = ""
        while not self.title:
            self.console.say(N_("The title, as readers will see it?"))
            self.title = line(self.console, back=True)

    def ask_readers(self) -> None:
        """Ask for whom it is."""
        place = _choice(self.console, N_("For whom?"), [words for words, _ in _READERS])
        self.fields = _READERS[place][1]

    def ask_conditions(self) -> None:
        """Ask which illnesses it is about."""
        self.conditions = _conditions(self.console, self.own)

    def ask_language(self) -> None:
        """Ask for its language."""
        languages = sorted(LANGUAGES, key=lambda name: name != self.own)
        names = [name_of_language(name, self.own) for name in languages]
        self.language = languages[_choice(self.console, N_("In which language?"), names)]

    def ask_category(self) -> None:
        """Ask for its category."""
        self.category = _category(self.console, self.content, self.language, self.own)


def _choice(console: Console, question: Phrase, choices: list[str]) -> int:
    """Return the place of the choice made, the first for Enter."""
    console.say(question)
    show_numbered(console, [console.translate(choice) for choice in choices])
    while True:
        typed = line(console, back=True)
        if not typed:
            return 0
        place = place_of(typed, len(choices))
        if place is not None:
            return place
        console.say(N_("Write a number from 1 to {most}."), most=len(choices))


def _conditions(console: Console, language: str) -> tuple[str, ...]:
    """Return the illnesses named, each known or kept all the same once that was said."""
    vocabulary = load_vocabulary()
    console.say(
        N_("Which illnesses or symptoms? In plain words, parted by commas: reflux, back pain")
    )
    if completes():
        console.say(N_("The key Tab completes a word that the kit knows."))
    kept: dict[str, None] = {}
    typed = line(console, back=True, names=vocabulary.names_in(language))
    for word in filter(None, (part.strip() for part in typed.split(","))):
        kept[_condition(console, word, vocabulary, language)] = None
    return tuple(kept)


def _condition(console: Console, word: str, vocabulary: Vocabulary, language: str) -> str:
    """Return the word for an illness, asked again until it is known or kept all the same."""
    while True:
        found, problems = resolve([word], vocabulary, language)
        if not problems:
            label = found[0].label(language)
            if label != word:
                console.say(N_("{word}: {name}."), word=word, name=label)
            return word
        console.say(problems[0].what, **problems[0].values)
        console.say(problems[0].fix, **problems[0].values)
        near = vocabulary.near(word)
        taken = near[0].label(language) if len(near) == 1 else word
        console.say(N_("Enter: {word}"), word=taken)
        typed = line(console, back=True)
        if not typed and taken == word:
            console.say(N_("“{word}” is kept for now: check will say it again."), word=word)
        if not typed:
            return taken
        word = typed


def _category(console: Console, content: Path, language: str, own: str) -> str:
    """Return a category of the blog, or a new one; empty for none."""
    names = _categories(content, language, own)[:_MOST_CATEGORIES]
    if names:
        console.say(N_("In which category? A number, or a new name."))
    else:
        console.say(N_("In which category? Write its name; Enter: none."))
    show_numbered(console, names)
    typed = line(console, back=True)
    place = place_of(typed, len(names))
    return typed if place is None else names[place]


def _categories(content: Path, language: str, own: str) -> list[str]:
    """Return the categories that articles of a language have, the commonest first."""
    counts: Counter[str] = Counter()
    for path in sorted((content / "articles").rglob("*.md")):
        document = read_document(decode(path.read_bytes())[0])
        if language_of(document, path.name, own) == language and document.get("category"):
            counts[document.get("category")] += 1
    return [name for name, _ in counts.most_common()]

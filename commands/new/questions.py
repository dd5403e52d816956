"""Ask what an article will be about: one short question at a time, and Enter passes on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from commands.cli.asking import line, place_of, show_numbered
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
    own = blog.blog.language
    console.say(N_("Enter passes on to the next question; Ctrl-C stops, and nothing is written."))
    while not title:
        console.say(N_("The title, as readers will see it?"))
        title = line(console)
    extra = _choice(console, N_("For whom?"), [words for words, _ in _READERS])
    fields = _READERS[extra][1]
    news = ("kind", "practice") in fields
    conditions = () if news else _conditions(console, own)
    languages = sorted(LANGUAGES, key=lambda name: name != own)
    names = [name_of_language(name, own) for name in languages]
    language = languages[_choice(console, N_("In which language?"), names)]
    category = _category(console, content, language, own)
    return Begun(title, language, conditions, category, fields, other_language=language != own)


def _choice(console: Console, question: Phrase, choices: list[str]) -> int:
    """Return the place of the choice made, the first for Enter."""
    console.say(question)
    show_numbered(console, [console.translate(choice) for choice in choices])
    while True:
        typed = line(console)
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
    kept: dict[str, None] = {}
    for word in filter(None, (part.strip() for part in line(console).split(","))):
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
        typed = line(console)
        if not typed and taken == word:
            console.say(N_("“{word}” is kept for now: check will say it again."), word=word)
        if not typed:
            return taken
        word = typed


def _category(console: Console, content: Path, language: str, own: str) -> str:
    """Return a category of the blog, or a new one; empty for none."""
    names = _categories(content, language, own)[:_MOST_CATEGORIES]
    console.say(N_("In which category? A number, or a new name."))
    show_numbered(console, names)
    typed = line(console)
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

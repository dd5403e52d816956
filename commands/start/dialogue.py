"""Ask one question at a time, with a way back; each answer is checked and kept at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from commands.cli.asking import in_order, line, place_of, show_numbered
from commands.cli.console import Console
from plugins.shared.i18n import long_date
from plugins.shared.problems import N_
from plugins.shared.tracking import untracked

from .questions import HOST, LANGUAGE, QUESTIONS, WAY, Question, choices, host_named, hosts
from .settings import refused

# What is typed to leave a line out.
_NOTHING = "-"
# What is an address of a page, often said without its beginning.
_ADDRESSES = frozenset({"blog.address", "contact.appointment"})
_HOW = N_(
    "Enter keeps what stands between brackets, or leaves the question for later; “-” takes it out; "
    "“back” or the key ↑ goes to the question before. Ctrl-C stops: your answers are kept."
)


@dataclass
class Dialogue:
    """The answers so far over what ``blog.toml`` said; ``keep`` is told after each of them."""

    text: str
    known: dict[str, str]
    keep: Callable[[dict[str, str]], None]
    answers: dict[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """Return the answer to a question, else what was known before."""
        return self.answers.get(name, self.known.get(name, ""))

    def ask_all(self, console: Console, settle: Callable[[], None]) -> None:
        """Ask every question that is worth asking, then settle, from where a way leads back too.

        Raises ``Ended`` when nobody answers any more.
        """

        def ask(place: int) -> None:
            if place == len(QUESTIONS):
                settle()
                return
            if place == 1:
                # Now that the language is known.
                console.say(_HOW)
            self._ask(console, QUESTIONS[place], f"{place + 1}/{len(QUESTIONS)}")

        in_order(
            len(QUESTIONS) + 1,
            ask,
            lambda place: place == len(QUESTIONS) or self._is_asked(QUESTIONS[place]),
        )

    def _is_asked(self, question: Question) -> bool:
        other = self.value(question.only_if)
        return not question.only_if or (other in question.among if question.among else bool(other))

    def _ask(self, console: Console, question: Question, count: str) -> None:
        """Ask one question until its answer can be used, and keep it."""
        numbered = choices(question.name)
        shown = {value: console.translate(words) for value, words in numbered.items()}
        if question.heading:
            console.show(f"\n— {console.translate(question.heading)} —")
        while True:
            console.show(f"\n{count}  {console.translate(question.asks)}")
            show_numbered(console, list(shown.values()))
            before = self.value(question.name)
            if before:
                console.show(f"[{shown.get(before, before)}]")
            typed = line(console, back=True)
            if not typed and (before or not question.needed):
                return
            value = "" if typed == _NOTHING else typed
            if question.needed and not value:
                console.say(N_("The blog needs it: write an answer."))
                continue
            if question.name in _ADDRESSES:
                value = _address(value)
            place = place_of(value, len(numbered))
            if question.name == HOST:
                value = self._host(console, value, place)
            elif place is not None:
                value = list(numbered)[place]
            problems = refused(self.text, self.answers, question.name, value)
            for problem in problems:
                console.say(problem.what, **problem.values)
                if problem.fix:
                    console.say(problem.fix, **problem.values)
            if not problems:
                self.answers[question.name] = value
                self.keep(self.answers)
                if question.name == LANGUAGE:
                    console.speak(value)
                return

    def _host(self, console: Console, typed: str, place: int | None) -> str:
        """Return the legal name of a host of the list, its facts answered; else what was typed."""
        place = host_named(typed) if place is None else place
        if place is None:
            return typed
        host = hosts()[place]
        for key in ("address", "phone"):
            # What is not known is asked, never filled in.
            self.answers[f"host.{key}"] = str(host.get(key, ""))
        self.answers[WAY] = str(host.get("to", ""))
        console.say(
            N_("Read on {day}: {facts}.")
            if host["official"]
            else N_("Read on {day} on another site, to be compared with the host’s page: {facts}."),
            day=long_date(cast("date", host["seen_on"]), self.value(LANGUAGE)),
            facts=" ; ".join(_facts(host)),
        )
        return str(host["name"])


def _facts(host: dict[str, object]) -> Iterator[str]:
    for key in ("name", "address", "phone"):
        if host.get(key):
            yield str(host[key])


def _address(typed: str) -> str:
    """Return an address whole, without what would follow readers."""
    return untracked(typed if "://" in typed or "." not in typed else f"https://{typed}")

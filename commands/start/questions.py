"""What ``start`` asks, one question at a time, with a way back; each answer is checked at once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from commands.cli.asking import in_order, line, place_of, show_numbered
from commands.cli.console import Console
from plugins.shared.problems import N_, Phrase

from .settings import refused

_HOSTS = Path(__file__).with_name("hosts.toml")
# What is typed to leave a line out.
_NOTHING = "-"
COUNTRY = "blog.country"
HOST = "host.name"
MAIL = "contact.mail"
PRACTICE = "practice.name"


@dataclass(frozen=True)
class Question:
    """A question, and the line of ``blog.toml`` that its answer becomes: ``doctor.name``.

    ``needed``: whether it is asked until there is an answer; ``only_if``: the name of another whose
    answer makes this one worth asking.
    """

    name: str
    asks: Phrase
    needed: bool = False
    only_if: str = ""


QUESTIONS = (
    Question("blog.title", N_("The name of the blog, as it stands on every page?"), needed=True),
    Question("doctor.name", N_("Your name, as patients know it? (Dr Camille Perrin)"), needed=True),
    Question("doctor.specialty", N_("Your specialty? (general practitioner)"), needed=True),
    Question("doctor.city", N_("The town where you practise?"), needed=True),
    Question(
        COUNTRY,
        N_("Your country, for the emergency numbers? FR, BE, CH, LU, CA-QC, GB, IE or US"),
        needed=True,
    ),
    Question(
        "doctor.qualification",
        N_("Your title, spelled out, and the country that gave it? (doctor of medicine, France)"),
    ),
    Question("doctor.rpps", N_("Your RPPS number, eleven figures?")),
    Question("doctor.order", N_("Your registration with the Order: département and number?")),
    Question(
        "doctor.interests",
        N_("Your ties of interest, in the words that readers will see? (I have none.)"),
    ),
    Question("doctor.funding", N_("Who pays for this blog, in the words that readers will see?")),
    Question("publisher.address", N_("The postal address of whoever publishes the site?")),
    Question("publisher.phone", N_("Its telephone?")),
    Question("publisher.director", N_("Who directs the publication? (your name, as a rule)")),
    Question(
        MAIL,
        N_("An e-mail address for readers? It is published, and never meant for health matters."),
    ),
    Question("contact.kept", N_("How long do you keep such an e-mail? (one year)"), only_if=MAIL),
    Question("contact.appointment", N_("The address of the page where appointments are made?")),
    Question(PRACTICE, N_("The name of the practice, if the site presents it?")),
    Question("practice.address", N_("The address of the practice?"), only_if=PRACTICE),
    Question(
        "practice.hours",
        N_("Its hours? (lundi au vendredi 8h30-12h, 14h-18h30)"),
        only_if=PRACTICE,
    ),
    Question("practice.convention", N_("Your status with the health insurance?"), only_if=PRACTICE),
    Question("practice.fees", N_("The fees?"), only_if=PRACTICE),
    Question("practice.payment", N_("The means of payment accepted?"), only_if=PRACTICE),
    Question(
        "practice.access",
        N_("What do you provide so that everyone may be cared for? (third-party payment, CSS)"),
        only_if=PRACTICE,
    ),
    Question(
        "blog.address",
        N_("The address of the blog? (https://…; Enter if you do not know it yet)"),
    ),
    Question(HOST, N_("Where will the site be hosted? A number, or another name.")),
    Question("host.address", N_("The address of that host?"), only_if=HOST),
    Question("host.phone", N_("Its telephone?"), only_if=HOST),
    Question(
        "host.logs",
        N_("What does it keep of the visits, and how long? (its page on personal data says so)"),
        only_if=HOST,
    ),
    Question(
        "host.transfers",
        N_("Which of that leaves the European Union, and with what guarantee? (none)"),
        only_if=HOST,
    ),
)
NAMES = [question.name for question in QUESTIONS]


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
        console.say(
            N_(
                "Enter keeps what stands between brackets, or leaves the question for later; “-” "
                "takes it out; “back” or the key ↑ goes to the question before. Ctrl-C stops: your "
                "answers are kept."
            )
        )

        def ask(place: int) -> None:
            if place == len(QUESTIONS):
                settle()
            else:
                self._ask(console, QUESTIONS[place], f"{place + 1}/{len(QUESTIONS)}")

        in_order(
            len(QUESTIONS) + 1,
            ask,
            lambda place: place == len(QUESTIONS) or self._is_asked(QUESTIONS[place]),
        )

    def _is_asked(self, question: Question) -> bool:
        return not question.only_if or bool(self.value(question.only_if))

    def _ask(self, console: Console, question: Question, count: str) -> None:
        """Ask one question until its answer can be used, and keep it."""
        while True:
            console.show(f"\n{count}  {console.translate(question.asks)}")
            if question.name == HOST:
                show_numbered(console, [str(host["known_as"]) for host in hosts()])
            before = self.value(question.name)
            if before:
                console.show(f"[{before}]")
            typed = line(console, back=True)
            if not typed and (before or not question.needed):
                return
            value = "" if typed == _NOTHING else typed
            if question.needed and not value:
                console.say(N_("The blog needs it: write an answer."))
                continue
            if question.name == HOST:
                value = self._host(console, value)
            problems = refused(self.text, self.answers, question.name, value)
            for problem in problems:
                console.say(problem.what, **problem.values)
                if problem.fix:
                    console.say(problem.fix, **problem.values)
            if not problems:
                self.answers[question.name] = value
                self.keep(self.answers)
                return

    def _host(self, console: Console, typed: str) -> str:
        """Return the legal name of a host of the list, its facts answered; else what was typed."""
        place = place_of(typed, len(hosts()))
        if place is None:
            return typed
        host = hosts()[place]
        for key in ("address", "phone"):
            # What is not known is asked, never filled in.
            self.answers[f"host.{key}"] = str(host.get(key, ""))
        console.say(
            N_("Read on {day}: {facts}.")
            if host["official"]
            else N_("Read on {day} on another site, to be compared with the host’s page: {facts}."),
            day=host["seen_on"],
            facts=" ; ".join(_facts(host)),
        )
        return str(host["name"])


def _facts(host: dict[str, object]) -> Iterator[str]:
    for key in ("name", "address", "phone"):
        if host.get(key):
            yield str(host[key])


@cache
def hosts() -> list[dict[str, object]]:
    """Return the hosts of the list, with what was read of each."""
    read: list[dict[str, object]] = tomllib.loads(_HOSTS.read_text("utf-8"))["host"]
    return read

"""What ``start`` asks, and what may be answered by a number."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from plugins.shared.i18n import LANGUAGES, name_of_language
from plugins.shared.problems import N_, Phrase

_HOSTS = Path(__file__).with_name("hosts.toml")
LANGUAGE = "blog.language"
COUNTRY = "blog.country"
HOST = "host.name"
MAIL = "contact.mail"
PRACTICE = "practice.name"
WAY = "publish.to"
# How a site is sent, among what [publish] can say; the first two to a server.
_WAYS = {
    "sftp": N_("into a folder of the host’s, by SFTP"),
    "ftps": N_("into a folder of the host’s, by FTPS (“FTP over TLS”)"),
    "zip": N_("as a file to drop on a page of the host’s"),
    "pages": N_("GitHub or GitLab builds it from the repository"),
}
# Letters from which on a word tells which host is meant, and how like a name it must be.
_TELLING, _ALIKE = 3, 0.8
_TO_A_SERVER = ("sftp", "ftps")


@dataclass(frozen=True)
class Question:
    """A question, and the line of ``blog.toml`` that its answer becomes: ``doctor.name``.

    ``needed``: whether it is asked until there is an answer; ``only_if``: the name of another whose
    answer makes this one worth asking, any or one of ``among``; ``heading``: what this and the
    next ones are about.
    """

    name: str
    asks: Phrase
    needed: bool = False
    only_if: str = ""
    among: tuple[str, ...] = ()
    heading: Phrase | str = ""


QUESTIONS = (
    # In both languages: nobody has said yet which one they read.
    Question(
        LANGUAGE,
        N_("In which language do you write? / Dans quelle langue écrivez-vous ?"),
        needed=True,
    ),
    Question(
        "blog.title",
        N_("The name of the blog, as it stands on every page?"),
        needed=True,
        heading=N_("You and your blog"),
    ),
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
        heading=N_("What the law and the Order ask of you: needed to publish, not before"),
    ),
    Question("doctor.rpps", N_("Your RPPS number, eleven figures?")),
    Question("doctor.order", N_("Your registration with the Order: département and number?")),
    Question(
        "doctor.interests",
        N_("Your ties of interest, in the words that readers will see? (I have none.)"),
    ),
    Question(
        "doctor.funding",
        N_(
            "Who pays for this blog, in the words that readers will see? (I alone pay for this "
            "blog: nobody funds it.)"
        ),
    ),
    Question("publisher.address", N_("The postal address of whoever publishes the site?")),
    Question("publisher.phone", N_("Its telephone?")),
    Question("publisher.director", N_("Who directs the publication? (your name, as a rule)")),
    Question(
        MAIL,
        N_("An e-mail address for readers? It is published, and never meant for health matters."),
        heading=N_("How you are reached"),
    ),
    Question("contact.kept", N_("How long do you keep such an e-mail? (one year)"), only_if=MAIL),
    Question("contact.appointment", N_("The address of the page where appointments are made?")),
    Question(
        PRACTICE,
        N_("The name of the practice, if the site presents it?"),
        heading=N_("The practice"),
    ),
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
        heading=N_("Where the site will be"),
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
    Question(
        WAY,
        N_(
            "How is the site sent there? A number; Enter leaves it for later. What each host "
            "offers: docs/choisir-un-hebergeur.md"
        ),
        only_if=HOST,
    ),
    Question(
        "publish.host",
        N_("The name of the server, as the host gives it? (sftp.example.org)"),
        only_if=WAY,
        among=_TO_A_SERVER,
    ),
    Question(
        "publish.user",
        N_("Your user name on that server? (The password is asked by “publish”, never kept here.)"),
        only_if=WAY,
        among=_TO_A_SERVER,
    ),
    Question(
        "publish.path",
        N_("The folder of the site on that server? (www)"),
        only_if=WAY,
        among=_TO_A_SERVER,
    ),
    Question(
        "publish.port",
        N_("Its port? (Enter: the usual one)"),
        only_if=WAY,
        among=_TO_A_SERVER,
    ),
)
NAMES = [question.name for question in QUESTIONS]


def choices(name: str) -> dict[str, Phrase | str]:
    """Return what may be answered to a question by a number: each value with its words."""
    if name == LANGUAGE:
        return {one: name_of_language(one, one) for one in LANGUAGES}
    if name == HOST:
        return {str(host["known_as"]): str(host["known_as"]) for host in hosts()}
    return dict(_WAYS) if name == WAY else {}


def host_named(words: str) -> int | None:
    """Return the place of the host that some words mean: « OVH », « o2switch SARL »; else none."""
    said = words.casefold()
    if len(said) < _TELLING:
        return None
    known = [str(host["known_as"]).casefold() for host in hosts()]
    legal = [str(host["name"]).casefold() for host in hosts()]
    found = {
        place
        for place, names in enumerate(zip(known, legal, strict=True))
        if any(name.startswith(said) for name in names) or said.startswith(f"{names[0]} ")
    } or {known.index(near) for near in get_close_matches(said, known, n=1, cutoff=_ALIKE)}
    return found.pop() if len(found) == 1 else None


@cache
def hosts() -> list[dict[str, object]]:
    """Return the hosts of the list, with what was read of each."""
    read: list[dict[str, object]] = tomllib.loads(_HOSTS.read_text("utf-8"))["host"]
    return read

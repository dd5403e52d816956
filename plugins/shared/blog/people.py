"""Who speaks, who publishes, who hosts, and how to reach the practice: parts of ``blog.toml``.

Format checks only: what is written can be used. What the law of a country asks for is in
:mod:`plugins.legal.plugin`, which says so without keeping anyone from beginning to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from plugins.shared.contact_links import NETWORKS, is_phone
from plugins.shared.problems import N_, Problem

from .hours import Opening, check_hours, read_hours

E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
# Figures as people part them; at most the fifteen digits of ITU-T E.164.
# An address is printed into a link: nothing that a browser would read otherwise.
_WEB_PAGE = re.compile(r"https://[\w.-]+(?::\d{1,5})?(?:/[^\s\"'<>`{}|\\^]*)?")
# “Numéro RPPS (11 chiffres)”: the FHIR profiles of the French Agence du numérique en santé.
_RPPS = re.compile(r"\d{11}", re.ASCII)
# A SIRET number begins with the SIREN: five figures more.
_SIREN = re.compile(r"\d{9}", re.ASCII)
_SPACES = re.compile(r"[\s.\u00a0\u202f]+")
_LONGEST = 400
# What typography changes in a name, or adds.
_TYPOGRAPHY = str.maketrans(
    {"’": "'", "\u2018": "'", "\u2011": "-", "–": "-", "—": "-", "\u2060": None}
)
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Person:
    """Someone who writes or reviews: ``[[people]]``, and the doctor.

    ``qualification``: the degree, spelled out; ``rpps``: French doctors' number; ``order``: the
    body they are registered with, and their number there; ``directory``: their page in the
    official directory; ``interests``: the statement of ties, word for word.
    """

    name: str
    specialty: str
    qualification: str = ""
    rpps: str = ""
    order: str = ""
    directory: str = ""
    interests: str = ""


@dataclass(frozen=True)
class Doctor(Person):
    """Whose blog it is: ``[doctor]``, who writes every article that names no other author.

    ``funding``: who pays for the blog, word for word; ``funder``: the name in that sentence of
    whoever does. ``photo``: a photograph for the home page, by its path in the content folder.
    ``contact``: an e-mail address told to PubMed and Crossref with each request of ``cite``, as
    they ask programs to; it is never published.
    """

    funding: str = ""
    funder: str = ""
    city: str = ""
    photo: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Publisher:
    """Who answers for the site: ``[publisher]``; without ``name``, the doctor.

    ``siren`` and ``vat``: the numbers of the business, where it has them. ``form``, ``capital``
    and ``registration``: of a company only.
    """

    name: str = ""
    address: str = ""
    phone: str = ""
    director: str = ""
    siren: str = ""
    vat: str = ""
    form: str = ""
    capital: str = ""
    registration: str = ""

    @property
    def is_company(self) -> bool:
        """Tell whether something is said that only a company has."""
        return bool(self.form or self.capital or self.registration)


@dataclass(frozen=True)
class Host:
    """Who hosts the site: ``[host]``.

    ``logs``: what of a visit is kept there, and how long; ``transfers``: what of it leaves the
    European Union, and under which guarantee.
    """

    name: str = ""
    address: str = ""
    phone: str = ""
    logs: str = ""
    transfers: str = ""


@dataclass(frozen=True)
class Practice:
    """The practice, if the site presents it: ``[practice]``.

    ``convention``: the standing towards the health insurance; ``fees``: what a visit costs;
    ``payment``: the means of payment that are accepted; ``access``: what the law grants so that
    everyone may be cared for (in France, third-party payment and its beneficiaries). ``hours``: see
    :mod:`.hours`; ``languages``: those spoken there, in words; ``directions``: how to get there and
    in; ``map``: the address of a map; ``closed_…``: the next holidays, and what to do then.
    """

    name: str = ""
    address: str = ""
    convention: str = ""
    fees: str = ""
    payment: str = ""
    access: str = ""
    hours: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    directions: str = ""
    map: str = ""
    closed_from: date | None = None
    closed_until: date | None = None
    closed_notice: str = ""

    @property
    def openings(self) -> tuple[Opening, ...]:
        """Return when the practice is open, as its hours are read."""
        return read_hours(self.hours)

    def closing(self, today: date) -> tuple[date, date, str] | None:
        """Return the days and the notice of a closing that is near or not over, else nothing.

        From a week before: a blog that is built once a week still says it in time.
        """
        first, last = self.closed_from, self.closed_until
        if first is None or last is None or not first - _WEEK <= today <= last:
            return None
        return first, last, self.closed_notice


@dataclass(frozen=True)
class Contact:
    """How a reader reaches the doctor: ``[contact]``; ``kept``: how long mail is kept."""

    mail: str = ""
    phone: str = ""
    appointment: str = ""
    newsletter: str = ""
    kept: str = ""


@dataclass(frozen=True)
class Share:
    """Where a reader may share an article, in order: ``[share]``. An empty list: nowhere."""

    to: list[str]

    @classmethod
    def everywhere(cls) -> Share:
        """Return all that is known."""
        return cls(list(NETWORKS))


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one to a reader: spaces and capitals do not count."""
    return folded_name(one) == folded_name(other)


def folded_name(name: str) -> str:
    """Return a name without what a reader does not see, nor what typography changes."""
    plain = name.translate(_TYPOGRAPHY)
    return " ".join(plain.split()).casefold()


def check_funder(funder: str, funding: str, quote: str) -> Iterator[Problem]:
    """Yield a problem if a sentence does not hold the name of who is said to have paid.

    Search engines are told the name alone: they may not learn what readers do not. ``quote``: what
    the doctor wrote of it.
    """
    # Whole words: “Ars” is not named by “parsemé”.
    named = rf"(?<!\w){re.escape(folded_name(_plain(funder)))}(?!\w)"
    if funder and not re.search(named, folded_name(_plain(funding))):
        yield Problem(
            N_("“{name}” does not stand in “funding”: readers would not know who paid."),
            N_("Write this name in the sentence “funding”, as it stands here, or take it out."),
            {"name": funder},
            quote=quote,
        )


def _plain(words: str) -> str:
    """Return some words with the apostrophes of a keyboard."""
    return words.replace("’", "'")


def check_people(doctor: Doctor, people: Iterable[Person]) -> Iterator[Problem]:
    """Yield what is well-formed but cannot be used in what is said of people."""
    known: set[str] = set()
    for person in (doctor, *people):
        if folded_name(person.name) in known:
            yield Problem(
                N_("two people have the same name: “{name}”."),
                N_("Describe each person once, under [doctor] or [[people]]."),
                {"name": person.name},
                quote=person.name,
            )
        known.add(folded_name(person.name))
        number = _SPACES.sub("", person.rpps)
        if person.rpps and not _RPPS.fullmatch(number):
            yield Problem(
                N_("“rpps” is no RPPS number: {count} figures, where it has 11."),
                N_("Copy its eleven figures, or take the line out."),
                {"count": sum(c.isdigit() for c in number)},
                quote=person.rpps,
            )
        yield from _check_page("directory", person.directory)
    yield from check_funder(doctor.funder, doctor.funding, doctor.funder)
    yield from check_mail("contact", doctor.contact)


def check_places(publisher: Publisher, host: Host, contact: Contact) -> Iterator[Problem]:
    """Yield what is well-formed but would lead nowhere: telephones, addresses of pages and mail."""
    yield from _check_phone("publisher.phone", publisher.phone)
    yield from _check_siren(publisher.siren)
    yield from _check_phone("host.phone", host.phone)
    yield from _check_phone("contact.phone", contact.phone)
    yield from check_mail("mail", contact.mail)
    yield from _check_page("appointment", contact.appointment)
    yield from _check_page("newsletter", contact.newsletter)


def check_practice(practice: Practice) -> Iterator[Problem]:
    """Yield what is well-formed but cannot be used in what is said of the practice."""
    yield from check_hours(practice.hours)
    yield from _check_page("map", practice.map)
    first, last = practice.closed_from, practice.closed_until
    if bool(first) != bool(last) or (practice.closed_notice and not first):
        yield Problem(
            N_("holidays need two days: the first and the last."),
            N_("Write closed_from = 2026-12-24 and closed_until = 2027-01-02, or neither."),
            quote="closed_from" if first else "closed_until" if last else "closed_notice",
        )
    elif first and last and last < first:
        yield Problem(
            N_("the holidays end before they begin."),
            N_("The first day stands after “closed_from”, the last after “closed_until”."),
            quote=last.isoformat(),
            within="closed_until",
        )


def check_share(share: Share) -> Iterator[Problem]:
    """Yield a problem for each place to share in that is not known."""
    for name in share.to:
        if name not in NETWORKS:
            yield Problem(
                N_("“{value}” is not possible for {name}."),
                N_("Choose one of: {allowed}."),
                {"name": "share.to", "value": name, "allowed": ", ".join(NETWORKS)},
                quote=str(name),
            )


def check_mail(name: str, address: str) -> Iterator[Problem]:
    """Yield what is wrong with an address that services, or readers, may write to."""
    if address and not E_MAIL.fullmatch(address):
        yield Problem(
            N_("“{name}” is no e-mail address."),
            N_("Write it as name@example.org, or take the line out."),
            {"name": name},
            quote=address,
        )


def _check_phone(name: str, number: str) -> Iterator[Problem]:
    if number and not is_phone(number):
        yield Problem(
            N_("“{name}” is no telephone number."),
            N_("Write figures and spaces only, a + before the country: +33 1 00 00 00 00"),
            {"name": name},
            quote=number,
        )


def _check_siren(written: str) -> Iterator[Problem]:
    number = _SPACES.sub("", written)
    if written and not _SIREN.fullmatch(number):
        yield Problem(
            N_("“siren” is no SIREN number: {count} figures, where it has 9."),
            N_("Copy its nine figures, or take the line out."),
            {"count": sum(c.isdigit() for c in number)},
            quote=written,
        )


def _check_page(name: str, address: str) -> Iterator[Problem]:
    if address and (not _WEB_PAGE.fullmatch(address) or len(address) > _LONGEST):
        yield Problem(
            N_("“{name}” is not the address of a page."),
            N_("Copy it whole from your browser: it begins with https://"),
            {"name": name},
            quote=address,
        )

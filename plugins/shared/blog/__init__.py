"""``content/blog.toml``: who the doctor is, where the blog lives, what it assumes.

Read once by ``pelicanconf.py``; templates receive it as ``BLOG``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from plugins.shared.clock import build_day
from plugins.shared.files import read_file, read_toml, unopenable
from plugins.shared.i18n import translator
from plugins.shared.problems import (
    N_,
    UNKNOWN_NAME,
    Message,
    Problem,
    Report,
    located,
    printed,
    render,
    unknown_names,
)
from plugins.shared.toml_lines import line_of, written
from plugins.shared.typography import typeset

from .address import canonical
from .destination import Publish, check_publish
from .people import (
    Contact,
    Doctor,
    Host,
    Person,
    Practice,
    Publisher,
    Share,
    check_mail,
    check_people,
    check_places,
    check_practice,
    check_share,
)

P = TypeVar("P", bound=Person)
_OTHER_KIND = N_("“{name}” is not of the expected kind.")
# How a value of each kind is written.
_WAYS = {
    list: N_('Write it as a list, between brackets: {key} = ["…", "…"]'),
    str: N_('Write it between straight quotes: {key} = "…"'),
    int: N_("Write a whole number, without quotes: {key} = 12"),
    bool: N_("Write true for yes or false for no, without quotes: {key} = true"),
    date: N_("Write year-month-day in figures, without quotes: {key} = 2026-11-22"),
}
COUNTRIES = ("FR", "BE", "CH", "LU", "CA-QC", "GB", "IE", "US")


@dataclass(frozen=True)
class Site:
    """What the blog is: ``[blog]``.

    ``address``: see :mod:`.address`; ``leaflets``: a published article has one to print.
    """

    title: str
    address: str
    language: str
    country: str
    subtitle: str = ""
    timezone: str = "Europe/Paris"
    fictional: bool = False
    as_of: date | None = None
    leaflets: bool = True


@dataclass(frozen=True)
class Review:
    """How long a medical review holds: ``[review]``. At most 36 months (NHS, PIF TICK).

    ``hidden_after``: how many months after that the page leaves the lists, if nobody reviewed it.
    """

    months: int = 12
    hidden_after: int = 12


@dataclass(frozen=True)
class Sources:
    """From what age on a source is said to be old: ``[sources]``, in years."""

    years: int = 5


@dataclass(frozen=True)
class Communities:
    """Where readers suggest a community or report a problem: ``[communities]``.

    ``mail``: an e-mail address, published on the pages of the communities; empty: none is.
    """

    mail: str = ""


@dataclass(frozen=True)
class Redirect:
    """A former address and the page that takes its place: ``[[redirects]]``."""

    old: str
    new: str


@dataclass(frozen=True)
class Blog:
    """The whole of ``blog.toml``."""

    blog: Site
    doctor: Doctor
    people: list[Person] = field(default_factory=list)
    publisher: Publisher = field(default_factory=Publisher)
    host: Host = field(default_factory=Host)
    practice: Practice = field(default_factory=Practice)
    contact: Contact = field(default_factory=Contact)
    share: Share = field(default_factory=Share.everywhere)
    review: Review = field(default_factory=Review)
    sources: Sources = field(default_factory=Sources)
    communities: Communities = field(default_factory=Communities)
    publish: Publish = field(default_factory=Publish)
    redirects: list[Redirect] = field(default_factory=list)

    @property
    def everyone(self) -> list[Person]:
        """Return everyone who may write or review: the doctor first."""
        return [self.doctor, *self.people]

    def build_day(self) -> date:
        """Return the day of a build, where the doctor is: see :mod:`plugins.shared.clock`."""
        return build_day(self.blog.as_of, self.blog.timezone)


def read_blog(text: str) -> tuple[Blog | None, list[Problem]]:
    """Return the blog described by a ``blog.toml``, or what must be corrected in it."""
    data, problems = read_toml(text)
    if problems:
        return None, problems
    problems = _unknown(data, Blog, "")
    parts: dict[str, Any] = {}
    hints = get_type_hints(Blog)
    for part in fields(Blog):
        if part.name not in data and part.default_factory is not MISSING:
            parts[part.name] = part.default_factory()
            continue
        kind, entered = hints[part.name], data.get(part.name, {})
        read = _read_parts if get_origin(kind) is list else _read_part
        parts[part.name], found = read(entered, kind, part.name)
        problems += found
    problems = [_on_its_line(problem, text) for problem in problems]
    if not problems:
        problems = _check(parts["blog"], parts["review"], parts["sources"])
        problems += check_people(parts["doctor"], parts["people"])
        problems += check_places(parts["publisher"], parts["host"], parts["contact"])
        problems += check_practice(parts["practice"])
        problems += check_share(parts["share"])
        problems += check_mail("mail", parts["communities"].mail)
        problems += check_publish(parts["publish"])
    if problems:
        return None, problems
    parts["blog"] = replace(parts["blog"], address=canonical(parts["blog"].address))
    language = parts["blog"].language
    parts["doctor"] = _typeset(parts["doctor"], language)
    parts["people"] = [_typeset(person, language) for person in parts["people"]]
    return Blog(**parts), []


def _typeset(person: P, language: str) -> P:
    return replace(person, name=typeset(person.name, language))


class BlogUnreadable(SystemExit):
    """The blog cannot go on without its settings. Uncaught, it prints ``told`` and exits with 1."""

    def __init__(self, messages: list[Message], translate: Callable[[str], str]) -> None:
        self.messages = messages
        super().__init__(printed(messages, translate))


def load_blog(path: Path) -> Blog:
    """Return the blog described at ``path``; stop with the problems in words if it cannot be."""
    text, problems = "", unopenable(path)
    if not problems:
        text, problems = read_file(path)
    blog = None
    if not problems:
        blog, problems = read_blog(text)
    if blog is None:
        report = Report()
        report.add(path.name, problems)
        language = "en" if 'language = "en"' in text else "fr"
        say = translator(language)
        raise BlogUnreadable(render(located(report, path.parent), say), say)
    return blog


def _unknown(table: dict[str, Any], kind: Any, where: str) -> list[Problem]:
    """Return a problem for each name that ``kind`` does not know."""
    return unknown_names(table, [f.name for f in fields(kind)], where)


def _on_its_line(problem: Problem, text: str) -> Problem:
    """Return the problem of a name, or of its value, where it is written, in its own table."""
    if problem.what not in (UNKNOWN_NAME, _OTHER_KIND):
        return problem
    table, _, key = str(problem.values["name"]).rpartition(".")
    lines = [n for n, *there in written(text) if there == [table, key]] or [line_of(text, key)]
    # Of several [[people]], the value tells which.
    if not lines[0] or (problem.what == _OTHER_KIND and len(lines) > 1):
        return problem
    return replace(problem, line=lines[0], quote=text.split("\n")[lines[0] - 1].strip())


def _read_parts(tables: Any, kind: Any, part: str) -> tuple[list[Any], list[Problem]]:
    """Return each of the ``[[part]]`` as its dataclass, and what is wrong with them."""
    if not isinstance(tables, list):
        return [], [
            Problem(
                _OTHER_KIND,
                N_("Begin each with its name between two brackets, alone on its line: [[{name}]]"),
                {"name": part},
                quote=part,
            )
        ]
    read = [_read_part(table, get_args(kind)[0], part) for table in tables]
    problems = [
        problem if problem.quote else _placed(problem, table, part)
        for table, (_, found) in zip(tables, read, strict=True)
        for problem in found
    ]
    return [one for one, _ in read], problems


def _placed(problem: Problem, table: dict[str, Any], part: str) -> Problem:
    """Return the problem of what an entry lacks, where the entry is: at the first of its words."""
    problem = replace(problem, values={**problem.values, "part": f"[{part}]"})
    for name, value in table.items():
        if isinstance(value, str) and value:
            return replace(problem, quote=value, within=name)
    return replace(problem, quote=f"[[{part}]]")


def _read_part(table: dict[str, Any], kind: Any, part: str) -> tuple[Any, list[Problem]]:
    """Return one ``[part]`` as its dataclass, and what is wrong with it."""
    if not isinstance(table, dict):
        return None, [
            Problem(
                _OTHER_KIND,
                N_("Begin a part with its name between brackets, alone on its line: [{name}]"),
                {"name": part},
                quote=part,
            )
        ]
    problems = _unknown(table, kind, f"{part}.")
    hints = get_type_hints(kind)
    for f in fields(kind):
        value = table.get(f.name)
        if value is None or (value == "" and hints[f.name] is str):
            if f.default is MISSING and f.default_factory is MISSING:
                problems.append(
                    Problem(
                        N_("“{name}” is missing."),
                        N_('Write {name} = "…" under the line [{part}].'),
                        {"name": f.name, "part": part},
                    )
                )
        elif not _is_kind(value, hints[f.name]):
            problems.append(
                Problem(
                    _OTHER_KIND,
                    _WAYS[_kind(hints[f.name])],
                    {"name": f"{part}.{f.name}", "key": f.name},
                    quote=str(value),
                )
            )
    return (None if problems else kind(**table)), problems


def _kind(wanted: Any) -> Any:
    """Return what a value is, be it optional: of “a date, or none”, a date; of any list, a list."""
    return list if get_origin(wanted) is list else (*get_args(wanted), wanted)[0]


def _is_kind(value: object, wanted: Any) -> bool:
    """Tell whether a TOML value is of a kind; a date with an hour is no date, nor true a number."""
    if isinstance(value, bool):
        return bool(wanted is bool)
    if get_origin(wanted) is list:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, wanted) and type(value) is not datetime


def _is_timezone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _check(site: Site, review: Review, sources: Sources) -> list[Problem]:
    """Return what is well-formed but cannot be used."""
    problems = []
    for name, value, allowed in (
        ("blog.language", site.language, ("fr", "en")),
        ("blog.country", site.country, COUNTRIES),
    ):
        if value not in allowed:
            problems.append(
                Problem(
                    N_("“{value}” is not possible for {name}."),
                    N_("Choose one of: {allowed}."),
                    {"name": name, "value": value, "allowed": ", ".join(allowed)},
                    quote=value,
                    within=name.removeprefix("blog."),
                )
            )
    if not canonical(site.address):
        problems.append(
            Problem(
                N_("the address of the blog cannot be used."),
                N_(
                    "Write it whole, as a browser shows it: https://www.example.org, or "
                    "https://example.org/carnet"
                ),
                quote=site.address,
            )
        )
    if site.as_of and not site.fictional:
        problems.append(
            Problem(
                N_("“as_of” stops the clock of a real blog: nothing would ever lapse."),
                N_("Take this line out; only a demonstration has one."),
                quote="as_of",
            )
        )
    if not _is_timezone(site.timezone):
        problems.append(
            Problem(
                N_("“{value}” is not possible for {name}."),
                N_("Write it as a continent and a city, for example Europe/Paris."),
                {"name": "blog.timezone", "value": site.timezone},
                quote="timezone",
            )
        )
    if not 1 <= review.months <= 36:  # noqa: PLR2004 - three years, the longest standard
        problems.append(
            Problem(
                N_("{months} months between two reviews is not possible."),
                N_("Choose from 1 to 36 months: health standards ask for three years at most."),
                {"months": review.months},
                quote=str(review.months),
                within="months",
            )
        )
    if not 1 <= review.hidden_after <= 36:  # noqa: PLR2004 - as long as a review may hold
        problems.append(
            Problem(
                N_("{months} months before a page that nobody reviews is hidden: not possible."),
                N_("Choose from 1 to 36 months after “hidden_after”."),
                {"months": review.hidden_after},
                quote="hidden_after",
            )
        )
    if sources.years < 1:
        problems.append(
            Problem(
                N_("sources cannot be old from {years} years on."),
                N_("Choose one year or more after “years”."),
                {"years": sources.years},
                quote="years",
            )
        )
    return problems

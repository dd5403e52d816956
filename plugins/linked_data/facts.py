"""What is said of a site, its doctor, its practice, its pages and its articles, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

# A thing in JSON-LD: its properties by their names.
Node = dict[str, Any]


@dataclass(frozen=True)
class Who:
    """Someone who writes or reviews, in plain words.

    ``qualification``: the degree; ``rpps``: a French doctor's number; ``order``: the body they are
    registered with; ``directory``: the address of their page in the official directory.
    """

    name: str
    specialty: str = ""
    qualification: str = ""
    rpps: str = ""
    order: str = ""
    directory: str = ""


@dataclass(frozen=True)
class Practice:
    """Where the doctor sees patients.

    ``funding``: who pays for the site, word for word; ``map``: the address of a map; ``openings``:
    days from 0 for Monday, and hours.
    """

    name: str = ""
    address: str = ""
    city: str = ""
    phone: str = ""
    mail: str = ""
    funding: str = ""
    map: str = ""
    languages: tuple[str, ...] = ()
    openings: tuple[Any, ...] = ()

    @property
    def is_known(self) -> bool:
        """Tell whether there is enough to find it."""
        return bool(self.name or self.address or self.city)


@dataclass(frozen=True)
class Site:
    """Whose site it is: what ``blog.toml`` says, in plain words."""

    address: str
    title: str
    language: str
    country: str
    doctor: Who
    practice: Practice
    director: str = ""

    def at(self, path: str) -> str:
        """Return the whole address of a page by its path; of a thing by ``#name``."""
        return f"{self.address}/{path}"


@dataclass(frozen=True)
class Version:
    """The same text in another language: its language, the path of its page."""

    language: str
    path: str


@dataclass(frozen=True)
class Picture:
    """A picture of the site: its whole address, the words that stand for it, which may be none."""

    address: str
    words: str = ""


@dataclass(frozen=True)
class Page:
    """A page of the site, in plain words.

    ``path``: its address without the site's; ``trail``: the name and the path of those above it.
    """

    path: str
    title: str
    language: str
    summary: str = ""
    versions: tuple[Version, ...] = ()
    trail: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Origin:
    """A text of somebody else that an article comes from, in plain words.

    ``credit``: its author and its site; ``licence``: its name, or words of a permission;
    ``licence_address``: where it can be read, if anywhere.
    """

    address: str
    title: str
    credit: str
    licence: str
    licence_address: str = ""
    is_translated: bool = False


@dataclass(frozen=True)
class Posting:
    """What an article adds to its page.

    ``reviewer``: someone else than its authors, or nobody; ``conditions``: the name and the ICD-10
    codes of each illness; ``symptoms``: the names of those that are symptoms; ``corrections``: the
    day and the words of each; ``related``: addresses of the communities shown; ``principles``: the
    address of the editorial policy; ``funder``: the name of who paid; ``origin``: the text of
    somebody else that it comes from; ``image``: the address of its
    first picture; ``medical``: no news of the practice.
    """

    authors: tuple[Who, ...]
    published: date
    modified: date | None
    reviewed: date
    due: date
    reviewer: Who | None = None
    conditions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    symptoms: frozenset[str] = frozenset()
    corrections: tuple[tuple[date, str], ...] = ()
    citations: tuple[Node | str, ...] = ()
    related: tuple[str, ...] = ()
    principles: str = ""
    funder: str = ""
    origin: Origin | None = None
    image: str = ""
    medical: bool = True

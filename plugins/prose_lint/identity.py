"""Find what tells who a patient is: name, day of birth, telephone, mail, home, number of insured.

Medical secrecy (Code de la santé publique, R.4127-4; code pénal, 226-13; GDPR, article 9). What is
the practice's own, what belongs to a professional, an institution or a public person, and the
numbers that anybody may call, tell nothing of a patient. A machine reads words, not people: what it
cannot tell apart it asks about, and the doctor answers in the header (``intended``). The words of
each language stand in ``identity.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import phonenumbers

from plugins.shared.patterns import flat, names_illness

Span = tuple[int, int]

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\wÀ-ÿ’-]+"
_PARTICLE = r"(?:(?:de la|de|du|des|le|la|van der|van|von|el|ben|al|d’|l’|O’|Mc|Mac) ?)"
_NAME = rf"(?:{_PARTICLE})?{_CAPITAL}(?: {_PARTICLE}?{_CAPITAL}){{0,3}}"
_FULL = rf"{_CAPITAL} (?:{_PARTICLE})?{_CAPITAL}(?: {_CAPITAL})?"
_TWO_CAPITALS = re.compile(rf"{_CAPITAL} (?:{_PARTICLE})?[A-ZÀ-ÖØ-Þ]")
_INITIALS = r"(?:[A-Z]\. ?){1,3}"
# Nobody's name.
_NOBODY = re.compile(
    r"^(?:(?:le|la|les) |Tout|Toute|Untel|Unetelle|Machin|Truc|Bidule|Michu|Personne|Docteur|"
    r"Professeur|Météo|Santé|Everyman|Average|X|Y|Z)\b"
)
# What begins a sentence with a capital, and is no first name.
_NO_FIRST_NAME = re.compile(
    r"^(?:In|On|At|The|An?|For|From|With|And|But|If|When|Of|To|As|By|After|Before|Since|Le|La|Les|L’|Une?|Des|Du|"
    r"En|Dans|Chez|Pour|Depuis|Selon|Si|Quand|Avec|Après|Avant|À|Et|Mais|Or|De|Sur|Par|Cette?|Ces?|Mon|Ma|"
    r"Notre|Votre|Saint|Sainte|Hôpital|CHU|Centre|Dr|Pr|Docteure?)\b"
)
_E_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Whoever has an address there is a person; elsewhere, these names are nobody's own.
_PERSONAL = re.compile(
    r"@(?:gmail|googlemail|orange|wanadoo|free|hotmail|outlook|yahoo|laposte|sfr|icloud|live|neuf|bbox|"
    r"proton|protonmail|pm|gmx|msn|me|aol|aliceadsl|numericable|skynet|telenet|bluewin|videotron|"
    r"btinternet|sky|virginmedia|ymail)\."
)
_SHARED = re.compile(
    r"(?:contact|info\w*|secr[ée]tariat|cabinet|accueil|communication|hello|bonjour|association|support|"
    r"webmaster|rendez-?vous|rdv|redaction|presse|service\w*|administration|asso\w*|mail|enquiries|office|"
    r"reception|team|help\w*|admin|noreply|no-reply)[\w.+-]*@",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d(?:[ ./()-]{0,2}\d){7}")
_FIGURE = re.compile(r"\d")
_SOME_FIGURES = re.compile(r"\d(?:[ ./()-]{0,2}[\dA-Z]){5}")
_FREE = (
    phonenumbers.PhoneNumberType.TOLL_FREE,
    phonenumbers.PhoneNumberType.PREMIUM_RATE,
    phonenumbers.PhoneNumberType.SHARED_COST,
    phonenumbers.PhoneNumberType.UAN,
)
_FIXED = phonenumbers.PhoneNumberType.FIXED_LINE
# Whoever was born before is of history.
_OLDEST = 1900
# How far a role stands from a name.
_BESIDE = 50


@dataclass(frozen=True)
class Known:
    """What a blog may say of itself and of whom to call: it tells nothing of a patient.

    ``country``: where its telephone numbers are; ``people``: the family names of those who write;
    ``numbers``: the figures that everybody may call; ``mails``; ``places``: postal addresses.
    """

    country: str = "FR"
    people: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    mails: frozenset[str] = frozenset()
    places: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class _Words:
    """How a language speaks of people: see ``identity.toml``."""

    letters: tuple[str, ...]
    named: re.Pattern[str]
    whole: tuple[re.Pattern[str], ...]
    role: re.Pattern[str]
    public: re.Pattern[str]
    medical: re.Pattern[str]
    born: re.Pattern[str]
    thing: re.Pattern[str]
    address: re.Pattern[str]
    home: re.Pattern[str]
    place: re.Pattern[str]
    office: re.Pattern[str]
    number: re.Pattern[str]
    reach: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    data = tomllib.loads(Path(__file__).with_name("identity.toml").read_text("utf-8"))
    raw = data.get(language, data["fr"])
    civil = rf"(?:{raw['civility']})"
    day = r"\d{1,2}(?:er|st|nd|rd|th)?"
    street = raw["street"]
    return _Words(
        letters=tuple(raw["letters"].split("|")),
        named=re.compile(rf"(?<!\w){civil}(?: (?:et|and|&) {civil})? (?P<name>{_NAME})"),
        whole=(
            re.compile(rf"(?<![\w.] )(?<!\w)(?P<name>{_FULL}){raw['age']}"),
            re.compile(rf"(?<!\w)(?:{raw['subject']}) (?P<name>{_FULL})"),
            re.compile(rf"(?<!\w)(?:{raw['kin']}) (?:{raw['of']})(?P<name>{_FULL})"),
            re.compile(rf"(?:{raw['called']}) (?P<name>{_FULL})"),
        ),
        role=re.compile(rf"(?<!\w)(?:{raw['role']})(?!\w)"),
        public=re.compile(rf"(?<!\w)(?:{raw['public']})[^.;:]{{0,20}}$"),
        medical=re.compile(rf"(?<!\w)(?:{raw['medical']})(?!\w)"),
        born=re.compile(
            rf"(?<!\w)(?P<of>{_INITIALS}, ?)?{raw['born']}"
            rf"(?:{day}[/.-]\d{{1,2}}[/.-](?P<short>\d{{4}}|\d\d)|"
            rf"{day} (?:of )?(?:{raw['month']}),? (?P<long>\d{{4}})|"
            rf"(?:{raw['month']}) {day},? (?P<us>\d{{4}}))(?!\d)"
        ),
        thing=re.compile(rf"(?<!\w)(?:{raw['thing']}|{raw['me']})\b[^.;]{{0,60}}$"),
        address=re.compile(
            rf"(?<!\d)\d{{1,4}}(?: ?(?:bis|ter|quater|[A-D]))?,? "
            rf"(?:(?:{street}) (?:{_PARTICLE})?[\w’-]+(?: [\w’-]+){{0,3}}?"
            rf"(?:,? \d{{5}} {_CAPITAL}(?: {_CAPITAL})?|(?= [a-zà-ÿ]|[.,;)]|$))|"
            rf"{_CAPITAL}(?: {_CAPITAL}){{0,2}} (?:{street})\b(?:, {_CAPITAL})?)"
        ),
        home=re.compile(rf"(?<!\w)(?:{raw['home']})(?!\w)"),
        place=re.compile(rf"(?<!\w)(?:{raw['place']})(?!\w)"),
        office=re.compile(rf"(?<!\w)(?:{raw['office']})s?(?!\w)"),
        number=re.compile(raw["number"]),
        reach=re.compile(rf"(?<!\w)(?:{raw['reach']})\b[^.;\d]*$"),
    )


def letters(language: str) -> tuple[str, ...]:
    """Return letters without which a text that has no figures, in small letters, names nobody."""
    return _words(language).letters


def has_figures(text: str) -> bool:
    """Tell whether a text holds as many figures as a day, a number or an address has."""
    return bool(_SOME_FIGURES.search(text))


def identities(
    text: str, language: str, known: Known, illnesses: Collection[str] = (), around: str = ""
) -> list[Span]:
    """Return where a paragraph, with plain spaces and ’, tells who somebody is, in order.

    ``illnesses``: see :mod:`plugins.shared.patterns`; ``around``: it and those beside it, folded.
    """
    words = _words(language)
    spans = [*_names(text, words, known, illnesses, around)]
    if _FIGURE.search(text):
        spans += _births(text, words)
        numbers = [match.span() for match in words.number.finditer(text)]
        spans += numbers
        taken = _covered(numbers)
        spans += (span for span in _phones(text, words, known) if span[0] not in taken)
        spans += _homes(text, words, known)
    if "@" in text:
        spans += _mails(text, words, known)
    return sorted(set(spans))


def _covered(spans: Collection[Span]) -> set[int]:
    """Return the places that some spans hold."""
    return {place for span in spans for place in range(*span)}


def _names(
    text: str, words: _Words, known: Known, illnesses: Collection[str], around: str
) -> Iterator[Span]:
    """Yield names in or beside a paragraph that speaks of illness or of care."""
    found = list(words.named.finditer(text))
    if _TWO_CAPITALS.search(text):
        found += (match for pattern in words.whole for match in pattern.finditer(text))
    if not found:
        return
    said = flat(text)
    near = f"{said}\n{around}"
    if not (words.medical.search(near) or names_illness(near, illnesses)):
        return
    taken: set[int] = set()
    for match in found:
        name = match["name"]
        last = name.split()[-1].strip("’-")
        whole = match.span() if match.re is words.named else match.span("name")
        no_name = _NOBODY if match.re is words.named else _NO_FIRST_NAME
        if no_name.match(name) or last.lower() in known.people or whole[0] in taken:
            continue
        before, after = (
            said[max(0, whole[0] - _BESIDE) : whole[0]],
            said[whole[1] : whole[1] + _BESIDE],
        )
        beside = f"{_last_clause(before)} {after.partition('.')[0]}"
        if words.role.search(beside) or words.public.search(before):
            continue
        taken |= _covered([whole])
        yield whole


def _last_clause(before: str) -> str:
    """Return what stands before a name in its sentence."""
    return re.split(r"[.;!?] ", before)[-1]


def _births(text: str, words: _Words) -> Iterator[Span]:
    for match in words.born.finditer(text):
        year = match["long"] or match["us"] or match["short"]
        before = flat(text[max(0, match.start() - 80) : match.start()])
        if (len(year) == 2 or int(year) >= _OLDEST) and not words.thing.search(before):  # noqa: PLR2004
            yield match.span()


def _phones(text: str, words: _Words, known: Known) -> Iterator[Span]:
    """Yield telephone numbers, but the practice's own and those that anybody may call."""
    if not _FIGURES.search(text):
        return
    region = known.country.partition("-")[0]
    said = flat(text)
    office = words.office.search(said)
    # A number that no operator has given out yet is somebody's where it is said to reach them.
    lenient = [
        match
        for match in phonenumbers.PhoneNumberMatcher(text, region, phonenumbers.Leniency.POSSIBLE)
        if words.reach.search(said[max(0, match.start - _BESIDE) : match.start])
    ]
    for match in (*phonenumbers.PhoneNumberMatcher(text, region), *lenient):
        # The end of a DOI.
        if re.fullmatch(r"[\w./]", text[match.start - 1 : match.start]):
            continue
        kind = phonenumbers.number_type(match.number)
        if kind in _FREE or figures(match.raw_string, region) in known.numbers:
            continue
        if kind != _FIXED or not office:
            yield match.start, match.end


def figures(written: str, region: str) -> str:
    """Return a telephone number as it is compared: however it is written, the same figures."""
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return re.sub(r"\D", "", written)
    return f"{number.country_code}{number.national_number}"


def _homes(text: str, words: _Words, known: Known) -> Iterator[Span]:
    """Yield postal addresses of which the paragraph says that somebody lives there."""
    said = flat(text)
    if not words.home.search(said):
        return
    for match in words.address.finditer(text):
        if any(match[0] in place for place in known.places):
            continue
        if not words.place.search(said[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]):
            yield match.span()


def _mails(text: str, words: _Words, known: Known) -> Iterator[Span]:
    """Yield addresses that are somebody's own: elsewhere than at home, where care is spoken of."""
    medical = words.medical.search(flat(text))
    for match in _E_MAIL.finditer(text):
        mail = match[0].lower()
        own = mail in known.mails or any(name in mail for name in known.people if len(name) > 2)  # noqa: PLR2004
        at_work = not _PERSONAL.search(mail) and (not medical or _SHARED.match(mail))
        if not own and not at_work:
            yield match.span()

"""What the law and the professional rules ask a doctor's site to say. Knows nothing of Pelican.

A row of :data:`REQUIRED` is one field of ``blog.toml``, the countries that ask for it, and the
text that does. Only what was read for the kit is here: French law and professional rules, and
the quality standards that hold anywhere. It is no legal advice, and it was compared with what was
read on :data:`READ_ON`, for French law a copy of Légifrance's data (docs/legal.md); articles of law
change, and are to be read again on Légifrance itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plugins.shared.blog import Blog
from plugins.shared.blog.people import Practice
from plugins.shared.problems import ERROR, N_, WARNING, Phrase, Problem

# The day on which every text of law named here and in the pages was last compared with what was
# read of it.
READ_ON = date(2026, 11, 29)

# The former article 6 III, moved by law 2024-449 (SREN), in force on 23 May 2024.
_LCEN = N_("article 1-1 of the French law on confidence in the digital economy (LCEN)")
# What a SEL of doctors writes on all that it publishes.
_COMPANY = N_("article R.4113-2 of the French public health code (companies of doctors)")
_SERVICES = N_("article 19 of the French law on confidence in the digital economy (LCEN)")
_GDPR = N_("article 13 of the European regulation on data protection (GDPR)")
# “name, RPPS and Order number”, 2008, 2014.
_CHARTER = N_("the web charter of the French Ordre des médecins")
_FEES = N_("article R.4127-53 of the French public health code, where a site presents a practice")
_TIES = N_("articles L.4113-13 and R.4113-110 of the French public health code")
# The HONcode asked for the three below too; it closed on 15 December 2022.
_QUALIFICATION = N_("the quality standard of the JAMA (authorship)")
_FUNDING = N_("the quality standard of the JAMA (disclosure of who pays)")
_INTERESTS = N_("the quality standard of the JAMA (disclosure of interests)")

_FRANCE = ("FR",)
_ANYWHERE: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """A field that a publication needs: its part and name, who asks for it, an example, where."""

    part: str
    name: str
    law: Phrase
    example: str
    countries: tuple[str, ...] = _ANYWHERE

    def asked_in(self, country: str) -> bool:
        """Tell whether a country asks for it; what none is named for is asked for anywhere."""
        return not self.countries or country in self.countries


REQUIRED = (
    Field("doctor", "qualification", _QUALIFICATION, "docteur en médecine"),
    Field("doctor", "rpps", _CHARTER, "…", _FRANCE),
    Field("doctor", "order", _CHARTER, "…", _FRANCE),
    Field("doctor", "interests", _TIES, "Aucun lien d’intérêt.", _FRANCE),
    Field("doctor", "interests", _INTERESTS, "…", ("BE", "CH", "LU", "CA-QC", "GB", "IE", "US")),
    Field("doctor", "funding", _FUNDING, "…"),
    Field("publisher", "address", _LCEN, "…", _FRANCE),
    Field("publisher", "phone", _LCEN, "+33 …", _FRANCE),
    Field("publisher", "director", _LCEN, "…", _FRANCE),
    Field("host", "name", _LCEN, "…", _FRANCE),
    Field("host", "address", _LCEN, "…", _FRANCE),
    Field("host", "phone", _LCEN, "+33 …", _FRANCE),
    Field("host", "logs", _GDPR, "…", _FRANCE),
    Field("host", "transfers", _GDPR, "…", _FRANCE),
    Field("contact", "mail", _SERVICES, "…@…", _FRANCE),
    Field("contact", "kept", _GDPR, "…", _FRANCE),
)
# Asked for only where the site presents the practice.
OF_A_PRACTICE = (
    Field("practice", "fees", _FEES, "…", _FRANCE),
    Field("practice", "payment", _FEES, "…", _FRANCE),
    Field("practice", "access", _FEES, "…", _FRANCE),
    Field("practice", "convention", _CHARTER, "…", _FRANCE),
)
# Asked for only where the publisher is a company.
OF_A_COMPANY = (
    Field("publisher", "name", _LCEN, "…", _FRANCE),
    Field("publisher", "form", _COMPANY, "SELARL", _FRANCE),
    Field("publisher", "capital", _LCEN, "…", _FRANCE),
    Field("publisher", "registration", _LCEN, "RCS …", _FRANCE),
)
# Of everyone who writes or reviews.
OF_A_PERSON = ("qualification", "rpps", "order")


def missing_fields(blog: Blog, *, stops: bool) -> Iterator[Problem]:
    """Yield a problem for each field that a publication needs and ``blog.toml`` does not hold.

    ``stops``: the site is being published; else it is only said. Of a demonstration nothing is
    asked: it is never published as a doctor's site.
    """
    if blog.blog.fictional:
        return
    country, level = blog.blog.country, ERROR if stops else WARNING
    asked = [
        *REQUIRED,
        *(OF_A_PRACTICE if blog.practice != Practice() else ()),
        *(OF_A_COMPANY if blog.publisher.is_company else ()),
    ]
    for field in asked:
        if field.asked_in(country) and _says_nothing(getattr(blog, field.part), field.name):
            yield _missing(field, level)
    for person in blog.people:
        for field in REQUIRED:
            of_all = field.part == "doctor" and field.name in OF_A_PERSON
            if of_all and field.asked_in(country) and _says_nothing(person, field.name):
                yield _missing_of(person.name, field, level)
    if country not in _FRANCE:
        yield Problem(
            N_("what the law of this country asks of a legal notice is not known to the kit."),
            N_("Have a colleague or a lawyer read the page of the legal notice."),
            quote="country",
            level=WARNING,
        )


def _says_nothing(part: object, name: str) -> bool:
    """Tell whether a field is empty, or holds dots and dashes where words were to come."""
    return not any(sign.isalnum() for sign in getattr(part, name))


_BY_HAND = N_('Write {name} = "{example}" under the line [{part}], which you may add.')
_BY_QUESTIONS = N_(
    'Run python3 tasks.py start, which asks for it; or write {name} = "{example}" under the line '
    "[{part}], which you may add."
)


def _missing(field: Field, level: str) -> Problem:
    return Problem(
        N_("“{field}” is missing: {law} asks for it."),
        _BY_HAND if field in OF_A_COMPANY else _BY_QUESTIONS,
        {
            "field": f"{field.part}.{field.name}",
            "part": field.part,
            "name": field.name,
            "law": field.law,
            "example": field.example,
        },
        level=level,
    )


def _missing_of(person: str, field: Field, level: str) -> Problem:
    # As it was typed: its spaces were made unbreakable since.
    person = person.replace("\u00a0", " ")
    return Problem(
        N_("“{name}” of {person} is missing: {law} asks for it."),
        N_('Write {name} = "{example}" under the line [[people]] of this person.'),
        {"person": person, "name": field.name, "law": field.law, "example": field.example},
        quote=person,
        level=level,
    )

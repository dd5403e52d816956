"""What a page is, in the words of schema.org (JSON-LD). Knows nothing of Pelican.

``lastReviewed``, ``reviewedBy`` and ``specialty`` belong to the page, dates of publication and
sources to the article that it holds; the doctor is a ``Person``, the practice a ``Physician``,
which to schema.org is a place of care and never a person. ``audit`` holds each word
against schema.org's own table.

https://schema.org/MedicalWebPage, https://schema.org/BlogPosting
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any
from urllib.parse import quote, urljoin

from markupsafe import Markup

from plugins.shared.icd10 import CODE, medical_codes

from .facts import Node, Origin, Page, Picture, Posting, Practice, Site, Who

CONTEXT = "https://schema.org"
NOTHING: Mapping[str, Any] = {}

# Spaces and marks that only the eye needs.
_FOR_THE_EYE = {0x00A0: " ", 0x202F: " ", 0x2060: None}
_IMAGE = re.compile(r'<img\b(?:[^<>"]|"[^"]*")*>')
_ATTRIBUTE = re.compile(r'\s(src|alt)="([^"]*)"')
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_DRAWN = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
_CODE = re.compile(CODE)
# WHO ICD-10, chapters, and blocks where one chapter holds several trades: the last category, the
# specialty in schema.org's list (https://schema.org/MedicalSpecialty).
_SPECIALTIES = (
    ("B99", "Infectious"),
    ("D48", "Oncologic"),
    ("D89", "Hematologic"),
    ("E90", "Endocrine"),
    ("F99", "Psychiatric"),
    ("G99", "Neurologic"),
    ("H59", "Ophthalmology"),
    ("H95", "Otolaryngologic"),
    ("I99", "Cardiovascular"),
    ("J99", "Pulmonary"),
    ("K14", "Dentistry"),
    ("K93", "Gastroenterologic"),
    ("L99", "Dermatology"),
    ("M99", "Musculoskeletal"),
    ("N29", "Renal"),
    ("N51", "Urologic"),
    ("N99", "Gynecologic"),
    ("O99", "Obstetric"),
    ("P96", "Pediatric"),
)


def plain(html: str) -> str:
    """Return typeset HTML as plain words, without what only the eye needs."""
    return bare(Markup(html).striptags())


def bare(text: str) -> str:
    """Return typeset text, which is no HTML, without what only the eye needs."""
    return text.translate(_FOR_THE_EYE).strip()


def first_picture(site: Site, page: Page, html: str) -> Picture | None:
    """Return the first picture of a text that networks can draw, as the page shows it.

    None of another site, and no drawing (SVG), which they do not take.
    """
    for tag in _IMAGE.findall(html):
        said = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
        address = urljoin(site.at(page.path), said.get("src", ""))
        if address.startswith(site.at("")) and address.lower().endswith(_DRAWN):
            # Accents and spaces of a file's name: browsers take them, other programs may not.
            return Picture(quote(address, safe="/:%"), said.get("alt", "").strip())
    return None


def article_graph(site: Site, page: Page, posting: Posting) -> Node:
    """Return what an article's page is: the page, the article, whose they are."""
    address = site.at(page.path)
    about = [
        _condition(name, codes, symptom=name in posting.symptoms)
        for name, codes in posting.conditions
    ]
    whole = _page(site, page, "MedicalWebPage" if posting.medical else "WebPage") | {
        "mainEntity": {"@id": f"{address}#article"},
        "lastReviewed": posting.reviewed.isoformat(),
        "reviewedBy": _person(site, posting.reviewer) if posting.reviewer else None,
        "expires": posting.due.isoformat(),
        "about": about,
        "specialty": specialties(codes for _, codes in posting.conditions),
        "audience": {"@type": "Patient"} if posting.medical else None,
        "relatedLink": list(posting.related),
    }
    article = {
        "@type": "BlogPosting",
        "@id": f"{address}#article",
        "headline": page.title,
        "image": posting.image,
        "inLanguage": page.language,
        "datePublished": posting.published.isoformat(),
        "dateModified": posting.modified.isoformat() if posting.modified else None,
        "author": [_person(site, who) for who in posting.authors],
        "publisher": {"@id": site.at("#doctor")},
        "publishingPrinciples": site.at(posting.principles) if posting.principles else "",
        "accountablePerson": {"@type": "Person", "name": site.director} if site.director else None,
        # Persons who pay are few, and “Organization” says no more of them than their name.
        "funder": {"@type": "Organization", "name": posting.funder} if posting.funder else None,
        "citation": list(posting.citations),
        "correction": [
            {"@type": "CorrectionComment", "datePublished": day.isoformat(), "text": text}
            for day, text in posting.corrections
        ],
        "isBasedOn": _work(posting.origin) if posting.origin else None,
        **_translations(site, page, posting.origin),
    }
    return _graph([whole, article, *_whose(site)])


def page_graph(site: Site, page: Page, about: Mapping[str, Any] = NOTHING) -> Node:
    """Return what any other page is; ``about`` adds to it, or says that it is a list.

    It describes the practice, which articles leave out; the home page alone says how to come to it,
    as it does to readers.
    """
    whole = {**_page(site, page, "WebPage"), **about}
    website, doctor = _whose(site)
    if not site.practice.is_known:
        return _graph([whole, website, doctor])
    practice = _place(site) | ({} if page.path else _visit(site.practice))
    return _graph([whole, website, doctor | {"worksFor": {"@id": practice["@id"]}}, practice])


def _visit(practice: Practice) -> Node:
    """Return when a practice is open, and where the map is (https://schema.org/Physician)."""
    return {
        "hasMap": practice.map,
        "knowsLanguage": list(practice.languages),
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": [_DAYS[day] for day in opening.days],
                "opens": first.isoformat("minutes"),
                "closes": last.isoformat("minutes"),
            }
            for opening in practice.openings
            for first, last in opening.hours
        ],
    }


def specialties(codes: Iterable[Iterable[str]]) -> list[str]:
    """Return the specialties of some illnesses by their ICD-10 codes, each once."""
    found = (_specialty(code) for several in codes for code in several)
    return list(dict.fromkeys(name for name in found if name))


def _specialty(code: str) -> str:
    category = code[:3]
    # Signs, injuries, causes and reasons for care (R to Z) are of no one specialty.
    return next((name for last, name in _SPECIALTIES if category <= last), "")


def _page(site: Site, page: Page, kind: str) -> Node:
    address = site.at(page.path)
    return {
        "@type": kind,
        "@id": address,
        "url": address,
        "name": page.title,
        "description": page.summary,
        "inLanguage": page.language,
        "isPartOf": {"@id": site.at("#site")},
        "breadcrumb": _breadcrumb(site, page) if page.trail else None,
    }


def _breadcrumb(site: Site, page: Page) -> Node:
    """Return the pages above one, then itself (https://schema.org/BreadcrumbList)."""
    places = [*page.trail, (page.title, page.path)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": {"@id": site.at(path)}}
            for place, (name, path) in enumerate(places, start=1)
        ],
    }


def _work(origin: Origin) -> Node:
    """Return the text that an article comes from; a line of credit may name persons or a body."""
    licence = {"@type": "CreativeWork", "name": origin.licence}
    return {
        "@type": "CreativeWork",
        "@id": origin.address,
        "name": origin.title,
        "creditText": origin.credit,
        "license": origin.licence_address or licence,
    }


def _translations(site: Site, page: Page, origin: Origin | None) -> Node:
    """Return the other versions of an article: the blog's own language is the original.

    ``origin``: the text that it comes from, which it may translate.
    """
    translated = [{"@id": origin.address}] if origin and origin.is_translated else []
    others = [{"@id": f"{site.at(v.path)}#article"} for v in page.versions]
    if page.language == site.language:
        return {"workTranslation": others, "translationOfWork": translated}
    originals = [
        node for node, v in zip(others, page.versions, strict=True) if v.language == site.language
    ]
    return {"translationOfWork": [*originals, *translated]}


def _condition(name: str, codes: Iterable[str], *, symptom: bool) -> Node:
    """Return an illness or a symptom with its codes; ranges are codes of nothing."""
    return _said(
        {
            "@type": "MedicalSymptom" if symptom else "MedicalCondition",
            "name": name,
            "code": medical_codes(code for code in codes if _CODE.fullmatch(code)),
        }
    )


def _person(site: Site, who: Who) -> Node:
    """Return someone who writes or reviews; the doctor is described once in each graph."""
    if who == site.doctor:
        return {"@id": site.at("#doctor")}
    return _described(who)


def _described(who: Who) -> Node:
    return _said(
        {
            "@type": "Person",
            "name": who.name,
            "jobTitle": who.specialty,
            "hasCredential": {
                "@type": "EducationalOccupationalCredential",
                "name": who.qualification,
            }
            if who.qualification
            else None,
            "identifier": {"@type": "PropertyValue", "propertyID": "RPPS", "value": who.rpps}
            if who.rpps
            else None,
            "memberOf": {"@type": "Organization", "name": who.order} if who.order else None,
            "sameAs": who.directory,
        }
    )


def _whose(site: Site) -> list[Node]:
    """Return the site and the doctor."""
    return [
        {
            "@type": "WebSite",
            "@id": site.at("#site"),
            "url": site.at(""),
            "name": site.title,
            "inLanguage": site.language,
            "publisher": {"@id": site.at("#doctor")},
        },
        _described(site.doctor) | {"@id": site.at("#doctor"), "url": site.at("")},
    ]


def _place(site: Site) -> Node:
    """Return the practice (https://schema.org/Physician)."""
    practice = site.practice
    return {
        "@type": "Physician",
        "@id": site.at("#practice"),
        "name": practice.name or site.doctor.name,
        "url": site.at(""),
        "address": _said(
            {
                "@type": "PostalAddress",
                "streetAddress": practice.address,
                "addressLocality": practice.city,
                "addressCountry": site.country.partition("-")[0],
            }
        ),
        "telephone": practice.phone,
        "email": practice.mail,
        "ownershipFundingInfo": practice.funding,
    }


def _graph(nodes: Iterable[Node]) -> Node:
    return {"@context": CONTEXT, "@graph": [_said(node) for node in nodes if node]}


def _said(node: Mapping[str, Any]) -> Node:
    """Return a node without what it has nothing to say of."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}

"""What search engines read of communities on their pages, in schema.org's words.

A list is a ``CollectionPage`` whose main entity is an ``ItemList``; the page of a community is a
``WebPage`` that a doctor last reviewed (``lastReviewed``, ``reviewedBy``: they belong to pages).
No ``Review`` and no rating: a doctor compares nobody. Knows nothing of Pelican.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from plugins.shared.icd10 import medical_codes
from plugins.shared.kinds import KINDS

Data = dict[str, Any]

# Keeps words together on the screen, and tells programs nothing.
_WORD_JOINER = "\u2060"


def page_data(
    page: Any, blog: Any, directory: Mapping[tuple[str, str], Any], *, panorama: bool
) -> Data:
    """Return what a page about communities adds to the data of any page; nothing for others.

    ``blog``: the doctor's settings; ``directory``: the pages of the directory, by topic and
    language; ``panorama``: the page is the one that lists all communities.
    """
    shown = getattr(page, "shown", {})
    if panorama:
        return {"@type": "CollectionPage"} | _list(
            {"name": _plain(other.title), "url": _address(other, blog)}
            for (topic, language), other in directory.items()
            if language == page.lang and topic.startswith("community/")
        )
    if "illness" in shown:
        illness = shown["illness"]
        found = {"@type": "CollectionPage", "about": _condition(illness)}
        return found | _list({"item": _community(one)} for one in illness.suited)
    if "item" in shown:
        vetting = shown["item"].vetting
        return {
            "lastReviewed": vetting.vetted_on.isoformat(),
            "reviewedBy": {"@type": "Person", "name": _plain(vetting.vetted_by)},
            "mainEntity": _community(shown["item"]),
        }
    return {}


def _list(items: Iterable[Data]) -> Data:
    """Return a list of things as a page's main entity, in order; none when it is empty."""
    found = [
        {"@type": "ListItem", "position": position, **item}
        for position, item in enumerate(items, start=1)
    ]
    whole = {"@type": "ItemList", "numberOfItems": len(found), "itemListElement": found}
    return {"mainEntity": whole} if found else {}


def _condition(illness: Any) -> Data:
    """Return an illness or a symptom, with its ICD-10 codes."""
    kind = "MedicalSymptom" if illness.condition.symptom else "MedicalCondition"
    codes = medical_codes(illness.condition.codes)
    return {"@type": kind, "name": illness.name, "code": codes}


def _community(vetted: Any) -> Data:
    """Return the facts about a community that its page shows."""
    facts = vetted.facts
    return {"@type": KINDS[facts.kind].type, "name": facts.name, "url": facts.url}


def _address(page: Any, blog: Any) -> str:
    return f"{blog.blog.address}/{page.save_as.removesuffix('index.html')}"


def _plain(html: str) -> str:
    """Return a title or a name as text."""
    return Markup(html).striptags().replace(_WORD_JOINER, "")

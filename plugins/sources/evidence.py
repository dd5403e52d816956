"""How far a source can be leaned on: its kind, its grade, its age. Knows nothing of Pelican.

The kind of study comes from PubMed's publication types (National Library of Medicine, *Publication
Characteristics*), which are facts; the grade is the doctor's, copied from the guideline it stands
in. Nothing is guessed: a source of which nothing is known gets no mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from plugins.shared.problems import N_, Phrase, Problem, unknown_names

# The names a doctor may write in annotations.toml, and what a reader is told.
STUDIES: dict[str, Phrase] = {
    "guideline": N_("Clinical practice guideline"),
    "meta-analysis": N_("Meta-analysis: several studies put together"),
    "systematic-review": N_("Systematic review: every study on the subject, compared"),
    "randomised-trial": N_("Randomised trial: patients assigned to groups at random"),
    "clinical-trial": N_("Clinical trial"),
    "cohort": N_("Cohort: people followed over time"),
    "case-control": N_("Case-control study: ill and healthy people compared"),
    "cross-sectional": N_("Survey at one point in time"),
    "observational": N_("Observational study: people observed, no treatment tried"),
    "case-series": N_("Case series"),
    "case-report": N_("Case report"),
    "review": N_("Review of the literature"),
    "expert-opinion": N_("Editorial or expert opinion"),
    "animals": N_("Study in animals, not in people"),
    "preprint": N_("Preprint: not yet reviewed by other researchers"),
}
# The first that a record has counts: a guideline may rest on a meta-analysis, not the reverse.
_OF_PUBMED = (
    ("guideline", ("Practice Guideline", "Guideline", "Consensus Development Conference")),
    ("meta-analysis", ("Meta-Analysis", "Network Meta-Analysis")),
    ("systematic-review", ("Systematic Review",)),
    ("randomised-trial", ("Randomized Controlled Trial",)),
    ("clinical-trial", ("Clinical Trial", "Controlled Clinical Trial", "Pragmatic Clinical Trial")),
    ("observational", ("Observational Study",)),
    ("case-report", ("Case Reports",)),
    ("review", ("Review", "Scoping Review")),
    ("expert-opinion", ("Editorial", "Comment", "Letter")),
    ("preprint", ("Preprint",)),
)
# What PubMed says of studies that veterinarians did: “Randomized Controlled Trial, Veterinary”.
_VETERINARY = ", Veterinary"
_NUMBERS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|several|multiple|many|some"
    "|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt"
    r"|plusieurs|quelques|[2-9]|[1-9]\d+"
)
_CASES = re.compile(
    rf"\b(?:{_NUMBERS})[\s-]+(?:[\w'’/-]+\s+){{0,3}}?(?:case(?:s|[\s-]reports?)|patients|cas|children"
    r"|siblings|sisters|brothers|families)\b|\bcases?[\s-]series\b|\bcase reports\b"
    r"|\breports? of cases\b"
    r"|\bs[ée]ries? de (?:\w+ )?cas\b|\b(?:N|n)\s*=\s*(?:[2-9]|[1-9]\d+)\b",
    re.IGNORECASE,
)
_META = re.compile(
    r"\bmeta[\s-]?analy\w+|\bméta[\s-]?analyse|\bpooled analys|\bmetaan[aá]l", re.IGNORECASE
)
_NARRATIVE = re.compile(r"\b(?:narrative review|revue narrative)\b", re.IGNORECASE)
_REVIEW = re.compile(
    r"\b(?:literature|scoping|critical|clinical|comprehensive|updated?|mini|of[\s-]the[\s-]art)"
    r"[\s-]+(?:\w+\s+)?(?:review|overview)\b|\b(?:review|revue) (?:of|de) (?:the |la )?lit",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b", re.ASCII)
_PREPRINTS = ("article", "posted-content")

HAS, GRADE = "HAS", "GRADE"
# HAS, « Niveau de preuve et gradation des recommandations de bonne pratique » (2013); the GRADE
# working group’s four levels of certainty.
GRADES: dict[str, dict[str, Phrase]] = {
    HAS: {
        "A": N_("established scientific proof"),
        "B": N_("scientific presumption"),
        "C": N_("low level of proof"),
        "AE": N_("agreement of experts, for want of studies"),
    },
    GRADE: {
        "high": N_("high certainty"),
        "moderate": N_("moderate certainty"),
        "low": N_("low certainty"),
        "very low": N_("very low certainty"),
    },
}
FIELDS = ("acknowledged", "archive", "classic", "grade", "recommendations", "scale", "study")
_OF_ONE = ("text", "grade", "scale")


@dataclass(frozen=True)
class Grade:
    """The grade that a guideline gives its own advice: ``A`` on the scale of the HAS."""

    scale: str
    level: str

    @property
    def words(self) -> Phrase:
        """Return what the grade means."""
        return GRADES[self.scale][self.level]


@dataclass(frozen=True)
class Recommendation:
    """One piece of advice of a guideline, in a few words, and the grade that it gives it."""

    text: str
    grade: Grade


def study_of(item: Mapping[str, Any], note: Mapping[str, Any]) -> Phrase | None:
    """Return what kind of study a source is, in words: as the doctor says, else as PubMed does."""
    said = str(note.get("study", "")).lower()
    if said in STUDIES:
        return STUDIES[said]
    custom = item.get("custom")
    types = custom.get("publication_types") if isinstance(custom, dict) else None
    types = [str(name) for name in types] if isinstance(types, list) else []
    # “Clinical Trial, Phase III” is a clinical trial.
    decided = str(custom.get("study", "")) if isinstance(custom, dict) else ""
    kind = _kind(types, str(item.get("title") or ""), decided)
    if kind:
        return STUDIES[kind]
    return STUDIES["preprint"] if item.get("type") in _PREPRINTS else None


def _kind(types: list[str], title: str, decided: str) -> str:
    """Return the kind of a study from PubMed’s types, its title where they say several things.

    ``decided``: what ``cite`` read in the abstract.
    """
    if any(name.endswith(_VETERINARY) for name in types):
        return "animals"
    # “Clinical Trial, Phase III” is a clinical trial.
    kinds = {name.partition(",")[0] for name in types}
    kind = next((kind for kind, names in _OF_PUBMED if kinds.intersection(names)), "")
    if kind == "meta-analysis" and "Review" in kinds and "Systematic Review" not in kinds:
        # PubMed’s librarians call some narrative reviews both.
        return decided if decided in STUDIES else study_of_title(title) or "review"
    if kind == "case-report" and _CASES.search(title):
        return "case-series"
    return kind


def study_of_title(title: str) -> str:
    """Return ``meta-analysis`` or ``review`` where a title says which of the two it is."""
    if _NARRATIVE.search(title):
        return "review"
    if _META.search(title):
        return "meta-analysis"
    return "review" if _REVIEW.search(title) else ""


def grade_of(note: Mapping[str, Any]) -> Grade | None:
    """Return the grade that the doctor wrote down, on the scale of the HAS unless another is named.

    ``None`` for one that is on no scale: :func:`check_note` tells it.
    """
    scale = str(note.get("scale", HAS)).upper()
    levels = {level.casefold(): level for level in GRADES.get(scale, ())}
    level = levels.get(str(note.get("grade", "")).strip().casefold())
    return Grade(scale, level) if level else None


def recommendations_of(note: Mapping[str, Any], language: str) -> tuple[Recommendation, ...]:
    """Return the graded recommendations that the doctor wrote down, in a language if they have it.

    What cannot be read is left out: :func:`check_note` tells it.
    """
    found = []
    for one in _listed(note):
        text, grade = _in_language(one.get("text"), language), grade_of(one)
        if text and grade:
            found.append(Recommendation(text, grade))
    return tuple(found)


def _listed(note: Mapping[str, Any]) -> list[dict[str, Any]]:
    listed = note.get("recommendations")
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _in_language(written: object, language: str) -> str:
    """Return a text, or the one of a language, else of any."""
    if isinstance(written, dict):
        written = written.get(language) or next(iter(written.values()), "")
    return written.strip() if isinstance(written, str) else ""


def year_of(item: Mapping[str, Any]) -> int:
    """Return the year a source was published in; 0 when it is not known."""
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    year = first[0] if isinstance(first, list) and first else issued
    found = _YEAR.search(str(year)) if isinstance(year, str | int) else None
    return int(found[0]) if found else 0


def is_free(item: Mapping[str, Any], day: date | None = None) -> bool | None:
    """Tell whether a source can be read without paying on a day; ``None`` when nobody noted it.

    What is in PubMed Central is free to read, from the day on which its publisher lets it be.
    """
    custom = item.get("custom")
    custom = custom if isinstance(custom, dict) else {}
    said, since = custom.get("access"), str(custom.get("free_from") or "")
    if said == "free":
        return True
    if since:
        return bool(day and day.isoformat() >= since) or (False if said == "paid" else None)
    return True if item.get("PMCID") else False if said == "paid" else None


def check_note(key: str, note: object) -> Iterator[Problem]:
    """Yield what is wrong with what a doctor wrote about a source in annotations.toml."""
    if not isinstance(note, dict):
        yield Problem(
            N_("a note begins with the source’s short name between brackets."),
            N_('Write a line ["{key}"], then the notes below it.'),
            {"key": key},
            quote=key,
        )
        return
    yield from unknown_names(note, FIELDS)
    yield from _check_grade(note)
    yield from _check_recommendations(note)
    if "study" in note and str(note["study"]).lower() not in STUDIES:
        near = get_close_matches(str(note["study"]).lower(), list(STUDIES), n=1)
        yield Problem(
            N_("“{name}” is no kind of study that is known."),
            N_("Did you mean “{near}”?") if near else N_("Here you can write: {known}."),
            {"name": note["study"], "near": "".join(near), "known": ", ".join(STUDIES)},
            quote=str(note["study"]),
        )
    if not isinstance(note.get("classic", False), bool):
        yield Problem(
            N_("“classic” is true or false, without quotes."),
            N_("Write classic = true, or take the line out."),
            quote="classic",
        )
    archive = note.get("archive", "https://")
    if not str(archive).startswith("https://"):
        yield Problem(
            N_("the address of an archived copy begins with https://."),
            N_("Copy it whole from the address bar."),
            quote=str(archive),
        )


def _check_grade(note: Mapping[str, Any]) -> Iterator[Problem]:
    if "grade" in note and grade_of(note) is None:
        scale = str(note.get("scale", HAS)).upper()
        is_known = scale in GRADES
        yield Problem(
            N_("this grade is on no scale that is known."),
            N_("Here you can write: {known}."),
            {"known": ", ".join(GRADES[scale] if is_known else GRADES)},
            quote=str(note["grade" if is_known else "scale"]),
        )


def _check_recommendations(note: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with the recommendations of a guideline, each with its grade."""
    listed = note.get("recommendations", [])
    if not isinstance(listed, list) or len(_listed(note)) != len(listed):
        yield Problem(
            N_("each recommendation stands under a line of its own between double brackets."),
            N_("Write a line [[short-name.recommendations]], then text and grade below it."),
            quote="recommendations",
        )
    for one in _listed(note):
        yield from unknown_names(one, _OF_ONE)
        yield from _check_grade(one)
        text = _in_language(one.get("text"), "")
        if not text or "grade" not in one:
            yield Problem(
                N_("a recommendation has a text and a grade."),
                N_('Write both: text = "…", in a few words, and grade = "…".'),
                quote=text or str(one.get("grade", "recommendations")),
            )

"""What a heading announces: a care card, key points, a checklist… Knows nothing of Pelican.

The doctor writes an ordinary heading, in the words that come to mind. These are read without
capitals, accents and final punctuation, in French and in English alike.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from plugins.shared.quotes import unaccented

from .calling import unaccented_words

EMERGENCY, URGENT, NON_URGENT = "emergency", "urgent", "non-urgent"
LEVELS = (NON_URGENT, URGENT, EMERGENCY)
WARNING, KEY_POINTS, CHECKLIST, LETTERS = "warning", "key-points", "checklist", "letters"
# Neither of these is a box: what is close to one must be worded otherwise.
UNCLEAR, AMBIGUOUS, NEAR, ASKING = "unclear", "ambiguous", "near", "asking"

# Lines to call the same day, by the use of their number (plugins/disclaimer/numbers.toml); any
# other is for an emergency.
_SAME_DAY = frozenset(
    {"suicide", "suicide-text", "children", "women", "elders"}
    | {"medical-advice", "medical-advice-text"}
)
# The level alone: the call is then added, with the country's numbers.
_LEVEL_ALONE = {
    "urgence": EMERGENCY,
    "urgences": EMERGENCY,
    "urgence vitale": EMERGENCY,
    "urgences vitales": EMERGENCY,
    "urgence medicale": EMERGENCY,
    "urgence absolue": EMERGENCY,
    "en urgence": EMERGENCY,
    "en cas d'urgence": EMERGENCY,
    "en cas d'urgence vitale": EMERGENCY,
    "en cas d'urgence medicale": EMERGENCY,
    "emergency": EMERGENCY,
    "emergencies": EMERGENCY,
    "in an emergency": EMERGENCY,
    "in case of emergency": EMERGENCY,
    "in case of an emergency": EMERGENCY,
    "medical emergency": EMERGENCY,
    "le jour meme": URGENT,
    "aujourd'hui": URGENT,
    "dans la journee": URGENT,
    "same day": URGENT,
    "today": URGENT,
    "sans urgence": NON_URGENT,
    "non urgent": NON_URGENT,
    "pas urgent": NON_URGENT,
    "non-urgent": NON_URGENT,
    "not urgent": NON_URGENT,
}
# Over a list, a card; over a text, the heading of what to do then.
CIRCUMSTANCES = frozenset(name for name in _LEVEL_ALONE if name.startswith(("en cas ", "in ")))
# One letter from “urgence”: the doctor must choose.
_AMBIGUOUS = frozenset({"urgent", "urgents", "c'est urgent", "urgent advice"})
_TITLES = {
    "l'essentiel": KEY_POINTS,
    "essentiel": KEY_POINTS,
    "en bref": KEY_POINTS,
    "en resume": KEY_POINTS,
    "a retenir": KEY_POINTS,
    "ce qu'il faut retenir": KEY_POINTS,
    "points cles": KEY_POINTS,
    "les points cles": KEY_POINTS,
    "points-cles": KEY_POINTS,
    "key points": KEY_POINTS,
    "the key points": KEY_POINTS,
    "the essentials": KEY_POINTS,
    "in short": KEY_POINTS,
    "in brief": KEY_POINTS,
    "at a glance": KEY_POINTS,
    "questions a poser a votre medecin": CHECKLIST,
    "questions a poser a mon medecin": CHECKLIST,
    "questions to ask your doctor": CHECKLIST,
    "questions de lecteurs": LETTERS,
    "questions des lecteurs": LETTERS,
    "courrier des lecteurs": LETTERS,
    "questions from readers": LETTERS,
    "readers' questions": LETTERS,
}
# In characters: no heading of a box is that long, and comparing long ones takes long.
_LONGEST = 200
_PERSON = (
    r"(?:medecin|generaliste|pharmacien|sage-femme|chirurgien|dentiste|pediatre|psychiatre"
    r"|cardiologue|specialiste|soignant|equipe|doctor|gp|pharmacist|midwife|surgeon|dentist|team)"
)
_CHECKLIST = re.compile(
    rf"(?:les |des |vos |mes |your |my )?questions? (?:a poser|pour|to ask|for)\b.*\b{_PERSON}e?s?"
)
_LETTERS = re.compile(
    r"(?:les |vos )?questions? (?:de |des |d'une? |from |by )"
    r"(?:nos |mes |our |my |a )?(?:lecteurs?|lectrices?|patients?|patientes?|readers?)"
    r"(?: et (?:de )?(?:lecteurs|lectrices))?"
)
_NAMES = _LEVEL_ALONE | _TITLES | dict.fromkeys(_AMBIGUOUS, AMBIGUOUS)
_WARNING = re.compile(r"(?:attention|important|warning)(?: ?: ?.+)?")
_WHEN = (
    r"(?:tout de suite|immediatement|aujourd'hui|le jour meme|sans urgence|immediately|today"
    r"|(?:en cas d')?urgences?(?: (?:vitale|medicale|absolue)s?)?"
    r"|in (?:an|case of) emergency|emergency)"
)
_CALLING = re.compile(
    rf"(?:{_WHEN} ?[,:–-]? )?(?:appelez|appeler|telephonez|contactez|consultez|consulter|voyez"
    r"|allez|prenez|demandez|parlez|faites|rendez-vous|call|phone|see|go|ask|contact|talk|speak|get|book"
    r"|make)\b.*"
)
# “When to call 15?”: a heading that asks what a card would answer.
_ASKING = re.compile(
    r"(?:quand|when)\b.*\b(?:appel|consult|call|phone)\w*\b.*(?:\b\d{2,4}|samu|secours|urgences|999)"
    # What a list of signs is called, which says that they matter and not how soon.
    r"|(?:les |the )?(?:signes?|symptomes?|signaux|criteres)(?: d'(?:alerte|alarme|urgence)"
    r"| de (?:gravite|danger))(?: a (?:surveiller|connaitre))?|drapeaux rouges"
    r"|red flags?(?: symptoms?)?"
    r"|(?:warning|danger|emergency) (?:signs?|symptoms?)"
    r"|quand (?:s'inquieter|consulter en urgence)"
    r"|quand (?:faut-il|dois-je|doit-on) (?:s'inquieter|consulter en urgence)"
)
# A sign put before the words for the eye: a siren, an arrow, a warning triangle.
_SIGNS = re.compile(r"^[^\w+(]+(?=[\w+(])")
_IF = re.compile(r".*\b(?:si|if)")
_SERVICES = re.compile(
    r"\b(?:samu|secours|urgences|pompiers|ambulance|emergency|a ?& ?e|casualty)\b"
)
_SOON = re.compile(
    r"\b(?:aujourd'hui|jour meme|dans la journee|sans attendre|24 ?h|tout de suite|immediatement"
    r"|rapidement|urgence|today|same day|straight away|right away|immediately|urgently)\b"
)
_LATER = re.compile(
    rf"\b(?:{_PERSON}s?|consultez|consultation|rendez-vous|appointment)\b|sans urgence"
)
# As they are read here: without accents.
_LANGUAGES = tuple(unaccented_words().values())
_NUMBER = re.compile(r"\+?\d[\d .\u00a0\u202f-]*\d|\d")


@dataclass(frozen=True)
class Announced:
    """What a heading announces, and what helps to word it.

    ``alone``: only the level was written. ``unknown``: a number that is none of the country's.
    ``near``: what the doctor most likely meant.
    """

    kind: str
    alone: bool = False
    unknown: str = ""
    near: str = ""


def plain(text: str) -> str:
    """Return a heading without capitals, accents, odd spaces and final punctuation."""
    letters = unaccented(text.replace("’", "'").replace("\u2060", ""))
    return _SIGNS.sub("", " ".join(letters.lower().split())).rstrip(" .:!?…")


def announced(text: str, numbers: Mapping[str, Collection[str]]) -> Announced | None:
    """Return what a heading announces, ``None`` for an ordinary one.

    ``numbers``: those of the country, by use.
    """
    if len(text) > _LONGEST:
        return None
    words = plain(text)
    if words in _NAMES:
        return Announced(_NAMES[words], alone=words in _LEVEL_ALONE)
    for pattern, kind in ((_CHECKLIST, CHECKLIST), (_LETTERS, LETTERS), (_WARNING, WARNING)):
        if pattern.fullmatch(words):
            return Announced(kind)
    if _CALLING.fullmatch(words):
        return _call(words, numbers)
    if _ASKING.fullmatch(words):
        return Announced(ASKING)
    near = get_close_matches(words, [*_LEVEL_ALONE, *_TITLES], n=1, cutoff=0.85)
    return Announced(NEAR, near=near[0]) if near else None


def _call(words: str, numbers: Mapping[str, Collection[str]]) -> Announced | None:
    """Return the level of a heading that begins with a call, such as “call 15 if”."""
    uses = {digits(dial): use for use, dials in numbers.items() for dial in dials}
    dialled = _dialled(words)
    unknown = next((number for number in dialled if number not in uses), "")
    conditional = bool(_IF.fullmatch(words))
    if dialled and (conditional or _is_all(words)):
        pressing = URGENT if {uses.get(n, "") for n in dialled} <= _SAME_DAY else EMERGENCY
        return Announced(pressing, unknown=unknown)
    if not conditional:
        return None
    if "sans urgence" in words:
        return Announced(NON_URGENT)
    if _SERVICES.search(words):
        return Announced(EMERGENCY)
    if _SOON.search(words):
        return Announced(URGENT)
    return Announced(NON_URGENT) if _LATER.search(words) else Announced(UNCLEAR)


def _dialled(words: str) -> list[str]:
    """Return the figures of each number of a heading that is to be called, and is no date."""
    whole = re.sub(r"24 ?h\w*", lambda hours: " " * len(hours[0]), words)
    return [
        digits(found[0])
        for found in _NUMBER.finditer(whole)
        if not any(
            language.is_day(whole[: found.start()], found[0], whole[found.end() :])
            for language in _LANGUAGES
        )
    ]


def _is_all(words: str) -> bool:
    """Tell whether a call says nothing but its number: “call 15 or 112”."""
    rest = re.sub(rf"{_WHEN}|\b(?:appelez|call|phone|telephonez)\b|\b(?:le|au|ou|or)\b", "", words)
    return not re.search(r"[a-z]", rest)


def digits(number: str) -> str:
    """Return the figures of a number, which alone are dialled."""
    return re.sub(r"\D", "", number)

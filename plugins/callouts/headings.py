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
# None of these is a box: what is close to one must be worded otherwise.
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
_WARNING = re.compile(r"(?:attention|important|warning|caution)(?: ?: ?.+)?")
_WHEN = (
    r"(?:tout de suite|immediatement|aujourd'hui|le jour meme|sans urgence|immediately|today"
    r"|(?:en cas d')?urgences?(?: (?:vitale|medicale|absolue)s?)?"
    r"|in (?:an|case of) emergency|emergency)"
)
# As they are read here: without accents.
_LANGUAGES = unaccented_words()
# The verbs of calling are those that make a link of a number (calling.toml), so that no heading
# calls a number without being read here. In the form that tells somebody to call: “appelez”,
# “il faut appeler”, and not “un appel”, “quand on appelle”.
_FRENCH, _ENGLISH = _LANGUAGES["fr"], _LANGUAGES["en"]
_FRENCH_CALLS = rf"(?:{_FRENCH.verbs})(?:{_FRENCH.endings})"
_CALLS = rf"(?:{_FRENCH_CALLS}|{_ENGLISH.verbs}|sms|{_FRENCH.close})"
# These call nobody by themselves: somebody must be named.
_RUNS = r"(?:courez|courir|filez|filer|foncez|foncer|passez|passer|aller|run|rush|head|faire|fais)"
_VERB = (
    rf"(?:{_CALLS}|{_RUNS}|consultez|consulter|voyez"
    r"|allez|prenez|demandez|parlez|faites|rendez-vous|see|go|ask|talk|speak|get|book"
    r"|make)"
)
# What may stand before the verb and says no more than that it matters.
_LEAD = (
    r"(?:il (?:faut|faudra|est (?:urgent|important) d(?:e|'))"
    r"|(?:vous|on) (?:devez|doit|pouvez|peut)"
    r"|(?:n'attendez|n'hesitez|ne tardez) (?:pas|plus)(?: (?:a|pour))?"
    r"|sans (?:attendre|tarder)|d'abord|avant tout|pensez a|surtout"
    r"|(?:do not|don't) (?:wait|hesitate|delay)(?: to)?|you (?:must|should|need to|can)|please"
    r"|always|first|before all|without delay)"
)
# As many of them as are written, each with what parts it from the next word.
_LEADS = rf"(?:{_LEAD}(?:(?<=')| ?[,:;.!–—-]+ | ))*"
_CALLING = re.compile(
    rf"(?:{_WHEN} ?[,:–-]? )?(?P<lead>{_LEADS})"
    rf"(?P<verb>{_VERB})\b.*"
)
# What ends a heading as “if” does. “For” also says what for (“ask your pharmacist for”).
_ONCE = (
    r"(?:quand|lorsque|des que|aussitot que|devant|en cas de|en presence de|au cas ou"
    r"|when|whenever|as soon as|in case of|in the event of)"
)
_IF = re.compile(r".*\b(?:si|if)")
_ONCE_OR_FOR = re.compile(rf".*\b(?:{_ONCE}|for)")
ENDS_IN_IF = re.compile(rf"\b(?:si|if|{_ONCE}|for)$")
# The level, then a call: “Urgence : consultez si”. What stands first is what the doctor means.
_LONGEST_FIRST = sorted([*_LEVEL_ALONE, *_AMBIGUOUS], key=len, reverse=True)
_LEVEL_FIRST = re.compile(rf"(?P<name>{'|'.join(_LONGEST_FIRST)}) ?(?:[,:–—-]+ | )(?P<rest>.+)")
# A call that names nobody, and “if”.
_NOBODY = re.compile(
    rf"(?:{_LEADS}(?:{_CALLS}|consultez|consulter)"
    rf"(?: (?:en urgence|sans (?:attendre|tarder)|tout de suite|immediatement|immediately))? )?"
    rf"(?:si|if|{_ONCE})"
)
# “When to call 15?”: a heading that asks what a card would answer.
_ASKING = re.compile(
    rf"(?:quand|when)\b(?!.*(?:se passe|happens))"
    rf".*\b(?:(?:appel|consult|call|phone)\w*|{_FRENCH_CALLS}|to (?:{_ENGLISH.verbs}))\b"
    r".*(?:\b\d{2,4}|samu|secours|urgences|999)"
    # What a list of signs is called, which says that they matter and not how soon.
    r"|(?:les |the )?(?:signes?|symptomes?|signaux|criteres)(?: d'(?:alerte|alarme|urgence)"
    r"| de (?:gravite|danger))(?: a (?:surveiller|connaitre))?|drapeaux rouges"
    r"|red flags?(?: symptoms?)?"
    r"|(?:warning|danger|emergency) (?:signs?|symptoms?)"
    r"|quand (?:s'inquieter|consulter en urgence)"
    r"|quand (?:faut-il|dois-je|doit-on) (?:s'inquieter|consulter en urgence)"
)
# A heading that speaks of a call, and tells nobody to make one.
_SPEAKS_OF_IT = re.compile(
    r"(?:apres|pendant|en attendant|une fois|before|after|while|once)\b(?! (?:tout|all)\b).*"
    r"|avant\b(?! tout\b).*"
    # A question, or “ce qu'il faut dire”; not “dès que vous avez”.
    r"|(?:.*[:,–—] ?)?(?:comment|pourquoi|que|qu'|qui|quoi|how|why|who)\b.*"
    r"|.*\b(?:ce (?:que|qui|qu')|what)\b.*"
    rf"|.*(?:\bne |\bn'|\bnot |\bdon't |\bnever ){_CALLS}\b.*"
)
_TELLS = re.compile(
    rf"(?<!\bthe )(?<!\ba )(?<!\byour )(?<!\byou )(?<!\bwe )(?<!\ble )(?<!\bvotre )"
    rf"\b(?:{_CALLS}|{_RUNS}|allez|rendez-vous|go|get)\b"
)
# A sign put before the words for the eye: a siren, an arrow, a warning triangle.
_SIGNS = re.compile(r"^[^\w+(]+(?=[\w+(])")
_SERVICES = re.compile(
    # In Québec, “l'urgence” is a place.
    r"\b(?:samu|secours|urgences|(?:a|vers) l'urgence|pompiers|ambulance|emergency|a ?& ?e"
    r"|casualty)\b"
)
_THE_DAY = re.compile(r"\b(?:aujourd'hui|jour meme|dans la journee|24 ?h|today|same day)\b")
# “Consultez en urgence”: some mean the emergency services, some a doctor today. An urgent card
# would say less than the first meant, and nobody would see it: the doctor must choose, as for
# “urgent” alone. Who also names the day has chosen.
_EITHER = re.compile(r"\b(?:urgence|urgemment)\b")
_SOON = re.compile(
    r"\b(?:sans (?:attendre|tarder|delai)|tout de suite|immediatement|rapidement"
    r"|au plus (?:vite|tot)|des que possible|maintenant|straight away|right away|immediately"
    r"|urgently|as soon as possible|without delay|at once|now)\b"
)
_LATER = re.compile(
    rf"\b(?:{_PERSON}s?|consultez|consultation|rendez-vous|appointment)\b|sans urgence"
)
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

    @property
    def is_card(self) -> bool:
        """Tell whether it is a care card, or the call of one whose level the doctor must choose."""
        return self.kind in LEVELS or (self.kind == AMBIGUOUS and not self.alone)


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
        return Announced(_NAMES[words], alone=words not in _TITLES)
    for pattern, kind in ((_CHECKLIST, CHECKLIST), (_LETTERS, LETTERS), (_WARNING, WARNING)):
        if pattern.fullmatch(words):
            return Announced(kind)
    first = _LEVEL_FIRST.fullmatch(words)
    found = _after_level(first["name"], first["rest"], numbers) if first else None
    calling = _CALLING.fullmatch(words)
    if found or calling:
        return found or (_call(words, calling, numbers) if calling else None)
    if _ASKING.fullmatch(words):
        return Announced(ASKING)
    near = get_close_matches(words, [*_LEVEL_ALONE, *_TITLES], n=1, cutoff=0.85)
    return Announced(NEAR, near=near[0]) if near else None


def _after_level(name: str, rest: str, numbers: Mapping[str, Collection[str]]) -> Announced | None:
    """Return what the name of a level and the call after it announce; ``None`` without a call.

    The level is the one that was named, unless the call is for an emergency or dials a number that
    is graver.
    """
    level = _NAMES[name]
    calling = _CALLING.fullmatch(rest)
    found = _call(rest, calling, numbers) if calling else None
    nobody = bool(_NOBODY.fullmatch(rest))
    if found is None:
        return Announced(level, alone=True) if nobody else None
    if level == AMBIGUOUS:
        return found if found.kind in (URGENT, EMERGENCY) else Announced(AMBIGUOUS)
    if found.kind in LEVELS and (found.kind == EMERGENCY or _dialled(rest)):
        level = max(level, found.kind, key=LEVELS.index)
    # An emergency card that names nobody is given the numbers of the country, as “Urgence” is.
    return Announced(level, alone=nobody and level == EMERGENCY, unknown=found.unknown)


def _call(
    words: str, calling: re.Match[str], numbers: Mapping[str, Collection[str]]
) -> Announced | None:
    """Return the level of a heading that begins with a call, such as “call 15 if”.

    ``None``: it says neither when to call, nor a number alone.
    """
    uses = {digits(dial): use for use, dials in numbers.items() for dial in dials}
    dialled = _dialled(words)
    unknown = next((number for number in dialled if number not in uses), "")
    strictly, once = bool(_IF.fullmatch(words)), bool(_ONCE_OR_FOR.fullmatch(words))
    if once and unknown and not re.fullmatch(_CALLS, calling["verb"]):
        # “Prenez 2 comprimés en cas de”.
        return None
    if dialled and (strictly or once or _is_all(words, calling)):
        pressing = URGENT if {uses.get(n, "") for n in dialled} <= _SAME_DAY else EMERGENCY
        return Announced(pressing, unknown=unknown)
    level = _level(words)
    # “Il faut… si”, “passez… si”, “demandez… quand” may be anything else, and “… for” what for.
    runs = bool(re.fullmatch(_RUNS, calling["verb"]))
    may_be_else = {
        URGENT: runs,
        NON_URGENT: runs or (once and calling["verb"] in ("demandez", "ask")),
        UNCLEAR: runs or once or bool(calling["lead"]),
    }
    is_purpose = words.endswith(" for") and level != EMERGENCY
    if not (strictly or once) or is_purpose or may_be_else.get(level):
        return None
    return Announced(level)


def _level(words: str) -> str:
    """Return the level of a call that names no number."""
    if "sans urgence" in words:
        return NON_URGENT
    if _SERVICES.search(words):
        return EMERGENCY
    if _EITHER.search(words) and not _THE_DAY.search(words):
        return AMBIGUOUS
    if _SOON.search(words) or _THE_DAY.search(words):
        return URGENT
    return NON_URGENT if _LATER.search(words) else UNCLEAR


def tells_to_call(text: str, numbers: Mapping[str, Collection[str]]) -> bool:
    """Tell whether an ordinary heading says to call an emergency number, or the services."""
    if len(text) > _LONGEST or text.rstrip().endswith("?"):
        return False
    words = plain(text)
    if _SPEAKS_OF_IT.fullmatch(words) or not _TELLS.search(words):
        return False
    emergency = {digits(d) for use, dials in numbers.items() if use not in _SAME_DAY for d in dials}
    return bool(emergency.intersection(_dialled(words)) or _SERVICES.search(words))


def _dialled(words: str) -> list[str]:
    """Return the figures of each number of a heading that is to be called, and is no date."""
    whole = re.sub(r"24 ?h\w*", lambda hours: " " * len(hours[0]), words)
    return [
        digits(found[0])
        for found in _NUMBER.finditer(whole)
        if not any(
            language.is_day(whole[: found.start()], found[0], whole[found.end() :])
            for language in _LANGUAGES.values()
        )
    ]


def _is_all(words: str, calling: re.Match[str]) -> bool:
    """Tell whether a call says nothing but its number: “call 15 or 112”."""
    if calling["verb"].endswith(("er", "re")) and not calling["lead"]:
        # “Appeler le 15” is what a text is about; “il faut appeler le 15” says to.
        return False
    rest = words.replace(calling["lead"], "", 1)
    rest = re.sub(rf"{_WHEN}|\b{_CALLS}\b|\b(?:le|au|ou|or)\b", "", rest)
    return not re.search(r"[a-z]", rest)


def digits(number: str) -> str:
    """Return the figures of a number, which alone are dialled."""
    return re.sub(r"\D", "", number)

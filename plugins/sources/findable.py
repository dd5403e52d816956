"""Tell whether somebody else could find a reference again, from its words. Without Pelican.

What nobody else can read (experience, personal communications, notes) supports no claim; ICMJE,
*Recommendations*, “References”, advises against citing it.
"""

from __future__ import annotations

import re

from plugins.shared.problems import N_, Phrase

from .identifiers import read_identifier
from .written import Written

# Under that, a name and a year are missing.
_FEWEST_LETTERS = 3
_LETTER = re.compile(r"[^\W\d_]")
# A year, a volume, an edition, an article of law; or that there is none, as libraries write it.
_DATED = re.compile(
    r"\d|\b(?:s\.\s?d|n\.\s?d|sans date|no date|sous presse|in press)\b", re.IGNORECASE
)
_SITE = re.compile(
    r"\b[\w-]{2,}\.(?:fr|org|com|net|eu|ch|be|ca|lu|info|int|edu|gov|uk)\b", re.IGNORECASE
)
_MINE = r"(?:ma|mon|mes|notre|nos|my|our)"
_PERSONAL = re.compile(
    rf"(?:(?:d[’']après|selon|voir|from|see)\s+)?{_MINE}\s+(?:\w+\s+)?(?:exp[ée]riences?|pratique"
    r"|practice|observations?|avis|opinions?|connaissances?|knowledge|patient(?:e?s)?|consultations?"
    r"|cours|notes?|souvenirs?|intuition|cabinet|années?|years|clinique|carrière|career)\b"
    r"|(?:exp[ée]rience|communication|observation|opinion|avis|pratique|connaissance|donnée)s?\s+"
    r"(?:personnel|clinique personnel|professionnel|non publié)"
    r"|(?:personal|unpublished|own)\s+(?:experience|communication|observation|opinion|data|practice)"
    r"|cours\s+(?:de|à)\s+(?:la\s+)?fac(?:ulté)?\b|(?:lu|vu|trouvé)\s+sur\s+(?:internet|le web)\b"
    r"|(?:à|a)\s+(?:compléter|trouver|chercher|venir|ajouter)\b|to\s?do\b|tbd\b|n/?a\b|xxx+"
    r"|(?:aucune?|néant|rien|none|nothing)\b(?=\W*\Z)"
    r"|(?:internet|google|wikip[ée]dia|chatgpt|le web|divers(?: sites)?|presse)\b(?=[\W\d]*\Z)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\b(?P<label>DOI|PMID|PMCID)\s{0,3}:\s{0,3}(?P<value>[^\s,;()\[\]]+)", re.IGNORECASE
)

NOTHING = N_("this line of the list names no source.")
PERSONAL = N_("nobody else could look this up: it is no source.")
NOT_FOUND = N_("nobody could find this source: it has no date, no number and no address.")
WRITE = N_("Write who, what and when (HAS. Psoriasis. 2020.), or add its DOI, PMID or address.")
NO_IDENTIFIER = N_("“{words}” is no such identifier: nobody could find the source by it.")
CORRECT = N_("Correct it, or take it out of the line.")
CITE_OTHERS = N_("Cite what others can read: a study, a guideline, a page.")
TAKE_OUT = N_("Take the line out, or write what others can read: a study, a guideline, a page.")


def why_not(written: Written) -> tuple[Phrase, Phrase] | None:
    """Return why nobody could find a reference, and what to do; ``None`` where somebody could."""
    if written.identifiers:
        return None
    words = written.plain.strip(" \u00a0\u202f.…«»“”\"'()[]-–—*")
    if not _LETTER.search(words):
        return NOTHING, TAKE_OUT
    if _PERSONAL.match(words):
        return PERSONAL, TAKE_OUT
    if len(_LETTER.findall(words)) < _FEWEST_LETTERS:
        return NOTHING, WRITE
    if not (_DATED.search(words) or _SITE.search(words)):
        return NOT_FOUND, WRITE
    return None


def misspelt(plain: str) -> str:
    """Return the first DOI, PMID or PMCID of a reference that is none, as typed; else nothing."""
    for match in _LABELLED.finditer(plain):
        value = match["value"].rstrip(".")
        if value.lower().startswith(("http", "www.")):
            continue
        if not read_identifier(value, match["label"]):
            return match[0].rstrip(".")
    return ""

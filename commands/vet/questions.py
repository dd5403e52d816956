"""What is asked when a community is vetted, and what may be answered. Knows no terminal.

The criteria are those of published charters and of known failures: forums whose moderators left,
members who swapped medicines, data that was sold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from dateutil.relativedelta import relativedelta

from plugins.communities.criteria import CRITERIA, NAMES, NO, UNKNOWN, YES
from plugins.communities.ledger import (
    ACTIVITY,
    ADDRESS,
    LONGEST_VALIDITY,
    RECOMMENDED,
    REFUSED,
    RESERVED,
    VALIDITY,
)
from plugins.shared.problems import N_, UNSEEN, Phrase
from plugins.shared.tracking import untracked

Row = Mapping[str, Any]

NOTHING = "-"
LAST_EXCHANGE, EVIDENCE, VERDICT, SENTENCE, REASON, NEXT_CHECK = (
    "last_exchange",
    "evidence",
    "verdict",
    "sentence",
    "reason",
    "next_check",
)
# In words, for a sentence to patients.
MOST_WORDS = 25
_LONGEST_MONTHS = 12

# Asked of the doctor otherwise than told to readers.
_ASKED = {
    "moderation": N_("Is it moderated? By whom, and how?"),
    "ties": N_("Do you have a tie with it yourself?"),
}
_VERDICTS = {
    "1": RECOMMENDED,
    "recommandee": RECOMMENDED,
    "recommandée": RECOMMENDED,
    "2": RESERVED,
    "reserve": RESERVED,
    "réserve": RESERVED,
    "3": REFUSED,
    "refusee": REFUSED,
    "refusée": REFUSED,
}
# What one types for “?”; the blog itself says the first.
_UNKNOWN = ("on ne sait pas", "je ne sais pas", "ne sait pas", "ne sais pas", "inconnu", "inconnue")
_SAID = {YES: N_("yes"), NO: N_("no"), UNKNOWN: N_("unknown")}
_SAID_VERDICTS = {
    RECOMMENDED: N_("recommended"),
    RESERVED: N_("with a reservation"),
    REFUSED: N_("refused"),
}


class NotUsable(ValueError):  # noqa: N818 - a question asked again is no error of the program
    """An answer that cannot be written: why, and what could be."""

    def __init__(self, why: Phrase, **values: object) -> None:
        self.why, self.values = why, values
        super().__init__(why)


@dataclass(frozen=True)
class Question:
    """One question: its name in the kept answers, its words, what turns words into an answer.

    ``read`` returns the answer as it is kept, a text; it raises :class:`NotUsable`.
    """

    name: str
    asks: Phrase
    read: Callable[[str], str]
    hint: Phrase | str = ""


def questions(today: date, language: str, answers: Mapping[str, str]) -> list[Question]:
    """Return all the questions, in order; some depend on answers given before."""
    criterion_hint = N_("yes, no, ? when you do not know, or your words; readers will see it")
    words_hint = N_("a few words, or ? when you do not know; readers will see it")
    return [
        *(
            Question(
                one.name,
                _ASKED.get(one.name, one.asks),
                _READERS.get(one.name, read_criterion),
                words_hint if _READERS.get(one.name) is read_open else criterion_hint,
            )
            for one in CRITERIA
        ),
        Question(
            LAST_EXCHANGE,
            N_("What day was the last exchange you saw there?"),
            partial(read_last_exchange, today, language),
            N_("year-month-day; for a directory or a helpline, the last sign of activity"),
        ),
        Question(
            EVIDENCE,
            N_("At what addresses did you read it?"),
            read_evidence,
            N_(
                "https://…, one after the other, with a space between; readers will see them; "
                "- for none"
            ),
        ),
        Question(
            VERDICT,
            N_("Your verdict?"),
            read_verdict,
            N_("1: recommended; 2: with a reservation; 3: refused, it is not shown"),
        ),
        _sentence(answers.get(VERDICT, "")),
        Question(
            NEXT_CHECK,
            N_("When will you look at it again?"),
            partial(read_next_check, today, language),
            N_("a number of months, 12 at most, or a day"),
        ),
    ]


def _sentence(verdict: str) -> Question:
    """Return the question on the doctor's own sentence: for patients, or on why it is refused."""
    if verdict == REFUSED:
        return Question(
            REASON,
            N_("Why do you refuse it?"),
            partial(read_sentence, verdict),
            N_(
                "published with its name, without a link: a fact that you saw, 25 words at most; "
                "- to say nothing of it"
            ),
        )
    return Question(
        SENTENCE,
        N_("A sentence for your patients?"),
        partial(read_sentence, verdict),
        N_("a useful fact, 25 words at most, no praise; - for none"),
    )


def clean(typed: str) -> str:
    """Return what was typed on one line, without what nobody sees."""
    return " ".join(UNSEEN.sub(" ", typed).split())


def in_words(name: str, answer: str) -> Phrase | str:
    """Return a kept answer as it is said to the doctor."""
    if name == VERDICT:
        return _SAID_VERDICTS.get(answer, answer)
    if name in NAMES:
        return _SAID.get(answer, answer)
    return answer or NOTHING


def read_criterion(typed: str) -> str:
    """Return “yes”, “no”, “unknown”, or words."""
    short = dict.fromkeys(("?", UNKNOWN, *_UNKNOWN), UNKNOWN)
    short |= dict.fromkeys(("o", "oui", "y", YES), YES) | dict.fromkeys(("n", "non", NO), NO)
    typed = clean(typed)
    if not re.search(r"\w|\?", typed):
        raise NotUsable(N_("Write yes, no, a few words, or ? when you do not know."))
    return short.get(typed.lower().rstrip("."), typed)


def read_open(typed: str) -> str:
    """Return an answer to a question that yes or no does not answer."""
    answer = read_criterion(typed)
    if answer in (YES, NO):
        raise NotUsable(
            N_("Yes or no does not say it: write a few words, or ? if you do not know.")
        )
    return answer


def read_moderation(typed: str) -> str:
    """Return who moderates: “no” says that nobody does, “yes” says too little."""
    answer = read_criterion(typed)
    if answer == YES:
        raise NotUsable(N_("Say by whom, in a few words; or write ? if you do not know."))
    return answer


def read_sale(typed: str) -> str:
    """Return an answer on the sale of data, which begins with yes or no: a warning hangs on it."""
    answer = read_criterion(typed)
    if answer not in (YES, NO, UNKNOWN) and not re.match(r"(?:yes|oui|no|non)\b", answer.lower()):
        raise NotUsable(N_("Begin with yes or no, then your words; or write ?"))
    return answer


def read_day(language: str, typed: str) -> date:
    """Return a day: 2026-11-22, or in French 22/11/2026."""
    typed = clean(typed)
    french = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", typed) if language == "fr" else None
    try:
        if french:
            return date(int(french[3]), int(french[2]), int(french[1]))
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", typed):
            return date.fromisoformat(typed)
    except ValueError:
        pass
    raise NotUsable(N_("This is no day: write year-month-day, for example 2026-11-22."))


def read_last_exchange(today: date, language: str, typed: str) -> str:
    """Return the day of the last exchange; the future is refused."""
    if clean(typed) == "?":
        raise NotUsable(
            N_(
                "Without this day nothing can be written. Look for it, or stop here with Ctrl-C: "
                "your answers are kept."
            )
        )
    day = read_day(language, typed)
    if day > today:
        raise NotUsable(N_("This day is after today."))
    if day.year < 1990:  # noqa: PLR2004 - there was no Web
        raise NotUsable(N_("This is no day: write year-month-day, for example 2026-11-22."))
    return day.isoformat()


def is_silent(last_exchange: str, today: date) -> bool:
    """Tell whether the last exchange is too old for the community to be shown."""
    return date.fromisoformat(last_exchange) <= today - ACTIVITY


def read_evidence(typed: str) -> str:
    """Return addresses with a space between, each once, without what would follow readers."""
    words = [untracked(word.strip(",;")) for word in clean(typed).split()]
    words = [word for word in words if word and word not in (NOTHING, "?")]
    for word in words:
        if not ADDRESS.fullmatch(word):
            raise NotUsable(N_("“{word}” is no address: it begins with https://"), word=word)
    return " ".join(dict.fromkeys(words))


def read_verdict(typed: str) -> str:
    """Return a verdict of the ledger."""
    word = clean(typed).lower()
    allowed = _VERDICTS | {name: name for name in (RECOMMENDED, RESERVED, REFUSED)}
    if word not in allowed:
        raise NotUsable(N_("Write 1, 2 or 3."))
    return allowed[word]


def read_sentence(verdict: str, typed: str) -> str:
    """Return a sentence, empty for none; a reservation must be said."""
    sentence = clean(typed)
    if sentence in (NOTHING, "?"):
        sentence = ""
    if not sentence and verdict == RESERVED:
        raise NotUsable(N_("Say here what your reservation is: your patients read it."))
    count = sum(any(letter.isalnum() for letter in word) for word in sentence.split())
    if count > MOST_WORDS:
        raise NotUsable(N_("{count} words: 25 at most."), count=count)
    return sentence


def read_next_check(today: date, language: str, typed: str) -> str:
    """Return the day of the next check, twelve months away at most; 6 is six months from today."""
    typed = clean(typed)
    months = re.fullmatch(r"(\d{1,2})(?: ?(?:mois|months?))?", typed)
    if months:
        count = int(months[1])
        if not 1 <= count <= _LONGEST_MONTHS:
            raise NotUsable(N_("From 1 to 12 months."))
        return (today + relativedelta(months=count)).isoformat()
    day = read_day(language, typed)
    if not today < day <= today + LONGEST_VALIDITY:
        raise NotUsable(N_("After today, and within twelve months."))
    return day.isoformat()


def last_time(row: Row, today: date, language: str) -> dict[str, str]:
    """Return what Enter stands for: the answers of the former vetting, and six months.

    ``row`` is an entry of the ledger as it is written, be it wrong.
    """
    criteria, evidence = row.get("criteria"), row.get("evidence")
    found = {
        name: words
        for name, words in (criteria if isinstance(criteria, dict) else {}).items()
        if name in NAMES and isinstance(words, str)
    }
    found[LAST_EXCHANGE] = str(row.get(LAST_EXCHANGE, ""))
    found[EVIDENCE] = " ".join(map(str, evidence if isinstance(evidence, list) else []))
    found[VERDICT] = str(row.get(VERDICT, ""))
    for name in (SENTENCE, REASON):
        said = row.get(name)
        found[name] = str(said.get(language, "")) if isinstance(said, dict) else ""
    found[NEXT_CHECK] = (today + VALIDITY).isoformat()
    return found


# The criteria that are not answered by yes, no or words alike.
_READERS: dict[str, Callable[[str], str]] = {
    "operator": read_open,
    "moderation": read_moderation,
    "funding": read_open,
    "data_sale": read_sale,
    "registration": read_open,
}


@dataclass(frozen=True)
class Vetter:
    """Who vets, when, and in what language."""

    name: str
    today: date
    language: str

    def entry(self, community: str, answers: Mapping[str, str], old: Row) -> dict[str, Any]:
        """Return the vetting to write, in the order of the ledger.

        A sentence in another language stays as it was, and so does what the verdict does not ask:
        a sentence for patients, the reason of a refusal.
        """
        name = REASON if answers[VERDICT] == REFUSED else SENTENCE
        said = old.get(name)
        said = dict(said) if isinstance(said, dict) else {}
        said.pop(self.language, None)
        if answers[name]:
            said = {self.language: answers[name], **said}
        found = {
            "community": community,
            "verdict": answers[VERDICT],
            "vetted_on": self.today,
            # Typed as one would: the blog sets its own spaces in a name.
            "vetted_by": clean(self.name),
            "last_exchange": date.fromisoformat(answers[LAST_EXCHANGE]),
            "next_check": date.fromisoformat(answers[NEXT_CHECK]),
            SENTENCE: said,
            "criteria": {name: answers[name] for name in NAMES},
            "evidence": answers[EVIDENCE].split(),
            REASON: said,
        }
        del found[SENTENCE if name == REASON else REASON]
        return found

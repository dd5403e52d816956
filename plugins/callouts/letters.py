"""What a reader's question must not tell: who asked. What its answer must not be: advice to one.

Medical secrecy (article R.4127-4 of the French Public Health Code) and the Order's charter for
doctors who publish: no personal advice. All of it is a remark: a machine reads words, not people.
Knows nothing of Pelican.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from plugins.shared.problems import N_

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"
_E_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Eight figures or more, however they are set apart; and French social security numbers.
_FIGURES = re.compile(r"(?<![\d/.-])\+?\d(?:[ .\u00a0\u202f/-]?\d){7,14}(?![\d/-])")
_BORN = re.compile(
    r"\b(?:née?|born)(?: (?:le|en|on|in))?[ \u00a0]\d[\w /.\u00a0-]*"
    r"|(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d(?!\d)"
)
_NAMED = re.compile(
    rf"\b(?:M\.|Mr\.?|Mrs\.?|Ms\.?|Mme|Mlle|Monsieur|Madame)[ \u00a0]{_CAPITAL}"
    rf"(?:[ \u00a0]{_CAPITAL})?"
    rf"|(?:[Jj]e m[’']appelle|[Mm]on nom est|[Mm]y name is|[Ii] am called)[ \u00a0]{_CAPITAL}"
    rf"(?:[ \u00a0]{_CAPITAL})?"
    # Two words in capitals inside a sentence.
    rf"|(?<=[a-zà-öø-ÿ,] ){_CAPITAL}[ \u00a0]{_CAPITAL}"
)
_TO_ONE = re.compile(
    r"\b(?:dans votre cas|pour vous, je|je vous (?:conseille|recommande|prescris|déconseille)"
    r"|vous devez (?:prendre|arrêter)|arrêtez (?:votre|ce) |doublez la dose"
    r"|in your case|i (?:advise|recommend|prescribe) you|you (?:should|must) (?:take|stop)"
    r"|stop taking your)\b",
    re.IGNORECASE,
)


class Letter(NamedTuple):
    """A reader's question and the doctor's answer, in words."""

    question: str
    answer: str


def personal(
    letter: Letter, numbers: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with a letter, what to do, and the words that say so.

    ``numbers``: those that anybody may call, which tell nothing of who asked.
    """
    text = f"{letter.question}\n{letter.answer}"
    public = {re.sub(r"\D", "", dial) for dials in numbers.values() for dial in dials}
    for words in _E_MAIL.findall(text):
        yield (
            N_("an e-mail address stands in a reader’s question: “{words}”."),
            N_("Take it out: nobody must be able to tell who asked."),
            words,
        )
    dates = [match[0].strip() for match in _BORN.finditer(text)]
    for words in dates:
        yield (
            N_("a date of birth may stand in a reader’s question: “{words}”."),
            N_("Write an age, rounded: “about fifty”."),
            words,
        )
    for words in _FIGURES.findall(text):
        if re.sub(r"\D", "", words) not in public and not any(words in date for date in dates):
            yield (
                N_("a telephone or file number may stand in a reader’s question: “{words}”."),
                N_("Take it out: nobody must be able to tell who asked."),
                words,
            )
    for match in _NAMED.finditer(text):
        yield (
            N_("somebody may be named in a reader’s question: “{words}”."),
            N_("Take the name out, unless it is that of a public place or body."),
            match[0],
        )
    for match in _TO_ONE.finditer(letter.answer):
        yield (
            N_("this may be advice to one person: “{words}”."),
            N_("Say what holds for everybody, and send to the doctor for the rest."),
            match[0],
        )

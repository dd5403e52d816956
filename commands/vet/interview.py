"""Walk the doctor through one vetting, question by question, and write it on a yes."""

from __future__ import annotations

import webbrowser
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from commands.cli.asking import Back, in_order, line, yes_or_no
from plugins.communities.catalogue import Community
from plugins.communities.ledger import LEDGER, REFUSED, departure
from plugins.shared.i18n import long_date, name_of_country, name_of_language
from plugins.shared.kinds import KINDS
from plugins.shared.problems import N_, Phrase, visible

from .context import VetContext, difference
from .draft import Draft
from .known import known
from .questions import (
    EVIDENCE,
    LAST_EXCHANGE,
    NEXT_CHECK,
    REASON,
    SENTENCE,
    VERDICT,
    NotUsable,
    Question,
    Vetter,
    in_words,
    is_silent,
    last_time,
    questions,
)

# What Enter may stand for though it is empty.
_OPTIONAL = (EVIDENCE, SENTENCE, REASON)
# What is shown first. What a question asks is shown with that question, to be confirmed.
_FACTS: dict[str, Phrase] = {
    "url": N_("Address"),
    "kind": N_("Kind"),
    "legal_form": N_("Legal form"),
    "countries": N_("Countries"),
    "languages": N_("Languages"),
    "conditions": N_("Illnesses (ICD-10)"),
    "about": N_("What you will find there"),
    "last_known_activity": N_("Last known activity"),
    "url_evidence": N_("Where the address comes from"),
    "editorial_review": N_("Points to consider"),
    "note": N_("Note"),
    "evidence": N_("Read in"),
}
# The catalogue's own words for a few things, as the pages of the blog say them.
_VALUES: dict[str, Phrase] = {
    **{name: kind.one for name, kind in KINDS.items()},
    "*": N_("all illnesses"),
    "*rare": N_("rare diseases"),
    "unknown": N_("unknown"),
    "unknown today": N_("unknown"),
    "active": N_("active"),
    "company": N_("company"),
    "individual": N_("one person"),
    "public body": N_("public body"),
    "charity (UK)": N_("charity in the United Kingdom"),
    "non-profit (North America)": N_("non-profit body in North America"),
    "official-page-read": N_("its own page was read"),
    "url-in-page-read": N_("it stands on a page that was read"),
    "third-party-only": N_("from lists of others only: check it first"),
    "conflicting": N_("what was read disagrees: check it first"),
}
# How the codes of the catalogue are said, by fact.
_NAMES = {"countries": name_of_country, "languages": name_of_language}


def walk(context: VetContext, written: str, *, browser: bool) -> int:
    """Ask about one community, and write its vetting; return the exit status.

    Each answer is kept as it comes: :class:`~commands.cli.asking.Ended` and Ctrl-C lose none.
    """
    community = context.named(written)
    text = context.ledger_text()
    old = context.row(text, community.id)
    draft = Draft.of(context.paths.work_folder, community.id)
    _show_facts(context, community)
    if browser:
        _open(community.url)
    kept = draft.read()
    answers: dict[str, str] = {}
    defaults = last_time(old, context.today, context.language)
    if kept:
        what = N_("You had begun: {count} answers were kept. Go on from there? (yes/no)")
        context.console.say(what, count=len(kept))
        if yes_or_no(context.console, default=True):
            answers = kept
        defaults |= kept
    stated = known(context.facts(community.id), context.language, context.console.translate)
    return Interview(context, community.id, draft, answers, defaults, stated).run()


@dataclass
class Interview:
    """The questions about one community, and what is known of their answers.

    ``answers``: those given so far; ``defaults``: what Enter keeps, of the last time; ``stated``:
    what the catalogue says, which Enter confirms.
    """

    context: VetContext
    community: str
    draft: Draft
    answers: dict[str, str]
    defaults: Mapping[str, str]
    stated: Mapping[str, str]
    # The places that were asked, or are wanted again; the hint that was last shown.
    _shown: set[int] = field(default_factory=set)
    _hint: str = ""

    def run(self) -> int:
        """Ask what is not answered yet, then settle; a way back leads from each to the one before.

        Returns the exit status.
        """
        say = self.context.console.say
        say(N_("Your answers are published: write nothing private."))
        say(N_("To go to the question before: “back” or the key ↑. Ctrl-C stops, nothing is lost."))
        count = len(self._questions())

        def ask(place: int) -> None:
            try:
                if place == count:
                    _settle(self.context, self.community, self.answers, self.draft)
                else:
                    self._ask(place, count)
            except Back:
                self._shown.add(place - 1)
                raise

        in_order(count + 1, ask)
        return 0

    def _questions(self) -> list[Question]:
        """Return the questions; what is asked depends on what was answered."""
        return questions(self.context.today, self.context.language, self.answers)

    def _ask(self, place: int, count: int) -> None:
        """Ask a question, unless an answer of another day was kept, and keep the answer."""
        question = self._questions()[place]
        # Kept another day, a day to come may be one that is past.
        answer = _usable(question, self.answers.get(question.name))
        if answer is not None and place not in self._shown:
            return
        self._shown.add(place)
        console = self.context.console
        default = answer
        if default is None:
            default = _usable(question, self.defaults.get(question.name))
        stated = None if default else _usable(question, self.stated.get(question.name))
        if default == "" and question.name not in _OPTIONAL:
            default = None
        console.show(f"\n{place + 1}/{count} {console.translate(question.asks)}")
        self._show_hint(question, default, stated)
        taken = stated if default is None else default
        self.answers[question.name] = said = _answer(self.context, question, taken)
        # All that is known so far, so that “no” to what was kept loses none of it.
        self.draft.keep({**self.draft.read(), **self.answers}, self.context.today)
        if question.name == LAST_EXCHANGE and is_silent(said, self.context.today):
            console.say(N_("No exchange in the last six months: this community will not be shown."))

    def _show_hint(self, question: Question, default: str | None, stated: str | None) -> None:
        """Show how a question is answered, and what Enter stands for."""
        console = self.context.console
        # Said once for all the questions that are answered alike.
        hint = "" if question.hint == self._hint else console.translate(question.hint)
        self._hint = question.hint
        for answer, phrase in (
            (default, N_(" [Enter: {words}]")),
            (stated if default is None else None, N_(" [Enter, if it is still so: {words}]")),
        ):
            if answer is not None:
                words = visible(console.translate(in_words(question.name, answer)))
                hint += console.translate(phrase).format(words=words)
        if hint:
            console.show(f"  {hint.strip()}")


def _usable(question: Question, answer: str | None) -> str | None:
    """Return a kept answer if it may still be given."""
    if answer is None:
        return None
    if not answer and question.name not in _OPTIONAL:
        return None
    with suppress(NotUsable):
        return question.read(answer)
    return None


def _answer(context: VetContext, question: Question, default: str | None) -> str:
    """Return the answer to a question, asked again until it can be written."""
    while True:
        typed = line(context.console, back=True)
        if not typed and default is not None:
            return default
        try:
            return question.read(typed)
        except NotUsable as refused:
            context.console.say(
                refused.why, **{k: visible(str(v)) for k, v in refused.values.items()}
            )


def _settle(context: VetContext, community: str, answers: Mapping[str, str], draft: Draft) -> None:
    """Show what will be written, and write it on a yes; again if the ledger changed meanwhile."""
    vetter = Vetter(context.blog.doctor.name, context.today, context.language)
    while True:
        text = context.ledger_text()
        new = context.changed(text, vetter.entry(community, answers, context.row(text, community)))
        context.console.say(N_("\nThis will be written in {file}:"), file=f"content/{LEDGER}")
        context.console.show(difference(text, new))
        context.console.say(N_("Write it? (yes/no)"))
        if not yes_or_no(context.console, back=True):
            what = N_("Nothing was written. Your answers are kept: python3 tasks.py vet {id}")
            context.console.say(what, id=visible(community))
            return
        if context.ledger_text() == text:
            break
        context.console.say(N_("The ledger was changed meanwhile."))
    context.write(text, new, community)
    draft.drop()
    done = N_("Written. To be looked at again on {day}.")
    if answers[VERDICT] == REFUSED:
        done = N_("Written: this community is not shown. To be looked at again on {day}.")
    day = long_date(date.fromisoformat(answers[NEXT_CHECK]), context.language)
    context.console.say(done, day=day)


def _show_facts(context: VetContext, community: Community) -> None:
    """Show what the catalogue knows, which is no judgement."""
    facts = context.facts(community.id)
    context.console.show(f"\n{visible(community.name)} ({visible(community.id)})")
    if community.gone(context.today):
        gone = departure(community, "")
        context.console.say(gone.what, **gone.values)
    for name, label in _FACTS.items():
        value = facts.get(name)
        if name in _NAMES and isinstance(value, list):
            value = ", ".join(_NAMES[name](str(code), context.language) for code in value)
        words = _flat(value, context.language)
        if words:
            words = context.console.translate(_VALUES.get(words, words))
            if name == "legal_form" and not community.read_form:
                words = context.console.translate(N_("{words} (assumed, not read)")).format(
                    words=words
                )
            what = N_("  {label}: {words}")
            context.console.say(what, label=context.console.translate(label), words=visible(words))


def _flat(value: Any, language: str) -> str:
    """Return a value of the catalogue on one line."""
    if isinstance(value, dict):
        value = value.get(language) or next(iter(value.values()), "")
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value or "")


def _open(url: str) -> None:
    """Show a page in the browser, if the machine has one with a window."""
    with suppress(webbrowser.Error, OSError):
        found = webbrowser.get()
        # Not one that would take the terminal, where the questions are.
        if type(found) is not webbrowser.GenericBrowser:
            found.open(url)

"""Walk the doctor through one vetting, question by question, and write it on a yes."""

from __future__ import annotations

import webbrowser
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from commands.cli.asking import line, yes_or_no
from plugins.communities.catalogue import Community
from plugins.communities.ledger import LEDGER, REFUSED, departure
from plugins.shared.i18n import long_date, name_of_country, name_of_language
from plugins.shared.kinds import KINDS, MODERATIONS
from plugins.shared.problems import N_, Phrase, visible

from .context import VetContext, difference
from .draft import Draft
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
_FACTS: dict[str, Phrase] = {
    "url": N_("Address"),
    "kind": N_("Kind"),
    "operator": N_("Run by"),
    "legal_form": N_("Legal form"),
    "countries": N_("Countries"),
    "languages": N_("Languages"),
    "conditions": N_("Illnesses (ICD-10)"),
    "about": N_("What you will find there"),
    "moderation": N_("Moderation"),
    "moderation_note": N_("About moderation"),
    "funding_note": N_("About money"),
    "registration": N_("Registration"),
    "last_known_activity": N_("Last known activity"),
    "url_evidence": N_("Where the address comes from"),
    "editorial_review": N_("Points to consider"),
    "note": N_("Note"),
    "evidence": N_("Read in"),
}
# The catalogue's own words for a few things, as the pages of the blog say them.
_VALUES: dict[str, Phrase] = {
    **{name: kind.one for name, kind in KINDS.items()},
    **MODERATIONS,
    "unknown": N_("unknown"),
    "unknown today": N_("unknown"),
    "active": N_("active"),
    "company": N_("company"),
    "individual": N_("one person"),
    "public body": N_("public body"),
    "charity (UK)": N_("charity in the United Kingdom"),
    "non-profit (North America)": N_("non-profit body in North America"),
    "yes": N_("Needed"),
    "no": N_("Not needed"),
    "reading open": N_("Not needed to read"),
    "reading open, posting needs an account": N_("Not needed to read; an account to write"),
    "reading of public communities open, posting needs an account": N_(
        "Not needed to read its public communities; an account to write"
    ),
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
    _ask_all(context, draft, answers, defaults)
    return _settle(context, community.id, answers, draft)


def _ask_all(
    context: VetContext, draft: Draft, answers: dict[str, str], defaults: Mapping[str, str]
) -> None:
    """Ask what is not answered yet, and keep each answer as it comes."""
    context.console.say(N_("Your answers are published: write nothing private."))
    said = ""
    count = len(questions(context.today, context.language, answers))
    for number in range(1, count + 1):
        # What is asked depends on what was answered.
        question = questions(context.today, context.language, answers)[number - 1]
        # Kept another day, a day to come may be one that is past.
        if _usable(question, answers.get(question.name)) is not None:
            continue
        default = _usable(question, defaults.get(question.name))
        if default == "" and question.name not in _OPTIONAL:
            default = None
        context.console.show(f"\n{number}/{count} {context.console.translate(question.asks)}")
        # Said once for all the questions that are answered alike.
        hint = "" if question.hint == said else context.console.translate(question.hint)
        said = question.hint
        if default is not None:
            words = context.console.translate(in_words(question.name, default))
            hint += context.console.translate(N_(" [Enter: {words}]")).format(words=visible(words))
        if hint:
            context.console.show(f"  {hint.strip()}")
        answers[question.name] = _ask(context, question, default)
        # All that is known so far, so that “no” to what was kept loses none of it.
        draft.keep({**draft.read(), **answers}, context.today)
        if question.name == LAST_EXCHANGE and is_silent(answers[LAST_EXCHANGE], context.today):
            context.console.say(
                N_("No exchange in the last six months: this community will not be shown.")
            )


def _usable(question: Question, answer: str | None) -> str | None:
    """Return a kept answer if it may still be given."""
    if answer is None:
        return None
    if not answer and question.name not in _OPTIONAL:
        return None
    with suppress(NotUsable):
        return question.read(answer)
    return None


def _ask(context: VetContext, question: Question, default: str | None) -> str:
    """Return the answer to a question, asked again until it can be written."""
    while True:
        typed = line(context.console)
        if not typed and default is not None:
            return default
        try:
            return question.read(typed)
        except NotUsable as refused:
            context.console.say(
                refused.why, **{k: visible(str(v)) for k, v in refused.values.items()}
            )


def _settle(context: VetContext, community: str, answers: Mapping[str, str], draft: Draft) -> int:
    """Show what will be written, and write it on a yes; again if the ledger changed meanwhile."""
    vetter = Vetter(context.blog.doctor.name, context.today, context.language)
    while True:
        text = context.ledger_text()
        new = context.changed(text, vetter.entry(community, answers, context.row(text, community)))
        context.console.say(N_("\nThis will be written in {file}:"), file=f"content/{LEDGER}")
        context.console.show(difference(text, new))
        context.console.say(N_("Write it? (yes/no)"))
        if not yes_or_no(context.console):
            what = N_("Nothing was written. Your answers are kept: python3 tasks.py vet {id}")
            context.console.say(what, id=visible(community))
            return 0
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
    return 0


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

"""What is to be done: vettings that are due or overdue, and illnesses without a community."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from commands.cite.articles import articles_in
from commands.web.probe import ANSWERS, MISSING
from plugins.communities.catalogue import ADDITIONS
from plugins.communities.core import Index, communities_for, fit, needs_of, without_region
from plugins.communities.ledger import (
    ACTIVITY,
    LEDGER,
    NOTICE,
    RECOMMENDED,
    REFUSED,
    Vetted,
    Vetting,
    vetted,
)
from plugins.conditions.core import Condition, load_vocabulary, resolve
from plugins.reader.core import language_of, read_document
from plugins.shared.articles import PRACTICE, words
from plugins.shared.files import decode
from plugins.shared.i18n import long_date
from plugins.shared.problems import N_, Phrase, visible

from .answers import read_answers
from .context import VetContext
from .draft import begun

_VOCABULARY = Path(__file__).resolve().parents[2] / "plugins" / "conditions"
_MOST = 5


def show_due(context: VetContext) -> int:
    """Show what is due, overdue and missing, and what was begun."""
    vettings, problems = context.read(context.ledger_text())
    context.tell(LEDGER, problems)
    _show_vettings(context, vettings)
    _show_missing(context, vettings)
    for id_ in begun(context.paths.work_folder):
        context.console.say(
            N_("Begun, not written yet: python3 tasks.py vet {id}"), id=visible(id_)
        )
    return 0


def state(vetting: Vetting, today: date) -> Phrase | None:
    """Return why a vetting asks for the doctor, most urgent first; none if it does not."""
    if vetting.next_check <= today:
        return N_("overdue: the link is not shown any more")
    if vetting.verdict != REFUSED and vetting.last_exchange <= vetting.vetted_on - ACTIVITY:
        return N_("not shown: no exchange in the six months before")
    if vetting.vetted_on > today:
        return N_("not shown: dated after today")
    return N_("due soon") if vetting.next_check <= today + NOTICE else None


def _show_vettings(context: VetContext, vettings: Sequence[Vetting]) -> None:
    answers = read_answers(context)
    rows = []
    for one in sorted(vettings, key=lambda one: (one.next_check, one.community)):
        why = state(one, context.today)
        address = answers.get(one.community, {})
        gone = address.get("state") == MISSING and one.verdict != REFUSED
        if one.verdict == REFUSED and why:
            why = N_("refused: to be looked at again")
        elif one.verdict != REFUSED and context.catalogue[one.community].gone(context.today):
            why = N_("not shown: it closed, or is part of another one")
        if why or gone:
            said = context.console.translate(why) if why else ""
            day = long_date(one.next_check, context.language)
            rows.append((one.community, said, day, _address(context, address)))
    if not rows:
        context.console.say(N_("No vetting is due."))
        return
    headings = (N_("Due again"), N_("State"), N_("Next check"), N_("Address"))
    _show(context, headings, rows)
    context.console.say(N_("To look at one: python3 tasks.py vet {id}"), id=visible(rows[0][0]))


def _address(context: VetContext, kept: dict[str, Any]) -> str:
    """Return what an address last answered, in a few words."""
    said = {ANSWERS: N_("answers ({day})"), MISSING: N_("gone ({day})")}
    if not kept:
        return "—"
    try:
        day = long_date(date.fromisoformat(str(kept.get("asked"))), context.language)
    except ValueError:
        return "—"
    return context.console.translate(
        said.get(str(kept.get("state")), N_("unknown ({day})"))
    ).format(day=day)


def _show_missing(context: VetContext, vettings: Sequence[Vetting]) -> None:
    """Show the illnesses of the articles that lead to no specific community, with candidates."""
    # As on a page, which shows nothing that lapses before the next build.
    next_build = context.today + timedelta(days=context.blog.publish.every)
    available = Index(vetted(vettings, context.catalogue, context.today, next_build))
    refused = {one.community for one in vettings if one.verdict == REFUSED}
    # As if each were vetted today, to be matched as it would be.
    able = Index(
        Vetted(facts, Vetting(id_, RECOMMENDED, context.today, "", context.today, context.today))
        for id_, facts in context.catalogue.items()
        if id_ not in refused and not facts.gone(next_build)
    )
    missing: dict[tuple[str, str], tuple[Condition, list[str]]] = {}
    for path, language, conditions in _articles(context):
        for condition in conditions:
            if not _matches(context, condition, available, language):
                _, paths = missing.setdefault((condition.id, language), (condition, []))
                paths.append(path)
    rows, proposed = [], []
    for (_, language), (condition, paths) in sorted(missing.items()):
        suited = _matches(context, condition, able, language)[:_MOST]
        proposed += suited
        candidates = ", ".join(suited) or "—"
        where = "\n".join(paths[:_MOST]) + ("\n…" if len(paths) > _MOST else "")
        label = condition.label(context.language)
        rows.append(
            (label if language == context.language else f"{label} ({language})", where, candidates)
        )
    if not rows:
        context.console.say(N_("Every illness of your articles leads to a vetted community."))
        return
    headings = (N_("No community vetted for"), N_("Articles"), N_("In the catalogue, to be vetted"))
    _show(context, headings, rows)
    if proposed:
        context.console.say(N_("To vet one: python3 tasks.py vet {id}"), id=visible(proposed[0]))
    if any(row[-1] == "—" for row in rows):
        _say_of_general(context, able, available)


def _say_of_general(context: VetContext, able: Index, available: Index) -> None:
    """Say what may be done about an illness that the catalogue has no community for."""
    blog = context.blog.blog
    ids = [
        one.facts.id
        for one in able.general
        if one.facts.id not in available.by_id
        and blog.language in one.facts.languages
        and without_region(blog.country) in one.facts.countries
    ]
    if ids:
        what = N_(
            "Where it has none, a general one may do: {ids}. To vet one: python3 tasks.py vet {id}"
        )
        context.console.say(what, ids=", ".join(map(visible, ids[:_MOST])), id=visible(ids[0]))
    context.console.say(N_("One that you know may be described in content/{file}."), file=ADDITIONS)


def _matches(
    context: VetContext, condition: Condition, available: Index, language: str
) -> list[str]:
    """Return the communities for one illness, as a page would show them and in its order.

    Not those that a page shows for want of any: the general ones, a crisis line that is for
    another illness.
    """
    blog = context.blog.blog
    suited = communities_for(
        available, condition, language, country=blog.country, home_language=blog.language
    )
    needs = needs_of([condition])
    shown = (*suited.box.pinned, *suited.box.shown)
    return [one.facts.id for one in shown if fit(one.facts, needs)]


def _articles(context: VetContext) -> Iterator[tuple[str, str, tuple[Condition, ...]]]:
    """Yield the medical articles: the path, the language, the illnesses that are known."""
    vocabulary = load_vocabulary(_VOCABULARY)
    for path, file in articles_in(context.paths.content):
        document = read_document(decode(file.read_bytes())[0])
        if document.get("kind").lower() == PRACTICE:
            continue
        language = language_of(document, file.name, context.language)
        header = document.fields.get("conditions")
        written = words(header.value if header else None)
        yield path, language, resolve(written, vocabulary, language)[0]


def _show(context: VetContext, headings: Sequence[Phrase], rows: Sequence[tuple[str, ...]]) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in headings:
        # A path is shown whole: it is what she looks for.
        table.add_column(context.console.translate(heading), overflow="fold")
    for row in rows:
        table.add_row(
            *(Text("\n".join(visible(line) for line in cell.split("\n"))) for cell in row)
        )
    context.console.show(table)

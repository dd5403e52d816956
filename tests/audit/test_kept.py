"""What is kept of an audit changes nothing that is found, and holds as long as nothing changed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import audit as whole_site
from audit import Audit
from audit.kept import Fingerprints
from audit.pages import Look, Rules, audit_page, read_rules
from tests.support.sites import DEMO, KIT
from tests.support.spoiling import NEXT_BUILD, PAGE, TODAY, spoil


class InMemory:
    """Keeps what is seen, and counts what was looked at."""

    def __init__(self) -> None:
        self.pages: dict[str, Any] = {}
        self.looks = 0

    def get(self, key: str) -> Any:
        """Return what is kept under a key."""
        return self.pages.get(key)

    def put(self, key: str, seen: Any) -> None:
        """Keep it."""
        self.looks += 1
        self.pages[key] = seen

    def save(self) -> None:
        """Keep it for the next audit."""


def audit(site: Path, kept: InMemory | None = None) -> Audit:
    """Return the audit of the demonstration."""
    return whole_site.audit(site, DEMO, TODAY, next_build=NEXT_BUILD, kept=kept)


@pytest.fixture(scope="module")
def rules(_published: Any) -> Rules:
    """What the demonstration is held against."""
    return read_rules(_published.folder, DEMO, TODAY, NEXT_BUILD)


def test_the_same_is_found_and_proven(published: Path):
    """Nothing is looked at again, and all that is said is the same."""
    kept = InMemory()
    first = audit(published, kept)
    count = kept.looks
    again = audit(published, kept)

    assert first == again == audit(published)
    assert count == sum(path.suffix in (".html", ".css") for path in published.rglob("*.*"))
    assert kept.looks == count


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (PAGE, "<strong>À lire d’abord", "<strong>À lire un jour"),
        (PAGE, "</main>", "<script>1</script></main>"),
        (PAGE, 'href="tel:15"', 'href="tel:16"'),
        ("index.html", "</main>", "<p>neuf</main>"),
        ("contact/index.html", 'href="tel:', 'href="sms:'),
    ],
)
def test_a_spoilt_page_is_found(published: Path, name: str, old: str, new: str):
    """What was seen of the page before does not count, and what is found is found each time."""
    kept = InMemory()
    audit(published, kept)
    spoil(published / name, old, new)
    found = audit(published, kept)

    assert found.findings
    assert found == audit(published, kept) == audit(published)


def changed(value: Any) -> Iterator[Any]:
    """Yield what a value of the rules is not, of the same type."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, str):
        yield f"{value}x"
    elif isinstance(value, date):
        yield value + timedelta(days=1)
    elif isinstance(value, frozenset):
        yield value | {"neuf"}
    elif isinstance(value, tuple):
        yield (*value, "neuf")
    elif isinstance(value, dict):
        yield value | {"neuf": ""}
        for key in list(value)[:1]:
            yield {name: one for name, one in value.items() if name != key}
    elif value is None:
        yield "neuf"


@pytest.mark.parametrize("part", ["inventory", "approved", "directory", "declared"])
def test_each_rule_counts(rules: Rules, part: str):
    """A page is looked at again if anything changed of what it is held against."""
    own = replace(rules.of(PAGE), days=())
    before = Fingerprints().of(own)
    tried = 0
    for field in fields(getattr(own, part)):
        if field.name.startswith("_"):
            continue
        for other in changed(getattr(getattr(own, part), field.name)):
            tried += 1
            spoilt = replace(own, **{part: replace(getattr(own, part), **{field.name: other})})
            assert Fingerprints().of(spoilt) != before, field.name
    assert tried >= 3


def test_each_word_of_an_article_counts(rules: Rules):
    """Whatever changes of the header that an article's page is held against."""
    own = rules.of(PAGE)
    (article,) = own.inventory.articles
    before = Fingerprints().of(article)
    for field in fields(article):
        for other in changed(getattr(article, field.name)):
            assert Fingerprints().of(replace(article, **{field.name: other})) != before, field.name


def test_another_article_does_not(rules: Rules):
    """An edit elsewhere leaves a page what it was."""
    others = tuple(
        replace(a, funder=f"{a.funder}x") if a.page != PAGE else a for a in rules.inventory.articles
    )
    edited = replace(rules, inventory=replace(rules.inventory, articles=others))

    assert Fingerprints().of(edited.of(PAGE)) == Fingerprints().of(rules.of(PAGE))


def test_the_day_alone_does_not(published: Path):
    """A morning is not cold: what depends on the day is a verdict."""
    kept = InMemory()
    audit(published, kept)
    count = kept.looks
    later = TODAY + timedelta(days=1)
    whole_site.audit(published, DEMO, later, next_build=NEXT_BUILD + timedelta(days=1), kept=kept)

    assert kept.looks - count < count / 2


def test_what_is_torn_is_looked_at_again(rules: Rules, published: Path):
    """Whatever a caller keeps, a page is seen as it is."""
    data = (published / PAGE).read_bytes()
    kept = InMemory()
    true = audit_page(PAGE, data, rules)
    assert Look(rules, kept).at(PAGE, data) == true
    (key,) = kept.pages
    for torn in (None, [], "x", {"a": 1}, [[], []], [[[99, 1, 1]], [], [], True, []], 5):
        kept.pages[key] = torn
        assert Look(rules, kept).at(PAGE, data) == true


def test_it_is_the_same_in_every_process():
    """No order of sets, no address in memory is part of it."""
    code = (
        "from audit.kept import Fingerprints\n"
        "print(Fingerprints().of({'b': frozenset('abcdefgh'), 'a': (1, 'é', None)}).hex())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=KIT,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


def test_nothing_foreign_has_one():
    """What could be the same and not be is refused."""
    with pytest.raises(TypeError):
        Fingerprints().of(object())

"""Each article goes through its steps alone, and what they find survives a journey as JSON."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from cattrs import BaseValidationError
from markupsafe import Markup

from plugins.glossary.core import Word
from plugins.pipeline.compose import absolute_anchors, as_static
from plugins.pipeline.inputs import Inputs, read_inputs
from plugins.pipeline.prepare import Prepared, prepare
from plugins.pipeline.steps import STEPS, Step
from plugins.reader.core import read_document
from plugins.shared.articles import Article, Result
from plugins.shared.blog import load_blog
from plugins.shared.cache import Cache, as_text
from plugins.shared.problems import N_, Phrase, Problem
from plugins.shared.typed_json import from_json, to_json
from plugins.sources.library import Library
from tests.support.in_process import run_task
from tests.support.sites import ARTICLE, DEMO, KIT, Built, Site

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    """What the steps of the demonstration are given."""
    return read_inputs(DEMO, load_blog(DEMO / "blog.toml"), TODAY)[0]


def article(text: str = ARTICLE, **changed: Any) -> Article:
    """Return an article as a reader would hand it to its steps, its body already HTML."""
    document = read_document(text)
    header = {name: found.value for name, found in document.fields.items()}
    body = f"<p>{document.body.strip()}</p>"
    made = Article(
        "articles/estomac.md",
        "fr",
        "estomac",
        "L’estomac",
        TODAY,
        header=header,
        text=text,
        body=body,
    )
    return replace(made, **changed)


def test_every_step_is_given_what_exists(inputs: Inputs):
    """A step names inputs that there are, and steps that come before it."""
    for index, step in enumerate(STEPS):
        assert all(hasattr(inputs, name) for name in step.inputs)
        assert set(step.after) <= {before.name for before in STEPS[:index]}


def test_a_step_gets_the_body_that_the_one_before_left(inputs: Inputs):
    """Bodies are handed on; a step that changes none hands on the one it got."""
    steps = (
        Step("one", lambda article: Result(1, body=f"{article.body}1")),
        Step("two", lambda _, one: Result(one + 1), after=("one",)),
        Step(
            "three", lambda article, two: Result(two + 1, body=article.body + "3"), after=("two",)
        ),
    )
    prepared = prepare(article(body="0"), inputs, steps)

    assert prepared.body == "013"
    assert prepared.results == {"one": 1, "two": 2, "three": 3}


def test_steps_change_nothing_but_what_they_return(inputs: Inputs):
    """An article is taken through its steps twice with the same result, whatever came between."""
    first = prepare(article(), inputs)
    prepare(article(body="<p>Autre [@inconnu].</p>", slug="autre"), inputs)

    assert prepare(article(), inputs) == first


def kinds(value: Any) -> Any:
    """Return a value with the types of all its texts and parts, which ``==`` does not compare."""
    if is_dataclass(value):
        return type(value), {f.name: kinds(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {key: kinds(inside) for key, inside in value.items()}
    if isinstance(value, tuple | list):
        return type(value), [kinds(inside) for inside in value]
    return type(value), value


def everything(inputs: Inputs, text: str) -> Prepared:
    """Return an article in which every step found something."""
    body = (
        "<h2>Essentiel</h2><ul><li>Un point.</li></ul>"
        "<h3>Appelez le 15 si :</h3><ul><li>Vous avez mal.</li></ul>"
        f"<p>Un anticoagulant, des stéatoses. {text}</p>"
    )
    header = {
        "conditions": "dépression, reflux",
        "sources": ["Une référence à la main, HAS 2020. https://www.has-sante.fr/x"],
        "reviewer": "Dr Paul Autre",
        "changes": ["2026-11-20 correction: la dose"],
        "communities": "+absente",
        "funding": "Financé par X",
    }
    return prepare(article(body=body, header=header), inputs)


def journey(result: Result[Any], kind: Any) -> Result[Any]:
    """Return what a step found after it was written as JSON and read back."""
    back: Result[Any] = from_json(json.loads(json.dumps(to_json(result, kind))), kind)
    return back


@pytest.mark.parametrize("text", ["Guérit 90 % des patients.", "Rien."])
def test_what_the_steps_found_survives_as_json(inputs: Inputs, text: str):
    """A round trip gives the same results, of the same types: phrases, markup and days included."""
    prepared = everything(inputs, text)
    for step in STEPS:
        result = Result(prepared.results[step.name], prepared.problems, "<p>é</p>")
        back = journey(result, get_type_hints(step.run)["return"])

        assert back == result
        assert kinds(back) == kinds(result), step.name


def test_a_phrase_markup_and_a_day_keep_their_kind():
    """Where a field says only that it is a text or an object, the value says what it is."""
    values = {"a": N_("a phrase"), "b": Markup("<b>"), "c": TODAY, "d": 3, "e": "words"}
    written = Problem(N_("what"), "fix", values, line=3)
    (problem,) = journey(Result(None, (written,)), Result[None]).problems

    assert problem == written
    assert type(problem.what) is Phrase
    assert type(problem.fix) is str
    assert [type(value) for value in problem.values.values()] == [Phrase, Markup, date, int, str]


@pytest.mark.parametrize(
    "value",
    [
        time(10, 30),
        time(10, 30, 0, 5),
        datetime(2026, 1, 2, 10, 30),
        datetime(2026, 1, 2, 10, 30, tzinfo=UTC),
        datetime(2026, 1, 2, 10, 30, 0, 7, timezone(timedelta(hours=-3, minutes=-30))),
        [TODAY, time(1), ["a", {"b": TODAY}]],
        {"b": N_("a phrase"), "c": [Markup("<b>")]},
        {"$date": "2026-01-01"},
        {"$table": {"$time": "x"}},
        {},
    ],
)
def test_whatever_toml_holds_survives_as_json(value: Any):
    """An hour, a day with its hour and its zone, in lists and tables too; exactly."""
    written = Problem(N_("what"), "fix", {"a": value})
    (problem,) = journey(Result(None, (written,)), Result[None]).problems

    assert problem == written
    assert repr(problem.values["a"]) == repr(value)
    # As a part of a key, where nothing but the value says what it is.
    assert as_text({"a": value}) != as_text({"a": None})


def test_an_hour_among_the_annotations_breaks_nothing(site: Site):
    """What is wrong is said of the file that holds it, never of an article; kept or not."""
    site.write("sources/annotations.toml", "[chey2024]\nlu_a = 10:30:00\n")
    site.write("articles/estomac.md", ARTICLE)
    shutil.copy(KIT / "tasks.py", site.root)
    for _ in range(2):
        _, out, said = run_task(["build"], site.root, {"PATH": "", "COLUMNS": "200"})
        told = out + said

        assert "TypeError" not in told
        assert "articles/estomac.md" not in told
        assert "sources/annotations.toml" in told


def test_json_of_something_else_is_not_read(inputs: Inputs):
    """What another version wrote is an error, never half a result."""
    kind = get_type_hints(STEPS[-1].run)["return"]
    data = to_json(Result(prepare(article(), inputs).results["review"]), kind)
    data["data"]["surprise"] = 1

    with pytest.raises(BaseValidationError):
        from_json(data, kind)


def prepare_and_keep(cache: Path, written: Article, inputs: Inputs) -> tuple[Prepared, set[str]]:
    """Return an article after its steps, and the costly steps that were run for it."""
    ran = set()

    def watched(step: Step) -> Step:
        def run(article: Article, **given: Any) -> Result[Any]:
            ran.add(step.name)
            return step.run(article, **given)

        return step._replace(run=run) if step.costly else step

    store = Cache(str(cache), KIT)
    kept = store.of(written.path)
    prepared = prepare(written, inputs, [watched(step) for step in STEPS], kept)
    store.save_texts()
    return prepared, ran


COSTLY = {step.name for step in STEPS if step.costly}


def test_a_costly_step_is_not_run_again_for_the_same(inputs: Inputs, tmp_path: Path):
    """What was kept is what was found, types and problems included."""
    written = replace(
        article(), header={"conditions": "dépression"}, body="<p>Guérit 90 % des stéatoses.</p>"
    )
    cold, first = prepare_and_keep(tmp_path, written, inputs)
    warm, second = prepare_and_keep(tmp_path, written, inputs)

    assert first == COSTLY
    assert second == set()
    assert kinds(warm) == kinds(cold)
    assert kinds(replace(cold, signature="")) == kinds(prepare(written, inputs))
    assert cold.problems


CHANGES: dict[str, tuple[Callable[[Article, Inputs], tuple[Article, Inputs]], set[str]]] = {
    "text": (lambda a, i: (replace(a, text=a.text + " "), i), COSTLY),
    "body": (lambda a, i: (replace(a, body="<p>Autre.</p>"), i), COSTLY),
    "title": (lambda a, i: (replace(a, title="Autre"), i), COSTLY),
    "summary": (lambda a, i: (replace(a, summary="<p>Autre.</p>"), i), COSTLY),
    "header": (lambda a, i: (replace(a, header={"sources": ["10.1/x"]}), i), COSTLY),
    "slug": (lambda a, i: (replace(a, slug="autre"), i), COSTLY),
    "language": (lambda a, i: (replace(a, language="en"), i), COSTLY),
    "words": (
        lambda a, i: (a, replace(i, words={"fr": [Word("court", "bref")]})),
        {"glossary", "prose_lint", "sources"},
    ),
    "library": (lambda a, i: (a, replace(i, library=Library())), {"sources"}),
    "day": (lambda a, i: (a, _another_day(i)), {"sources"}),
    "year": (lambda a, i: (a, replace(i, today=date(2031, 1, 1))), {"sources"}),
    "country": (
        lambda a, i: (a, replace(i, blog=replace(i.blog, blog=replace(i.blog.blog, country="BE")))),
        {"callouts", "prose_lint"},
    ),
}


def _another_day(inputs: Inputs) -> Inputs:
    library = copy.copy(inputs.library)
    library.day = date(2026, 11, 23)
    return replace(inputs, library=library)


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_a_costly_step_is_given_has_it_run_again(
    inputs: Inputs, tmp_path: Path, name: str
):
    """Each thing that it reads is part of the key of what is kept."""
    change, expected = CHANGES[name]
    before, _ = prepare_and_keep(tmp_path, article(body="<p>Un texte court.</p>"), inputs)
    written, given = change(article(body="<p>Un texte court.</p>"), inputs)
    warm, ran = prepare_and_keep(tmp_path, written, given)

    assert ran >= expected
    assert kinds(replace(warm, signature="")) == kinds(prepare(written, given))
    assert warm.signature != before.signature


def test_every_input_of_a_costly_step_has_a_key(inputs: Inputs):
    """A step that is given something of which nothing tells a change would be kept wrongly."""
    for step in STEPS:
        if step.costly:
            assert all(inputs.key_of(name) for name in step.inputs)


def pages(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a site."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_site_made_of_what_came_back_is_the_same(local: Built, demo_site: Site):
    """A build whose every article went through JSON gives the bytes of a build without."""
    built = demo_site.build(THROUGH_JSON)

    assert built.status == 0, built.said
    assert pages(built.output) == pages(local.output)


THROUGH_JSON = """
from typing import get_type_hints
from plugins.pipeline import prepare
from plugins.shared.typed_json import from_json, to_json
def through(run):
    kind = get_type_hints(run)["return"]
    return lambda article, **given: from_json(to_json(run(article, **given), kind), kind)
steps = [step._replace(run=through(step.run)) for step in prepare.STEPS]
from plugins.pipeline import plugin
plugin.prepare = lambda article, inputs, kept: prepare.prepare(article, inputs, steps)
"""


SHOWN = '<p><a href="%s">le genou</a> : <code>&lt;a href="%s"&gt;</code></p>'


@pytest.mark.parametrize(
    ("change", "typed", "made"),
    [
        (as_static, "{attach}/images/genou.png", "{static}/images/genou.png"),
        (lambda html: absolute_anchors(html, "https://a.example/"), "#b", "https://a.example/#b"),
    ],
)
def test_an_address_that_code_shows_stays_as_typed(change: Any, typed: str, made: str):
    """Addresses change in the tags, never in the words."""
    assert change(SHOWN % (typed, typed)) == SHOWN % (made, typed)


def test_a_feed_of_nothing_is_of_the_day_of_the_build(site: Site):
    """Once every article has lapsed, two builds still give the same bytes."""
    blog = (site.content / "blog.toml").read_text("utf-8")
    site.write("blog.toml", blog.replace("2026-11-22", "2031-01-01"))
    done = site.build()

    assert done.status == 0, done.said
    feed = (site.output / "feeds/all.atom.xml").read_text("utf-8")
    assert "<updated>2031-01-01T12:00:00+00:00</updated>" in feed

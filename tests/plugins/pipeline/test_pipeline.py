"""Each article goes through its steps alone, and what they find survives a journey as JSON."""

from __future__ import annotations

import json
import shutil
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from plugins.pipeline.codec import decode, encode
from plugins.pipeline.compose import absolute_anchors, as_static
from plugins.pipeline.inputs import Inputs, read_inputs
from plugins.pipeline.prepare import Prepared, prepare
from plugins.pipeline.steps import STEPS, Step
from plugins.reader.core import read_document
from plugins.shared.articles import Article, Result
from plugins.shared.blog import load_blog
from plugins.shared.problems import N_, Phrase, Problem
from tests.support.sites import ARTICLE, DEMO, Site

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


@pytest.mark.parametrize("text", ["Guérit 90 % des patients.", "Rien."])
def test_what_the_steps_found_survives_as_json(inputs: Inputs, text: str):
    """A round trip gives the same results, of the same types: phrases, markup and days included."""
    prepared = everything(inputs, text)
    back = decode(encode(prepared))

    assert back == prepared
    for name, found in prepared.results.items():
        assert kinds(back.results[name]) == kinds(found), name
    assert kinds(list(back.problems)) == kinds(list(prepared.problems))


def test_a_phrase_markup_and_a_day_keep_their_kind(inputs: Inputs):
    """Where a field says only that it is a text or an object, the value says what it is."""
    values = {"a": N_("a phrase"), "b": Markup("<b>"), "c": TODAY, "d": 3, "e": "words"}
    prepared = replace(
        prepare(article(), inputs), problems=(Problem(N_("what"), "fix", values, line=3),)
    )
    (problem,) = decode(encode(prepared)).problems

    assert problem == prepared.problems[0]
    assert type(problem.what) is Phrase
    assert type(problem.fix) is str
    assert [type(value) for value in problem.values.values()] == [Phrase, Markup, date, int, str]


def test_json_of_something_else_is_not_read(inputs: Inputs):
    """A file that another version wrote is an error, never half an article."""
    data = json.loads(encode(prepare(article(), inputs)))
    data["results"]["review"]["surprise"] = 1

    with pytest.raises(Exception, match="Review"):
        decode(json.dumps(data))


def pages(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a site."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_site_made_of_what_came_back_is_the_same(tmp_path: Path):
    """A build whose every article went through JSON gives the bytes of a build without."""
    built = {}
    for name, settings in (("direct", ""), ("through", THROUGH_JSON)):
        (tmp_path / name).mkdir()
        site = Site(tmp_path / name)
        shutil.copytree(DEMO, site.content)
        done = site.build(settings)
        assert done.status == 0, done.said
        built[name] = pages(done.output)

    assert built["direct"] == built["through"]


THROUGH_JSON = """
from plugins.pipeline import codec, plugin, prepare
plugin.prepare = lambda article, inputs: codec.decode(
    codec.encode(prepare.prepare(article, inputs))
)
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

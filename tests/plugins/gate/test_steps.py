"""That every plugin is there and answers is verified, not assumed."""

from __future__ import annotations

import ast

import pytest

from plugins.gate.steps import PLUGINS, STEPS, missing_steps, steps_left_out
from plugins.pipeline import steps as pipeline
from tests.support.sites import KIT, Site

ALIVE = {(signal, name) for name, answered in PLUGINS.items() for signal in answered}


def test_the_list_of_steps_is_what_plugins_do():
    """Each plugin connects to just the signals that are written down."""
    for name, answered in PLUGINS.items():
        tree = ast.parse((KIT / f"{name.replace('.', '/')}.py").read_text("utf-8"))
        connected = [
            node.func.value.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "connect"
            and isinstance(node.func.value, ast.Attribute)
        ]
        assert sorted(connected) == sorted(answered), name


def test_a_whole_kit_passes():
    """All there, alive and in order: nothing to say."""
    assert list(missing_steps(PLUGINS, ALIVE, {})) == []


@pytest.mark.parametrize("name", PLUGINS)
def test_a_plugin_that_is_missing_or_dead_is_named(name: str):
    """A plugin that was not loaded, or whose function is gone, is told by name."""
    absent = list(missing_steps([step for step in PLUGINS if step != name], ALIVE, {}))
    dead = list(missing_steps(PLUGINS, {pair for pair in ALIVE if pair[1] != name}, {}))

    assert [f"{p.values['name']}.plugin" for p in absent] == [name]
    assert [f"{p.values['name']}.plugin" for p in dead] == [name]
    assert absent[0].what != dead[0].what


def test_the_order_counts():
    """The gate before the sources would find nothing wrong."""
    (problem,) = missing_steps(reversed(list(PLUGINS)), ALIVE, {})

    assert "order" in problem.what


@pytest.mark.parametrize("name", ["LOG_FILTER", "LOAD_CONTENT_CACHE"])
def test_what_must_stay_off_stays_off(name: str):
    """A setting that hides complaints or trusts what is on the disk is refused."""
    (problem,) = missing_steps(PLUGINS, ALIVE, {name: True})

    assert problem.values["name"] == name


def test_typogrify_is_called_by_the_kit_alone():
    """Pelican's own setting is refused, and whoever turned it on reads where it is done."""
    (problem,) = missing_steps(PLUGINS, ALIVE, {"TYPOGRIFY": True})

    assert "TYPOGRIFY" in problem.what
    assert "plugins/shared/typography/polish.py" in problem.fix
    assert (KIT / "plugins/shared/typography/polish.py").is_file()
    assert list(missing_steps(PLUGINS, ALIVE, {"TYPOGRIFY": False})) == []


INERT = """
from pelican import signals
import plugins.sources.plugin
def register():
    def attach(generator):
        pass
    attach.__module__ = "plugins.sources.plugin"
    signals.article_generator_finalized.connect(attach)
plugins.sources.plugin.register = register
"""


def test_a_handler_that_python_forgot_is_noticed(site: Site):
    """A function inside another is forgotten at once, and Pelican calls nobody: the build stops."""
    built = site.build(INERT)

    assert built.status == 1
    assert "le module plugins.sources est là, mais ne fait rien" in built.said


@pytest.mark.parametrize("settings", ["PLUGIN = PLUGINS\nPLUGINS = []", "PLUGINS = [gate]"])
def test_a_misspelt_setting_is_noticed(site: Site, settings: str):
    """Without plugins the site has no gate, which the audit notices; a gate alone says so."""
    built = site.build(f"from plugins.gate import plugin as gate\n{settings}")

    assert built.status == 1 or not (built.output / "build.json").exists()


def test_an_absent_plugin_of_the_developers_own_stops_the_build(site: Site):
    """Pelican goes on without a plugin it cannot load; the gate does not."""
    built = site.build("PLUGINS = [*PLUGINS, 'greffon_absent']")

    assert built.status == 1
    assert "greffon_absent" in built.said


def test_the_gates_list_of_steps_is_the_pipelines():
    """The gate knows by heart what the pipeline does: a step taken out of one list is noticed."""
    assert tuple(step.name for step in pipeline.STEPS) == STEPS


@pytest.mark.parametrize("name", STEPS)
def test_a_step_that_an_article_missed_is_named(name: str):
    """An article that did not go through a step is not published."""
    (problem,) = steps_left_out([step for step in STEPS if step != name])

    assert problem.values["names"] == name


def test_an_article_that_no_step_saw_is_told():
    """All the steps are named when the pipeline did not see an article at all."""
    (problem,) = steps_left_out([])

    assert problem.values["names"] == ", ".join(STEPS)


def test_steps_in_another_order_are_told():
    """A card is not in shape before the numbers of the country are known."""
    assert list(steps_left_out(STEPS)) == []
    (problem,) = steps_left_out(STEPS[::-1])

    assert "order" in problem.what


OUT_OF_REACH = """
from plugins.pipeline import plugin as pipeline, prepare, steps
short = [step for step in steps.STEPS if step.name != "prose_lint"]
pipeline.prepare = lambda article, inputs, kept: prepare.prepare(article, inputs, short, kept)
"""


def test_a_build_without_a_step_stops(site: Site):
    """A step that is gone from the pipeline keeps the site from being written."""
    built = site.build(OUT_OF_REACH)

    assert built.status == 1
    assert "prose_lint" in built.said

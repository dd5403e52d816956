"""Faults of the kit itself, plugins, templates, settings: the matrix's G and H families."""

from __future__ import annotations

import shutil

from .case import (
    ANYWHERE,
    Blocked,
    Change,
    Fault,
    Published,
    header,
    kit,
    listening,
    own_copy,
    settings,
)

NOTHING = "est là, mais ne fait rien"
MISSING = "manque"
DISCLAIMER = "plugins/disclaimer/step.py"
PIPELINE = "plugins/pipeline/plugin.py"
REGISTER = "signals.article_generator_finalized.connect(complete_articles)"
STEPS = "plugins/pipeline/steps.py"


def stopped(says: str = "", file: str = ANYWHERE) -> Blocked:
    """Return what is expected of a fault of the kit."""
    return Blocked(says, file)


def without(name: str) -> str:
    """Return the settings without one plugin."""
    return f"PLUGINS = [p for p in PLUGINS if p.__name__ != 'plugins.{name}.plugin']"


def without_step(name: str) -> Change:
    """Return the change that takes a step out of the pipeline's list."""
    return settings(f"STEPS = tuple(step for step in STEPS if step.name != {name!r})", STEPS)


FAULTS = [
    Fault(
        "G01",
        "PLUGINS with a misspelt name",
        stopped("disclamer"),
        change=settings(f"{without('linked_data')}\nPLUGINS.insert(2, 'plugins.disclamer')"),
    ),
    *(
        Fault(
            f"G01-{name}",
            f"PLUGINS without {name}",
            stopped(),
            change=settings(without(name)),
        )
        for name in "sources communities directory legal linked_data pipeline output".split()
    ),
    *(
        Fault(
            f"G01-step-{name}",
            f"the pipeline without the step {name}",
            stopped(),
            change=without_step(name),
        )
        for name in (
            "conditions disclaimer callouts glossary prose_lint sources communities identity review"
        ).split()
    ),
    Fault(
        "G01-reader", "PLUGINS without the reader", stopped(), change=settings(without("reader"))
    ),
    Fault("G01-gate", "PLUGINS without the gate", stopped(), change=settings(without("gate"))),
    Fault(
        "G02",
        "register() of the pipeline raises",
        stopped(),
        change=kit(PIPELINE, REGISTER, "raise ValueError"),
    ),
    Fault(
        "G03",
        "the disclaimer imports what is not installed",
        stopped(),
        change=kit(
            DISCLAIMER,
            "from typing import Any",
            "import not_installed\nfrom typing import Any",
        ),
    ),
    Fault(
        "G04",
        "syntax error in the disclaimer",
        stopped(),
        change=kit(DISCLAIMER, "def run", "def run("),
    ),
    Fault(
        "G05",
        "handler is a local function, collected at once",
        stopped(NOTHING),
        change=kit(
            PIPELINE,
            REGISTER,
            "signals.article_generator_finalized.connect(lambda g: complete_articles(g))",
        ),
    ),
    Fault(
        "G06",
        "settings with PLUGIN= for PLUGINS=",
        stopped(),
        change=kit("pelicanconf.py", "PLUGINS = [", "PLUGIN = ["),
    ),
    Fault("G07", "publishconf.py overrides PLUGINS", stopped(), change=settings("PLUGINS = []")),
    Fault(
        "G07b",
        "publishconf.py overrides PLUGINS, keeps the gate",
        stopped(MISSING),
        change=settings("from plugins.gate import plugin as gate\nPLUGINS = [gate]"),
    ),
    Fault(
        "G08",
        "handler raises for one article",
        stopped(),
        change=listening("content_object_init", "if 'cible' in str(sender): raise ValueError"),
    ),
    Fault(
        "G09",
        "handler raises in article_generator_finalized",
        stopped(),
        change=listening("article_generator_finalized", "raise ValueError"),
    ),
    Fault(
        "G10",
        "handler raises in all_generators_finalized",
        stopped(),
        change=listening("all_generators_finalized", "raise ValueError"),
    ),
    Fault(
        "G11",
        "handler raises in content_written",
        stopped(),
        change=listening("content_written", "raise ValueError"),
    ),
    Fault(
        "G12",
        "handler raises in finalized",
        stopped(),
        change=listening("finalized", "raise ValueError"),
    ),
    Fault(
        "G13",
        "plugin calls sys.exit(0)",
        stopped(),
        change=listening("article_generator_finalized", "raise SystemExit(0)"),
    ),
    Fault(
        "G14",
        "plugin only logs an error in finalized",
        stopped(),
        change=listening("finalized", "import logging; logging.getLogger('x').error('illisible')"),
    ),
    Fault(
        "G17",
        "LOG_FILTER hides what Pelican says",
        stopped("LOG_FILTER"),
        header("titre: x\n"),
        settings("import logging\nLOG_FILTER = [(logging.WARNING, 'Skipping %s')]"),
    ),
    Fault(
        "G18",
        "the pipeline sets other attributes",
        stopped(),
        change=kit(PIPELINE, "setattr(article, name, found)", "setattr(article, name[1:], found)"),
    ),
    Fault(
        "G19",
        "the order of PLUGINS is turned round",
        stopped(),
        change=settings("PLUGINS = PLUGINS[::-1]"),
    ),
    Fault(
        "G20",
        "the pipeline before the reader",
        stopped(),
        change=settings("PLUGINS.insert(0, PLUGINS.pop(PLUGINS.index(pipeline)))"),
    ),
    Fault(
        "G20b",
        "a step before another one",
        stopped(),
        change=settings("STEPS = (STEPS[0], STEPS[5], *STEPS[1:5], *STEPS[6:])", STEPS),
    ),
    Fault(
        "G21",
        "the compose template of the disclaimer is empty",
        stopped(),
        change=kit("theme/templates/components/disclaimer.html", "<aside", "{# <aside #}<p"),
    ),
    Fault(
        "G22",
        "the wording of the disclaimer is emptied",
        stopped(),
        change=kit("plugins/disclaimer/core.py", "text=", "text='' and "),
    ),
    Fault(
        "H01",
        "template raises for an undefined attribute",
        stopped(),
        change=kit(
            "theme/templates/article.html",
            "{{ article.content }}",
            "{{ article.content }}{{ rien.du.tout }}",
        ),
    ),
    Fault(
        "H02",
        "template prints a name that is not defined",
        stopped(),
        change=kit(
            "theme/templates/article.html",
            "{{ article.content }}",
            "{{ article.content }}{{ rien }}",
        ),
    ),
    Fault(
        "H02b",
        "template prints what no article has",
        stopped(),
        change=kit(
            "theme/templates/article.html", "{{ article.content }}", "{{ article.contnet }}"
        ),
    ),
    Fault(
        "H02c",
        "template forgets the content",
        stopped(),
        change=kit(
            "theme/templates/article.html", "{{ article.content }}", "{{ article.summary }}"
        ),
    ),
    Fault(
        "H03",
        "syntax error in a template",
        stopped(),
        change=kit("theme/templates/article.html", "{{ article.content }}", "{{ article.content }"),
    ),
    Fault(
        "H04",
        "template of a late page raises",
        stopped(),
        change=kit(
            "theme/templates/archives.html", "{% block main %}", "{% block main %}{{ rien.du }}"
        ),
    ),
    Fault(
        "H05",
        "macro that calls itself for ever",
        stopped(),
        change=kit(
            "theme/templates/article.html",
            "{{ article.content }}",
            "{% macro m() %}{{ m() }}{% endmacro %}{{ article.content }}{{ m() }}",
        ),
    ),
    Fault(
        "H05b",
        "template that loops for ever",
        stopped("plus de 51 secondes"),
        change=kit(
            "theme/templates/article.html",
            "{{ article.content }}",
            "{{ article.content }}{% for i in range(10**12) %}{% endfor %}",
        ),
    ),
    Fault("H06", "theme that does not exist", stopped(), change=settings("THEME = '/nulle/part'")),
    Fault(
        "H06b",
        "theme without templates",
        stopped(),
        change=lambda site: shutil.rmtree(own_copy(site, "theme") / "templates"),
    ),
    Fault(
        "H07",
        "syntax error in pelicanconf.py",
        stopped(),
        change=settings("X = (", "pelicanconf.py"),
    ),
    Fault(
        "H08",
        "content folder that does not exist",
        Blocked("manque", "blog.toml"),
        change=lambda site: site.content.rename(site.root / "ailleurs"),
    ),
    Fault(
        "H09",
        "OUTPUT_PATH elsewhere",
        Published(),
        change=settings("OUTPUT_PATH = '/tmp/nulle-part-ailleurs'"),
    ),
    Fault(
        "H10",
        "DELETE_OUTPUT_DIRECTORY and the site’s own folder",
        stopped("DELETE_OUTPUT"),
        change=settings("OUTPUT_PATH = '.'\nDELETE_OUTPUT_DIRECTORY = True"),
    ),
    Fault("H11", "TYPOGRIFY once more", stopped("TYPOGRIFY"), change=settings("TYPOGRIFY = True")),
    Fault(
        "H12",
        "TYPOGRIFY_OMIT_FILTERS with an unknown filter",
        stopped("TYPOGRIFY"),
        change=settings("TYPOGRIFY = True\nTYPOGRIFY_OMIT_FILTERS = ['rien']"),
    ),
    Fault(
        "H13",
        "a content cache is asked for",
        Published(),
        change=settings("CACHE_CONTENT = LOAD_CONTENT_CACHE = True"),
    ),
    Fault("H14", "TIMEZONE on Mars", stopped(), change=settings("TIMEZONE = 'Mars/Olympus'")),
    Fault(
        "H15",
        "a Markdown extension that is not installed",
        stopped(),
        change=settings("MARKDOWN['extensions'].append('not.installed')"),
    ),
]

"""Words that may identify or harm somebody are told at once, and published only if intended."""

from __future__ import annotations

import json

import pytest

from commands.build import check
from commands.cli.paths import Paths
from plugins.prose_lint.held import FIELD, held_words
from plugins.prose_lint.identity import Known
from plugins.shared.problems import HELD, WARNING, Problem
from tests.support.publishing import publish, run
from tests.support.sites import BLOG, LEDGER, Site

WORDS = ["Mme Martine Dupont", "née le 12/03/1972", "06 12 34 56 78", "Arrêtez votre méthotrexate"]
TEXT = f"""\
{WORDS[0]}, {WORDS[1]}, {WORDS[2]}, m'a raconté son psoriasis [@chey2024].

{WORDS[3]} et reposez-vous.
"""
HEADER = "title: L'estomac\ndate: 2026-10-01\nconditions: reflux\n"


def article(more: str = "", text: str = TEXT) -> str:
    """Return an article with more lines in its header."""
    return f"---\n{HEADER}{more}---\n{text}"


def held(html: str, intended: str | list[str] = "", language: str = "fr") -> list[Problem]:
    """Return what is said of a text."""
    return held_words((html,), language, html, intended, Known())


def words(problems: list[Problem]) -> list[object]:
    """Return the words of each problem."""
    return [problem.values["words"] for problem in problems]


def test_publish_waits_for_the_doctors_word(site: Site):
    """Told with the line and what to write; published as soon as the header says just that."""
    site.write("articles/estomac.md", article())
    local = site.build()
    refused = run(site, "publish")

    assert local.status == 0, local.said
    assert refused.returncode == 1
    assert not (site.root / "public").exists()
    for line, passage in zip((6, 6, 6, 8), WORDS, strict=True):
        said = f"attend\u00a0: «\u00a0{passage}\u00a0»."
        assert f"! ligne {line}\u00a0: " in local.said
        assert said in local.said
        assert said in refused.stdout + refused.stderr
    line = f"{FIELD}: {json.dumps(WORDS, ensure_ascii=False)}"
    assert f"écrivez dans l’en-tête\u00a0: {line}" in local.said

    site.write("articles/estomac.md", article(f"{line}\n"))
    publish(site)
    assert WORDS[0] in (site.root / "public" / "estomac" / "index.html").read_text("utf-8")


def test_check_says_so_at_once(site: Site, capsys: pytest.CaptureFixture[str]):
    """What would stop a publication is no success."""
    site.write("articles/estomac.md", article())

    assert check(Paths(site.root)) == 1
    assert "✗ ligne 6" in capsys.readouterr().err.replace("\u00a0", " ")


def test_a_page_is_read_too(site: Site):
    """It may give the practice's own number, or a helpline's; a draft stops nothing."""
    own = '\n[contact]\nphone = "06 11 22 33 44"\n'
    site.write("blog.toml", BLOG + own)
    ledger = LEDGER.replace("verdict =", 'phone = "06 99 88 77 66"\nverdict =')
    site.write("communities/vetting.toml", ledger)
    page = "---\ntitle: Le cabinet\n---\nAppelez le 06 11 22 33 44 ou le 06 99 88 77 66.\n\n"
    page += "Joignez ma patiente au 06 12 34 56 78.\n"
    site.write("pages/cabinet.md", page)
    site.write("articles/brouillon.md", article("status: draft\n"))
    built = site.build("LEGAL_FIELDS = 'warning'", "publishconf")

    assert built.status == 1
    assert built.said.count("✗") == 1
    assert "06 12 34 56 78\u00a0»." in built.said
    assert not any(f"{own}\u00a0»" in built.said for own in ("06 11 22 33 44", "06 99 88 77 66"))

    site.write("pages/cabinet.md", page.replace("---\nA", 'intended: ["06 12 34 56 78"]\n---\nA'))
    assert site.build("LEGAL_FIELDS = 'warning'", "publishconf").status == 0


@pytest.mark.parametrize(
    "intended",
    [
        ["Mme Dupont", "Arrêtez votre Kardégic"],
        ["mme dupont", "« Arrêtez votre Kardégic »"],
        "Mme Dupont, Arrêtez votre Kardégic",
        ["Mme Dupont souffre d'un asthme. Arrêtez votre Kardégic."],
    ],
)
def test_what_is_intended_is_let_through(intended: str | list[str]):
    """Quoted to the letter, by itself or in its sentence; signs and capitals do not count."""
    html = "<p>Mme Dupont souffre d’un asthme. Arrêtez votre Kardégic.</p>"

    assert words(held(html)) == ["Mme Dupont", "Arrêtez votre Kardégic"]
    assert held(html, intended) == []


def test_words_with_a_comma_are_one_passage():
    """A list that is written without brackets is cut at its commas, and understood all the same."""
    html = "<p>La patiente X. Y., née le 12/03/1972, va mieux.</p>"

    assert words(held(html)) == ["X. Y., née le 12/03/1972"]
    assert held(html, "X. Y., née le 12/03/1972") == []


@pytest.mark.parametrize("intended", [["Mme"], ["Dupont"], ["Mme Dupond"], ["Mme", "Dupont"]])
def test_less_than_the_words_is_not_enough(intended: list[str]):
    """A part of them, or other words, let nothing through."""
    problems = held("<p>Mme Dupont souffre d’un asthme.</p>", intended)

    assert [p.values["words"] for p in problems if p.level == HELD] == ["Mme Dupont"]


def test_intended_words_that_nothing_asks_about_are_told():
    """They were misspelt, or the text has changed since."""
    (problem,) = held("<p>Un texte.</p>", ["Mme Dupont"])

    assert (problem.level, problem.within, problem.quote) == (WARNING, FIELD, "Mme Dupont")


def test_each_passage_is_told_once_with_the_whole_line_to_write():
    """What is intended already stays in the line, what is not any more leaves it."""
    html = "<p>Mme Dupont tousse. Mme Dupont dort. M. Petit a un cancer.</p>"
    problems = held(html, ["M. Petit", "Mme Autre"])

    assert words(problems) == ["Mme Dupont", "Mme Autre"]
    assert problems[0].values["line"] == 'intended: ["M. Petit", "Mme Dupont"]'


def test_what_no_reader_sees_is_published_too():
    """Descriptions of images, addresses of links, code, titles."""
    html = (
        '<h2>Mme Dupont</h2><p>Elle a un cancer. <img src="a.png" alt="Le patient Jean Durand">'
        '<a href="tel:0612345678">appelez</a> <code>née le 12/03/1972</code></p>'
    )

    assert words(held(html)) == [
        *("Mme Dupont", "née le 12/03/1972", "Jean Durand", "0612345678"),
    ]


def test_in_english():
    """The same in English."""
    html = "<p>Mrs Carter came in. Stop your warfarin.</p>"

    assert words(held(html, language="en")) == ["Mrs Carter", "Stop your warfarin"]


def test_those_who_write_are_no_patients(site: Site):
    """The author, the reviewer, the sources: who is named there treats, or has published."""
    blog = BLOG + '\n[[people]]\nname = "Dr Paul Relit"\nspecialty = "cardiologue"\n'
    site.write("blog.toml", blog)
    text = "Mme Exemple et M. Relit suivent ce cancer [@chey2024].\n\n## Sources\n\n"
    text += "- M. Dupont, Mme Petit. Cancer du patient âgé. Paris : Masson ; 2020.\n"
    site.write("articles/estomac.md", article("reviewer: Dr Paul Relit\n", text))

    assert "attend" not in site.build().said

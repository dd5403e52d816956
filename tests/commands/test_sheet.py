"""``check --sheet``: what quality instruments ask of an article, proven, missing, or asked."""

from __future__ import annotations

import json
import shutil
import tomllib

import pytest

from commands.sheet import ASKED, ITEMS, MISSING, PROVEN, Answer, Proofs, as_data, as_table, fill_in
from tests.support.in_process import run_task
from tests.support.sites import BLOG, KIT, Built, Site

PAGE = "sla/index.html"
BODY = '<div class="article__body">'
COMPLEMENTS = "2. Complémentarité\u00a0: complète le médecin, ne le remplace pas"
DATA = tomllib.loads(ITEMS.read_text("utf-8"))["instrument"]


def answers(html: str, language: str = "fr") -> dict[str, Answer]:
    """Return the answers about a page, by what is asked."""
    filled = fill_in(html, "articles/sla.md", PAGE, "2026-11-22", language)
    return {one.item: one for several in filled.instruments.values() for one in several}


@pytest.fixture
def html(demo: Built) -> str:
    """The page of an article of the demonstration."""
    return (demo.output / PAGE).read_text("utf-8")


def test_every_item_stands_in_both_languages_and_every_proof_exists():
    """The instruments are whole: 4, 8, 15 and 24 items, then those of the NHS; none is a score."""
    assert [len(row["items"]) for row in DATA] == [4, 8, 15, 24, 15]
    for item in (item for row in DATA for item in row["items"]):
        assert item["fr"]
        assert item["en"]
        assert item["fr"].endswith("?") == item["en"].endswith("?")
        assert "proof" in item or item["fr"].endswith("?")
        assert not item.get("proof") or hasattr(Proofs, f"_{item['proof']}")


def test_what_the_page_shows_is_proven(html: str):
    """Author, sources, dates, disclaimer, communities, headings, summary: with their proof."""
    messages = answers(html)

    assert messages["4. Sources dites"] == ("4. Sources dites", PROVEN, "sources\u00a0: 8")
    assert messages["Auteur, titres et fonction"].evidence.startswith("Dr Jeanne Exemple")
    assert messages["Résumé"].evidence == "L’essentiel"
    assert messages["Relecture prévue"].evidence.endswith("9 novembre 2027")
    assert messages["Le texte s’adresse au lecteur"].answer == PROVEN
    assert "remplace pas" in next(
        one.evidence for item, one in messages.items() if item.startswith("2. Complé")
    )


def test_what_the_page_lacks_is_missing(html: str):
    """No change was told; the emergency numbers of the article are no way to reach the doctor."""
    messages = answers(html)
    assert messages["Historique des changements"].answer == MISSING

    contact = "6. Transparence\u00a0: comment vous joindre"
    numbers = f'{BODY}<a href="tel:15">15</a></div>'
    assert answers(numbers)[contact].answer == MISSING
    shared = f'{numbers}<a href="mailto:?subject=x">Courriel</a>'
    assert answers(shared)[contact].answer == MISSING
    mine = f'{numbers}<footer><a href="tel:15">15</a><a href="tel:01">01 00</a></footer>'
    assert answers(mine)[contact].evidence == "01 00"


def test_key_points_and_questions_are_looked_for(demo: Built, html: str):
    """P1: key points proven or missing; a list of questions proven, or the doctor is asked."""
    question = "Y a-t-il une liste ou une feuille à emporter\u202f?"
    there = answers((demo.output / "depression/index.html").read_text("utf-8"))

    assert there[question] == (question, PROVEN, "Questions à poser à votre médecin")
    assert there["Résumé"].answer == PROVEN
    gone = answers(html.replace("L’essentiel", "Autre").replace("checklist__title", "x"))
    assert (gone["Résumé"].answer, gone[question].answer) == (MISSING, ASKED)


def test_what_only_the_doctor_knows_is_asked(html: str):
    """A question has no proof, unless the page answers it."""
    messages = answers(html)

    assert messages["12. Que se passe-t-il sans traitement\u202f?"] == (
        "12. Que se passe-t-il sans traitement\u202f?",
        ASKED,
        "",
    )
    approved = "Quelqu’un d’autre a-t-il approuvé le texte avant publication\u202f?"
    assert messages[approved].answer == ASKED


@pytest.mark.parametrize(
    ("old", "new", "item"),
    [
        ('class="sources__list"', 'class="x"', "4. Sources dites"),
        ("L’essentiel", "Autre chose", "Résumé"),
        ('class="disclaimer ', 'class="x ', COMPLEMENTS),
        ('class="byline__specialty"', 'class="x"', "Qui publie"),
        ('rel="external', 'rel="x', "7. Où trouver du soutien et d’autres informations"),
        ('class="review__row"', 'class="x"', "Dates de publication et de mise à jour"),
        ("</h1>", "</h1><p>dyspnée</p>", ""),
        (BODY, f"{BODY}<p>Une dyspnée.</p>", "Mots médicaux expliqués"),
        (BODY, f'{BODY}<img src="x" alt="">', "Images décrites"),
    ],
)
def test_each_proof_is_looked_for(html: str, old: str, new: str, item: str):
    """What is taken off the page is not proven any more."""
    assert old in html
    lost = {k for k, one in answers(html).items() if one.answer == PROVEN} - {
        k for k, one in answers(html.replace(old, new)).items() if one.answer == PROVEN
    }

    assert (item in lost) if item else not lost


def test_there_is_never_a_score(html: str):
    """Neither the table nor the data hold a sum, a share or a mark."""
    filled = fill_in(html, "articles/sla.md", PAGE, "2026-11-22", "fr")
    data = json.loads(as_data(filled))

    assert set(data) == {"article", "page", "day", "instruments"}
    assert {key for row in data["instruments"] for key in row} == {"name", "items"}
    assert {item["answer"] for row in data["instruments"] for item in row["items"]} == {
        PROVEN,
        MISSING,
        ASKED,
    }
    assert as_table(filled, str).row_count == 66 + 5


def test_an_empty_page_proves_nothing():
    """Whatever the page, there is an answer for each item."""
    assert {one.answer for one in answers("", "en").values()} >= {MISSING, ASKED}


def run(site: Site, *options: str) -> tuple[int, str, str]:
    """Return the status of the command, its data, what it said."""
    for name in ("tasks.py", "requirements.txt", "requirements-test.txt"):
        shutil.copy(KIT / name, site.root)
    return run_task(["check", *options], site.root, {"PATH": "", "COLUMNS": "200"})


def test_the_command(site: Site):
    """By name, in words or for machines; nothing is left behind."""
    site.write(
        "blog.toml",
        BLOG + 'funding = "Le médecin paie tout."\n',
    )
    status, _, said = run(site, "--sheet", "estomac")
    assert status == 0, said
    assert "articles/estomac.md\u00a0: ce que demandent les grilles de qualité." in said
    assert "Le médecin paie tout." in said
    assert "Pas de note" in said
    status, data, said = run(site, "--sheet", "estomac.md", "--json")
    assert status == 0, said
    assert json.loads(data)["page"] == "estomac/index.html"
    assert not site.output.exists()


def test_an_article_that_is_not_there_or_not_seen(site: Site):
    """An unknown name and a draft have no sheet; both are said in words."""
    site.write("articles/brouillon.md", "---\ntitle: Un\nstatus: draft\n---\nTexte.\n")
    status, _, said = run(site, "--sheet", "estomoc")
    assert status == 1
    assert "estomac.md" in said
    status, _, said = run(site, "--sheet", "brouillon")
    assert status == 1
    assert "n’a pas de page que les lecteurs puissent voir" in said
    assert "Traceback" not in said

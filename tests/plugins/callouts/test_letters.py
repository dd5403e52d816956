"""Questions from readers: anonymous, answered for everybody, in the page and in the feed."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.callouts.letters import Letter, personal
from tests.support.sites import Site

NUMBERS = {"emergency": ("15", "112"), "poison": ("01 45 42 59 59",)}
ARTICLE = """\
---
title: T
date: 2026-10-01
conditions: reflux
---
Un texte [@chey2024].

## Questions de lecteurs

### Peut-on boire du café ?

Cela dépend [@chey2024]. Parlez-en à votre médecin.

#### Et du thé ?

De même.

### {question}

Une réponse.
"""


def found(question: str, answer: str = "Une réponse.") -> list[str]:
    """Return the words that are told of."""
    return [quote for _, _, quote in personal(Letter(question, answer), NUMBERS)]


@pytest.mark.parametrize(
    ("question", "messages"),
    [
        ("Écrivez-moi à jean.dupont@mail.example ?", "jean.dupont@mail.example"),
        ("Rappelez-moi au 06 12 34 56 78 ?", "06 12 34 56 78"),
        ("Rappelez-moi au +33 6 12 34 56 78 ?", "+33 6 12 34 56 78"),
        ("Mon numéro est 1 60 03 75 116 001 22 ?", "1 60 03 75 116 001 22"),
        ("Né le 12/03/1960, que faire ?", "12/03/1960"),
        ("Je suis née le 3 mars 1960, que faire ?", "née le 3 mars 1960"),
        ("I was born on 3 March 1960.", "born on 3 March 1960."),
        ("Je m’appelle Jeanne, que faire ?", "Je m’appelle Jeanne"),
        ("My name is Jane Roe.", "My name is Jane Roe"),
        ("Mme Dupont peut-elle sortir ?", "Mme Dupont"),
        ("Le voisin de Paul Durand tousse ?", "Paul Durand"),
    ],
)
def test_what_tells_who_asked_is_quoted(question: str, messages: str):
    """An address, a number, a date of birth, a name: the very words are told."""
    assert found(question) == [messages]


@pytest.mark.parametrize(
    "question",
    [
        "J’ai la cinquantaine et je tousse depuis 3 semaines : que faire ?",
        "Que veut dire 120/80 ?",
        "Faut-il appeler le 15 ou le 01 45 42 59 59 ?",
        "En 2024, 1 000 personnes sur 100 000 : est-ce beaucoup ?",
        "Le vaccin de l’Institut est-il sûr ?",
    ],
)
def test_what_tells_nothing_is_left_alone(question: str):
    """Ages, doses, years and public numbers say nothing of who asked."""
    assert found(question) == []


@pytest.mark.parametrize(
    "answer",
    [
        "Dans votre cas, oui.",
        "Je vous conseille le repos.",
        "Arrêtez votre traitement.",
        "In your case, no.",
    ],
)
def test_advice_to_one_person_is_told(answer: str):
    """An answer speaks to everybody; in the question, the same words are the reader’s."""
    assert len(found("Que faire ?", answer)) == 1
    assert found(answer) == []


def test_a_build_publishes_questions(site: Site):
    """Each question is a heading with its answer and sources, below a notice; in the feed too."""
    site.write("articles/lettre.md", ARTICLE.format(question="Et le soir ?"))
    built = site.build()
    page = LexborHTMLParser(built.page("lettre"))
    feed = (site.output / "feeds" / "all.atom.xml").read_text("utf-8")

    assert built.status == 0, built.said
    assert len(page.css("section.letters > section.letter")) == 2
    assert [" ".join(h.text().split()) for h in page.css(".letter__question")] == [
        "Peut-on boire du café ?".replace("-on", "-\u2060on"),
        "Et le soir ?",
    ]
    assert page.css_first(".letter h4")
    assert page.css_first(".letter a[role=doc-biblioref]")
    assert "Aucune n’est un avis pour vous" in page.css_first(".letters__notice").text()
    assert "Aucune n’est un avis pour vous" in feed
    assert "quelqu’un" not in built.said


def test_a_build_warns_of_who_asked(site: Site):
    """A remark, with the line and the words; nothing is stopped."""
    site.write("articles/lettre.md", ARTICLE.format(question="Et pour Mme Dupont ?"))
    built = site.build()

    assert built.status == 0
    assert "ligne 18\u00a0: quelqu’un est peut-être nommé" in built.said
    assert "Mme Dupont" in built.said

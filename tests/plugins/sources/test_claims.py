"""A number or a strong word that leans on nothing is remarked upon, and little else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from markdown import Markdown

from plugins.reader.core import read_document
from plugins.reader.dialect import extensions
from plugins.shared.typography import typeset
from plugins.sources.calls import CitationCalls
from plugins.sources.claims import unsourced_claims
from tests.properties.grammar import CHARACTERS, many, mixed
from tests.support.sites import ARTICLE, DEMO, Site


def remarks(text: str, language: str = "fr") -> list[tuple[int, str]]:
    """Return the line and the words of each claim of a text that leads to no source."""
    converter = Markdown(extensions=[*extensions(), CitationCalls()])
    html = typeset(converter.convert(text), language)
    return [(p.line, p.quote) for p in unsourced_claims(html, language, text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ce traitement marche chez 80 % des malades.",
        "Il évite 3,5% des accidents.",
        "Une femme sur huit est touchée.",
        "Dix enfants sur cent en ont.",
        "C’est trois fois plus fréquent.",
        "Fumer double le risque.",
        "Le risque relatif est faible.",
        "Le bénéfice est net (RR 0,8).",
        "Son efficacité est prouvée.",
        "Ce sirop guérit la toux.",
        "On peut le prendre sans danger.",
        "Il n’y a aucun risque.",
        "Des études montrent le contraire.",
    ],
)
def test_french_claims(sentence: str):
    """Figures, ratios, and words that promise."""
    assert [quote for _, quote in remarks(sentence)] == [typeset(sentence, "fr")]


@pytest.mark.parametrize(
    "sentence",
    [
        "It works in 80% of patients.",
        "One in eight women has it.",
        "It is twice as frequent.",
        "Smoking doubles the risk.",
        "The odds ratio is low.",
        "Its effect is proven.",
        "This syrup cures a cough.",
        "It is perfectly safe.",
        "Studies show the contrary.",
    ],
)
def test_english_claims(sentence: str):
    """The same in English."""
    assert len(remarks(sentence, "en")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ce traitement marche chez 80 % des malades [@a].",
        "Ce traitement marche chez 80 % des malades.[@a] La suite compte moins.",
        "Ce traitement marche chez 80 % des malades. C’est ce que dit une étude [@a].",
        "## Prouvé à 100 %\n\nParlons-en.",
        "```\n80 % de code\n```",
        "> Ce sirop guérit la toux.",
        "On lit partout : « ce sirop guérit la toux ».",
        "Ce médicament est-il sans danger ?",
        "Appelez le 15 ou le 112.",
        "Prenez rendez-vous : une ferritine haute sur une prise de sang suffit.",
        "Marchez trente minutes, cinq jours sur la semaine.",
        "Call 112 (or 15 in France).",
    ],
)
def test_no_claim(text: str):
    """What leads to a source, what is asked, quoted or shown, and telephone numbers."""
    assert remarks(text) == []
    assert remarks(text, "en") == []


def test_the_call_must_be_near():
    """A call two sentences further, or in another paragraph, backs nothing."""
    assert len(remarks("Il guérit. Une phrase. Une autre [@a].")) == 1
    assert len(remarks("Il guérit.\n\nUne autre [@a].")) == 1
    assert len(remarks("- Il guérit.\n- Une autre [@a].")) == 1


def test_each_on_its_line():
    """The line of the file, wherever the sentence begins and however it is wrapped."""
    text = "Un début.\n\nDeux mots. Ce médicament\n**guérit** la toux.\n\n- a\n- Il est prouvé.\n"

    assert [line for line, _ in remarks(text)] == [3, 7]


def test_a_long_sentence_is_cut():
    """The first words are enough to find it again."""
    ((line, quote),) = remarks("Il guérit " + "vraiment " * 60 + "tout.")

    assert (line, quote[-1], len(quote) <= 161) == (1, "…", True)


@many
@given(mixed(["80 %", "prouvé", ". ", "[@a]", "\n\n", "- ", "« ", " »", "<p>", "?"]), CHARACTERS)
def test_any_text_is_read(text: str, character: str):
    """Nothing raises, and each remark is shown with the words of the text."""
    for _, quote in remarks(text + character):
        assert quote


@pytest.mark.parametrize("level", ["medical", "practice"])
def test_told_as_a_remark(site: Site, level: str):
    """The doctor hears of it with the line, and nothing is stopped; news claim nothing."""
    text = ARTICLE.replace("title:", f"kind: {level}\ntitle:", 1)
    text = text if level == "medical" else text.replace(" [@chey2024]", "")
    site.write("articles/estomac.md", f"{text}\nCe traitement guérit huit fois sur dix.\n")
    built = site.build()

    assert built.status == 0, built.said
    line = len(text.splitlines()) + 2
    said = f"! ligne {line}\u00a0: un chiffre ou une affirmation forte ne renvoie à aucune source."
    assert (said in built.said.replace(" : un", "\u00a0: un")) == (level == "medical")


def test_the_demonstration_claims_nothing_bare():
    """Its articles are an example."""
    for article in sorted((DEMO / "articles").glob("*.md")):
        text = article.read_text("utf-8")
        language = "en" if article.name.endswith(".en.md") else "fr"
        assert remarks(read_document(text).body, language) == [], article.name

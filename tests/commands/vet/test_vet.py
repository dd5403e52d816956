"""``vet``: a community is vetted question by question, and what is due is listed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.support.sites import BLOG, LEDGER, Site
from tests.support.vetting import ANSWERS, VETTED, Desk, command, desk

__all__ = ["desk"]


def test_a_community_is_vetted(desk: Desk):
    """All is asked in plain French, what will be written is shown, then written as shown."""
    said = desk.vet("renaloo", [*ANSWERS, "oui"])

    assert desk.status == 0
    assert "Renaloo (renaloo)" in said
    assert "Adresse\u00a0: https://renaloo.com" in said
    assert "Type\u00a0: Association avec un lieu d’échange" in said
    assert "1/17 Qui la tient\u202f?" in said
    assert "Interdit-elle l’échange de médicaments\u202f?" in said
    assert '+criteria.data_sale = "no"' in said
    assert "Enregistré. À revoir le 22 mai 2027." in said
    assert desk.ledger == f"{LEDGER}\n{VETTED}"
    assert not desk.draft().exists()


def test_the_blog_shows_what_was_vetted(desk: Desk):
    """The ledger that was written is the one the blog builds with; a card shows few answers."""
    desk.site.write("articles/estomac.md", _article("insuffisance rénale chronique"))
    before = desk.site.build().page("estomac")
    desk.vet("renaloo", [*ANSWERS, "oui"])

    built = desk.site.build()

    assert "renaloo.com" not in before
    assert built.status == 0, built.said
    assert "https://renaloo.com" in built.page("estomac")
    assert "cotisations" in built.page("estomac")
    assert "pseudonyme possible" not in built.page("estomac")


def test_nothing_is_written_without_a_yes(desk: Desk):
    """“non” writes nothing, and keeps the answers for another day; neither does Enter."""
    said = desk.vet("renaloo", [*ANSWERS, "", "peut-être", "non"])

    assert (desk.status, desk.ledger) == (0, LEDGER)
    assert said.count("Écrivez oui ou non.") == 2
    assert "Rien n’a été écrit" in said

    desk.vet("renaloo", ["oui", "oui"])
    assert desk.ledger == f"{LEDGER}\n{VETTED}"


def test_enter_keeps_what_was_answered_last_time(desk: Desk):
    """A second vetting is a row of Enter; only the days change."""
    desk.vet("renaloo", [*ANSWERS, "oui"])
    desk.site.write("blog.toml", BLOG.replace("2026-11-22", "2027-05-01"))

    desk.vet("renaloo", [*[""] * 12, "2027-04-30", *[""] * 4, "oui"])

    after = VETTED.replace("2026-11-20", "2027-04-30").replace("2026-11-22", "2027-05-01")
    assert desk.ledger == f"{LEDGER}\n{after.replace('2027-05-22', '2027-11-01')}"


def test_enter_is_no_answer_the_first_time(desk: Desk):
    """Nobody vets a community by holding Enter down: what the catalogue does not say is asked."""
    said = desk.vet("renaloo", ["", "", "", ""])

    assert said.count("si vous ne savez pas") >= 3
    assert json.loads(desk.draft().read_text("utf-8"))["answers"] == {"operator": "Renaloo"}


def test_what_the_catalogue_says_is_confirmed(desk: Desk):
    """A fact is shown once, with the question that asks it; Enter takes it, words correct it."""
    said = desk.vet("seronet", ["", "", "oui", "oui", "AIDES", "non", "oui", ""])

    assert said.count("AIDES, COCQ-SIDA") == 1
    assert "[Entrée, si c’est toujours vrai\u00a0: AIDES, COCQ-SIDA (Québec)]" in said
    kept = json.loads(desk.draft("seronet").read_text("utf-8"))["answers"]
    assert kept["operator"] == "AIDES, COCQ-SIDA (Québec)"
    assert kept["moderation"].startswith("modération par des salariés (Charte fondée sur")
    assert kept["funding"] == "AIDES"
    assert kept["registration"] == "Pas nécessaire pour lire ; un compte pour écrire"


def test_what_the_catalogue_does_not_know_is_no_answer(desk: Desk):
    """Of most communities it does not say whether an account is needed: Enter takes nothing."""
    said = desk.vet("renaloo", [*ANSWERS[:7], "", *ANSWERS[7:], "oui"])

    assert "Project-Id-Version" not in said
    assert desk.ledger == f"{LEDGER}\n{VETTED}"


def test_an_answer_of_the_kit_s_own_is_found(desk: Desk):
    """One that a former vet wrote stops the blog, with where and what to do, and is not offered."""
    wrong = 'criteria.registration = "Project-Id-Version: \\nLanguage: fr"'
    desk.site.write("communities/vetting.toml", f"{LEDGER}{wrong}\n")
    desk.draft().parent.mkdir(exist_ok=True)
    kept = {"answers": {"operator": "Renaloo", "registration": "Project-Id-Version: \n"}}
    desk.draft().write_text(json.dumps(kept), "utf-8")

    built = desk.site.build()
    said = desk.vet("renaloo", ["oui"])

    assert built.status == 1
    assert "ligne 2" in built.said
    assert "criteria.registration" in built.said
    assert "python3 tasks.py vet france-assos-sante" in built.said
    assert "Version" not in said.partition("Vous aviez commencé")[2]


@pytest.mark.parametrize("word", ["retour", "Back", "<", "\x1b[A"])
def test_a_way_back(desk: Desk, word: str):
    """It leads to the question before, whose answer Enter keeps and words change; never further."""
    typed = [word, ANSWERS[0], "deux", word, *ANSWERS[1:3], "non", word, word, word]
    typed += ["", "", *ANSWERS[3:], word, "", "oui"]
    said = desk.vet("renaloo", typed)

    asked = [said.count(f"\n{number}/17 ") for number in (1, 2, 3, 4, 5)]
    assert asked == [2, 3, 4, 3, 2]
    assert said.count("17/17 ") == 2
    assert desk.ledger == f"{LEDGER}\n{VETTED}"


def test_back_from_a_verdict_to_another(desk: Desk):
    """What follows is asked anew where it depends on the answer that was changed."""
    said = desk.vet("renaloo", [*ANSWERS[:16], "retour", "retour", "3", "Des cures.", "6", "oui"])

    assert "Pourquoi la refusez-vous" in said
    assert 'reason.fr = "Des cures."' in desk.ledger
    assert "sentence" not in desk.ledger.removeprefix(LEDGER)


def test_back_among_answers_that_were_kept(desk: Desk):
    """Those of another day can be gone back to as well."""
    desk.vet("renaloo", ANSWERS[:5])
    desk.vet("renaloo", ["oui", "retour", "autre chose", *ANSWERS[5:], "oui"])

    assert desk.ledger == f"{LEDGER}\n{VETTED.replace('cotisations', 'autre chose')}"


def test_a_key_that_is_no_letter_is_no_answer(desk: Desk):
    """Where nothing reads the arrows, what they leave in a line is not published."""
    said = desk.vet("renaloo", ["Une fond\x1b[D\x1b[Dation", *ANSWERS, "oui"])

    assert "n’est pas une lettre" in said
    assert desk.ledger == f"{LEDGER}\n{VETTED}"


@pytest.mark.parametrize(
    ("number", "wrong", "said"),
    [
        (12, "2026-11-23", "n’est pas encore venu"),
        (12, "2026-02-30", "pas un jour"),
        (12, "32/13/2026", "pas un jour"),
        (12, "?", "Sans ce jour"),
        (13, "renaloo.com", "n’est pas une adresse"),
        (14, "4", "1, 2 ou 3"),
        (15, "mot " * 26, "26 mots"),
        (16, "13", "De 1 à 12 mois"),
        (16, "0", "De 1 à 12 mois"),
        (16, "2027-11-23", "dans les douze mois"),
        (16, "2026-11-22", "dans les douze mois"),
        (3, "a" * 501, "trop longue"),
    ],
)
def test_a_wrong_answer_is_asked_again(desk: Desk, number: int, wrong: str, said: str):
    """It is said why, and the right one is then taken."""
    typed = [*ANSWERS[:number], wrong, *ANSWERS[number:], "oui"]

    assert said in desk.vet("renaloo", typed)
    assert desk.ledger == f"{LEDGER}\n{VETTED}"


def test_letters_that_are_no_letters_are_asked_again(desk: Desk):
    """Bytes of another alphabet are no answer, and an endless line fills nothing."""
    typed = "".join(f"{line}\n" for line in [*ANSWERS, "oui"]).encode()

    said = desk.vet("renaloo", b"pay\xe9\n" + b"x" * 3_000_000 + b"\n" + typed)

    assert "ne peuvent pas être lues" in said
    assert "trop longue" in said
    assert desk.ledger == f"{LEDGER}\n{VETTED}"


def test_a_reservation_is_said(desk: Desk):
    """A reservation without its sentence is asked for again."""
    said = desk.vet("renaloo", [*ANSWERS[:14], "2", "-", "Il faut s’inscrire.", "12", "oui"])

    assert "quelle est votre réserve" in said
    assert 'verdict = "reserved"' in desk.ledger
    assert "next_check = 2027-11-22" in desk.ledger


def test_a_silent_community_is_told(desk: Desk):
    """That nobody wrote for six months is said at once: the blog will not show it."""
    said = desk.vet("renaloo", [*ANSWERS[:12], "22/05/2026", *ANSWERS[13:14], "3", "-", "6", "oui"])

    assert "ne sera pas montrée" in said
    assert "cette communauté n’est pas montrée" in said
    assert 'verdict = "refused"' in desk.ledger
    assert "sentence" not in desk.ledger


def test_why_it_is_refused_is_asked(desk: Desk):
    """A refusal asks for its reason, which is published, and for no sentence for patients."""
    desk.vet("renaloo", [*ANSWERS, "oui"])
    why = "Des cures y sont vendues."
    said = desk.vet("renaloo", [*[""] * 14, "3", why, "6", "oui"])

    assert "16/17 Pourquoi la refusez-vous\u202f?" in said
    assert said.count("Une phrase pour vos patients") == 0
    assert f'reason.fr = "{why}"' in desk.ledger
    # What was said to patients is not lost, should the doctor change their mind.
    assert 'sentence.fr = "Un forum."' in desk.ledger

    desk.vet("renaloo", [*[""] * 14, "3", "-", "6", "oui"])
    assert "reason" not in desk.ledger


def test_a_sentence_is_never_taken_for_a_reason(desk: Desk):
    """Enter, where a reason is asked for the first time, is no answer."""
    desk.vet("renaloo", [*ANSWERS, "oui"])
    desk.vet("renaloo", [*[""] * 14, "3", "", "-", "6", "oui"])

    assert 'verdict = "refused"' in desk.ledger
    assert "reason" not in desk.ledger


@pytest.mark.parametrize(
    ("number", "wrong", "said"),
    [(0, "oui", "Oui ou non ne suffit pas"), (4, "non", "Oui ou non ne suffit pas"),
     (7, "Oui.", "Oui ou non ne suffit pas"), (1, "oui", "Dites par qui")],
)  # fmt: skip
def test_an_open_question_wants_words(desk: Desk, number: int, wrong: str, said: str):
    """“Who runs it? Yes” tells readers nothing."""
    typed = [*ANSWERS[:number], wrong, *ANSWERS[number:], "oui"]

    assert said in desk.vet("renaloo", typed)
    assert desk.ledger == f"{LEDGER}\n{VETTED}"


@pytest.mark.parametrize("words", ["on ne sait pas", "Je ne sais pas.", "inconnue", "?"])
def test_not_to_know_is_said_in_many_ways(desk: Desk, words: str):
    """The blog's own words for “?” are taken for it."""
    desk.vet("renaloo", [*ANSWERS[:3], words, *ANSWERS[4:], "oui"])

    assert desk.ledger == f"{LEDGER}\n{VETTED}"


def test_what_the_catalogue_knows_is_said_in_french(desk: Desk):
    """Its codes are for programs."""
    said = desk.vet("mind-side-by-side")

    for code in ("GB", "en\n", "charity", "official-page-read", "third-party", "posting"):
        assert code not in said.partition("Lu dans")[0], code
    assert "Royaume-Uni" in said
    assert "anglais" in said
    assert "supposée, non lue" in said


def test_what_closed_is_said_and_no_candidate(desk: Desk):
    """A blog that its author closed is proposed to nobody, and vet says so at once."""
    desk.site.write("articles/estomac.md", _article("cancer du sein"))

    due = desk.vet("")
    assert "les-impatientes" in due
    assert "apres-mon-cancer" not in due
    assert "ferme à partir du 2017-08-31" in desk.vet("apres-mon-cancer-du-sein")

    ledger = LEDGER.replace("france-assos-sante", "apres-mon-cancer-du-sein")
    desk.site.write("communities/vetting.toml", ledger)
    assert "pas montrée\u00a0: elle a fermé" in desk.vet("")


@pytest.mark.parametrize(
    "answer", ["Oui, à des laboratoires", "non, d’après la charte", "?", "oui"]
)
def test_a_sale_of_data_is_said_first(desk: Desk, answer: str):
    """A warning to readers hangs on it: it begins with yes or no, or is unknown."""
    typed = [*ANSWERS[:5], "à des laboratoires", answer, *ANSWERS[6:], "oui"]
    said = desk.vet("renaloo", typed)

    assert said.count("Commencez par oui ou non") == 1
    assert "à des laboratoires" not in desk.ledger.replace("Oui, à des laboratoires", "")


@pytest.mark.parametrize(
    ("written", "near"), [("renalo", "renaloo"), ("Renalo", "renaloo"), ("zzzz", "additions.toml")]
)
def test_the_nearest_is_suggested(desk: Desk, written: str, near: str):
    """A short name that is not in the catalogue leads to the nearest."""
    said = desk.vet(written, ANSWERS)

    assert desk.status == 1
    assert f"pas de communauté «\u00a0{written}\u00a0»" in said
    assert near in said


def test_a_ledger_changed_meanwhile_is_read_again(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """What the doctor saves in the editor while the questions are asked stays."""
    from commands.vet import interview  # noqa: PLC0415

    asked = interview.yes_or_no
    later = f"# De moi\n{LEDGER}"

    def answer(*arguments: object, **options: object) -> bool:
        if desk.ledger == LEDGER:
            desk.site.write("communities/vetting.toml", later)
        return bool(asked(*arguments, **options))  # type: ignore[arg-type]

    monkeypatch.setattr(interview, "yes_or_no", answer)
    said = desk.vet("renaloo", [*ANSWERS, "oui", "oui"])

    assert "changé entre-temps" in said
    assert desk.ledger == f"{later}\n{VETTED}"


def test_a_broken_ledger_is_mended_first(desk: Desk):
    """Nothing is asked when nothing could be written; the line is named."""
    desk.site.write("communities/vetting.toml", f"{LEDGER}oups\n")

    said = desk.vet("renaloo", ANSWERS)

    assert desk.status == 1
    assert "ligne 7" in said
    assert "Réparez d’abord le registre" in said
    assert not desk.draft().exists()


def test_what_is_due_and_missing(desk: Desk):
    """Vettings that end, and the illnesses of the articles without a community, are listed."""
    desk.site.write(
        "communities/vetting.toml", LEDGER.replace("10-12", "05-25").replace("10-05", "05-20")
    )
    desk.site.write("articles/rein.md", _article("insuffisance rénale chronique"))
    desk.site.write(
        "articles/cabinet.md", _article("grippe").replace("---\nUn", "kind: practice\n---\nUn")
    )
    desk.vet("renaloo", ANSWERS[:2])

    said = desk.vet("")

    assert desk.status == 0
    assert "france-assos-sante  bientôt à revoir" in said
    assert "25 novembre 2026" in said
    row = next(line for line in said.splitlines() if "articles/rein.md" in line)
    assert "renaloo" in row
    assert "Commencée, pas encore écrite\u00a0: python3 tasks.py vet renaloo" in said
    assert "grippe" not in said


def test_an_illness_without_a_community_leads_on(desk: Desk):
    """A general one of the country is proposed, and where to describe one that she knows."""
    desk.site.write("communities/vetting.toml", "")
    desk.site.write("articles/gorge.md", _article("angine"))

    said = desk.vet("")

    assert "Là où il n’en a pas" in said
    assert "france-assos-sante" in said
    assert "content/communities/additions.toml" in said


def test_a_blog_of_quebec_is_led_on_too(desk: Desk):
    """The country of the blog is a province, and the catalogue names the country: Canada."""
    desk.site.write("blog.toml", BLOG.replace('"FR"', '"CA-QC"'))
    desk.site.write("communities/vetting.toml", "")
    desk.site.write("articles/gorge.md", _article("angine"))
    desk.site.write(
        "communities/additions.toml",
        '[[community]]\nid = "pour-tous"\nname = "Pour tous"\nurl = "https://tous.example/"\n'
        'kind = "association"\nlanguages = ["fr"]\ncountries = ["CA"]\nconditions = ["*"]\n',
    )

    assert "pour-tous" in desk.vet("")


def test_a_community_may_be_called_by_its_name(desk: Desk):
    """As it calls itself, whatever its capitals."""
    assert "Maladies (CIM-10)\u00a0: toutes les maladies" in desk.vet("France assos santé")


def test_a_lapsed_vetting_is_overdue(desk: Desk):
    """After its day, the list says that the link is gone."""
    desk.site.write("communities/vetting.toml", LEDGER.replace("2026", "2025"))

    assert "échue\u00a0: le lien n’est plus montré" in desk.vet("")


@pytest.mark.parametrize("option", [(), ("--no-browser",)])
def test_the_page_is_opened(site: Site, tmp_path: Path, option: tuple[str, ...]):
    """The browser shows the community's page, unless it is asked not to."""
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> {opened}\n', "utf-8")
    browser.chmod(0o755)
    words, environment = command(site, "renaloo", *option)

    done = subprocess.run(
        words,
        cwd=site.root,
        env=environment | {"BROWSER": f"{browser} %s &"},
        input=b"".join(f"{line}\n".encode() for line in [*ANSWERS, "oui"]),
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode()
    assert (site.content / "communities/vetting.toml").read_text("utf-8").endswith(VETTED)
    assert opened.exists() == (not option)
    assert option or opened.read_text("utf-8").split() == ["https://renaloo.com"]
    assert [path.name for path in (site.content / "communities").iterdir()] == ["vetting.toml"]


def _article(condition: str) -> str:
    return f"---\ntitle: A\ndate: 2026-10-01\nconditions: {condition}\n---\nUn texte [@chey2024].\n"

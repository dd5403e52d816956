"""Every word a doctor or a reader sees exists in French and in English."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from plugins.shared.i18n import long_date, on_one_line
from tests.support.sites import KIT

NAMES = re.compile(r"\{\w+\}")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The phrases in the code and in the templates."""
    target = tmp_path_factory.mktemp("phrases") / "all.pot"
    mapping = target.with_suffix(".cfg")
    mapping.write_text("[python: **.py]\n[jinja2: **.html]\n", "utf-8")
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-k", "N_"]
    places = ["plugins", "audit", "commands", "theme/templates", "tasks.py", "pelicanconf.py"]
    subprocess.run([*command, "-F", mapping, "-o", target, *places], cwd=KIT, check=True)
    with target.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def french() -> Catalog:
    """The French catalogue."""
    with (KIT / "plugins" / "shared" / "i18n" / "fr.po").open("rb") as file:
        return read_po(file, locale="fr")


def test_every_phrase_is_in_french(written: Catalog, french: Catalog):
    """No phrase is missing, none is left without its French, none is a guess."""
    missing = [message.id for message in written if message.id and not french[message.id]]
    empty = [message.id for message in french if message.id and not all_strings(message.string)]

    assert missing == []
    assert empty == []
    assert not [message.id for message in french if message.fuzzy and message.id]


def test_no_phrase_is_left_over(written: Catalog, french: Catalog):
    """The catalogue holds nothing that is not said any more."""
    assert [message.id for message in french if message.id and not written[message.id]] == []


def test_french_keeps_the_names(french: Catalog):
    """What is filled in is named alike in both languages."""
    for message in french:
        if message.id:
            ids = "".join(message.id) if isinstance(message.id, tuple) else message.id
            for string in all_strings(message.string):
                assert set(NAMES.findall(string)) <= set(NAMES.findall(ids)), message.id
            assert set(NAMES.findall(ids)) == set(
                NAMES.findall("".join(all_strings(message.string)))
            )


def test_french_is_typeset(french: Catalog):
    """No straight apostrophe between letters, no plain space where a line must not be cut."""
    for message in french:
        for string in all_strings(message.string) if message.id else ():
            assert not re.search(r"\w'\w| [;!?»]|« | :(?:\s|$)", string), string


def test_french_has_one_space_for_each_sign(french: Catalog):
    """A narrow one before ``; ! ?``, a whole one before ``:`` and inside quotes."""
    for message in french:
        for string in all_strings(message.string) if message.id else ():
            assert not re.search("(?<!«)\u00a0[;!?]|\u202f[:»]|«\u202f", string), string


def test_words_on_one_line_keep_the_space_before_a_colon():
    """Jinja's ``striptags`` makes an ordinary space of it, where a line could be cut."""
    html = "<p>Le premier geste\u00a0:\nne pas <em>se frotter</em> les yeux\u202f!</p>"

    assert on_one_line(html) == "Le premier geste\u00a0: ne pas se frotter les yeux\u202f!"


def test_no_message_sends_the_doctor_to_somebody_else(french: Catalog):
    """She looks after her blog: each message says what to do."""
    said = [string for message in french for string in all_strings(message.string) if message.id]

    assert not [one for one in said if "s’occupe d" in one]
    (of_the_kit,) = [one for one in said if "n’y sont pour rien" in one]
    assert "là où vous l’avez téléchargé" in of_the_kit


def all_strings(string: str | tuple[str, ...]) -> list[str]:
    """Return the forms of a phrase, one or several; none if one is empty."""
    strings = [string] if isinstance(string, str) else list(string)
    return strings if all(strings) else []


@pytest.mark.parametrize(
    ("language", "country", "day", "words"),
    [
        ("fr", "FR", date(2026, 3, 1), "1er mars 2026"),
        ("fr", "CA-QC", date(2026, 8, 11), "11 août 2026"),
        ("en", "GB", date(2026, 3, 1), "1 March 2026"),
        ("en", "FR", date(2026, 3, 1), "1 March 2026"),
        ("en", "US", date(2026, 3, 1), "March 1, 2026"),
        ("en", "CA-QC", date(2026, 3, 1), "March 1, 2026"),
    ],
)
def test_dates_in_words(language: str, country: str, day: date, words: str):
    """A date is said as people of the country say it, whatever the machine's locale."""
    assert long_date(day, language, country) == words

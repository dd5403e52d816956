"""Nothing is published without what the law asks, said with the law and the remedy."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.legal.core import REQUIRED, missing_fields
from plugins.shared.blog import read_blog
from plugins.shared.problems import ERROR, WARNING
from tests.support.doctor import REAL, read, settle_in, without
from tests.support.publishing import run
from tests.support.sites import ARTICLE, Site

# Words of the text of law that stand in its French name as in its English one.
LAW = {
    ("host", "logs"): "article 13",
    ("host", "transfers"): "article 13",
    ("contact", "kept"): "article 13",
    ("contact", "mail"): "article 19",
}
ASKED = [
    *(
        (
            field.part,
            field.name,
            LAW.get(
                (field.part, field.name),
                "article 1-1" if field.part in ("publisher", "host") else "",
            ),
        )
        for field in REQUIRED
        if field.asked_in("FR")
    ),
    ("practice", "fees", "R.4127-53"),
    ("practice", "payment", "R.4127-53"),
    ("practice", "access", "R.4127-53"),
    ("practice", "convention", "Ordre"),
]


# Of each page, what the law asks of it, whatever the words between.
SAID = {
    "mentions-legales": [
        *("anne@docteur-petit.fr", "123 456 782", "FR 12 123456782", "articles 1-1 et 19"),
        *("30 euros la consultation", "carte, chèque, espèces", "bénéficiaires de la CSS"),
        *("R.4127-53", "R.4127-19-1, II", "R.4127-13", "Le III ajoute", "L.4113-13"),
        *("Droit de réponse", "1-1, III", "trois mois"),
    ],
    "en/mentions-legales": [
        *("Articles 1-1 and 19", "R.4127-19-1, II", "R.4127-13", "Part III", "Right of reply"),
    ],
    "vie-privee": [
        *("sous-traitant", "l’adresse IP, trente jours", "hors de l’Union européenne", "aucun"),
        *("trois mois", "intérêt légitime", "Destinataires", "limiter", "porter ailleurs"),
        *("article 85", "après votre décès", "article 13", "réclamation", "CNIL"),
    ],
    "en/vie-privee": [
        *("processor", "legitimate interest", "Recipients", "limited", "article 85", "complaint"),
    ],
    "accessibilite": ["Défenseur des droits", "établie le 29 novembre 2026"],
    "en/accessibilite": ["Défenseur des droits", "29 November 2026"],
    "politique-editoriale": ["HONcode", "fermé en décembre 2022"],
}


@pytest.fixture
def real(site: Site) -> Site:
    """A blog that is a doctor's own and lacks nothing."""
    return settle_in(site)


def test_nothing_is_missing():
    """A blog that says all that is asked is told nothing."""
    assert list(missing_fields(read(REAL), stops=True)) == []


@pytest.mark.parametrize(("part", "name", "law"), ASKED)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_field_is_asked_for(real: Site, part: str, name: str, law: str, language: str):
    """Missing, it is refused: its name, who asks for it, and what to write, in both languages."""
    text = without(part, name).replace('language = "fr"', f'language = "{language}"')
    real.write("blog.toml", text)
    refused = run(real, "publish", AS_A_DOCTOR="1", SOURCE_DATE_EPOCH="1795000000")
    said = refused.stderr.replace("\u00a0", " ")

    assert refused.returncode == 1
    asks = "le demande." if language == "fr" else "asks for it."
    (line,) = (line for line in said.splitlines() if asks in line)
    assert f"{part}.{name}" in line
    assert law in line
    fix = f'{"écrivez" if language == "fr" else "write"} {name} = "'
    assert fix in said.lower()
    # Who answers start need open no file.
    assert "python3 tasks.py start" in said
    assert f"[{part}]" in said
    assert not (real.root / "public").exists()


@pytest.mark.parametrize("country", ["BE", "GB", "US"])
def test_elsewhere_the_french_law_is_not_asked_for(country: str):
    """Of another country nothing is invented: the standards that hold anywhere, and a remark."""
    bare = REAL.partition("[publisher]")[0].replace('"FR"', f'"{country}"')
    bare = without("doctor", "rpps", without("doctor", "order", bare))
    (remark,) = missing_fields(read(bare), stops=True)

    assert (remark.level, remark.quote) == (WARNING, "country")
    names = {str(p.values.get("name")) for p in missing_fields(read(minimal(country)), stops=True)}
    assert names == {"qualification", "funding", "interests", "None"}


def minimal(country: str) -> str:
    """Return a blog with the least that can be read."""
    return (
        f'[blog]\ntitle = "x"\naddress = "https://x.fr"\nlanguage = "en"\ncountry = "{country}"\n'
        '[doctor]\nname = "Dr A"\nspecialty = "GP"\n'
    )


def test_without_a_practice_no_fees_are_asked_for():
    """A blog that does not present a practice need not say what a visit costs."""
    before, _, practice = REAL.partition("[practice]")
    bare = f"{before}[contact]{practice.partition('[contact]')[2]}"

    assert list(missing_fields(read(bare), stops=True)) == []


COMPANY = 'director = "Dr Anne Petit"\nform = "SELARL"\n'


def test_a_company_says_what_it_is():
    """A publisher that is a company is asked its name, capital and registration; others are not."""
    company = REAL.replace('director = "Dr Anne Petit"\n', COMPANY)
    asked = [str(p.values["name"]) for p in missing_fields(read(company), stops=True)]
    whole = company.replace(
        COMPANY,
        f'{COMPANY}name = "Cabinet Petit"\ncapital = "1 000 euros"\nregistration = "RCS Essai 1"\n',
    )

    assert asked == ["name", "capital", "registration"]
    (form,) = missing_fields(read(whole.replace('form = "SELARL"\n', "")), stops=True)
    assert "R.4113-2" in str(form.values["law"])
    assert list(missing_fields(read(whole), stops=True)) == []


@pytest.mark.parametrize(("siren", "figures"), [("123 456 782 00015", 14), ("12345678", 8)])
def test_a_siren_has_nine_figures(siren: str, figures: int):
    """A SIRET, or a number cut short, is told; spaces between figures are not counted."""
    blog, problems = read_blog(REAL.replace("123 456 782", siren))

    assert blog is None
    assert [(p.values["count"], p.quote) for p in problems] == [(figures, siren)]


def test_the_pages_say_what_the_law_asks(real: Site):
    """In both languages: who, at what price, on which basis, with which rights and remedies."""
    english = ARTICLE.replace("date:", "lang: en\ninterests: None.\ndate:")
    real.write("articles/estomac.en.md", english)
    built = real.build()
    assert built.status == 0, built.said
    for folder, said in SAID.items():
        page = LexborHTMLParser(built.page(folder)).css_first("main")
        words = " ".join(page.text().split()).replace("\u202f", " ")
        assert {one for one in said if one not in words} == set(), folder
        if "politique" not in folder:
            assert page.css_first('time[datetime="2026-11-29"]'), folder


def test_everyone_is_qualified():
    """A second author is asked what the doctor is, by name."""
    two = f'{REAL}\n[[people]]\nname = "Dr Paul Martin"\nspecialty = "cardiologue"\n'
    found = list(missing_fields(read(two), stops=True))

    assert [str(p.values["name"]) for p in found] == ["qualification", "rpps", "order"]
    assert {p.values["person"] for p in found} == {"Dr Paul Martin"}


def test_a_beginner_can_begin(real: Site):
    """A build and a check only say what is missing; the check says that publish will ask."""
    real.write("blog.toml", minimal("FR").replace('"en"', '"fr"'))
    real.write("articles/estomac.md", ARTICLE.replace("date:", "interests: Aucun.\ndate:"))
    built = run(real, "build", SOURCE_DATE_EPOCH="1795000000")
    checked = run(real, "check", SOURCE_DATE_EPOCH="1795000000")
    page = (real.output / "mentions-legales" / "index.html").read_text("utf-8")

    assert (built.returncode, checked.returncode) == (0, 0), checked.stderr
    for said in (built.stderr, checked.stderr):
        assert "« publisher.phone » manque" in said.replace("\u00a0", " ")
    assert "publish s’arrêtera encore" in checked.stderr
    assert "(à compléter\u00a0: publisher.phone, dans blog.toml)" in page


def test_the_publishing_settings_stop_by_themselves(real: Site):
    """Pelican alone, with publishconf.py, writes nothing without the fields of the law."""
    real.write("blog.toml", without("host", "phone"))
    built = real.build(base="publishconf")

    assert built.status == 1
    assert "host.phone" in built.said


def test_a_doctor_s_blog_is_published(real: Site):
    """With everything said, it is put in force; no page says to be a demonstration."""
    checked = run(real, "check", SOURCE_DATE_EPOCH="1795000000")
    done = run(real, "publish", AS_A_DOCTOR="1", SOURCE_DATE_EPOCH="1795000000")

    assert "Rien n’empêche de publier." in checked.stderr
    assert done.returncode == 0, done.stderr
    assert "fictional" not in (real.root / "public" / "index.html").read_text("utf-8")


def test_dots_say_nothing():
    """A line copied from the message, its dots left in, is still missing."""
    dots = REAL.replace("Le blog est payé par son auteure.", "…").replace('"secteur 1"', '"- …"')
    found = {str(p.values["name"]) for p in missing_fields(read(dots), stops=True)}

    assert found == {"funding", "convention"}


def test_levels():
    """What is only said in a build stops a publication."""
    lacking = read(without("host", "phone"))

    assert [p.level for p in missing_fields(lacking, stops=True)] == [ERROR]
    assert [p.level for p in missing_fields(lacking, stops=False)] == [WARNING]

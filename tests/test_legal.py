"""Nothing is published without what the law asks; the pages that write themselves say it."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest
from conftest import ARTICLE, DEMO, LEDGER, Site
from publishing import run
from selectolax.lexbor import LexborHTMLParser

from commands.identity import unfit
from commands.place import Place
from plugins.blog import Blog, read_blog
from plugins.legal.core import READ_ON, REQUIRED, missing_fields
from plugins.legal.demonstration import is_delivered, marks
from plugins.legal.pages import KINDS
from plugins.problems import ERROR, WARNING

REAL = """\
[blog]
title = "Le blog du Dr Petit"
address = "https://docteur-petit.fr"
language = "fr"
country = "FR"

[doctor]
name = "Dr Anne Petit"
specialty = "médecin généraliste"
qualification = "docteure en médecine"
rpps = "10001234567"
order = "Conseil départemental de l’Ordre, numéro 1234"
interests = "Aucun lien d’intérêt."
funding = "Le blog est payé par son auteure."

[publisher]
address = "1 rue de l’Essai, 00000 Essai"
phone = "01 00 00 00 00"
director = "Dr Anne Petit"

[host]
name = "Hébergeur d’essai"
address = "2 rue de l’Essai, 00000 Essai"
phone = "+33 1 00 00 00 01"

[practice]
name = "Cabinet de l’Essai"
convention = "secteur 1"
fees = "30 euros la consultation"

[contact]
mail = "anne@docteur-petit.fr"
phone = "01 00 00 00 02"
appointment = "https://rendez-vous.fr/anne-petit"
newsletter = "https://lettre.fr/anne"
"""
ASKED = [
    *(
        (field.part, field.name, "LCEN" if field.part in ("publisher", "host") else "")
        for field in REQUIRED
        if field.asked_in("FR")
    ),
    ("practice", "fees", "R.4127-53"),
    ("practice", "convention", "Ordre"),
]


def read(text: str) -> Blog:
    """Return the blog of a text without mistakes."""
    blog, problems = read_blog(text)
    assert problems == []
    assert blog is not None
    return blog


def without(part: str, name: str, text: str = REAL) -> str:
    """Return a text without a line of one part."""
    head, mark, rest = text.partition(f"[{part}]\n")
    inside, end, tail = rest.partition("\n\n")
    lines = [line for line in inside.split("\n") if not line.startswith(f"{name} =")]
    assert len(lines) < len(inside.split("\n"))
    return head + mark + "\n".join(lines) + end + tail


@pytest.fixture
def real(site: Site) -> Site:
    """A blog that is a doctor's own and lacks nothing."""
    site.write("blog.toml", REAL)
    site.write("communities/vetting.toml", LEDGER.replace("Jeanne Exemple", "Anne Petit"))
    return site


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
    fix = f'{"Écrivez" if language == "fr" else "Write"} {name} = "'
    assert f"→ {fix}" in said
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
    bare = REAL.partition("[practice]")[0]

    assert list(missing_fields(read(bare), stops=True)) == []


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
        assert "! « publisher.phone » manque" in said.replace("\u00a0", " ")
    assert "publish demandera" in checked.stderr
    assert "(à compléter\u00a0: publisher.phone, dans blog.toml)" in page


def test_the_publishing_settings_stop_by_themselves(real: Site):
    """Pelican alone, with publishconf.py, writes nothing without the fields of the law."""
    real.write("blog.toml", without("host", "phone"))
    built = real.build(base="publishconf")

    assert built.status == 1
    assert "host.phone" in built.said


def test_a_doctor_s_blog_is_published(real: Site):
    """With everything said, it is put in force; no page says to be a demonstration."""
    done = run(real, "publish", AS_A_DOCTOR="1", SOURCE_DATE_EPOCH="1795000000")

    assert done.returncode == 0, done.stderr
    assert "fictional" not in (real.root / "public" / "index.html").read_text("utf-8")


def test_the_demonstration_is_not_published(site: Site):
    """Not by accident; with the option it is, and says so on every page."""
    refused = run(site, "publish", AS_A_DOCTOR="1")

    assert refused.returncode == 1
    assert "--demonstration" in refused.stderr
    assert not (site.root / "public").exists()
    assert run(site, "publish").returncode == 0
    for page in (site.root / "public").rglob("*.html"):
        assert 'class="fictional"' in page.read_text("utf-8"), page


def test_a_demonstration_without_its_mark(demo_site: Site):
    """Only “fictional” taken out: address, names, articles, vettings are each named."""
    text = (demo_site.content / "blog.toml").read_text("utf-8")
    demo_site.write("blog.toml", re.sub(r"(?m)^(?:fictional|as_of) .*\n", "", text))
    found = [(path, problem.what) for path, problem in unfit(Place(demo_site.root))]
    of = {path: {what for name, what in found if name == path} for path, _ in found}
    articles = {f"articles/{p.name}" for p in (DEMO / "articles").glob("*.md")}

    assert {what[:12] for what in of["blog.toml"]} >= {"the address ", "“{name}” is "}
    assert any("fictional" in what for what in of["communities/vetting.toml"])
    assert {p for p in of if any("demonstration’s" in what for what in of[p])} == articles
    assert "pages/a-propos.md" in of
    checked = run(demo_site, "check", SOURCE_DATE_EPOCH="1795400000")
    assert checked.returncode == 0, checked.stderr
    assert "! cet article est celui de la démonstration" in checked.stderr
    refused = run(demo_site, "publish", AS_A_DOCTOR="1", SOURCE_DATE_EPOCH="1795400000")
    assert refused.returncode == 1
    assert "Jeanne Exemple" in refused.stderr


def test_a_demonstration_is_not_put_back(site: Site):
    """Going back never shows the demonstration under a doctor's own name."""
    assert run(site, "publish").returncode == 0
    site.write("blog.toml", REAL)
    site.write("communities/vetting.toml", LEDGER.replace("Jeanne Exemple", "Anne Petit"))
    assert run(site, "publish", AS_A_DOCTOR="1", SOURCE_DATE_EPOCH="1795000000").returncode == 0
    back = run(site, "rollback")

    assert back.returncode == 1
    assert "fictional" not in (site.root / "public" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("old", ["Jeanne Exemple", "jeanne\u00a0exemple", "Ville-Exemple"])
def test_a_name_of_the_demonstration(real: Site, old: str):
    """However it is written; a remark of a settings file is no claim."""
    assert unfit(Place(real.root)) == []
    real.write("blog.toml", f"# Comme le Dr Jeanne Exemple\n{REAL}")
    assert unfit(Place(real.root)) == []
    real.write("pages/moi.md", f"---\ntitle: Moi\n---\nJe suis\nle Dr {old}.\n")
    ((path, problem),) = unfit(Place(real.root))

    assert (path, problem.line) == ("pages/moi.md", 5)


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("https://carnet.example", 1),
        ("https://www.example.org/blog", 1),
        ("https://a.test", 1),
        ("https://example.fr", 0),
        ("https://mon-example.fr", 0),
    ],
)
def test_an_address_for_examples(real: Site, address: str, wrong: int):
    """No doctor's blog is at an address that stands for no site (RFC 2606)."""
    real.write("blog.toml", REAL.replace("https://docteur-petit.fr", address))

    assert len(unfit(Place(real.root))) == wrong


def test_every_article_of_the_kit_is_known():
    """Whoever changes an article of the demonstration writes its marks anew (SERMENT_ACCEPT)."""
    file = Path(__file__).parents[1] / "plugins" / "legal" / "delivered.txt"
    texts = [p.read_text("utf-8") for p in sorted((DEMO / "articles").glob("*.md"))]
    known = sorted(frozenset().union(*map(marks, texts)))
    if os.environ.get("SERMENT_ACCEPT"):
        file.write_text("\n".join(known) + "\n", "utf-8")

    assert file.read_text("utf-8").split() == known
    assert all(is_delivered(text, frozenset(known)) for text in texts)
    changed = texts[0].replace("title:", "title: Autre", 1) + "\nUn paragraphe de plus, court.\n"
    assert is_delivered(changed, frozenset(known))
    assert not is_delivered(ARTICLE, frozenset(known))


def test_the_wording_has_a_date(real: Site):
    """The day on which the texts of law were last compared is in the code and on the page."""
    page = real.build(base="publishconf", on="2026-11-25 12:00").page("mentions-legales")

    assert date(2026, 11, 24) <= READ_ON
    assert f'<time datetime="{READ_ON}">' in page


def words(built_page: str) -> str:
    """Return what a page says."""
    main = LexborHTMLParser(built_page).css_first("main")
    return " ".join(main.text().split())


def test_pages_write_themselves(real: Site):
    """Six pages, each from blog.toml, in the foot of every page."""
    built = real.build(base="publishconf")
    notice, contact = words(built.page("mentions-legales")), built.page("contact")

    assert built.status == 0, built.said
    for kind in KINDS:
        assert f'href="https://docteur-petit.fr/{kind.slugs["fr"]}/"' in built.page("estomac")
    for value in re.findall(r'^(?:address|phone|director|rpps|fees) = "(.*)"', REAL, re.M):
        assert value in notice or value.startswith("https") or value.endswith(" 02")
    assert "LCEN" in notice
    assert 'href="tel:0100000002"' in contact
    assert 'href="https://rendez-vous.fr/anne-petit" rel="external noopener noreferrer"' in contact
    assert "N’envoyez jamais rien sur votre santé par courriel" in words(contact)
    assert "mailto:anne@docteur-petit.fr?subject=" in contact
    assert 'href="https://lettre.fr/anne" rel="external noopener noreferrer"' in contact
    assert not re.search("cookie-|tracker", words(built.page("vie-privee")))


def test_the_doctor_adds_her_own_words(real: Site):
    """What she writes comes first; her title stays; what writes itself follows."""
    real.write("pages/vie-privee.md", "---\ntitle: Rien ne sort\n---\nMot de moi.\n")
    built = real.build(base="publishconf")
    page = built.page("vie-privee")

    assert built.status == 0, built.said
    assert "<title>Rien ne sort" in page
    assert page.index("Mot de moi.") < page.index("Il ne dépose aucun cookie.")


def test_a_translation_gets_its_pages(real: Site):
    """A French blog with an English article has English pages, linked both ways."""
    real.write("articles/estomac.en.md", ARTICLE.replace("L'estomac", "The stomach"))
    built = real.build(base="publishconf")
    english = built.page("en/mentions-legales")

    assert built.status == 0, built.said
    assert "Who publishes this site" in words(english)
    assert '<span lang="fr">docteure en médecine</span>' in english.replace("\u00a0", " ")
    assert 'hreflang="fr"' in english
    assert 'href="https://docteur-petit.fr/en/vie-privee/"' in built.page("en/estomac")


def test_an_english_blog_has_english_addresses(real: Site):
    """Its pages are English, at English addresses, and no French one is made."""
    real.write("blog.toml", REAL.replace('language = "fr"', 'language = "en"'))
    built = real.build(base="publishconf")

    assert built.status == 0, built.said
    assert "Who hosts this site" in words(built.page("legal-notice"))
    assert not (built.output / "fr").exists()


def test_a_page_may_be_linked_by_its_file(real: Site):
    """A link to a page that writes itself is written as to any other, and leads there."""
    real.write(
        "pages/moi.md", "---\ntitle: Moi\n---\n[Mes droits]({filename}mentions-legales.md)\n"
    )
    built = real.build(base="publishconf")

    assert built.status == 0, built.said
    assert 'href="https://docteur-petit.fr/mentions-legales/"' in built.page("moi")


def test_levels():
    """What is only said in a build stops a publication."""
    lacking = read(without("host", "phone"))

    assert [p.level for p in missing_fields(lacking, stops=True)] == [ERROR]
    assert [p.level for p in missing_fields(lacking, stops=False)] == [WARNING]

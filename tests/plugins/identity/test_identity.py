"""Who speaks is who ``blog.toml`` describes; a reviewer is never implied."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.identity.core import identify
from plugins.shared.blog import read_blog
from plugins.shared.blog.people import Person
from plugins.shared.contact_links import dialled
from plugins.shared.problems import WARNING
from tests.support.sites import BLOG, Built, Site

JEANNE = Person("Dr Jeanne Exemple", "médecin généraliste", "docteure en médecine")
PAUL = Person("Dr Paul Martin", "cardiologue")
PEOPLE = [JEANNE, PAUL]
TWO = f"""{BLOG}
[[people]]
name = "Dr Paul Martin"
specialty = "cardiologue"
qualification = "docteur en médecine"
interests = "Orateur pour un laboratoire."
"""


def write(site: Site, lines: str) -> Built:
    """Build a blog with two people and an article with some more lines in its header."""
    site.write("blog.toml", TWO)
    site.write(
        "articles/deux.md",
        f"---\ntitle: Deux\ndate: 2026-10-01\nconditions: reflux\n{lines}---\nUn [@chey2024].\n",
    )
    return site.build(base="publishconf")


def seen(built: Built, box: str) -> str:
    """Return the words of a box of that article."""
    assert built.status == 0, built.said
    text = LexborHTMLParser(built.page("deux")).css_first(box).text(separator=" ")
    return " ".join(text.split())


def test_without_a_word_the_doctor_speaks():
    """An article that names nobody is the doctor's, and nobody reviewed it."""
    identity, problems = identify([], "", PEOPLE)

    assert problems == []
    assert identity.authors == (JEANNE,)
    assert identity.reviewer is None


def test_several_authors_in_their_order():
    """Spaces, no-break ones too, and capitals make no other person."""
    identity, problems = identify(["dr paul\u00a0martin", "Dr Jeanne Exemple"], "", PEOPLE)

    assert problems == []
    assert identity.authors == (PAUL, JEANNE)


@pytest.mark.parametrize(
    "written", ["Dr Paul Martin, Dr Jeanne Exemple", "Dr Paul Martin;Dr Jeanne Exemple"]
)
def test_several_authors_on_a_line(written: str):
    """As a doctor types them after “author”; a name that holds a comma stays whole."""
    assert identify(written, "", PEOPLE)[0].authors == (PAUL, JEANNE)

    whole = Person("Martin, Paul", "")
    assert identify("Martin, Paul", "", [whole])[0].authors == (whole,)

    (problem,) = identify(["Anne Martin, MD"], "", PEOPLE)[1]
    assert problem.quote == "Anne Martin, MD"


@pytest.mark.parametrize(("name", "near"), [("Dr Paul Martn", PAUL.name), ("Zoé Xyz", "")])
def test_an_unknown_author_is_refused(name: str, near: str):
    """With the nearest name that blog.toml holds, if one is near."""
    _, (problem,) = identify([name], "", PEOPLE)

    assert (problem.values["name"], problem.values["near"], problem.quote) == (name, near, name)


def test_a_reviewer_is_someone_else():
    """An author who says to be the reviewer is refused; nobody is shown in the place."""
    identity, (problem,) = identify([], "Dr Jeanne Exemple", PEOPLE)

    assert "reviewer is an author" in problem.what
    assert identity.reviewer is None


def test_a_reviewer_nobody_described():
    """Is shown by name alone, and the doctor is told."""
    identity, (problem,) = identify([], "Dr Anne Petit", PEOPLE)

    assert identity.reviewer == Person("Dr Anne Petit", "")
    assert problem.level == WARNING


def test_no_reviewer_is_implied(site: Site):
    """Neither at the top of an article nor at its end is anybody said to have checked it."""
    built = write(site, "")

    assert "par " not in seen(built, ".byline")
    assert "par son auteur" in seen(built, ".review__by")


def test_a_page_says_who_speaks(site: Site):
    """Authors, reviewer, funding, advertising, help of a program: each where it belongs."""
    built = write(
        site,
        "authors: Dr Jeanne Exemple\nreviewer: Dr Paul Martin\nfunding: Aucun.\n"
        "ai_assistance: Traduit par un programme.\n",
    )
    byline, box = seen(built, ".byline"), seen(built, "section.review")

    assert "Dr Jeanne Exemple , médecin généraliste" in byline
    assert "par Dr Paul Martin" in byline
    assert "par Dr Paul Martin , docteur en médecine, cardiologue" in box
    assert "Financement Aucun." in box
    assert "Publicité Aucune sur ce blog." in box
    assert "Aide d’une intelligence artificielle Traduit par un programme." in box


def test_the_words_of_the_blog_are_in_its_language(site: Site):
    """On an English page of a French blog, what blog.toml says is told to be French."""
    site.write("blog.toml", f"{TWO}\n".replace("[[people]]", 'funding = "Personne."\n[[people]]'))
    site.write(
        "articles/estomac.en.md",
        "---\ntitle: T\ndate: 2026-10-01\nconditions: reflux\nreviewer: Dr Paul Martin\n"
        "interests: None.\n---\nA [@chey2024].\n",
    )
    box = LexborHTMLParser(site.build(base="publishconf").page("en/estomac")).css_first(".review")
    french = [node.text() for node in box.css('[lang="fr"]')]

    assert french == [", docteur en médecine, cardiologue", "Personne."]


def test_two_authors(site: Site):
    """Each has a line, with what each is."""
    built = write(site, "authors: Dr Jeanne Exemple, Dr Paul Martin\n")

    assert "Dr Paul Martin , docteur en médecine, cardiologue" in seen(built, ".byline")
    assert "par ses auteurs" in seen(built, ".review__by")
    both = "Aucun lien d’intérêt. (Dr Jeanne Exemple) Orateur pour un laboratoire. (Dr Paul Martin)"
    assert both in seen(built, "section.review")


def test_the_ties_are_those_of_who_wrote(site: Site):
    """The doctor's statement does not stand in for another author's; without one, none is made."""
    assert "Orateur" in seen(write(site, "authors: Dr Paul Martin\n"), "section.review")
    silent, _ = identify(["Dr Paul Martin", JEANNE.name], "", [JEANNE, PAUL])
    assert silent.interests == ""


def test_nothing_declared_is_not_shown(site: Site):
    """An article without help of a program, or word on funding, has no line for it."""
    assert "intelligence" not in seen(write(site, ""), "section.review")
    assert "Financement" not in seen(write(site, ""), "section.review")


def test_an_unknown_author_stops_the_build(site: Site):
    """In French, with the line and the nearest name."""
    built = write(site, "author: Dr Paul Martn\n")

    assert built.status == 1
    assert "ligne 5" in built.said
    assert "Vouliez-vous écrire « Dr Paul Martin »" in built.said.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ('rpps = "1000123456"', "1000123456"),
        ('rpps = "10001234567a"', "10001234567a"),
        ('directory = "http://annuaire.example"', "http://annuaire.example"),
        ('directory = "https://a.example/\\"><b>"', 'https://a.example/"><b>'),
    ],
)
def test_what_is_said_of_a_person_is_checked(line: str, quote: str):
    """A number or an address that cannot be one is refused, with the words written."""
    _, (problem,) = read_blog(f"{BLOG}{line}\n")

    assert problem.quote == quote


def test_a_number_may_be_parted():
    """Eleven figures, as the card shows them or not."""
    assert read_blog(f'{BLOG}rpps = "1000 1234 567"\n')[1] == []


@pytest.mark.parametrize(
    "part",
    [
        '[contact]\nmail = "jeanne"',
        '[contact]\nphone = "appelez-moi"',
        '[contact]\nappointment = "javascript:alert(1)"',
        '[publisher]\nphone = "01 02 <b>"',
        '[host]\nphone = "12345678901234567890"',
        '[share]\nto = ["minitel"]',
        '[share]\nto = "mail"',
        '[[people]]\nname = "Dr Jeanne Exemple"\nspecialty = "x"',
        '[people]\nname = "Dr Paul Martin"',
        '[[people]]\nname = "Dr Paul Martin"',
    ],
)
def test_what_leads_to_a_person_is_checked(part: str):
    """A telephone, a page, a mail that would lead nowhere: one problem each."""
    blog, problems = read_blog(f"{BLOG}\n{part}\n")

    assert blog is None
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("written", "link"),
    [("01 23 45 67 89", "0123456789"), ("+33 (1) 23.45-67 89", "+33123456789")],
)
def test_a_telephone_as_it_is_dialled(written: str, link: str):
    """A link holds figures, and a leading + only."""
    assert read_blog(f'{BLOG}\n[contact]\nphone = "{written}"\n')[1] == []
    assert dialled(written) == link

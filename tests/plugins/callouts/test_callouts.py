"""Some headings become boxes: when to call, what to remember, what to ask."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.callouts.headings import announced
from plugins.shared.problems import ERROR, WARNING
from tests.support.callouts import BRITAIN, FRANCE, HEADER, shaped, words
from tests.support.sites import ARTICLE, Site
from tests.support.spoiling import findings


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Appelez le 15 si :", "emergency"),
        ("APPELEZ LE 15 SI", "emergency"),
        ("Appelez le 15 ou le 112 si", "emergency"),
        ("Tout de suite, appelez le 15 ou le 112 :", "emergency"),
        ("Appelez les secours si :", "emergency"),
        ("Allez aux urgences si :", "emergency"),
        ("Appelez le centre antipoison au 01 45 42 59 59 si", "emergency"),
        ("Urgence", "emergency"),
        ("Call 15 or 112 if:", "emergency"),
        ("Appelez le 3114 si :", "urgent"),
        ("Appelez votre médecin aujourd’hui si :", "urgent"),
        ("Consultez sans attendre si :", "urgent"),
        ("Le jour même", "urgent"),
        ("Call your doctor today if:", "urgent"),
        ("Parlez-en à votre médecin si :", "non-urgent"),
        ("Parlez-\u2060en à votre pharmacien si\u00a0:", "non-urgent"),
        ("Prenez rendez-vous si :", "non-urgent"),
        ("Sans urgence", "non-urgent"),
        ("Talk to your GP if:", "non-urgent"),
        ("Attention", "warning"),
        ("Attention : jamais avec l’aspirine", "warning"),
        ("Important : à jeun", "warning"),
        ("Caution: never with aspirin", "warning"),
        ("En cas d’urgence", "emergency"),
        ("EN CAS D'URGENCE VITALE :", "emergency"),
        ("🚨 Urgence", "emergency"),
        ("⚠️ Attention : jamais avec l’aspirine", "warning"),
        ("Urgence : appelez le 15 si", "emergency"),
        ("En cas d’urgence, appelez le 15", "emergency"),
        ("In an emergency", "emergency"),
        ("Composez le 15 si :", "emergency"),
        ("Joignez le 15 si", "emergency"),
        ("Faites le 15 si", "emergency"),
        ("Il faut appeler le 15 si", "emergency"),
        ("Vous devez joindre le 15 si", "emergency"),
        ("N’attendez pas, appelez le 15 si", "emergency"),
        ("N’attendez pas\u202f! Appelez le 15", "emergency"),
        ("Urgence : n’attendez pas, composez le 15 si", "emergency"),
        ("N’hésitez pas à appeler les secours si", "emergency"),
        ("Appelez le 15 quand", "emergency"),
        ("Appelez le 15 lorsque :", "emergency"),
        ("Appelez le 15 dès que", "emergency"),
        ("Appelez le 15 devant\u00a0:", "emergency"),
        ("Appelez le 15 en cas de :", "emergency"),
        ("Courez aux urgences si", "emergency"),
        ("Filez aux urgences si", "emergency"),
        ("Passez aux urgences en cas de", "emergency"),
        ("Dial 15 if", "emergency"),
        ("Ring 15 if:", "emergency"),
        ("Telephone 15 if", "emergency"),
        ("Text 114 if", "emergency"),
        ("Call 15 when", "emergency"),
        ("Call 15 for:", "emergency"),
        ("Do not wait: call 15 as soon as", "emergency"),
        ("Go to A&E in case of:", "emergency"),
        ("Composez le 3114 dès que", "urgent"),
        ("Appelez votre médecin aujourd’hui en cas de :", "urgent"),
        ("Consultez votre médecin lorsque", "non-urgent"),
        ("Urgence vitale : appelez si :", "emergency"),
        ("Urgence : consultez si", "emergency"),
        ("Urgence – consultez un médecin si", "emergency"),
        ("En cas d’urgence, consultez si", "emergency"),
        ("En cas d'urgence vitale : parlez-en à votre médecin si", "emergency"),
        ("Urgence médicale : appelez votre médecin aujourd’hui si", "emergency"),
        ("Urgence : appelez le 3114 si", "emergency"),
        ("Urgence : consultez en urgence si", "emergency"),
        ("Urgence si :", "emergency"),
        ("Emergency: call if:", "emergency"),
        ("Emergency: see a doctor if:", "emergency"),
        ("In case of emergency, ask if", "emergency"),
        ("Allez à l’urgence si", "emergency"),
        ("Le jour même : consultez si", "urgent"),
        ("Dans la journée : consultez si", "urgent"),
        ("Same day: call your doctor if", "urgent"),
        ("Consultez votre médecin sans tarder si", "urgent"),
        ("Consultez au plus vite si", "urgent"),
        ("See a doctor as soon as possible if", "urgent"),
        ("Consultez en urgence, dans la journée, si", "urgent"),
        ("Urgent : appelez votre médecin aujourd’hui si", "urgent"),
        ("Non urgent : consultez si", "non-urgent"),
        ("Pas urgent : parlez-en à votre médecin si", "non-urgent"),
        ("Sans urgence : appelez le 15 si", "emergency"),
        ("Consultez sans urgence si", "non-urgent"),
        ("Consultez en urgence si :", "ambiguous"),
        ("Consultez votre médecin d’urgence si", "ambiguous"),
        ("Il faut consulter en urgence en cas de", "ambiguous"),
        ("Consultez urgemment si", "ambiguous"),
        ("Urgent : consultez si :", "ambiguous"),
        ("L’essentiel", "key-points"),
        ("À retenir", "key-points"),
        ("Points clés", "key-points"),
        ("Key points", "key-points"),
        ("Questions à poser à votre médecin", "checklist"),
        ("Questions à poser à mon médecin", "checklist"),
        ("Questions pour le pharmacien", "checklist"),
        ("Questions to ask your doctor", "checklist"),
        ("Questions de lecteurs", "letters"),
        ("Questions from our readers", "letters"),
    ],
)
def test_what_a_doctor_types(heading: str, kind: str):
    """The words that come to mind are understood, with or without capitals and accents."""
    found = announced(heading, FRANCE)

    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "heading",
    [
        "Quand demander de l’aide",
        "Que faire ?",
        "Les urgences digestives",
        "Attention aux faux amis",
        "Prenez votre temps",
        "Appelez un chat un chat",
        "Faut-il appeler le 15 ?",
        "Quand consulter ?",
        "Questions fréquentes",
        "Et si un premier traitement ne suffit pas ?",
        "Consultez la liste",
        "Sources",
        "Que se passe-t-il quand on appelle le 15 ?",
        "Quand on appelle le 15, que se passe-t-il ?",
        "Comment se passe un appel au 3114 ?",
        "Comment joindre le 15",
        "Appel au 15",
        "Samu : comment joindre le 15",
        "Appeler le 15 : ce qu’il faut dire",
        "Après avoir appelé le 15",
        "En attendant les secours",
        "Avant d’appeler le 15",
        "Votre appel au 15",
        "Quand faire une coloscopie après 50 ans",
        "Quand le contact a duré plus de 15 minutes",
        "N’appelez pas le 15 pour un renouvellement",
        "While you call 15",
        "What happens when you call 15",
        "Passez cet examen si",
        "Il faut faire une prise de sang si",
        "Prenez 2 comprimés en cas de",
        "Faites cet exercice quand",
        "Demandez à votre médecin quand",
        "Ask your pharmacist for",
        "Contactez le secrétariat avant le 15",
    ],
)
def test_an_ordinary_heading_stays_one(heading: str):
    """What only speaks of urgency, or of questions, is no box."""
    assert announced(heading, FRANCE) is None
    page, problems = shaped(f"## {heading}\n\n- a\n")

    assert page.css("section") == []
    assert problems == []


@pytest.mark.parametrize(
    ("typed", "numbers", "language", "said"),
    [
        ("Urgence", FRANCE, "fr", "Urgence vitale : Appelez le 15 ou le 112 si :"),
        ("Emergency", FRANCE, "en", "Emergency: Call 15 or 112 if:"),
        ("Urgence", BRITAIN, "en", "Emergency: Call 999 if:"),
        ("Urgence", {}, "fr", "Urgence vitale : Appelez les secours si :"),
        ("Urgence : consultez si", FRANCE, "fr", "Urgence vitale : Appelez le 15 ou le 112 si :"),
        ("Emergency: call if:", BRITAIN, "en", "Emergency: Call 999 if:"),
        ("Le jour même", FRANCE, "fr", "Urgent : Appelez votre médecin aujourd’hui si :"),
        ("Sans urgence", FRANCE, "fr", "Sans urgence : Parlez-en à votre médecin si :"),
        ("Today", FRANCE, "en", "Urgent: Call your doctor today if:"),
        ("Appelez le 15", FRANCE, "fr", "Urgence vitale : Appelez le 15 si :"),
        ("**Appelez le 15 si :**", FRANCE, "fr", "Urgence vitale : Appelez le 15 si :"),
        ("Composez le 15", FRANCE, "fr", "Urgence vitale : Composez le 15 si :"),
        ("Appelez le 15 dès que", FRANCE, "fr", "Urgence vitale : Appelez le 15 dès que :"),
        ("Call 999 for:", BRITAIN, "en", "Emergency: Call 999 for:"),
        ("Appelez le 3114 si", FRANCE, "fr", "Urgent : Appelez le 3114 si :"),
        ("Call 111 if", BRITAIN, "en", "Urgent: Call 111 if:"),
    ],
)
def test_the_heading_of_a_card(typed: str, numbers: dict, language: str, said: str):
    """How urgent, for those who do not see colours; whom to call, in the country; “if”."""
    page, problems = shaped(f"### {typed}\n\n- a\n", numbers, language)

    assert words(page, "section.care > h3").replace("\u2060", "") == said
    assert said.startswith(words(page, "h3 > span.care__urgency"))
    assert problems == []


def test_the_number_of_a_heading_can_be_touched():
    """Typed or added, with or without spaces, a number calls."""
    page, _ = shaped("### Appelez le 15 si :\n- a\n\n### Appelez le 01 45 42 59 59 si :\n- b\n")

    hrefs = [link.attributes["href"] for link in page.css("h3 a")]
    assert hrefs == ["tel:15", "tel:0145425959"]


def test_a_box_ends_at_the_next_heading():
    """What follows has a heading of its own; notes stand below all boxes."""
    page, problems = shaped(
        "## Quand ?\n\n### Urgence\n\n- a\n- b\n\nNe restez pas seul.\n\n"
        "### Le jour même\n\n- c\n\n## Suite\n\nUn mot[^1].\n\n"
        "### Sans urgence\n- d\n\n[^1]: Note.\n"
    )

    assert problems == []
    assert [s.attributes["class"] for s in page.css("section")] == [
        "care care--emergency",
        "care care--urgent",
        "care care--non-urgent",
    ]
    assert words(page, ".care--emergency .care__body") == "a b Ne restez pas seul."
    assert "Un mot" in words(page, "body > p")
    assert page.css_first("body > div.footnote")


def test_nothing_is_lost_and_boxes_are_named():
    """Each box is named by its heading, which keeps its address; no word goes."""
    text = "avant\n\n## L'essentiel\n\n- un *mot*\n\n## Attention : deux\n\ntrois\n"
    page, problems = shaped(text)

    assert problems == []
    assert words(page, "body") == "avant L’essentiel un mot Attention : deux trois"
    for section in page.css("section"):
        (heading,) = section.css("h2")
        assert section.attributes["aria-labelledby"] == heading.attributes["id"]


@pytest.mark.parametrize(
    ("text", "line", "level", "what"),
    [
        ("### Urgent\n- a", 1, ERROR, "two ways"),
        ("### Consultez en urgence si :\n- a", 1, ERROR, "two ways"),
        ("a\n\nConsultez en urgence si :\n\n- a", 3, WARNING, "reads as a care card"),
        ("a\n\n> ### Consultez en urgence si\n> - a", 3, ERROR, "cannot stand inside"),
        ("a\n\n### Urgense\n- a", 3, ERROR, "nearly the name"),
        ("## L'esentiel\n- a", 1, ERROR, "nearly the name"),
        ("### Appelez votre voisin si :\n- a", 1, ERROR, "does not say how urgent"),
        ("a\n\n**Appelez le 15 si :**\n\n- a", 3, ERROR, "reads as a care card"),
        ("## Quand appeler le 15 ?\n- a", 1, WARNING, "reads as that of a care card"),
        ("a\n\nAppelez le 15 si :\n\n- a", 3, WARNING, "reads as a care card"),
        ("a\n\nURGENCE :\n\n- a", 3, WARNING, "reads as a care card"),
        ("a\n\nEn cas d’urgence\n- a", 3, WARNING, "reads as a care card"),
        ("a\n\n**Urgences :**\n\n- a", 3, ERROR, "reads as a care card"),
        ("## Quand composer le 15 ?\n- a", 1, WARNING, "reads as that of a care card"),
        ("## When to dial 15\n- a", 1, WARNING, "reads as that of a care card"),
        ("## Signes d’alerte\n- a", 1, WARNING, "reads as that of a care card"),
        ("## Les signes de gravité à connaître\n- a", 1, WARNING, "reads as that of a care card"),
        ("## Quand s'inquiéter ?\n- a", 1, WARNING, "reads as that of a care card"),
        ("## Red flags\n- a", 1, WARNING, "reads as that of a care card"),
        ("## En cas d’urgence\n\nRestez calme.", 1, WARNING, "reads as that of a care card"),
        ("### Appelez le 15 si vous avez :\n- a", 1, WARNING, "names whom to call"),
        ("### Appelez le 15 dès que vous avez :\n- a", 1, WARNING, "names whom to call"),
        ("### Call 15 for anyone who has:\n- a", 1, WARNING, "names whom to call"),
        ("### Douleur : appelez le 15\n- a", 1, WARNING, "names whom to call"),
        ("### Pour une douleur, composer le 15\n1. a", 1, WARNING, "names whom to call"),
        ("### Allez vite aux urgences pour :\n- a", 1, WARNING, "names whom to call"),
        ("### Reasons to call 15\n- a", 1, WARNING, "names whom to call"),
        ("a\n\nComposez le 15 si :\n\n- a", 3, WARNING, "reads as a care card"),
        ("!!! urgence\n    a", 1, ERROR, "not written so here"),
        (":::warning\na\n:::", 1, ERROR, "not written so here"),
        ("> [!WARNING]\n> a", 1, ERROR, "not written so here"),
        ("a\n\n> ### Urgence\n> - a", 3, ERROR, "cannot stand inside"),
        ("### Urgence\n\nUn malaise.", 1, ERROR, "lists when to call"),
        ("### Appelez le 911 si :\n- a", 1, ERROR, "none of those of your country"),
        ("### Urgence\n- [a](https://a.example/)", 2, ERROR, "leads nowhere else"),
        ("### Urgence\n- [a]({filename}/articles/a.md)", 2, ERROR, "leads nowhere else"),
        ("### Urgence\n- a\n\n" + "mot " * 41, 4, WARNING, "stands in the card"),
        ("## À retenir\n\nUn mot.", 1, ERROR, "holds a list"),
        ("## Attention\n\n## Suite\n\na", 1, ERROR, "nothing below"),
        ("## Questions de lecteurs\n\nUn mot.", 1, ERROR, "no question of a reader"),
        ("## Questions de lecteurs\n### Qui ?\n### Quoi ?\nOui.", 2, ERROR, "no answer"),
        ("## Questions de lecteurs\n### Qui ?\nOui.\n#### Urgence\n- a", 4, ERROR, "inside"),
    ],
)
def test_a_near_miss_is_told(text: str, line: int, level: str, what: str):
    """What a doctor most likely meant otherwise is told with its line and what to do."""
    _, problems = shaped(text)
    messages = [p for p in problems if what in p.what]

    assert [(p.line, p.level) for p in messages] == [(line, level)]
    assert messages[0].fix
    assert messages[0].quote in text


def test_a_call_in_a_heading_is_told_over_a_list_only():
    """Over a text, a heading that says to call is one like any other."""
    assert shaped("### Douleur : appelez le 15\n\nRestez assis.\n\n- a")[1] == []


def test_only_two_warnings_on_a_page():
    """The third is refused, by its line."""
    text = "## Attention : un\na\n\n## Important : deux\nb\n\n"

    assert shaped(text)[1] == []
    (problem,) = shaped(text + "## Attention : trois\nc\n")[1]
    assert (problem.line, problem.level) == (7, ERROR)


def test_an_unknown_country_only_warns_of_a_number():
    """Where no number is known, the doctor's own is kept, with a remark."""
    page, (problem,) = shaped("### Appelez le 144 si :\n- a\n", {})

    assert problem.level == WARNING
    assert page.css_first("section.care--emergency")


def test_an_emergency_card_may_cite_and_call():
    """A source in the page and a number lead nobody away."""
    text = "### Urgence\n- un signe[^1]\n- ou [appelez](tel:15)\n\n[^1]: Note.\n"

    assert shaped(text)[1] == []


def test_a_build_carries_the_boxes(site: Site):
    """On the page and in the feed, as plain HTML; typed HTML imitates none of it."""
    site.write(
        "articles/carte.md",
        f"{HEADER}## L'essentiel\n\n- Un point [@chey2024].\n\n"
        "## Quand ?\n\n### Urgence\n\n- un signe\n\n## Suite\n\n"
        '<section class="care care--emergency"><h3 class="care__title">Venez</h3></section>\n\n'
        '<div class="care"><a class="care__urgency" href="https://a.example/">ici</a></div>\n\n'
        "Un paragraphe.\n{: .care .care--urgent }\n",
    )
    built = site.build()
    page = LexborHTMLParser(built.page("carte"))
    feed = (site.output / "feeds" / "all.atom.xml").read_text("utf-8")

    assert built.status == 0, built.said
    assert len(page.css("[class*=care]")) == 4
    assert words(page, ".care__title").endswith("Appelez le 15 ou le 112 si :")
    assert words(page, ".key-points li").startswith("Un point")
    assert re.search(r"Urgence vitale\s:\s?&lt;/span&gt;Appelez le", feed)


def test_a_build_stops_at_what_is_no_card(site: Site):
    """The doctor is told in French, with the line of the file."""
    site.write(
        "articles/carte.md", f"{HEADER}[@chey2024]\n\n### Appelez le 911 si :\n\n- un signe\n"
    )
    built = site.build()

    assert built.status == 1
    assert "ligne 8\u00a0: le numéro 911 n’est pas un de ceux que le kit" in built.said


@pytest.mark.parametrize(
    ("typed", "language", "read"),
    [
        ("Urgence : appelez le 15 si", "fr", "Urgence vitale : Appelez le 15 si :"),
        ("**Urgence vitale :** appelez le 15 si :", "fr", "Urgence vitale : Appelez le 15 si :"),
        ("Sans urgence : parlez-en à votre médecin si", "fr", "Sans urgence : Parlez-en à"),
        ("**Sans urgence : parlez-en à votre médecin si**", "fr", "Sans urgence : Parlez-en à"),
        ("*Urgence* – appelez le 15 si", "fr", "Urgence vitale : Appelez le 15 si :"),
        ("Sans urgence, parlez-en à votre médecin si", "fr", "Sans urgence : Parlez-en à"),
        ("Emergency: call 999 if", "en", "Emergency: Call 999 if:"),
        # The doctor's own words, of which the card says none.
        (
            "En cas d'urgence : appelez le 15 si",
            "fr",
            "Urgence vitale : En cas d’urgence : appelez",
        ),
    ],
)
def test_the_urgency_is_said_once(typed: str, language: str, read: str):
    """A heading that begins with what the card says of itself is not read twice."""
    page, problems = shaped(
        f"## {typed}\n\n- un signe\n", BRITAIN if language == "en" else FRANCE, language
    )

    assert problems == []
    assert words(page, ".care__title").replace("\u2060", "").startswith(read)


def test_a_site_whose_cards_say_their_urgency(site: Site):
    """No word is missing for the gate, nor for the audit."""
    cards = "\n## **Urgence** : appelez le 15 si\n\n- un signe\n"
    cards += "\n## Sans urgence : parlez-en à votre médecin si\n\n- un autre\n"
    site.write("articles/estomac.md", ARTICLE + cards)
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert findings(built.output, site.content) == []

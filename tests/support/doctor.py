"""A blog that is a doctor’s own and lacks nothing: the least that the tests of publishing need."""

from __future__ import annotations

from plugins.shared.blog import Blog, read_blog
from tests.support.sites import LEDGER, Site

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
siren = "123 456 782"
vat = "FR 12 123456782"

[host]
name = "Hébergeur d’essai"
address = "2 rue de l’Essai, 00000 Essai"
phone = "+33 1 00 00 00 01"
logs = "l’adresse IP, trente jours"
transfers = "aucun"

[practice]
name = "Cabinet de l’Essai"
convention = "secteur 1"
fees = "30 euros la consultation"
payment = "carte, chèque, espèces"
access = "tiers payant pour les bénéficiaires de la CSS"

[contact]
mail = "anne@docteur-petit.fr"
kept = "trois mois"
phone = "01 00 00 00 02"
appointment = "https://rendez-vous.fr/anne-petit"
newsletter = "https://lettre.fr/anne"
"""


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


def settle_in(site: Site) -> Site:
    """Make a small blog the doctor's own."""
    site.write("blog.toml", REAL)
    site.write("communities/vetting.toml", LEDGER.replace("Jeanne Exemple", "Anne Petit"))
    return site

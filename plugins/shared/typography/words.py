"""The words of French that no line may part from the figure or the name beside them.

Imprimerie nationale, *Lexique des règles typographiques en usage à l'Imprimerie nationale*:
abréviations, dates, nombres, titres de civilité, unités. Words, and no rule: what is in none of
these lists keeps its plain space.
"""

from __future__ import annotations

# After a figure. Patterns: a prefix is written with its unit, “mg”, “kcal”, “mmol”.
PREFIXES = "[dcmµμnpfhkMGT]|da"
UNITS_WITH_PREFIX = "g|L|l|m|mol|eq|Eq|osm|Osm|s|Hz|W|J|N|Pa|V|A|Bq|Gy|Sv|cal|UI|U|Da|B|o|bar"
UNITS = (
    "°[CFK]?|mcg|mmHg|mm[ \\n]Hg|cmH[2₂]O|cm[ \\n]H[2₂]O|bpm|cpm|c/min|tr/min|h|min|j|d|t|ha|Ω|dB"
    "|dBA|IU|CH|DH|ppm|ppb|cc|CHF|CAD|EUR|USD|[kM]€|€|\\$|£|G/L|T/L|%|‰|x|×"
)
COUNTED = (
    "ampoules?|applications?|bouffées?|cachets?|capsules?|comprimés?|cuill(?:è|e)res?|cuillerées?"
    "|doses?|dosettes?|flacons?|gélules?|gouttes?|inhalations?|injections?|ovules?|pastilles?"
    "|patchs?|pilules?|prises?|pulvérisations?|sachets?|seringues?|stylos?|suppositoires?|unités?"
    "|bols?|calories?|cigarettes?|litres?|paquets?|portions?|tasses?|verres?"
    "|(?:kilo|déci|centi|milli|micro|nano)?(?:grammes?|litres?|mètres?|moles?|calories?)|kilos?"
    "|tonnes?|degrés?|battements?|secondes?|minutes?|heures?|jours?|nuits?|semaines?|mois"
    "|trimestres?|semestres?|années?|ans?|siècles?|fois|personnes?|patiente?s?|enfants?|adultes?"
    "|femmes?|hommes?|euros?|centimes?|francs?|dollars?|millions?|milliards?|points?"
    "|pour(?=[ \\n](?:cent|mille)\\b)|cà[cs]|cuil|cps?|cpr|gtts?|amp"
)
MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|janv\\.|févr\\.|avr\\.|juill?\\.|sept\\.|oct\\.|nov\\.|déc\\."
)

# Before a name.
TITLES = frozenset(
    "M. MM. Mr Mme Mmes Mlle Mlles Me Mes Mgr Dr Dr. Drs Dre Dres Pr Pr. Prs Pre Pres Prof. "
    "Docteur Docteure Professeur Professeure St Ste Sr av. apr. ap.".split()
)
# Before a figure, a Roman one or a letter.
ABBREVIATIONS = frozenset(
    "n° N° nº Nº no No no. No. nos n°s N°s nᵒ Nᵒ nᵒˢ p. pp. art. chap. ch. vol. t. fig. tabl. "
    "tab. § §§ sect. col. al. vit. réf. éq. suppl. env. max. min. moy. tél. cf. av. apr. L. R. "
    "D. CIM DSM BP".split()
)
# In full, before a figure or a Roman one.
NUMBERED = frozenset(
    "acte angiotensine annexe article articles bâtiment catégorie chambre chapitre chromosome "
    "classe colonne cycle degré encadré étage étape facteur figure figures grade grades groupe "
    "groupes indice jour ligne livre module mois niveau numéro numéros oméga page pages palier "
    "paragraphe partie phase phases photo question règle schéma score section semaine stade "
    "stades alinéa tableau tableaux titre tome type types version vitamine vitamines volume".split()
)
# In full, before a letter.
LETTERED = frozenset(
    "annexe bâtiment classe facteur grade groupe groupes hépatite hépatites immunoglobuline "
    "immunoglobulines influenza streptocoque type types vitamine vitamines".split()
)

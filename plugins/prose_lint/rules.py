"""What a French doctor's professional communication may not hold, and its English.

Code de la santé publique, R.4127-19-1, I: loyal and honest, without the testimonies of third
parties, without comparison with other doctors or establishments, without inciting to needless
care; R.4127-13: only what is confirmed, with prudence. Medical secrecy: nobody may be recognised.
A rule finds words, a doctor judges: each is a remark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plugins.shared.problems import N_, Phrase

_WHO = (
    r"(?:médecins?|docteurs?|doctoresses?|praticiens?|praticiennes?|chirurgiens?|chirurgiennes?|"
    r"spécialistes?|confrères?|consœurs?|cabinets?|cliniques?|centres?|hôpita(?:l|ux)|équipes?|"
    r"généralistes?|dentistes?|\w+logues?|\w+iatres?|établissements?)"
)
_WHO_EN = (
    r"(?:doctors?|physicians?|surgeons?|specialists?|practitioners?|dentists?|clinics?|hospitals?|"
    r"practices?|teams?|\w+ologists?|colleagues)"
)
_PERSON = r"(?:patiente?s?|malades?)"
_STORY = (
    r"(?:raconte|témoigne|confie|m[’'](?:a|avait|écrit|écrivait)|est venue?|était venue?|"
    r"vient me voir|est arrivée?|consulte|a consulté|se présente|s[’']est présentée?|souffrait)"
)
_SOMEBODY = r"(?:homme|femme|garçon|fille|fillette|enfant|adolescente?|dame|monsieur|bébé)"

TESTIMONY = N_("this reads as the testimony of a patient.")
NO_TESTIMONY = N_(
    "A French doctor's communication may not use any (R.4127-19-1). Tell what is known instead."
)
COMPARED = N_("this reads as praise of a practitioner, or as a comparison with others.")
NO_COMPARISON = N_(
    "A French doctor may compare neither doctors nor establishments (R.4127-19-1). Tell facts only."
)
PROMISED = N_("this reads as the promise of a result.")
NO_PROMISE = N_("Tell what is likely, with its source: nothing is certain for everybody.")
RECOGNISED = N_("somebody could be recognised in this story.")
NOBODY = N_("Take out age, place, date, first name, trade; or write that the story is invented.")


_FIRST_BORDER = re.compile(r"(?:^|(?<=\|))\\b")


@dataclass(frozen=True)
class Rule:
    """What is looked for: for each pattern, letters (``a|b``: one of them) that it must have.

    ``unless``: what before the words, in their sentence, makes them harmless. ``quoted``: also
    looked for between quotation marks: there somebody else speaks, the doctor does not.
    """

    what: Phrase
    fix: Phrase
    patterns: dict[str, str]
    unless: str = ""
    quoted: bool = False
    _compiled: list[tuple[list[str], re.Pattern[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Compile once, without the border of a word in front: it makes a search ten times longer."""
        self._compiled.extend(
            (k.split("|"), re.compile(_FIRST_BORDER.sub("", p))) for k, p in self.patterns.items()
        )

    def is_suspected(self, folded: str) -> bool:
        """Tell whether a text, in small letters, holds what is looked for somewhere."""
        return any(
            any(one in folded for one in letters) and pattern.search(folded)
            for letters, pattern in self._compiled
        )

    def is_broken(self, sentence: str, *, is_quoted: bool) -> bool:
        """Tell whether a sentence holds what is looked for; ``is_quoted``: it is a quotation."""
        if is_quoted and not self.quoted:
            return False
        if self.what is RECOGNISED and _NAMED.search(sentence):
            return True
        folded = sentence.casefold()
        text = folded if self.quoted else _IN_QUOTES.sub("", folded)
        for letters, pattern in self._compiled:
            for match in pattern.finditer(text) if any(one in text for one in letters) else ():
                before = text[: match.start()]
                inside = before[-1:].isalnum() and match[0][0].isalnum()
                if not inside and not (self.unless and re.search(self.unless, before)):
                    return True
        return False


_NOT_FR = r"\b(?:ne|n[’']\w+|pas|aucune?|jamais|ni|sans|méfiez|méfier|interdit|promet|promettent|nul)\b|n[’']"
_NOT_EN = r"\b(?:not?|never|without|nobody|beware|nor|forbid\w*|promises?)\b|n[’']t\b"

_RULES = {
    "fr": (
        Rule(
            TESTIMONY,
            NO_TESTIMONY,
            {
                "témoignage": rf"\btémoignages? (?:de |d[’'])(?:mes |nos |un |une |des )?{_PERSON}",
                "mes patient|nos patient|mes malade|nos malade|avis d|patients satisfait|patiente satisfait": rf"\b(?:mes|nos) {_PERSON} (?:me |nous )?(?:disent|racontent|témoignent|"
                rf"remercient|recommandent|adorent|apprécient|sont (?:ravi|satisfait|content)\w*)|"
                rf"\bavis (?:de|des) (?:mes |nos )?{_PERSON}|\b{_PERSON}s? satisfait",
                "témoigne|raconte": rf"\b{_PERSON} (?:témoigne(?:nt)?|raconte(?:nt)? (?:sa|son|leur|leurs)\b)",
                "merci": r"\bmerci (?:au |à vous )?(?:docteur|dr\b)",
                "étoiles": r"\b(?:5|cinq) étoiles\b",
            },
            _NOT_FR,
            quoted=True,
        ),
        Rule(
            COMPARED,
            NO_COMPARISON,
            {
                "meilleur": rf"\b(?:les?|la|des|un des|une des|parmi les|notre|nos|mon|ma) "
                rf"meilleure?s? (?:\w+ )?{_WHO}\b",
                "plus compétent|plus expérimenté|plus réputé|plus qualifié|plus renommé|plus demandé": rf"\b(?:le|la|les) {_WHO} (?:le|la|les) plus (?:compétent|expérimenté|réputé|"
                rf"qualifié|renommé|demandé)",
                "que mes |que nos |que les autres |que d|que la plupart |que certains |que beaucoup ": rf"\b(?:mieux|plus|moins|meilleure?s?)(?: \w+){{0,3}} que (?:mes|nos|les autres|"
                rf"d[’']autres|la plupart des|certains|beaucoup de) (?:autres )?{_WHO}",
                "contrairement": rf"\bcontrairement (?:à|aux) (?:mes|nos|d[’']autres|certains|autres|"
                rf"la plupart des)? ?(?:autres )?{_WHO}",
                "numéro": r"\bnuméro (?:un|1) (?:de|du|en|dans|français)",
                "réput": rf"\b{_WHO} (?:très )?réputée?s?\b",
                "renomm": rf"\b{_WHO} (?:très |de grande |mondialement )?renomm",
                "leader": r"\b(?:leader|pionnier|pionnière)s? (?:français|mondial|européen|du|de la|en)\b",
                "reconnu": r"\bexpert(?:e|s|es)? (?:mondialement |internationalement )?reconnue?s?\b",
            },
            r"\b(?:pas|aucune?|jamais|ni|sans)\b",
        ),
        Rule(
            PROMISED,
            NO_PROMISE,
            {
                "garanti": r"\bgaranti(?:e|s|es|r|t|ssons|ssent)?\b(?! par| d[’'])",
                "100 %": r"\b100 % (?:efficaces?|sûre?s?|de réussite|de guérison|sans risque|naturel)",
                "miracle": r"\bmiracles?\b",
                "miraculeu": r"\bmiraculeu(?:x|se|ses|sement)\b",
                "coup sûr": r"\bà coup sûr\b",
                "guéri": r"\bvous (?:guérirez|serez (?:définitivement |vite )?guérie?s?)\b|"
                r"\bguérison (?:assurée|certaine|totale|définitive|rapide)\b|"
                r"\bguéri(?:t|r|ra|e|s)? (?:définitivement|à jamais|pour toujours)\b",
                "résultat": r"\brésultats? (?:immédiats?|assurés?|certains?|spectaculaires?)\b",
                "avant/|avant /|avant-|avant et|avant après": r"\b(?:photos?|images?|clichés?) (?:\w+ )?avant ?(?:/|-|et) ?après\b",
            },
            _NOT_FR,
        ),
        Rule(
            RECOGNISED,
            NOBODY,
            {
                "patient de |patiente de |patient âgé|patiente âgé|malade de |malade âgé|de mes |de nos |j’ai |j’avais |j'ai ": rf"\b(?:une?|l[’']une?) (?:de (?:mes|nos) )?{_PERSON},? (?:âgée? )?de "
                rf"\d{{1,3}} ans|\b(?:une?|l[’']une?) de (?:mes|nos) {_PERSON}\b[^.;]{{0,60}}\b{_STORY}|"
                rf"\bj[’'](?:ai|avais) (?:\w+ )?(?:reçu|suivi|opéré|soigné|vu|pris en charge)e? "
                rf"(?:une?|cette?|ce) (?:jeune )?{_PERSON}",
                " ans": rf"\bune? (?:jeune |vieil |vieille )?{_SOMEBODY} (?:âgée? )?de \d{{1,3}} ans"
                rf"\b[^.;]{{0,80}}\b{_STORY}|\bj[’'](?:ai|avais) (?:\w+ )?(?:reçu|suivi|opéré|soigné|"
                rf"vu)e? (?:une?) (?:jeune )?{_SOMEBODY}",
            },
            quoted=True,
        ),
    ),
    "en": (
        Rule(
            TESTIMONY,
            NO_TESTIMONY,
            {
                "testimon": r"\b(?:patients?|customers?)[’']?s? testimon|"
                r"\btestimon(?:y|ies|ials?) (?:of|from|by) (?:my |our |a )?patients?",
                "patients": r"\b(?:my|our) patients (?:say|tell|love|recommend|thank|are (?:delighted|"
                r"happy|satisfied))|\b(?:satisfied|happy) patients\b",
                "review": r"\b(?:patient|5-star|five-star) reviews?\b",
                "thank": r"\bthank you,? (?:doctor|dr)\b",
            },
            _NOT_EN,
            quoted=True,
        ),
        Rule(
            COMPARED,
            NO_COMPARISON,
            {
                "best": rf"\b(?:the|our|my|one of the) (?:very )?best (?:\w+ )?{_WHO_EN}\b",
                "than my |than our |than other |than most |than many |than some ": rf"\b(?:better|more|less|safer)(?: \w+){{0,3}} than (?:my|our|other|most|many|"
                rf"some) (?:other )?{_WHO_EN}\b",
                "unlike": rf"\bunlike (?:my|our|other|most|many|some) (?:other )?{_WHO_EN}\b",
                "leading": rf"\b(?:a|the|our|my|one of the) leading {_WHO_EN}\b",
                "renowned": r"\b(?:world|internationally)[- ]renowned\b",
                "world-class": r"\bworld-class\b",
                "top-rated": r"\btop-rated\b",
            },
            r"\b(?:not|never|no)\b",
        ),
        Rule(
            PROMISED,
            NO_PROMISE,
            {
                "guarantee": r"\bguarantee(?:s|d)?\b",
                "100": r"\b100 ?(?:%|per cent) (?:effective|safe|natural|success)",
                "miracle": r"\bmiracles?\b",
                "miraculous": r"\bmiraculous(?:ly)?\b",
                "cured": r"\byou will be (?:\w+ )?cured\b|\bcured (?:for good|forever)\b",
                "instant": r"\b(?:instant|immediate) (?:results?|relief)\b",
                "before": r"\bbefore[- ](?:and|/)[- ]?after (?:photos?|pictures?|images?)",
            },
            _NOT_EN,
        ),
        Rule(
            RECOGNISED,
            NOBODY,
            {
                "-old": r"\ba (?:young )?\d{1,3}[- ]years?[- ]old (?:patient|man|woman|boy|girl|child|"
                r"lady)\b[^.;]{0,80}\b(?:came|told|presented|consulted|visited|wrote|lives|works)\b",
                "patient": r"\b(?:one|some) of (?:my|our) patients\b[^.;]{0,60}\b(?:told|came|wrote|lives|"
                r"works)\b|\bi (?:\w+ )?(?:saw|treated|operated on|met) a (?:young )?patient\b",
            },
            quoted=True,
        ),
    ),
}
# “Marie, 45 ans”; “Mme D.”: in capitals, hence looked for in the sentence as it is written.
_NAMED = re.compile(
    r"\b[A-ZÉÈ][a-zéèêëïîôç-]{2,20}, (?:âgée? de )?\d{1,3} (?:ans|years old)\b|"
    r"\b(?:Mme|Mlle|Mrs|Ms) [A-Z]\.(?= |,|$)"
)
_MAY_BE_NAMED = re.compile(r", (?:âgée? de )?\d{1,3} (?:ans|years old)|(?:Mme|Mlle|Mrs|Ms) [A-Z]\.")
_IN_QUOTES = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")


def suspected(text: str, folded: str, language: str) -> list[Rule]:
    """Return the rules that a text may break somewhere; ``folded``: the same in small letters."""
    return [
        rule
        for rule in _RULES.get(language, _RULES["fr"])
        if rule.is_suspected(folded) or (rule.what is RECOGNISED and _MAY_BE_NAMED.search(text))
    ]

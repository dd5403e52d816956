"""Tell what a page is that stands in the place of another, by its title and its address. Pure."""

from __future__ import annotations

import re

from plugins.shared.problems import N_, Phrase

from .identifiers import is_search

# What stands in the place of a page for whoever is no browser, or has no account.
_WAITING = re.compile(
    r"just a moment|un instant|attention required|checking (?:your browser|if the site).*"
    r"|access (?:to this page )?(?:has been |is )?denied|acc[eè]s (?:refus[ée]|interdit)"
    r"|(?:are you |robot or )(?:an? )?(?:human|robot)"
    r"|(?:please )?verify(?:ing)?(?: that)? you are (?:a )?human"
    r"|(?:human|security|bot|robot|browser|client) (?:verification|check|challenge|detection)"
    r"|validate user|v[ée]rification(?: de s[ée]curit[ée]| en cours)?"
    r"|one (?:moment,? please|more step)"
    r"|please wait(?: a moment| while .*)?|redirecting(?: to \S+)?|ddos.guard"
    r"|(?:radware |h|re)?captcha(?: page)?|(?:403|401)? ?(?:-\s*)?(?:forbidden|unauthorized)"
    r"|request (?:rejected|unsuccessful|blocked)|pardon our.*|loading|chargement(?: en cours)?"
    r"|(?:please )?enable (?:javascript|cookies).*|javascript (?:is )?(?:disabled|required).*"
    r"|cookies? (?:required|disabled|absent|not supported)"
    r"|(?:site |website )?(?:under|en) maintenance|maintenance(?: en cours)?"
    r"|(?:50\d )?(?:bad gateway|internal server error|gateway time-?out"
    r"|service (?:temporarily )?unavailable)",
    re.IGNORECASE,
)
# What a site shows for a page that it does not have, while it says that all is well.
_MISSING = re.compile(
    r"(?:error|erreur)?\s*404(?:\s+(?:error|erreur))?(?:\s*[-:,]?\s*(?:page )?not found)?"
    r"|(?:error|erreur)?\s*404\s*[-:,]?\s*(?:page )?(?:introuvable|non trouv[ée]e)"
    r"|(?:the |la |this |cette )?(?:page|article|document|contenu|content|file|url)"
    r"(?: demand[ée]e?)? (?:(?:was |is |could )?not (?:be )?found"
    r"|(?:est )?introuvable|(?:est )?non trouv[ée]e?"
    r"|does not exist|n['’]existe (?:pas|plus)(?: ou plus)?|inexistante?)"
    r"|not found|introuvable|oops.*",
    re.IGNORECASE,
)
# Sites write their name before or after it.
_PARTS = re.compile(r"\s+[|\u2013\u2014-]\s+|\s*\|\s*")
_LOGIN = re.compile(
    r"(?:[^|–—:-]{0,40}[|–—:-]\s*)?(?:log[ -]?in|sign[ -]?in|log[ -]?on|se connecter|connexion"
    r"|identification|authenti(?:fi)?cation(?: required| requise)?|mon compte"
    r"|(?:institutional|central) login|please log ?in)\b(?:\s*(?:[|–—:-]|to\b|[àa]\b|page\b)|$)",
    re.IGNORECASE,
)
_LOGIN_ADDRESS = re.compile(
    r"/(?:log-?in|sign-?in|logon|sso|saml2?|idp|cas/login|authenticate|auth/[\w/]*login|connexion"
    r"|identification)(?:[/.;]|$)",
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"(?:[^|–—:-]{0,80}[|–—:-]\s*)?(?:search(?: results?)?|results? for|résultats?(?: de)?"
    r"(?: (?:la|votre))?(?: recherche)?|recherche)\s*(?:[|–—:«\"“-]|$)",
    re.IGNORECASE,
)


def _is_one(title: str, kind: re.Pattern[str]) -> bool:
    """Tell whether a title, or what stands beside the name of the site in it, is of some kind."""
    parts = [title, *_PARTS.split(title)]
    return any(kind.fullmatch(part.strip(" .…!?:*")) for part in parts)


def is_missing(title: str) -> bool:
    """Tell whether a title is that of the page a site shows for one it does not have."""
    return _is_one(title, _MISSING)


def what_instead(title: str, url: str) -> Phrase | None:
    """Return what an answer is instead of the page that was asked for."""
    if _is_one(title, _WAITING):
        return N_("“{address}” shows programs a waiting page, not what is there.")
    if _LOGIN.match(title) or _LOGIN_ADDRESS.search(url.partition("?")[0]):
        return N_("“{address}” leads to a login page: what is behind it cannot be read.")
    if _SEARCH.match(title) or is_search(url):
        return N_("“{address}” is a page of search results, not a source.")
    return None

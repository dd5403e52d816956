"""What a community can be, how it can be moderated, how open to patients: the only list of each."""

from __future__ import annotations

from typing import NamedTuple

from .problems import N_, Phrase


class Kind(NamedTuple):
    """A kind of community: one, several, and what it is to schema.org."""

    one: Phrase
    several: Phrase
    type: str = "Organization"


# The kind whose members are professionals, and whom the catalogue calls so.
PROFESSIONAL_FORUM = "professional-forum"
PROFESSIONALS = "professionals"
# The kind that one calls: it answers in its own country.
HELPLINE = "helpline"

# In the order of the panorama: from who answers to who sells.
KINDS = {
    HELPLINE: Kind(N_("Helpline"), N_("Helplines")),
    "association-forum": Kind(
        N_("Association with a place of exchange"), N_("Associations with a place of exchange")
    ),
    "association": Kind(N_("Association"), N_("Associations")),
    "directory": Kind(N_("Directory"), N_("Directories")),
    "expert-patient-blog": Kind(
        N_("Blog of an expert patient"), N_("Blogs of expert patients"), "Blog"
    ),
    "general-forum": Kind(N_("Open forum"), N_("Open forums"), "WebSite"),
    PROFESSIONAL_FORUM: Kind(
        N_("Forum of professionals"), N_("Forums of professionals"), "WebSite"
    ),
    "company-platform": Kind(N_("Company platform"), N_("Company platforms"), "WebSite"),
}
# What patients may do in a community of professionals.
OPENINGS = {
    "read and write": N_("patients may read and write there"),
    "read": N_("patients may read there, not write"),
    "no": N_("for professionals only"),
    "unknown": N_("whether patients may read or write there is not known"),
}
MODERATIONS = {
    "staff": N_("moderated by its staff"),
    "professionals": N_("moderated by professionals"),
    "volunteers": N_("moderated by volunteers"),
    "mixed": N_("moderated by staff and volunteers"),
    "members": N_("moderated by members"),
    "none": N_("not moderated"),
    "unknown": N_("moderation not stated"),
}

"""The pages that write themselves: which there are, where, and in which languages."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.shared.problems import N_, Phrase


@dataclass(frozen=True)
class Kind:
    """A page: the name of its templates, its title and summary, its address by blog's language."""

    name: str
    title: Phrase
    summary: Phrase
    slugs: dict[str, str]


# In the order of the list at the foot of every page.
KINDS = (
    Kind(
        "contact",
        N_("Contact us, report an error"),
        N_("How to reach the practice, how to report an error, and what never to send by e-mail."),
        {"fr": "contact", "en": "contact"},
    ),
    Kind(
        "editorial-policy",
        N_("Editorial policy"),
        N_("How articles are written, reviewed and corrected, who pays, and what is never done."),
        {"fr": "politique-editoriale", "en": "editorial-policy"},
    ),
    Kind(
        "community-vetting",
        N_("How communities are vetted"),
        N_("What a doctor looks at before showing a patient community, and for how long."),
        {"fr": "verification-des-communautes", "en": "how-communities-are-vetted"},
    ),
    Kind(
        "legal-notice",
        N_("Legal notice"),
        N_("Who publishes this site, who hosts it, and the rules that its doctor follows."),
        {"fr": "mentions-legales", "en": "legal-notice"},
    ),
    Kind(
        "privacy",
        N_("Privacy"),
        N_("This site does not follow you: what it does, what the host sees, what not to send."),
        {"fr": "vie-privee", "en": "privacy"},
    ),
    Kind(
        "accessibility",
        N_("Accessibility"),
        N_("What was done and tested so that everyone can read this site, and what was not."),
        {"fr": "accessibilite", "en": "accessibility"},
    ),
)

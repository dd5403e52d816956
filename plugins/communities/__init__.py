"""Lead every article's readers to vetted communities of patients.

Facts are in ``catalogue.toml``, shipped with the kit; the doctor adds or corrects
in ``content/communities/additions.toml``, with words of their own if they like
(:mod:`.additions`), and decides in
``content/communities/vetting.toml``. Only what was vetted, by whom and when, and
whose vetting is in force from the day of the build to the next planned one, is
shown. A vetting that lapsed stops nothing: the link disappears from every page
and feed, and so does that of a community that closed or became part of another.

For machines, the site holds ``communautes.json`` (:mod:`.exchange`): the facts, and apart
from them the doctor's decisions.

``python3 tasks.py check --explain FILE`` tells of each community near the subject
of an article why it is shown or not (:mod:`.explain`).

The doctor may add or take out one in an article's header::

    communities: +renaloo, -carenity

The theme receives ``article.communities``, a
:class:`~plugins.communities.core.Box`, and on every page ``VETTED``, all that may
be shown, ``REFUSALS``, those that the doctor publishes, ``JOINED``, the names of
those that became part of another one, by its id, and
``VETTING_IS_FICTIONAL``, the ledger's own word. Later plugins find in
``COMMUNITIES_FOR`` what suits one illness, a function of the illness and the language,
in ``CRITERIA``, ``FINDINGS`` and ``FINDING`` what a vetting looks at, what it found, in all
and for one criterion, and in ``READ_ON`` the day that the facts about a community were
read, by its id.
"""

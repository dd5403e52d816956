"""Write the pages that every doctor's site must have, from ``blog.toml``.

The legal notice, privacy, the editorial policy, how communities are vetted, accessibility, and
how to reach the doctor or report an error: :data:`~plugins.legal.pages.KINDS`. Each exists in the
blog's language, and in every other language that an article or a page is in. The doctor may add
words of her own: what ``pages/mentions-legales.md`` says comes first, the rest follows. Before
both, the page on how to reach her says whom to call in an emergency.

The words are templates, ``theme/templates/pages/legal-notice.fr.html`` and so on, which a theme
may override by name. What is asked of communities comes from ``CRITERIA``, where it is known. A
field that the law asks for and ``blog.toml`` lacks is a warning, and stops a publication (the
setting ``LEGAL_FIELDS``: see :mod:`.core`).
"""

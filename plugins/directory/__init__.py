"""Give the communities and the illnesses their own pages.

In the blog's language, and in others for what speaks them: a page per vetted community
(``/communautes/renaloo/``, ``/en/communities/macmillan/``), a page per illness, with its
articles and its communities (``/maladies/asthme/``, ``/en/conditions/asthma/``), left out of
search engines where it has no article; their list (``/maladies/``); a sheet
of it to print and hand over (``/maladies/asthme/fiche/``, ``…/handout/``), a page
on the criteria (``/communautes/criteres/``), and the panorama, trees of all that is
vetted, at the end of the page of COMMUNITIES_PAGES. A vetting that lapses takes all of
this away with the link.

The doctor writes nothing for it, but in ``blog.toml`` the address that readers write to::

    [communities]
    mail = "communautes@example.org"

The theme receives ``article.illnesses``, those that have a page. Other plugins find in
the context ``ILLNESSES``, by language, the list of
:class:`~plugins.directory.core.Illness`; compose makes the pages of ``DIRECTORY``, by
their topic (``community/renaloo``, ``illness/asthma``, ``criteria``) and language. Links
lead to them as to a text: ``{filename}/maladies/asthme/index.html``.
"""

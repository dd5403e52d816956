"""Draw the picture that other sites show where somebody shares an article: its title, its doctor.

The doctor writes nothing for it. An article that shows a photograph of its own is shared with that
one; any other has a card beside its page, ``reflux/reflux.png``, 1200 by 630 pixels as Open Graph
wants it (:mod:`.core`): the title, who wrote it, the name of the blog, in the letters of
``theme/fonts/`` and one ink. That of a demonstration says so.

Only what is online is shared: the setting ``SHARE_PICTURES`` is for ``publishconf.py``. What was
drawn is kept in ``.build/share/``, by all that it was drawn from. A title with a sign that the
letters lack is shared without a picture. Nothing here stops a build.
"""

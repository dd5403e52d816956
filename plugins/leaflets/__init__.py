"""Make the leaflet of each article: what a patient takes away, on paper or on a telephone.

The doctor writes nothing for it, and may say ``leaflets = false`` under ``[blog]``. A published
medical article has one, a PDF beside its page, ``reflux/reflux.pdf``, to which the page leads:

- **what is on it** (:mod:`.core`, :mod:`.boxes`): who wrote it and when it was reviewed, the
  disclaimer, the key points, the care cards with the emergency first, the warnings, the questions
  to ask, the communities with their numbers, the sources that all this names, and the address of
  the page in short and as a QR code. The template is ``components/leaflet.html``, the style
  ``theme/leaflet/leaflet.css``: fourteen points or more, two sides of A4 for a usual article.
- **how it is made** (:mod:`.press`): WeasyPrint draws it as PDF/UA (ISO 14289-1): tagged, in
  reading order, with its language and its title. Its letters are those of ``theme/fonts/``
  alone, whatever the machine has; no network, no clock: the same article gives the same bytes.
- **when**: ``publish`` makes them, and ``build --leaflets``. What was made is kept in
  ``.build/leaflets/``, by all that it was made from.

Where the machine has no Pango, which WeasyPrint needs, no page leads to a leaflet, and the build
says so in one sentence. An article with a letter that the leaflet's own lack has none, and it is
told. Nothing here stops a build.
"""

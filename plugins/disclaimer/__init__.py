"""Say, at the top of every article, what it is not and whom to call.

The wording is in ``texts.toml``, for a doctor to proof-read, the numbers of each
country in ``numbers.toml``. The variant comes from the article's illnesses; the
doctor may choose another one in the header, or say that research has not
confirmed all of it, or both::

    disclaimer: medication, unconfirmed

Of an emergency and of violence the first sentence holds the number; violence shows the lines that
listen after it. For a child and for medicines the poison centre comes after the emergency number.

The theme and the other plugins receive ``article.disclaimer``, with the numbers
of the country, the sheets to hand over ``HANDOUT_NOTICE``, and the page on how to
reach the doctor ``CONTACT_NOTICE``. An unknown variant stops the publication.
"""

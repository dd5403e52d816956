"""Make boxes of some headings: when to call, what to remember, what to ask.

The doctor writes ordinary headings, at any level, and a list below::

    ## L'essentiel                            what to remember
    ### Appelez le 15 si :                    emergency card
    ### Appelez votre médecin aujourd'hui si :     urgent card
    ### Parlez-en à votre médecin si :        card for what can wait
    ### Attention : jamais avec l'aspirine    warning, two on a page at most
    ## Questions à poser à votre médecin      to tick off, on paper too
    ## Questions de lecteurs                  below it, each question is a heading

The level alone will do: ``### Urgence``, ``### Le jour même``, ``### Sans urgence``; whom to call
is then added, with the numbers of the blog's country. English words do as well. A level
before a call, “Urgence : consultez si”, is that of the card. The verbs are
those that make a link of a number (``calling.toml``); “quand”, “dès que”, “en cas de” do for “si”,
at the end of the heading. A box ends where the next heading begins.

A number of the country that a sentence says to call becomes a link, anywhere in the text
(:mod:`.numbers`). ``article.callouts.help`` is where the cards begin: the disclaimer leads there.
Where that disclaimer is of an emergency, the cards follow the key points (:mod:`.order`).

The three levels, “… if:”, the words on urgency, two warnings at most and no link out of an
emergency card are the rules of the NHS service manual (“Care cards”, “Warning callout”).

The theme receives ``article.callouts``: which boxes the article has. A heading that is nearly one,
a card without a list, a number of another country, a link in an emergency card or a third warning
stop the publication; what may tell who asked a question, and a heading over a list that names whom
to call in an emergency and makes no card, are remarks.
"""

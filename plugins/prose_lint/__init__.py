"""Reread the words of every article, and tell the doctor what deserves a second look.

Testimonies of patients, praise of practitioners and comparisons between them,
promises of results, stories in which somebody could be recognised; sentences of
more than 25 words, the paragraph that reads worst, words that nothing explains, the
glossary neither.
Each is a remark with the words quoted and their line: none stops a publication,
and the doctor's own judgement prevails. Readers see nothing of it.

News of the practice are reread too. The theme receives nothing.
"""

"""Reread the words of every article, and tell the doctor what deserves a second look.

Testimonies of patients, praise of practitioners and comparisons between them,
promises of results, stories in which somebody could be recognised; sentences of
more than 25 words, the paragraph that reads worst, words that nothing explains, the
glossary neither.
Each is a remark with the words quoted and their line: none stops a publication,
and the doctor's own judgement prevails. Readers see nothing of it.

What tells who a patient is (name, day of birth, telephone, mail, home, number of
insured) and an instruction to stop or change a named medicine are told at once too,
and keep ``publish`` waiting until the field ``intended`` of the header quotes the
very words. Words of ``intended`` that nothing asks about are remarked upon. Pages
are read for these as well.

News of the practice are reread too. The theme receives nothing.
"""

"""Whoever neither met anybody nor took anything up is left out: they can tell nothing.

So followers who were bought change nothing of what persons are credited with, to the
last digit.
"""

from dataclasses import replace

import numpy as np

from mutuals.estimators.study import Adoptions, Contacts, Ids, Study


def taking_part(study: Study) -> tuple[Study, Ids]:
    """Return the study of those who take part, numbered anew, and who they are."""
    people = study.adoptions.people
    seen = study.personal.source, study.personal.target
    taken = study.adoptions.person, study.sources.person
    here = np.bincount(np.concatenate([*seen, *taken]), minlength=people) > 0
    who = np.flatnonzero(here)
    known, group = np.unique(study.group[who], return_inverse=True)
    if who.size == people and known.size == int(study.group.max(initial=-1)) + 1:
        return study, who
    number = np.where(here, np.cumsum(here) - 1, -1)
    part = replace(
        study,
        personal=_contacts(study.personal, number),
        broadcast=_contacts(study.broadcast, number),
        adoptions=_adoptions(study.adoptions, number, who.size),
        group=np.asarray(group.reshape(-1), np.int64),
        priors=study.priors[who],
        told=None if study.told is None else _adoptions(study.told, number, who.size),
        named=None if study.named is None else study.named.numbered(number),
    )
    return part, who


def _contacts(contacts: Contacts, number: Ids) -> Contacts:
    source, target = number[contacts.source], number[contacts.target]
    kept = (source >= 0) & (target >= 0)
    ends = source[kept], target[kept]
    about = contacts.about[kept]
    return Contacts.of(ends, contacts.at[kept], weight=contacts.weight[kept], about=about)


def _adoptions(taken: Adoptions, number: Ids, people: int) -> Adoptions:
    return Adoptions.of((number[taken.person], taken.thing), taken.at, (people, taken.things))

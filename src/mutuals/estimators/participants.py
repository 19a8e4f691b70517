"""Whoever neither met anybody nor took anything up is left out: they can tell nothing.

So followers who were bought change nothing of what persons are credited with, to the
last digit.
"""

from dataclasses import replace

import numpy as np

from mutuals.estimators.hazard import Hazard
from mutuals.estimators.sources import Sources
from mutuals.estimators.study import Adoptions, Contacts, Floats, Ids, Study


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
        sight=None if study.sight is None else study.sight[who],
        told=None if study.told is None else _adoptions(study.told, number, who.size),
        named=None if study.named is None else study.named.numbered(number),
    )
    return part, who


def numbered(fitted: Hazard, who: Ids, people: int) -> Hazard:
    """Return a hazard of those who take part with all people's numbers."""
    if who.size == people:
        return fitted
    sources = [_sources(one, who, people) for one in (fitted.personal, fitted.broadcast)]
    exposures = replace(
        fitted.exposures, personal=sources[0].exposure, broadcast=sources[1].exposure
    )
    learned = over(fitted.learned, who, np.zeros(people))
    return replace(
        fitted, exposures=exposures, personal=sources[0], broadcast=sources[1], learned=learned
    )


def over(values: Floats, who: Ids, rest: Floats) -> Floats:
    """Return values of some where they belong among all."""
    found = rest.copy()
    found[who] = values
    return found


def _sources(sources: Sources, who: Ids, people: int) -> Sources:
    found = sources.exposure
    usual = float(sources.rate.mean()) if sources.rate.size else 0.0
    return replace(
        sources,
        exposure=replace(
            found,
            source=who[found.source],
            pair_source=who[found.pair_source],
            pair_target=who[found.pair_target],
        ),
        people=people,
        person=who[sources.person],
        often=over(sources.often, who, np.ones(people)),
        rate=over(sources.rate, who, np.full(people, usual)),
        easily=over(sources.easily, who, np.ones(people)),
    )


def _contacts(contacts: Contacts, number: Ids) -> Contacts:
    source, target = number[contacts.source], number[contacts.target]
    kept = (source >= 0) & (target >= 0)
    ends = source[kept], target[kept]
    about = contacts.about[kept]
    return Contacts.of(ends, contacts.at[kept], weight=contacts.weight[kept], about=about)


def _adoptions(taken: Adoptions, number: Ids, people: int) -> Adoptions:
    return Adoptions.of((number[taken.person], taken.thing), taken.at, (people, taken.things))

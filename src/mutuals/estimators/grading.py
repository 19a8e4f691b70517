"""How good the evidence for an effect of contact is, and why it is no better."""

from dataclasses import dataclass

from mutuals.estimators.attributions import FEWEST_NAMED, Naming
from mutuals.estimators.contrast import Contrast
from mutuals.estimators.dose import Dose
from mutuals.estimators.kernel_choice import Chosen
from mutuals.estimators.moderators import Moderator
from mutuals.estimators.placebo import Mirrored, Placebo

FEWEST_PRIORS, FEWEST_ADOPTIONS = 10, 100
# Below these nothing is said at all.
FEWEST, FEWEST_EXPOSED = 30, 10
_MOST_GAP, _LEAST_IDENTIFIED, _TWO = 0.15, 0.5, 2.0
# The swap finds a little less than the hazard even where both are right within their
# errors: chosen on planted worlds (seeds from 300 on).
_MOST_APART = 2.5
# Priors that tell no more of later adoptions (z) than another's cannot have taken taste
# out.
_LEAST_GAIN = 3.0
# Ties made by what two have in common: contact after it, as a part of contact before.
_MOST_AFTERWARDS, _AFTERWARDS_Z = 0.4, 1.5
# Several sources together over one by one. Of planted worlds (seeds from 1000 on) 9 of
# 10 with complex contagion pass both, and 9 of 184 without.
_MOST_DOSE, _DOSE_Z = 1.15, 1.75
# A gap of less than this part of all adoptions is none.
_NONE = 0.01


@dataclass(frozen=True, slots=True)
class Totals:
    """The total by every way of estimating it.

    ``chance`` is how far apart hazard and swap may be by chance; their errors hold what
    models may be off by as well. ``undivided`` is half of what words to several moved
    as broadcasts, so far as contact moves anything: on top of the hazard's, and it may
    be off by as much.
    """

    naive: float
    without_taste: float
    half_priors: float
    hazard: float
    extrapolated: float
    swap: float
    swap_wide: float
    hazard_error: float
    swap_error: float
    chance: float
    undivided: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the grade rests on; ``exposed`` adoptions came after contact.

    ``gain`` is the z of what earlier behaviours (own and contacts') tell of adoptions,
    ``own_gain`` that of how much more they tell than those of somebody else put in
    their place, which leaves what the place among people tells.
    """

    adoptions: int
    exposed: int
    priors: int
    gain: float
    own_gain: float
    zero: float
    identified: float
    kernel: Chosen
    permuted: Placebo
    rewired: Placebo
    mirrored: Mirrored
    inert: Placebo | None
    dose: Dose
    contrast: Contrast
    moderators: tuple[Moderator, ...]
    naming: Naming
    e_value: float

    @property
    def is_enough(self) -> bool:
        """Return whether anything may be said."""
        return self.adoptions >= FEWEST and self.exposed >= FEWEST_EXPOSED

    @property
    def is_bounded_below(self) -> bool:
        """Return whether anything parts what moved people from what they like.

        Where earlier behaviours tell too little and too few were asked who moved them,
        all that seems moved may be shared taste.
        """
        tells = self.priors >= FEWEST_PRIORS and self.own_gain > _LEAST_GAIN
        return tells or self.naming.helps

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what whoever reads the estimate should know, whatever its grade."""
        asked = self.naming.asked
        said = [
            ("how long contact works lies at the edge of what was tried", self.kernel.on_edge),
            (
                f"{asked} recorded attributions are too few to help: {FEWEST_NAMED} are needed",
                asked > 0 and not self.naming.helps,
            ),
            ("the audience of a contact counts otherwise than assumed", self.kernel.size != 1.0),
        ]
        return tuple(words for words, is_so in said if is_so)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A grade from B to D, and what stands against a better one."""

    grade: str
    reasons: tuple[str, ...]


def grade(totals: Totals, evidence: Evidence) -> Verdict:
    """Judge an estimate from contacts nobody drew by lot: B at best."""
    if not evidence.is_enough:
        return Verdict("D", ("not enough records",))
    if evidence.adoptions < FEWEST_ADOPTIONS:
        return Verdict("D", (f"fewer than {FEWEST_ADOPTIONS} adoptions",))
    against = tuple(reason for reason, is_against in _faults(totals, evidence) if is_against)
    return Verdict("C" if against else "B", against)


def _faults(totals: Totals, evidence: Evidence) -> list[tuple[str, bool]]:
    gap = abs(totals.half_priors - totals.hazard)
    most = max(_MOST_GAP * totals.hazard, _NONE * evidence.adoptions)
    # what models may be off by hides no disagreement
    apart = abs(totals.hazard - totals.swap)
    few = f"fewer than {FEWEST_PRIORS} earlier behaviours"
    return [
        (few, evidence.priors < FEWEST_PRIORS),
        ("earlier behaviours tell little of later ones", evidence.own_gain <= _LEAST_GAIN),
        ("half of the earlier behaviours give another total", gap >= most),
        ("whom people met says too little", evidence.identified < _LEAST_IDENTIFIED),
        ("two ways of estimating disagree", apart >= _MOST_APART * totals.chance),
        *_placebos(evidence),
    ]


def _placebos(evidence: Evidence) -> list[tuple[str, bool]]:
    seen, inert = evidence.mirrored, evidence.inert
    made = seen.afterwards.part > _MOST_AFTERWARDS * max(seen.before.part, 0.0)
    return [
        ("others' histories explain as much", evidence.permuted.z >= _TWO),
        ("contact follows what two have in common", seen.afterwards.z >= _AFTERWARDS_Z and made),
        ("contact with those who came later explains as much", seen.later.z >= _TWO),
        (
            "several together move more than one by one",
            evidence.dose.z >= _DOSE_Z and evidence.dose.ratio > _MOST_DOSE,
        ),
        ("what cannot be passed on seems passed on", inert is not None and inert.z >= _TWO),
    ]

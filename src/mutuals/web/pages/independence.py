"""What choices go by: your own, or of a whole community's people together."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.estimators.independence import KINDS
from mutuals.independence.telling import FEWEST_PEOPLE, LINK, begun, choices_told
from mutuals.sentence import Sentence
from mutuals.web.answering import answer, world_of
from mutuals.web.reword import relinked
from mutuals.web.shell.pictures import Bands, Range, effect, roughly
from mutuals.web.world import World

TITLE = "Choices"
UNDER = "home"
router = APIRouter()
_SAYS = {
    "taste": ("What suits your earlier choices", "per", ("against them", "with them")),
    "crowd": ("What many took up lately", "nob", ("let be", "taken up")),
    "friends": ("What friends told of", "grp", ("let be", "taken up")),
}
_KINDS = {
    "independent": "the crowd does next to nothing, earlier choices much",
    "contrarian": "what many took up lately is rather let be",
    "conformist": "what many took up lately is taken up more readily",
    "noise": "choices follow nothing these records hold",
}


@dataclass(frozen=True, slots=True)
class Slope:
    """One thing choices may go by, with its band against none at all."""

    says: str
    found: str
    ends: tuple[str, str]
    effect: Bands


@dataclass(frozen=True, slots=True)
class IndependencePage:
    """What choices go by, and who began things."""

    answer: Sentence
    slopes: tuple[Slope, ...]
    kinds: tuple[tuple[str, str], ...]
    begun: Sentence
    is_owner: bool


@router.get("/independence", response_model=None)
def show(request: Request) -> Response:
    """Show what choices go by."""
    return answer(request, world_of(request).note("page/independence", independence))


def independence(world: World) -> IndependencePage:
    """Work the page out."""
    said = choices_told(world)
    return IndependencePage(
        answer=relinked(said, {LINK: "#slopes"}),
        slopes=_slopes(world) if not said.missing else (),
        kinds=_kinds(world) if not said.missing else (),
        begun=relinked(begun(world), {LINK: "#begun"}),
        is_owner=world.me is not None,
    )


def _slopes(world: World) -> tuple[Slope, ...]:
    if world.me is None:
        rows = {row["leaning"]: row for row in world.rows("leaning")}
        found = {one: tuple(rows[one][at] for at in ("middle", "lower", "upper")) for one in _SAYS}
    else:
        (row,) = world.rows("independence", person_id=world.me)
        found = {one: (row[one], row[f"{one}_lower"], row[f"{one}_upper"]) for one in _SAYS}
    return tuple(
        _slope(one, values, is_owner=world.me is not None) for one, values in found.items()
    )


def _slope(name: str, values: tuple[float, ...], *, is_owner: bool) -> Slope:
    middle, lower, upper = values
    says, kind, ends = _SAYS[name]
    says = says if is_owner else says.replace("your", "people's own")
    note = f"{roughly(lower)} to {roughly(upper)}"
    ranged = Range(says, note, kind, middle, lower, upper)
    label = f"{says}: slope {note}, about {roughly(middle)}"
    found = f"about {roughly(middle)}" if roughly(lower) == roughly(upper) else note
    return Slope(says, f"Slope {found}; 0 is none.", ends, effect(label, ranged, 0.0))


def _kinds(world: World) -> tuple[tuple[str, str], ...]:
    """Return how likely each kind is: the owner's, or shares of five people or more."""
    told = [row for row in world.rows("independence") if not row["untold"]]
    if world.me is None and len(told) < FEWEST_PEOPLE:
        return ()
    shares = {kind: sum(row[kind] for row in told) / len(told) for kind in KINDS}
    return tuple((f"{round(100 * shares[kind])} in 100", _KINDS[kind]) for kind in KINDS)

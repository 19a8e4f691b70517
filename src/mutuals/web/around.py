"""The people around one person, as several pages show them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log1p
from typing import Final

from mutuals.web.shell.rings import Standing
from mutuals.web.world import Row, World, day

FAINT, STEADY, CLOSE = "faint", "steady", "close"
DORMANT: Final = "dormant"
# Who is shown to have moved inwards or outwards in the last twelve months.
INWARDS: Final = {"closer": 1, "farther": -1}
WEATHERS: Final = ("warming", "steady", "cooling", "revived")


@dataclass(frozen=True, slots=True)
class Around:
    """Somebody as seen from one person.

    ``closeness`` ranks the tie within its ring, ``tie`` among all ties (0 to 1).
    """

    person_id: str
    name: str
    stage: str
    is_dormant: bool
    probability: float
    closeness: float
    circle: str
    moved: int
    weather: str
    tie: float
    last_at: datetime | None
    last: str
    meetings: int

    @property
    def tie_words(self) -> str:
        """Return the tie's place in words."""
        return FAINT if self.tie < 1 / 3 else STEADY if self.tie < 2 / 3 else CLOSE  # thirds

    def standing(self) -> Standing:
        """Return the person as the rings draw them."""
        return Standing(
            person_id=self.person_id,
            name=self.name,
            stage=self.stage,
            is_dormant=self.is_dormant,
            probability=self.probability,
            closeness=self.closeness,
            circle=self.circle,
            moved=self.moved,
        )


def around(world: World, ego_id: int) -> tuple[Around, ...]:
    """Return everybody around a person, by name."""
    found: tuple[Around, ...] = world.note(f"around/{ego_id}", lambda one: _around(one, ego_id))
    return found


def _around(world: World, ego_id: int) -> tuple[Around, ...]:
    stages = world.rows("stage", ego_id=ego_id)
    ties = {row["alter_id"]: row for row in world.rows("tie", ego_id=ego_id)}
    moved = {row["alter_id"]: row["move"] for row in world.rows("lately", ego_id=ego_id)}
    weather = {row["alter_id"]: row["weather"] for row in world.rows("weather", ego_id=ego_id)}
    alters = [row["alter_id"] for row in stages]
    world.names(alters)
    circle = circles(world, alters, is_own=ego_id == world.me)
    rank = _closeness(stages, ties)
    most = max((row["strength"] or 0.0 for row in ties.values()), default=0.0) or 1.0
    people = []
    for row in stages:
        alter = row["alter_id"]
        tie = ties.get(alter, {})
        people.append(
            Around(
                person_id=str(alter),
                name=world.name(alter),
                stage=row["stage"],
                is_dormant=bool(row["is_dormant"]),
                probability=float(row["probability"] or 1.0),
                closeness=rank.get(alter, 0.0),
                circle=circle.get(alter, ""),
                moved=INWARDS.get(moved.get(alter, ""), 0),
                weather=_weather(weather.get(alter), is_dormant=bool(row["is_dormant"])),
                tie=log1p(tie.get("strength") or 0.0) / log1p(most),
                last_at=tie.get("last_at"),
                last=day(tie.get("last_at")),
                meetings=int(tie.get("meetings") or 0),
            )
        )
    return tuple(sorted(people, key=lambda one: (one.name.casefold(), one.person_id)))


def _weather(word: str | None, *, is_dormant: bool) -> str:
    """Return the weather as pages call it: empty where the table cannot tell."""
    if is_dormant or word == "asleep":
        return DORMANT
    return word if word in WEATHERS else ""


def circles(world: World, people: Iterable[int], *, is_own: bool) -> dict[int, str]:
    """Return the name of each one's steadiest circle, in first names if it can.

    With ``is_own`` of the owner's circles, from which the owner is left out.
    """
    table = "own_circle" if is_own else "circle"
    rows = world.rows(table, person_id=tuple(people)) if world.has(table) else []
    rows.sort(key=lambda row: (row["stability"] or 0.0, -row["circle_id"]))
    names = circle_names({row["circle_id"]: str(row.get("label") or "a circle") for row in rows})
    return {row["person_id"]: names[row["circle_id"]] for row in rows}


def circle_names(labels: Mapping[int, str]) -> dict[int, str]:
    """Return circles' names, each once: first names where these tell them apart.

    >>> circle_names({1: "Ann Bell and Cy Dorn", 2: "Ann Bell and Ann Roe"})
    {1: 'Ann and Cy', 2: 'Ann Bell and Ann Roe'}
    >>> circle_names({1: "Bo Ek and Bo Ek", 2: "Bo Ek and Bo Ek"})
    {1: 'the two called Bo Ek', 2: 'the two called Bo Ek (2)'}
    """
    short = {one: _first_names(label) for one, label in labels.items()}
    many = Counter(short.values())
    found: dict[int, str] = {}
    for one, label in sorted(labels.items()):
        name = short[one] if many[short[one]] == 1 else _told_apart(label)
        same = sum(known == name or known.startswith(f"{name} (") for known in found.values())
        found[one] = f"{name} ({same + 1})" if same else name
    return found


def _first_names(label: str) -> str:
    """Return a circle's name with first names only, where they differ."""
    people = label.split(" and ")
    first = [_first_name(name) for name in people]
    if len(people) == 1 or len(set(first)) < len(first):
        return _told_apart(label)
    return " and ".join(first)


def _first_name(name: str) -> str:
    """Return a first name, and of an initial the whole.

    >>> _first_name("Roe, Jo"), _first_name("Jo Roe"), _first_name("J. Roe")
    ('Jo', 'Jo', 'J. Roe')
    """
    family, comma, first = name.partition(", ")
    said = first.split(" ")[0] if comma and first else family.split(" ")[0]
    return name if said.endswith(".") else said


def _told_apart(label: str) -> str:
    """Return a circle's name that does not say one name twice."""
    people = label.split(" and ")
    return label if len(set(people)) == len(people) else f"the two called {people[0]}"


def _closeness(stages: Sequence[Row], ties: Mapping[int, Row]) -> dict[int, float]:
    by_stage: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for row in stages:
        strength = ties.get(row["alter_id"], {}).get("strength") or 0.0
        by_stage[row["stage"]].append((strength, row["alter_id"]))
    rank = {}
    for people in by_stage.values():
        for place, (_, alter) in enumerate(sorted(people)):
            rank[alter] = (place + 0.5) / len(people)
    return rank


def changes_since(world: World, ego_id: int, since: datetime | None = None) -> list[Row]:
    """Return the changes of stage around somebody since a moment, newest first."""
    rows = world.rows("transition", ego_id=ego_id)
    rows = [row for row in rows if since is None or row["happened_at"] > since]
    return sorted(rows, key=lambda row: (row["happened_at"], row["number"]), reverse=True)

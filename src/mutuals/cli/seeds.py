"""``mutuals seeds``: whom to ask first, for how many people or for how much money."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mutuals.cli import in_columns, surface
from mutuals.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from mutuals.influence.seeds import Pick, Plan, StarPrice, Way
    from mutuals.records import Tables

_COLUMNS = {"person", "cost"}
_WAYS = {
    "way": "way of choosing",
    "people": "people",
    "cost": "cost",
    "band": "could reach",
    "beside": "beside this choice",
}


def run(  # noqa: PLR0917  # arguments of a command line have an order
    context: typer.Context,
    count: Annotated[int, typer.Option("-k", help="How many people to ask.", min=1)] = 5,
    budget: Annotated[float | None, typer.Option(help="Instead: what asking may cost.")] = None,
    costs: Annotated[
        Path | None, typer.Option(help="CSV with person and cost; everybody else costs 1.")
    ] = None,
) -> None:
    """Say whom to ask first to reach the most, beside other ways of choosing.

    Example: mutuals seeds -k 5
    """
    from mutuals.influence.seeds import whom_to_ask  # noqa: PLC0415  # --help stays light
    from mutuals.people.find import names  # noqa: PLC0415  # as above

    asked = surface(context)
    with asked.opened() as network:
        prices = _prices(network, costs) if costs is not None else {}
        try:
            plan = whom_to_ask(network, count=count, budget=budget, costs=prices)
        except ValueError as error:
            raise UsageError(str(error)) from error
        name = names(network)
    if plan is None:
        asked.answer(None, ["Not enough records: nobody here has talked with anybody both ways."])
        raise typer.Exit(1)
    asked.answer(_value(plan, name), _lines(plan, name))


def _prices(tables: "Tables", path: Path) -> dict[int, float]:
    from mutuals.people.find import find_person  # noqa: PLC0415  # --help stays light

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not set(rows.fieldnames or ()) >= _COLUMNS:
                msg = f"{path} has no columns person and cost"
                raise UsageError(msg)
            return {find_person(tables, row["person"]): float(row["cost"]) for row in rows}
    except OSError as error:
        raise UnreadableError(str(path), error.strerror or str(error)) from error
    except (TypeError, ValueError) as error:
        msg = f"{path}: a cost is not a number: {error}"
        raise UsageError(msg) from error


def _value(plan: "Plan", name: Mapping[int, str]) -> dict[str, object]:
    return {
        "picks": [
            {
                "person_id": one.person_id,
                "name": name.get(one.person_id, ""),
                "cost": one.cost,
                "gain": one.gain,
                "shared_with": one.shared_with,
                "shared": one.shared,
            }
            for one in plan.picks
        ],
        "ratio": plan.ratio,
        "people": plan.people,
        "exposed": plan.exposed,
        "rate": plan.rate,
        "ways": plan.ways,
        "prices": plan.prices,
        "is_followed": plan.is_followed,
    }


def _lines(plan: "Plan", name: Mapping[int, str]) -> list[str]:
    ours = plan.ways[0].reached
    ways = [
        {
            "way": one.way,
            "people": one.people,
            "cost": one.cost,
            "band": _band(one),
            "beside": f"{one.reached / ours:.0%}",
        }
        for one in plan.ways
    ]
    return [
        _sentence(plan, name),
        _compared(plan),
        _grounds(plan),
        *(_pick(one, name) for one in plan.picks),
        "",
        *in_columns(ways, _WAYS),
        *([] if plan.is_followed else ["Nobody follows anybody in these records."]),
        "",
        *(_price(one, plan) for one in plan.prices),
    ]


def _sentence(plan: "Plan", name: Mapping[int, str]) -> str:
    people = [name.get(one.person_id, "") for one in plan.picks]
    listed = ", ".join(people[:-1]) + (" and " if people[:-1] else "") + people[-1]
    reach = f"their word could reach {_band(plan.ways[0])} of {plan.people} people"
    return f"Ask {listed} first: {reach}, themselves included."


def _compared(plan: "Plan") -> str:
    ours, *others = plan.ways
    better = [one for one in others if one.reached > ours.reached]
    if better:
        best = max(better, key=lambda one: one.reached)
        more = best.reached / ours.reached - 1
        return f"In simulation it loses: {best.way} would reach {more:.1%} more."
    most = max(others, key=lambda one: one.reached)
    less = 1 - most.reached / ours.reached
    return (
        f"The next best way, {most.way}, would reach {less:.0%} fewer; no choice for the same "
        f"money reaches more than {1 / plan.ratio:.1f} times as many as this one."
    )


def _grounds(plan: "Plan") -> str:
    if not plan.exposed:
        return (
            "The records hold no word that could have led to a deed: a word is taken to lead "
            "to one about one time in twenty. Grade D: a guess."
        )
    low, _, high = (f"{100 * one:.0f}" for one in plan.rate)
    return (
        f"A word is taken to lead to a deed {low} to {high} times in a hundred, from "
        f"{plan.exposed} such words on record, times how strong the tie is. Grade D: what "
        "came before, not what caused it."
    )


def _pick(one: "Pick", name: Mapping[int, str]) -> str:
    said = f"{name.get(one.person_id, '')} adds about {_number(one.gain)}"
    if one.shared_with is None or one.shared < 0.1 * (one.gain + one.shared):
        return f"{said}."
    other = name.get(one.shared_with, "")
    return f"{said}; about {_number(one.shared)} more are reached by {other} already."


def _price(one: "StarPrice", plan: "Plan") -> str:
    followers = "followers" if plan.is_followed else "contacts"
    if one.per is None:
        when = "At one price for everybody"
    else:
        many = f"every {one.per:.0f} {followers}" if one.per > 1 else f"each of the {followers}"
        when = f"If {many} cost as much as the asking"
    return (
        f"{when}: {one.people} people with {one.audience:.0f} {followers} in the middle, "
        f"who could reach about {_number(one.reached)}."
    )


def _band(way: "Way") -> str:
    low, high = f"{way.lower:,.0f}", f"{way.upper:,.0f}"
    return f"about {low}" if low == high else f"{low} to {high}"


def _number(value: float) -> str:
    return f"{value:.1f}" if value < 10 else f"{value:,.0f}"  # noqa: PLR2004  # two figures

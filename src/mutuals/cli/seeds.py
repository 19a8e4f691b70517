"""``mutuals seeds``: whom to ask first, for how many people or for how much money."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mutuals.cli import surface
from mutuals.columns import in_columns
from mutuals.counts import number
from mutuals.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from mutuals.influence.seeds import Plan, Way
    from mutuals.records import Tables

_COLUMNS = {"person", "cost"}
_WAYS = {
    "way": "way of choosing",
    "people": "people",
    "cost": "cost",
    "about": "could reach",
    "band": "between",
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
    from mutuals.influence import asking  # noqa: PLC0415  # --help stays light
    from mutuals.influence.seeds import whom_to_ask, words_on_record  # noqa: PLC0415  # as above
    from mutuals.people.find import me, names  # noqa: PLC0415  # as above

    asked = surface(context)
    with asked.opened() as network:
        if network.table("tie").num_rows and not words_on_record(network.table("conversion")):
            asked.answer(None, [asking.NO_WORDS])
            raise typer.Exit(1)
        prices = _prices(network, costs) if costs is not None else {}
        try:
            plan = whom_to_ask(network, count=count, budget=budget, costs=prices)
        except ValueError as error:
            raise UsageError(str(error)) from error
        name = names(network)
        whose = "here" if me(network) is None else "in your records"
    if plan is None:
        asked.answer(None, [asking.NOBODY])
        raise typer.Exit(1)
    asked.answer(_value(plan, name), _lines(plan, name, whose=whose))


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


def _lines(plan: "Plan", name: Mapping[int, str], *, whose: str) -> list[str]:
    from mutuals.influence import asking  # noqa: PLC0415  # --help stays light
    from mutuals.sentence import Sentence, Who  # noqa: PLC0415  # as above

    def who(person_id: int) -> Who:
        return Who(person_id, name.get(person_id, ""))

    ours = plan.ways[0].reached
    ways = [
        {
            "way": one.way,
            "people": one.people,
            "cost": one.cost,
            "about": _number(one.reached),
            "band": _band(one),
            "beside": f"{one.reached / ours:.0%}",
        }
        for one in plan.ways
    ]
    adds = [Sentence(asking.adds(one, who), basis="the ties").text() for one in plan.picks]
    return [
        asking.answer(plan, who, whose=whose).text(),
        asking.compared(plan),
        "",
        *adds,
        "",
        *in_columns(ways, _WAYS),
        *([] if plan.is_followed else ["Nobody follows anybody in these records."]),
        "",
        asking.stars(plan),
        *in_columns(asking.priced(plan), _PRICES | {"famous": _famous(plan)}),
        "",
        asking.grounds(plan),
        asking.certificate(plan),
    ]


_PRICES = {"costs": "being known costs", "famous": "", "ordinary": "the same money buys"}


def _famous(plan: "Plan") -> str:
    return "the most followed" if plan.is_followed else "the best connected"


def _band(way: "Way") -> str:
    low, high = number(way.lower), number(way.upper)
    return f"about {low}" if low == high else f"{low} to {high}"


def _number(value: float) -> str:
    return f"{value:.1f}" if value < 10 else number(value)  # noqa: PLR2004  # two figures

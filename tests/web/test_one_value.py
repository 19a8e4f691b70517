"""The same words say the same number on every page and in every command."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.web.opened import Replaced, let_in

import mutuals
from mutuals.cli import command_line
from mutuals.counts import number_in_words
from mutuals.network import Network

STAGES = ("friend", "budding_friend", "acquaintance", "avatar")
Values = dict[str, object]
Page = Callable[[str], Any]
Way = Callable[[Page, Page], dict[str, Values]]


class Kept:
    """A network a command may close, and that stays open."""

    loss = ""

    def __init__(self, network: Replaced) -> None:
        self.network = network
        self.path = network.path

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever a network has
        return getattr(self.network, name)

    def build(self, *_: object) -> None:
        """Leave everything as it is."""

    def close(self) -> None:
        """Stay open."""


def text(sentence: dict[str, Any] | None) -> str:
    """Return a page's sentence in plain words; nothing where it says none."""
    if sentence is None:
        return ""
    parts = sentence["parts"]
    return sentence["missing"] or "".join(
        one if isinstance(one, str) else one.get("text") or one["name"] for one in parts
    )


def many(evidence: list[dict[str, Any]], anchor: str) -> int:
    """Return how many pieces a proof counts."""
    return next((int(one["many"]) for one in evidence if one["anchor"].startswith(anchor)), 0)


def moved(page: Page, command: Page) -> dict[str, Values]:
    """Return what is said of who came closer, fell silent and grew rarer."""
    home, people, years = page("/"), page("/people?every=true"), page("/continuum")
    said = {one["place"]: one for one in home["said"]}["moved"]
    lately = years["years"][0]
    mirror = {row["place"]: row for row in command("table mirror --format json")}
    ties = command("ties")
    closer, silent = many(lately["evidence"], "closer"), many(lately["evidence"], "silent")
    table = Counter(
        row["move"] for row in command("table own_lately --format json") if row["move"] != "stayed"
    )
    asleep = sum(row["is_dormant"] for row in command("table own_lately --format json"))
    return {
        "came closer": {
            "home, evidence": many(said["evidence"], "grown"),
            "people": sum(one["moved"] > 0 for one in people["people"]),
            "people, sentence": f"{closer} came closer" in text(people["answer"]) and closer,
            "years": closer,
            "mirror": mirror["moved"]["text"].lower().startswith(number_in_words(closer))
            and closer,
            "table": table["closer"],
        },
        "fell silent": {
            "years": silent,
            "mirror": f"{number_in_words(silent)} fell silent" in mirror["moved"]["basis"]
            and silent,
            "home": f"{number_in_words(silent)} fell silent" in said["sentence"]["basis"]
            and silent,
            "table": table["silent"],
        },
        "asleep now": {
            "people": sum(one["is_dormant"] for one in people["people"]),
            "ties": sum(one["is_dormant"] for one in ties),
            "table": asleep,
        },
        "rarer": {
            "home": text(home["quiet"]),
            "years": text(years["fading"]),
            "mirror": mirror["fading"]["text"],
        },
    }


def rings(page: Page, command: Page) -> dict[str, Values]:
    """Return how many stand on each ring."""
    flows = {row[0].lower(): int(row[-1]) for row in page("/continuum")["flows"]["values"]["rows"]}
    found = {
        "people": Counter(one["stage"] for one in page("/people?every=true")["people"]),
        "ties": Counter(one["stage"] for one in command("ties")),
        "years": {one: flows[one.replace("_", " ") + "s"] for one in STAGES},
    }
    return {stage: {where: one[stage] for where, one in found.items()} for stage in STAGES}


def weighed(page: Page, command: Page) -> dict[str, Values]:
    """Return what is said of each person's talks, followers and card."""
    plane = {row[0]: row[2] for row in page("/influence")["plane"]["values"]["rows"]}
    whole = {row[0]: row for row in page("/influence?kind=table")["table"]["rows"]}
    listed = {row["name"]: row for row in command("influence")}
    status = {row["name"]: row["followers"] for row in command("status")}
    chosen = page("/influence")["chosen"]
    found: dict[str, Values] = {
        f"talks: {name}": {
            "picture": said,
            "table": whole[name][6],
            "command": listed[name]["band"],
        }
        for name, said in plane.items()
    }
    found["talks of the chosen"] = {
        "card": chosen["bands"]["values"]["rows"][0][1],
        "table": whole[chosen["name"]][6],
    }
    for name, row in whole.items():
        found[f"followers: {name}"] = {
            "page": int(row[1]), "influence": listed[name]["followers"], "status": status[name],
        }  # fmt: skip
    return found


def counted(page: Page, command: Page) -> dict[str, Values]:
    """Return counts of introductions and records, and what capacity rests on."""
    home, capacity = page("/"), page("/capacity")
    dots = {one["place"]: one for one in home["said"]}["introductions"]["dots"]["values"]["rows"]
    basis = command("capacity")["capacity_balance"][0]
    return {
        "introductions": {
            "home": sum(int(row[1]) for row in dots),
            "made and received": len(command("introductions --made"))
            + len(command("introductions --received")),
        },
        "not kept": {"records": page("/records")["rejected"], "command": len(command("rejects"))},
        "not kept, in words": {
            "home": f"{home['not_kept']}, and each has its reason.",
            "rejects": text(page("/rejects")["answer"]),
        },
        "opened": {
            "page": f"{basis['opened']} ties opened" in capacity["answer"]["basis"],
            "command": True,
        },
    }


@pytest.fixture
def ask(  # noqa: PLR0917  # fixtures
    network: Network,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[[dict[str, pa.Table]], tuple[Page, Page]]:
    """Return what asks pages and commands, some tables of which may be replaced."""

    def asking(replaced: dict[str, pa.Table]) -> tuple[Page, Page]:
        with_faults, without = Replaced(network, replaced), Replaced(network, {})
        client = let_in(with_faults, tmp_path)  # type: ignore[arg-type]  # as much of one as is asked
        monkeypatch.setattr(mutuals, "open", lambda *_, **__: Kept(without))

        def page(path: str) -> Any:  # noqa: ANN401  # whatever a page holds
            answer = client.get(path, headers={"accept": "application/json"})
            assert answer.status_code == 200
            return answer.json()

        def command(line: str) -> Any:  # noqa: ANN401  # whatever a command says
            capsys.readouterr()
            command_line()(["--json", *line.split()], standalone_mode=False)
            return json.loads(capsys.readouterr().out)

        return page, command

    monkeypatch.setattr(sys, "argv", ["mutuals"])
    return asking


def different(asked: tuple[Page, Page], *ways: Way) -> dict[str, Values]:
    """Return every figure that is not the same wherever it is said."""
    found = {name: said for way in ways for name, said in way(*asked).items()}
    return {
        name: said for name, said in found.items() if len({str(one) for one in said.values()}) > 1
    }


def test_every_figure_is_the_same_wherever_it_is_said(
    ask: Callable[[dict[str, pa.Table]], tuple[Page, Page]],
) -> None:
    assert different(ask({}), moved, rings, weighed, counted) == {}


@pytest.mark.parametrize("table", ["lately", "stage", "weather", "influence", "reject"])
def test_a_page_that_reads_another_value_is_found(
    network: Network, ask: Callable[[dict[str, pa.Table]], tuple[Page, Page]], table: str
) -> None:
    me = next(row["person_id"] for row in network.table("person").to_pylist() if row["is_me"])
    way, fault = FAULTS[table]
    assert different(ask({table: fault(network.table(table), me)}), way)


def _without(rows: pa.Table, *tests: tuple[str, object]) -> pa.Table:
    """Return rows without the first for which all tests hold."""
    held = [all(row[name] == value for name, value in tests) for row in rows.to_pylist()]
    at = held.index(True)
    return pa.concat_tables([rows.slice(0, at), rows.slice(at + 1)])


FAULTS: dict[str, tuple[Way, Callable[[pa.Table, int], pa.Table]]] = {
    "lately": (moved, lambda rows, me: _without(rows, ("ego_id", me), ("move", "closer"))),
    "stage": (rings, lambda rows, me: _without(rows, ("ego_id", me), ("stage", "friend"))),
    "weather": (moved, lambda rows, me: _without(rows, ("ego_id", me), ("is_fading", True))),
    "influence": (
        weighed,
        lambda rows, _: rows.set_column(
            rows.column_names.index("personal_upper"), "personal_upper", rows["personal_lower"]
        ),
    ),
    "reject": (counted, lambda rows, _: rows.slice(1)),
}

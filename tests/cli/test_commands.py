"""Every command, on nothing and on the village."""

import re
from pathlib import Path

import pytest
from tests.cli.conftest import Answer, Run

from mutuals.discover import names

# What is asked of each command, and its exit code on an empty store and on the village.
ASKED: dict[str, tuple[list[str], int, int]] = {
    "build": ([], 0, 0),
    "capacity": ([], 0, 0),
    "card": ([], 0, 0),
    "check": (["--read-data"], 0, 0),
    "circles": ([], 1, 0),
    "claims": ([], 0, 0),
    "content-hash": ([], 0, 0),
    "correct": ([], 0, 0),
    "doctor": ([], 0, 0),
    "hours": ([], 0, 0),
    "independence": ([], 0, 0),
    "influence": ([], 0, 0),
    "introductions": ([], 1, 0),
    "mirror": ([], 0, 0),
    "people": ([], 0, 0),
    "person": (["Bram Fontaine"], 1, 0),
    "reach": (["Bram Fontaine"], 1, 0),
    "rejects": ([], 0, 0),
    "same": ([], 0, 0),
    "seeds": (["-k", "2"], 1, 0),
    "status": ([], 0, 0),
    "table": (["tie"], 0, 0),
    "ties": (["Bram Fontaine"], 1, 0),
    "undo": ([], 1, 0),
    "validate": ([], 1, 0),
}
ELSEWHERE = {"demo", "preview", "read", "serve"}


def test_every_command_is_asked() -> None:
    known = {name.replace("_", "-") for name in names("mutuals.cli")}
    assert known - ELSEWHERE == set(ASKED)


@pytest.mark.parametrize("command", sorted(ASKED))
def test_on_an_empty_store(run: Run, empty: Path, command: str) -> None:
    arguments, expected, _ = ASKED[command]
    answer = run("--store", empty, command, *arguments)
    assert answer.code == expected, answer.err
    assert "Traceback" not in answer.err
    assert answer.out or answer.err


@pytest.mark.parametrize("command", sorted(ASKED))
def test_a_mistyped_store_is_not_made(run: Run, tmp_path: Path, command: str) -> None:
    path = tmp_path / "deep" / "mistyped.mutuals"
    answer = run("--store", path, command, *ASKED[command][0])
    assert answer.code == 65, answer.err
    assert answer.err.startswith(f"mutuals: there is no store at {path}. `mutuals read FILE`")
    assert list(tmp_path.iterdir()) == []


def test_a_store_has_to_be_named(run: Run) -> None:
    for said in (["--store", ""], ["--store="]):
        answer = run("people", *said)
        assert answer.code in {2, 65}
        assert "Traceback" not in answer.err
        assert "--store needs a value" in answer.err


@pytest.mark.parametrize("command", sorted(ASKED))
def test_on_the_village(run: Run, village_store: Path, command: str) -> None:
    arguments, _, expected = ASKED[command]
    answer = run(command, *arguments, "--store", village_store)
    assert answer.code == expected, answer.err
    assert answer.err == ""
    assert len(answer.out.splitlines()) > (command in {"people", "ties", "influence", "status"})


@pytest.mark.parametrize("command", sorted(ASKED))
def test_the_village_with_json(run: Run, village_store: Path, command: str) -> None:
    arguments, _, expected = ASKED[command]
    answer = run(command, "--json", *arguments, f"--store={village_store}")
    assert answer.code == expected, answer.err
    assert isinstance(answer.json, dict | list)


@pytest.mark.parametrize("command", ["mirror", "claims", "doctor", "circles", "undo"])
def test_nothing_with_json(run: Run, empty: Path, command: str) -> None:
    answer = run(command, "--json", "--store", empty)
    assert answer.code == ASKED[command][1], answer.err
    assert isinstance(answer.json, dict | list)


@pytest.mark.parametrize("command", sorted([*ASKED, *ELSEWHERE]))
def test_help_has_an_example(run: Run, command: str) -> None:
    answer = run(command, "--help")
    assert answer.code == 0
    assert f"Example: mutuals {command}" in re.sub(r"\s+", " ", answer.out)


def test_help_lists_every_command(run: Run) -> None:
    answer = run("--help")
    assert answer.code == 0
    for command in (*ASKED, *ELSEWHERE):
        assert re.search(rf"^\W*{command}\s", answer.out, re.MULTILINE), command


def test_the_version(run: Run) -> None:
    assert re.fullmatch(r"mutuals \d+\.\d+\.\d+\n", run("--version").out)


def test_the_planted_people_are_found(run: Run, village_store: Path) -> None:
    people = {row["name"] for row in run("--store", village_store, "people", "--json").json}
    assert {"Bram Fontaine", "Marta Lindqvist"} <= people
    assert run("--store", village_store, "person", "bram FONTAINE").out.startswith(
        "Bram Fontaine: "
    )
    assert run("--store", village_store, "person", "Marta Lind").code == 1
    namesakes = run("--store", village_store, "person", "marta LINDQVIST")
    assert namesakes.code == 2
    assert "several people are called 'marta LINDQVIST'; say which by address: " in namesakes.err
    apart = run("--store", village_store, "people", "--automata", "--json").json
    assert {row["rule"] for row in apart} >= {"list"}


def test_a_part_can_be_asked_for(run: Run, village_store: Path) -> None:
    def said(*arguments: str) -> Answer:
        return run("--store", village_store, "--json", *arguments)

    everything = said("introductions").json
    assert len(said("people", "--limit", "2").json) == 2
    assert run("--store", village_store, "people", "--limit", "2").out.endswith(" more.\n")
    for part in ("--made", "--received"):
        assert 0 < len(said("introductions", part).json) < len(everything)
    circle = said("circles").json[0]["label"]
    assert {row["label"] for row in said("circles", circle).json} == {circle}
    assert said("circles", "nothing of that name").code == 1
    claim = said("claims").json[0]["claim"]
    assert [row["claim"] for row in said("claims", claim).json] == [claim]
    assert said("claims", "the earth is flat").code == 1


def test_one_moment_for_everything(run: Run, village_store: Path) -> None:
    def ties(*more: str) -> int:
        return len(run("table", "tie", "--json", "--store", village_store, *more).json)

    now = ties()
    assert 0 < ties("--as-of", "2024-06-01") < now
    assert ties("--as-of=1980-01-01") == 0
    assert ties() == now
    wrong = run("people", "--store", village_store, "--as-of", "last spring")
    assert wrong.code == 2
    assert "say a date such as 2026-03-31" in wrong.err


def test_a_request_an_introduction_and_what_came_of_it(run: Run, village_store: Path) -> None:
    made = run("--store", village_store, "introductions", "--made", "--json").json
    (chain,) = [row for row in made if "Nahla Ostrowski" in row["pair"]]
    assert chain["pair"].startswith("Bram Fontaine and ")
    ((who, at),) = [(one["who"], one["at"]) for one in chain["asked_for"]]
    assert (who, at[:10]) == ("Bram Fontaine", "2023-09-14")
    assert chain["introduced_at"].startswith("2023-09-20")
    assert chain["outcome"] == "choir:quillby-singers"
    said = run("--store", village_store, "introductions", "--made").out
    assert said.startswith(f"{len(made)} introductions, 2 after a request.\n")


def test_undo_goes_back_to_nothing(run: Run, village_store: Path, empty: Path) -> None:
    nothing = run("content-hash", "--store", empty).out
    assert run("content-hash", "--store", village_store).out != nothing
    assert "your answers" in run("undo", "--store", village_store).out
    assert "records." in run("undo", "--store", village_store).out
    assert run("content-hash", "--store", village_store).out == nothing
    assert run("undo", "--store", village_store).code == 1


def test_every_statement_can_be_shown(run: Run, empty: Path) -> None:
    answer = run("check", "--trace", "--store", empty)
    assert re.search(r"^-- \d+ rows, \d+\.\d{3} s$", answer.err, re.MULTILINE)
    assert answer.out == "The store holds what was committed.\n"

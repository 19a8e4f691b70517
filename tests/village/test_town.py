"""The town beyond the village: the same from a seed, every address in its files."""

import csv
from collections import Counter
from pathlib import Path

import pytest

import mutuals
from mutuals.village.town import write_town

PEOPLE = 40


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_town(tmp_path_factory.mktemp("town") / "a", 5, PEOPLE)


def truth(town: Path) -> list[dict[str, str]]:
    with (town / "truth" / "identities.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_it_is_the_same_from_the_same_seed(town: Path, tmp_path: Path) -> None:
    again = write_town(tmp_path / "b", 5, PEOPLE)
    files = sorted(path.relative_to(town) for path in town.rglob("*") if path.is_file())
    assert len(files) >= 8
    assert all((town / one).read_bytes() == (again / one).read_bytes() for one in files)
    other = write_town(tmp_path / "c", 6, PEOPLE)
    assert (other / "owner" / "contacts.vcf").read_bytes() != (
        town / "owner" / "contacts.vcf"
    ).read_bytes()


def test_everybody_has_as_many_addresses_as_was_said_and_none_twice(town: Path) -> None:
    rows = truth(town)
    kinds = Counter(row["kind"] for row in rows)
    assert kinds["own"] == PEOPLE * 17 // 5 + 1
    assert kinds["role"] > 0
    assert kinds["look_alike"] > 0
    assert len({(row["scheme"], row["value"]) for row in rows}) == len(rows)


def test_every_address_of_the_truth_is_read_and_nothing_is_rejected(
    town: Path, tmp_path: Path
) -> None:
    network = mutuals.open(tmp_path / "town.mutuals")
    report = network.read([town / "owner"])
    handles = {(row["scheme"], row["value"]) for row in network.table("handle").to_pylist()}
    network.close()
    assert report.unread == []
    assert sum(file.rejected for file in report.files) == 0
    assert {(row["scheme"], row["value"]) for row in truth(town)} - handles == set()

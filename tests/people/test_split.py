"""A person parted in two: by one act, for ever, and back again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.opened import SENT, let_in, post

import mutuals
from mutuals.errors import UsageError
from mutuals.network import Network
from mutuals.people.one_person import acts
from mutuals.people.split import split

CARD = """BEGIN:VCARD
VERSION:3.0
FN:Ann Lee
EMAIL:ann@a.example
EMAIL:alee@b.example
EMAIL:lee.ann@c.example
TEL;TYPE=CELL:+447700900123
END:VCARD
"""
TABLES = ("address", "contradiction", "person")


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    (tmp_path / "card.vcf").write_text(CARD.replace("\n", "\r\n"), encoding="utf-8", newline="")
    made = mutuals.open(tmp_path / "store" / "one.mutuals")
    made.read([tmp_path / "card.vcf"])
    made.build(tables=TABLES)
    yield made
    made.close()


def people(network: Network) -> list[list[str]]:
    network.build(tables=TABLES)
    found: dict[int, list[str]] = {}
    for row in network.table("address").to_pylist():
        found.setdefault(row["person_id"], []).append(row["value"].partition("@")[0])
    return sorted(sorted(one) for one in found.values())


def numbers(network: Network, *starts: str) -> list[int]:
    rows = network.table("address").to_pylist()
    return [row["address_id"] for row in rows if row["value"].startswith(starts)]


def person(network: Network) -> int:
    return int(network.table("person")["person_id"][0].as_py())


@pytest.mark.parametrize("going", [("alee", "lee.ann"), ("ann", "+44", "alee")])
def test_a_split_outlives_a_rebuild_and_a_second_reading_and_one_undo_takes_it_back(
    network: Network, tmp_path: Path, going: tuple[str, ...]
) -> None:
    whole, content = people(network), network.content_hash()
    assert "stand for somebody else" in split(network, person(network), numbers(network, *going))
    parted = people(network)
    assert [len(one) for one in parted] == sorted((4 - len(going), len(going))) or len(parted) == 2
    assert any(all(name.startswith(going) for name in one) for one in parted)
    assert network.table("contradiction").num_rows > 0, "what the card says is told"
    network.read([tmp_path / "card.vcf"])
    assert people(network) == parted
    network.undo()
    network.undo()
    assert (people(network), network.content_hash()) == (whole, content)


def test_nobody_and_everybody_cannot_go(network: Network) -> None:
    everybody = numbers(network, "ann", "alee", "lee.ann", "+44")
    for going in ([], everybody, [everybody[0], 7]):
        with pytest.raises(UsageError, match="leave at least one"):
            split(network, person(network), going)


def test_the_page_parts_what_is_ticked(network: Network, tmp_path: Path) -> None:
    with let_in(network, tmp_path / "inbox") as client:
        path = f"/person/{person(network)}"
        shown = client.get(path, headers={"accept": "text/html"}).text
        ticked = numbers(network, "alee", "lee.ann")
        assert all(f'name="{one}"' in shown for one in ticked)
        said = post(client, f"{path}/split", {"items": {str(one): "on" for one in ticked}})
        assert "alee@b.example" in str(said["said"])
        assert people(network) == [["+447700900123", "ann"], ["alee", "lee.ann"]]
        wrong = client.post(f"{path}/split", json={"items": {"x": "on"}}, headers=SENT)
        assert wrong.status_code == 422


def test_a_split_is_one_line_that_is_taken_back_as_one(network: Network, tmp_path: Path) -> None:
    whole = people(network)
    split(network, person(network), numbers(network, "ann", "alee"))
    (act,) = acts(network)
    assert [len(act.one), len(act.other), act.word] == [2, 2, "apart"]
    assert any("ann@a.example" in one for one in act.one + act.other)
    with let_in(network, tmp_path / "inbox") as client:
        shown = client.get("/same", headers={"accept": "text/html"}).text
        assert shown.count("two people.") == 1
        assert f'data-post="/same/back/{act.number}"' in shown
        post(client, f"/same/back/{act.number}", {})
        assert people(network) == whole
        again = client.post(f"/same/back/{act.number}", json={}, headers=SENT)
        assert again.status_code == 404

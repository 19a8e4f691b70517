"""A community's status is told without names, unless they are asked for."""

from pathlib import Path

from tests.stores import program

import mutuals

ROWS = "started_at,sender,recipients,channel\n" + "".join(
    f"2025-01-{day:02d}T10:00:00Z,{one},{other},mail\n"
    for day in range(1, 9)
    for one, other in (("ann@x.example", "cy@x.example"), ("cy@x.example", "dee@x.example"))
)


def test_people_of_a_community_are_numbers_in_status(tmp_path: Path) -> None:
    folder = tmp_path / "community"
    folder.mkdir()
    (folder / "interactions.csv").write_text(ROWS, "utf-8")
    store = tmp_path / "one.mutuals"
    network = mutuals.open(store)
    network.read([folder])
    network.build()
    network.close()
    told = program("--store", str(store), "status").stdout
    assert "Person 1 " in told
    assert "ann@x.example" not in told
    named = program("--store", str(store), "status", "--names").stdout
    assert "ann@x.example" in named
    assert "Person 1 " not in named

"""A guest is where the newest answer says, whichever copy was read first."""

from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest
from tests.stepping import Row, work_out
from tests.ties.rows import ANN, BOB, CAS, NOW, archive, said

import mutuals

MEETING = b"one meeting-----"
Statement = tuple[str, int | None]


def _copies(*statements: Statement) -> dict[str, list[Row]]:
    """Return a meeting of ann and cas, and what each copy of it says of bob."""
    at = "2025-03-05T12:00"
    met = said("ann > attendee:cas", at, kind="meeting", key=MEETING, audience_size=2)
    given = {table: list(rows) for table, rows in archive(met).items()}
    bob = {"interaction_id": MEETING, "address_id": BOB}
    given["participation"] += [{**bob, "role": role} for role, _ in statements]
    given["attendance"] = [
        {**bob, "role": role, "stated": stated}
        for role, stated in statements
        if stated is not None and role != "invited"
    ]
    given["handle"].append({"address_id": BOB, "scheme": "mail", "value": "bob@example.org"})
    return given


@pytest.mark.parametrize(
    ("copies", "came"),
    [
        ([("declined", None), ("attendee", None)], False),
        ([("declined", 5), ("attendee", 5)], False),
        ([("declined", 5), ("attendee", 6)], True),
        ([("attendee", 5), ("declined", 6)], False),
        ([("attendee", 5), ("declined", None)], True),
        ([("attendee", None), ("declined", 5)], False),
        ([("attendee", 5), ("declined", 6), ("attendee", 7)], True),
        ([("attendee", 5), ("invited", 9)], True),
    ],
)
def test_the_newest_answer_counts(copies: list[Statement], *, came: bool) -> None:
    given = _copies(*copies)
    pairs = {(row["ego_id"], row["alter_id"]) for row in work_out("contact", NOW, **given)}
    assert ((ANN, BOB) in pairs, (ANN, CAS) in pairs) == (came, True)
    (size,) = work_out("audience", NOW, **given)
    assert size["audience_size"] == (2 if came else 1)


@pytest.mark.parametrize("last", ["attendee", "declined"])
def test_who_declined_has_not_been_seen(last: str) -> None:
    given = _copies(("attendee", 5), ("declined", 6), (last, 7))
    seen = {row["person_id"]: row["first_at"] for row in work_out("person", NOW, **given)}
    assert (seen[BOB] is None, seen[CAS] is None) == (last == "declined", False)


@pytest.mark.parametrize("last", ["attendee", "declined"])
def test_who_declined_was_not_at_the_gathering(last: str) -> None:
    given = _copies(("attendee", 5), ("declined", 6), (last, 7))
    there = {row["person_id"] for row in work_out("presence", NOW, **given)}
    assert there == ({ANN, BOB, CAS} if last == "attendee" else set())


def test_a_host_who_declined_was_not_there() -> None:
    given = _copies(("attendee", 5))
    given["participation"].append(
        {"interaction_id": MEETING, "address_id": ANN, "role": "declined"}
    )
    pairs = {(row["ego_id"], row["alter_id"]) for row in work_out("contact", NOW, **given)}
    assert pairs == {(BOB, CAS), (CAS, BOB)}


EVENT = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1@example.org
DTSTART:20250305T120000Z
DTEND:20250305T130000Z
{changed}
SUMMARY:Lunch
ORGANIZER:mailto:ann@example.org
ATTENDEE;PARTSTAT=ACCEPTED:mailto:cas@example.org
ATTENDEE;PARTSTAT={answer}:mailto:bob@example.org
END:VEVENT
END:VCALENDAR
"""
COPIES = {
    "old": ("LAST-MODIFIED:20250301T080000Z", "DECLINED"),
    "new": ("LAST-MODIFIED:20250302T080000Z", "ACCEPTED"),
    "odd": ("LAST-MODIFIED:soon\nDTSTAMP:20250301T090000Z", "DECLINED"),
}


def test_the_order_files_are_read_in_does_not_matter(tmp_path: Path) -> None:
    for name, (changed, answer) in COPIES.items():
        text = EVENT.format(changed=changed, answer=answer)
        (tmp_path / f"{name}.ics").write_text(text, encoding="utf-8")
    hashes, found = set(), set()
    for number, order in enumerate(list(permutations(COPIES))[::2]):
        with closing(mutuals.open(tmp_path / f"{number}.mutuals")) as network:
            for name in order:
                network.read([tmp_path / f"{name}.ics"])
            hashes.add(network.content_hash())
            found = {
                (row["role"], row["stated"]) for row in network.table("attendance").to_pylist()
            }
    assert len(hashes) == 1
    assert found == {
        ("organizer", 1740816000),
        ("attendee", 1740816000),
        ("declined", 1740816000),
        ("organizer", 1740902400),
        ("attendee", 1740902400),
        ("organizer", 1740819600),
        ("attendee", 1740819600),
        ("declined", 1740819600),
    }

"""Where the time goes."""

import pytest
from tests.stepping import work_out
from tests.ties.rows import ANN, BOB, CAS, NOW, Record, archive, dyads, met, said

DAY = "2024-03-05T12:00"
NEW_YEAR = "2023-12-31T23:59"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(
            said("ann > bob", DAY, length=3000),
            {
                (ANN, BOB, "one_on_one", 4.0, 2.0, 8.0, 1.0),
                (BOB, ANN, "one_on_one", 4.0, 2.0, 8.0, 1.0),
            },
            id="a letter takes both the same time",
        ),
        pytest.param(
            met("ann bob", DAY, minutes=60),
            {
                (ANN, BOB, "one_on_one", 60.0, 45.0, 75.0, 1.0),
                (BOB, ANN, "one_on_one", 60.0, 45.0, 75.0, 1.0),
            },
            id="a meeting is better known",
        ),
        pytest.param(
            said("ann > bob cas", DAY, length=3000),
            {
                (ANN, BOB, "group", 2.0, 1.0, 4.0, 0.0),
                (ANN, CAS, "group", 2.0, 1.0, 4.0, 0.0),
                (BOB, ANN, "group", 4.0, 2.0, 8.0, 0.0),
                (CAS, ANN, "group", 4.0, 2.0, 8.0, 0.0),
            },
            id="a letter to two is written once and read twice",
        ),
        pytest.param(
            said("ann >", DAY, kind="post", length=1000, audience_size=500),
            {(ANN, None, "broadcast", 2.0, 1.0, 4.0, 0.0)},
            id="a post",
        ),
        pytest.param(
            said("ann > bob", DAY, audience_size=51),
            {(ANN, None, "broadcast", 1.0, 0.5, 2.0, 0.0)},
            id="a mail to fifty-one",
        ),
        pytest.param(
            said("ann > bob", DAY, audience_size=20),
            {
                (ANN, BOB, "broadcast", 0.05, 0.025, 0.1, 0.0),
                (BOB, ANN, "broadcast", 1.0, 0.5, 2.0, 0.0),
            },
            id="a mail to twenty",
        ),
    ],
)
def test_minutes_and_their_bounds(record: Record, expected: set[object]) -> None:
    columns = "ego_id alter_id mode minutes lower upper one_on_one"
    assert dyads("hours", columns, record) == expected


def test_the_minutes_of_a_meeting_add_up_to_its_length() -> None:
    rows = work_out("hours", NOW, **archive(met("ann bob cas dee", DAY, minutes=90)))
    assert sum(float(str(row["minutes"])) for row in rows if row["ego_id"] == ANN) == 90


def test_months_and_the_share_spent_one_on_one() -> None:
    records = [
        said("ann > bob", NEW_YEAR),
        said("ann > bob", DAY),
        said("bob > ann cas", DAY, length=2000),
    ]
    rows = work_out("hours", NOW, **archive(*records))
    found = {
        (row["month"], row["mode"], row["minutes"], row["one_on_one"], row["sort"])
        for row in rows
        if (row["ego_id"], row["alter_id"]) == (ANN, BOB)
    }
    assert found == {
        ("2023-12", "one_on_one", 1.0, 1.0, "unsaid"),
        ("2024-03", "one_on_one", 1.0, 0.25, "unsaid"),
        ("2024-03", "group", 3.0, 0.25, "unsaid"),
    }


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(said("dee >", DAY, kind="post"), id="a machine's post"),
        pytest.param(said("ann >", "2026-02-01", kind="post"), id="a post after now"),
    ],
)
def test_what_takes_nobodys_time(record: Record) -> None:
    assert work_out("hours", NOW, **archive(record, dee="noreply@d.example")) == []

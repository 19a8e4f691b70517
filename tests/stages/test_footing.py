"""Friends, colleagues or both: by the hours, the channel and the firm."""

import pytest
from tests.stepping import at, work_out
from tests.ties.rows import NOW, archive, met, said

START = at("2024-03-04")
DAY = 86_400


def footing(hours: list[int], domain: str = "", **more: object) -> dict[str, object]:
    """Return what is said of Ann and Bob, in contact at these hours of Wednesdays."""
    records = [
        said("ann > bob", START + 7 * one * DAY, local_hour=hour, local_weekday=2, **more)
        for one, hour in enumerate(hours)
    ]
    named = {one: f"{one}@{domain}" for one in ("ann", "bob")} if domain else {}
    (row, other) = work_out("footing", NOW, **archive(*records, **named))
    assert {name: row[name] for name in row if not name.endswith("_id")} == {
        name: other[name] for name in other if not name.endswith("_id")
    }
    return row


@pytest.mark.parametrize(
    ("hours", "domain", "kind"),
    [
        pytest.param([10] * 8, "", "colleague", id="always at work"),
        pytest.param([20] * 8, "", "friend", id="never at work"),
        pytest.param([20] * 8, "loom.example", "friend", id="of one firm, but never at work"),
        pytest.param([10] * 12 + [20] * 8, "loom.example", "both", id="of one firm, now and then"),
        pytest.param([10, 10], "", None, id="two days"),
        pytest.param([10] * 3 + [20] * 2, "", None, id="neither here nor there"),
    ],
)
def test_kind(hours: list[int], domain: str, kind: str | None) -> None:
    row = footing(hours, domain)
    assert (row["kind"], row["days"]) == (kind, len(hours))
    assert row["is_workmate"] == bool(domain)
    chances = [float(str(row[f"{one}_chance"])) for one in ("friend", "colleague", "both")]
    assert sum(chances) == pytest.approx(1.0, abs=2e-6)


def test_what_goes_over_the_telephone_is_not_work() -> None:
    assert footing([10] * 8, channel="whatsapp")["kind"] == "friend"


def test_meals_are_not_work() -> None:
    records = [
        met("ann bob", START + 7 * one * DAY, local_hour=12, local_weekday=2) for one in range(8)
    ]
    assert {row["kind"] for row in work_out("footing", NOW, **archive(*records))} == {"friend"}


def test_where_no_hour_is_known_nothing_is_said() -> None:
    records = [
        said("ann > bob", START + one * DAY, local_hour=None, local_weekday=None)
        for one in range(9)
    ]
    rows = work_out("footing", NOW, **archive(*records))
    assert {(row["kind"], row["days"], row["work_days"]) for row in rows} == {(None, 0, 0.0)}


def test_a_providers_domain_makes_no_workmates() -> None:
    assert footing([10] * 4, "gmail.com")["is_workmate"] is False

"""Every form of date the contract names, as text and as typed columns."""

from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest
from tests.readers.community.reading import Found, arrow_of, csv_of, found_in


def dated(*texts: str) -> Found:
    return found_in(csv_of("started_at\tsender\trecipients", *(f"{one}\tann\tbo" for one in texts)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-05T14:30:15Z", ("2024-03-05T14:30:15", 0, "second")),
        ("2024-03-05 14:30:15", ("2024-03-05T14:30:15", None, "second")),
        ("2024-03-05t14:30:15.5+02:00", ("2024-03-05T12:30:15.500000", 120, "second")),
        ("2024-03-05T14:30:15,123456789 -0330", ("2024-03-05T18:00:15.123456", -210, "second")),
        ("2024-03-05T14:30+02", ("2024-03-05T12:30:00", 120, "minute")),
        ("2024-03-05T14:30:15-00:00", ("2024-03-05T14:30:15", None, "second")),
        ("2016-12-31T23:59:60Z", ("2017-01-01T00:00:00", 0, "second")),
        ("2024-02-29", ("2024-02-29T00:00:00", None, "day")),
        ("2024-12", ("2024-12-01T00:00:00", None, "month")),
        ("2024", ("2024-01-01T00:00:00", None, "year")),
        ("1082040961", ("2004-04-15T14:56:01", None, "second")),
        ("1082040961.25", ("2004-04-15T14:56:01.250000", None, "second")),
        ("1082040961000", ("2004-04-15T14:56:01", None, "second")),
        ("1082040961000000", ("2004-04-15T14:56:01", None, "second")),
        ("1082040961000000000", ("2004-04-15T14:56:01", None, "second")),
        ("0", ("1970-01-01T00:00:00", None, "second")),
    ],
)
def test_form_is_read(text: str, expected: tuple[str, int | None, str]) -> None:
    (row,) = dated(text).tables["interaction"]
    assert (row["started_at"].isoformat(), row["utc_offset"], row["precision"]) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("2023-02-29", "2024-13-01", "2024-00", "2024-1-1", "2024-01-01T25:00"),
        *("2024-01-01T10", "2024-01-01T10:61", "2024-01-01T10:00:00.", "5/3/2024"),
        *("2024-01-01T10:00:00+99:99", "2024-01-01T10:00:00+2", "2024-01-01T10:00:00+02:0"),
        *("2024-01-01T10:00:00 CET", "2024-01-01X10:00", "2024_01", "yesterday"),
        *("1e999", "nan", "2024-01-0\uff11"),
    ],
)
def test_anything_else_is_a_bad_date(text: str) -> None:
    assert dated(text, "2024").reasons == [(1, "bad_date")]


@pytest.mark.parametrize(
    "text", ["1969-12-31T23:59:59Z", "-1", "9999-01-01", "1e17", "99999999999"]
)
def test_impossible_times_are_out_of_range(text: str) -> None:
    assert dated(text).reasons == [(1, "date_out_of_range")]


def test_tomorrow_is_believed_and_next_week_is_not() -> None:
    now = datetime.now(tz=UTC)
    soon, late = (f"{now + timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}" for days in (1, 7))
    assert dated(soon, late).reasons == [(2, "date_out_of_range")]


def test_local_hour_and_weekday_need_an_offset() -> None:
    found = dated("2024-03-03T23:30:00-01:00", "2024-03-03T23:30:00")
    assert found.values("interaction", "local_hour") == [23, None]
    assert found.values("interaction", "local_weekday") == [6, None]


@pytest.mark.parametrize(
    ("ended", "seconds"), [("2024-03-05T10:30:00", 1800), ("2024-03-05", None), ("2024", None)]
)
def test_length_needs_an_end_to_the_minute(ended: str, seconds: int | None) -> None:
    lines = ("started_at,sender,recipients,ended_at", f"2024-03-05T10:00,ann,bo,{ended}")
    assert found_in(csv_of(*lines)).values("interaction", "seconds") == [seconds]


MOMENT = datetime(2024, 3, 5, 14, 30, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "kind", "offset"),
    [
        ([MOMENT.replace(tzinfo=None)], pa.timestamp("s"), None),
        ([MOMENT.replace(tzinfo=None)], pa.timestamp("ns"), None),
        ([MOMENT], pa.timestamp("ms", tz="UTC"), 0),
        ([MOMENT], pa.timestamp("us", tz="+02:00"), 120),
        ([MOMENT], pa.timestamp("us", tz="America/New_York"), -300),
        ([MOMENT], pa.timestamp("us", tz="Nowhere/Else"), None),
        ([int(MOMENT.timestamp())], pa.int32(), None),
        ([MOMENT.timestamp()], pa.float64(), None),
        (["2024-03-05T14:30:15"], pa.string_view(), None),
    ],
)
def test_typed_column_is_read(values: list[object], kind: pa.DataType, offset: int | None) -> None:
    (row,) = typed(pa.array(values, kind)).tables["interaction"]
    assert row["started_at"] == MOMENT.replace(tzinfo=None)
    assert row["utc_offset"] == offset


@pytest.mark.parametrize("kind", [pa.date32(), pa.date64()])
def test_typed_day_has_the_precision_of_a_day(kind: pa.DataType) -> None:
    (row,) = typed(pa.array([date(2024, 3, 5)], kind)).tables["interaction"]
    assert (row["started"], row["precision"]) == (1_709_596_800, "day")


@pytest.mark.parametrize(
    ("array", "reason"),
    [
        (pa.array([None], pa.timestamp("s")), "no_date"),
        (pa.array([None], pa.float64()), "no_date"),
        (pa.array([2**62], pa.timestamp("s")), "date_out_of_range"),
        (pa.array([-(2**62)], pa.timestamp("s", tz="UTC")), "date_out_of_range"),
        (pa.array([2**62], pa.int64()), "date_out_of_range"),
        (pa.array([float("inf")], pa.float64()), "date_out_of_range"),
        (pa.array([True]), "bad_date"),
        (pa.nulls(1), "no_date"),
    ],
)
def test_typed_column_without_a_date_is_rejected(array: pa.Array, reason: str) -> None:
    assert typed(array).reasons == [(1, reason)]


def typed(array: pa.Array) -> Found:
    return found_in(arrow_of(pa.table({"started_at": array, "sender": ["a"], "recipients": ["b"]})))

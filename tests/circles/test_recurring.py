"""Gatherings that recur: who called them together, and what contact did after."""

import numpy as np
from tests.circles.test_circle import given, ties
from tests.stepping import Row, at, made_from, work_out
from tests.ties.rows import ANN, BOB, DAY, EVE, WEEK, Record, archive, met, said

FIRST = at("2024-07-01T12:00")
NOW = "2025-06-01"


def lunches(
    times: int = 4, *, title: str = "Friday lunch", thread_id: int | None = 9
) -> list[Record]:
    return [
        met(
            "bob ann cas dee",
            FIRST + place * 4 * WEEK,
            key=f"lunch {place}".encode().rjust(16),
            title=title,
            thread_id=thread_id,
        )
        for place in range(times)
    ]


def word(line: str, days_before: float, thread: int) -> Record:
    name = f"{line[:4]} {thread} {days_before}".encode().rjust(16)
    return said(line, FIRST - int(days_before * DAY), key=name, thread_id=thread)


def test_a_calendar_entry_that_repeats_is_a_recurring_gathering() -> None:
    (row,) = work_out("recurring", NOW, **archive(*lunches()))
    assert (row["title"], row["gatherings"], row["people"]) == ("Friday lunch", 4, 4)
    assert (row["usual_gap_days"], row["usual_people"]) == (28.0, 4.0)
    assert (row["convener_id"], row["call_id"]) == (BOB, None)


def test_one_title_on_three_days_is_one_too_and_two_days_are_not() -> None:
    (row,) = work_out("recurring", NOW, **archive(*lunches(thread_id=None)))
    assert row["gatherings"] == 4
    assert work_out("recurring", NOW, **archive(*lunches(times=2))) == []
    assert work_out("recurring", NOW, **archive(*lunches(thread_id=None, title=""))) == []


def test_the_first_word_to_those_who_came_made_it() -> None:
    words = [
        word("ann > bob cas dee", 21, thread=1),
        word("bob > ann cas dee", 20, thread=1),
        word("dee > ann bob cas", 5, thread=2),
        word("cas > ann bob dee", 90, thread=3),
        word("cas > ann eve 11 12", 30, thread=4),
    ]
    (row,) = work_out("first_word", NOW, **archive(*words, *lunches()))
    assert (row["caller_id"], row["asked"]) == (ANN, 3)
    (held,) = work_out("recurring", NOW, **archive(*words, *lunches()))
    assert (held["convener_id"], held["call_id"]) == (ANN, row["interaction_id"])


def test_conveners_are_those_who_invited_or_called() -> None:
    words = [word("ann > bob cas dee", 21, thread=1)]
    party = met("eve cas dee 11", FIRST + DAY, key=b"party".rjust(16))
    rows = work_out("convener", NOW, **archive(*words, *lunches(), party))
    found = {
        row["person_id"]: [row[name] for name in ("gatherings", "calls", "series", "people")]
        for row in rows
    }
    assert found == {ANN: [0, 1, 1, 3], BOB: [4, 0, 0, 3], EVE: [1, 0, 0, 3]}
    pairs = {row["person_id"]: row["new_pairs"] for row in rows}
    # Cas and Dee had met at the lunch before they came to Eve's
    assert pairs == {ANN: 3, BOB: 1, EVE: 2}


def talk(line: str, start: int, times: int) -> list[Record]:
    return [
        said(line, start + place * DAY, key=f"{line}{start + place}".encode()[-16:])
        for place in range(times)
    ]


def test_contact_before_and_after_leaves_the_gatherings_out() -> None:
    early = said("ann > eve", FIRST - 200 * DAY)
    records = [early, *talk("ann > bob", FIRST - 50 * DAY, 3), *talk("ann > bob", FIRST + DAY, 9)]
    records += [*talk("ann > eve", FIRST + 2 * DAY, 4), *talk("ann > cas", FIRST + 300 * DAY, 2)]
    rows = work_out("recurring_contact", NOW, **archive(*records, *lunches()))
    found = {
        (row["alter_id"], row["is_shared"], row["before"], row["after"])
        for row in rows
        if row["ego_id"] == ANN
    }
    assert found == {(BOB, True, 3, 9), (EVE, False, 0, 4)}


def contacts(shared: tuple[int, int], others: tuple[int, int], pairs: int = 6) -> list[Row]:
    return [
        {
            "series_id": b"s" * 16,
            "ego_id": 1,
            "alter_id": 10 + place,
            "is_shared": place < pairs,
            "before": (shared if place < pairs else others)[0],
            "after": (shared if place < pairs else others)[1],
        }
        for place in range(2 * pairs)
    ]


def moved(rows: list[Row]) -> dict[str, object]:
    (row,) = made_from("recurring_moved", {"recurring_contact": rows})
    return row


def test_contact_that_grew_more_than_elsewhere_is_closer() -> None:
    row = moved(contacts((5, 15), (10, 11)))
    assert [row[name] for name in ("pairs", "before", "after", "others_after")] == [6, 30, 90, 66]
    assert row["ratio"] == 2.699495
    assert row["verdict"] == "closer"


def test_contact_that_grew_as_everywhere_went_with_nothing() -> None:
    assert moved(contacts((5, 15), (5, 15)))["verdict"] == "no change beyond chance"
    assert moved(contacts((15, 5), (5, 5)))["verdict"] == "apart"


def test_few_pairs_or_contacts_tell_nothing() -> None:
    row = moved(contacts((5, 15), (10, 11), pairs=2))
    assert (row["ratio"], row["verdict"]) == (None, "not enough records")
    assert moved(contacts((1, 1), (10, 11)))["verdict"] == "not enough records"


def test_own_circles_are_of_the_owners_people_only() -> None:
    strangers = [(31, 32, 9.0), (32, 33, 9.0), (31, 33, 9.0)]
    told = given(ties(strangers))
    told["person"] = [
        *told["person"],
        *(
            {"person_id": one, "name": "X", "is_me": False, "is_automaton": False}
            for one in range(31, 34)
        ),
    ]
    whole = {row["circle_id"] for row in made_from("circle", told)}
    own = made_from("own_circle", told)
    assert whole == {1, 5, 31}
    assert {row["circle_id"] for row in own} == {1, 5}
    assert {row["strength"] for row in own} == {0.142857}


def test_without_an_owner_there_are_no_own_circles() -> None:
    told = given([])
    told["person"] = [{**row, "is_me": False} for row in told["person"]]
    assert made_from("own_circle", told) == []


def test_of_groups_to_which_nothing_happened_few_seem_moved() -> None:
    rng = np.random.default_rng(5)
    rows = [row for number in range(200) for row in by_chance(rng, number.to_bytes(16))]
    said = [row["verdict"] for row in made_from("recurring_moved", {"recurring_contact": rows})]
    assert 0 < sum(one in {"closer", "apart"} for one in said) < 30  # 20 are to be expected


def by_chance(rng: np.random.Generator, series: bytes) -> list[Row]:
    """Draw six people's contact, both with each other and with forty more."""
    rates = rng.gamma(0.5, 8.0, (6, 46))
    before, after = (rng.poisson(rates * rng.gamma(4.0, 0.25, rates.shape)) for _ in range(2))
    for counts in (before, after):
        # what two of them have is seen from both ends
        counts[:, :6] = np.triu(counts[:, :6], 1) + np.triu(counts[:, :6], 1).T
    return [
        {
            "series_id": series,
            "ego_id": ego,
            "alter_id": alter,
            "is_shared": alter < len(before),
            "before": int(before[ego, alter]),
            "after": int(after[ego, alter]),
        }
        for ego in range(6)
        for alter in range(46)
        if before[ego, alter] + after[ego, alter]
    ]

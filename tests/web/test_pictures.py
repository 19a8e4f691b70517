"""Pictures are values: marks in their places, the same numbers as a table."""

from itertools import combinations

import pytest

from mutuals.web.shell.flows import flows
from mutuals.web.shell.hulls import Frame, Member, Node, hulls
from mutuals.web.shell.months import Month, hours
from mutuals.web.shell.pictures import (
    Range,
    about,
    bands_in_card,
    bands_on_axis,
    between,
    effect,
    ticks,
)
from mutuals.web.shell.plane import Placed, Shown, plane, telling
from mutuals.web.shell.rings import STAGES, Mark, Standing, radii, rings
from mutuals.web.shell.sectors import sectors
from mutuals.web.shell.strips import dots, split, steps
from mutuals.web.shell.timeline import Held, Lane, Span, timeline


def people(many: int) -> list[Standing]:
    return [
        Standing(
            person_id=f"{number:04}",
            name=f"Person Number{number}",
            stage=STAGES[min(int((number / many) ** 0.7 * 4), 3)],
            is_dormant=number % 9 == 0,
            probability=0.5 if number % 11 == 0 else 0.9,
            closeness=(number * 7 % 10) / 10,
            circle=("", "choir", "mill", "lunch")[number % 4],
            moved=(number % 13 == 0) - (number % 17 == 0),
        )
        for number in range(many)
    ]


def box(mark: Mark) -> tuple[float, float, float, float]:
    wide = 7.0 * len(mark.name)
    left = mark.text_x - {"mid": wide / 2, "end": wide}.get(mark.anchor, 0.0)
    return left, mark.text_y - 12, left + wide, mark.text_y + 2


def touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > 0 and min(one[3], other[3]) - max(one[1], other[1]) > 0


@pytest.mark.parametrize("many", [1, 8, 36, 60])
def test_names_on_the_rings_hardly_ever_touch(many: int) -> None:
    picture = rings(people(many))
    assert len(picture.marks) == many
    named = [mark for mark in picture.marks if mark.anchor]
    touching = [pair for pair in combinations(map(box, named), 2) if touch(*pair)]
    assert len(touching) <= many // 30
    assert len(named) >= many * 0.8
    assert all(0 <= edge <= 1130 for mark in named for edge in (box(mark)[0], box(mark)[2]))


def test_rings_are_the_same_each_time_and_say_who_moved() -> None:
    first, second = rings(people(36)), rings(list(reversed(people(36))))
    assert first.marks == second.marks
    assert first.label == (
        "Friends 5, 1 dormant; Budding friends 9, 1 dormant; Acquaintances 10, 1 dormant; "
        "Avatars 12, 1 dormant. 2 came closer in the last twelve "
        "months."
    )
    assert {mark.person_id for mark in first.marks if mark.trail} == {
        "0013",
        "0017",
        "0026",
        "0034",
    }


def test_many_people_become_counts_on_the_outer_rings() -> None:
    picture = rings(people(200))
    assert {mark.stage for mark in picture.marks} == {"friend", "budding_friend"}
    assert len(picture.dots) == -(-sum(len(one.people) for one in picture.rings[2:]) // 4)
    assert [one.count for one in picture.rings] == ["28", "47", "58", "67"]


def test_every_ring_keeps_room_for_its_name() -> None:
    assert [round(one, 2) for one in radii([33, 2, 5, 0])] == [0.1, 0.55, 0.7, 0.85, 1.0]
    assert [floor.number for floor in rings(people(3)).floors] == [1, 2, 3, 4]


def test_six_circles_make_five_sectors_and_the_rest() -> None:
    names = [sector.name for sector in sectors(list("aaabbbccddeef"))]
    assert names == ["a", "b", "c", "d", "e", "elsewhere"]
    assert [sector.name for sector in sectors(["", ""])] == [""]


def placed(number: int, followers: int, middle: float, *, is_me: bool = False) -> Placed:
    return Placed(str(number), f"P{number}", followers, middle, middle / 2, middle * 1.5, is_me)


def test_the_plane_names_who_disagrees_most_and_you() -> None:
    star, mentor, me = placed(1, 900, 0.0), placed(2, 1, 40.0), placed(3, 20, 5.0, is_me=True)
    rest = [placed(10 + number, number * 3, float(number)) for number in range(20)]
    everybody = (star, mentor, me, *rest)
    assert {"1", "2", "3"} <= telling(everybody)
    numbers = plane(Shown(everybody, 2, ranks=(), kind="per", up="things"))
    ranks = tuple(sorted(one.middle for one in everybody))
    thirds = plane(Shown(everybody, 2, ranks=ranks, kind="per", up="things"))
    assert [word for _, word in thirds.wide.up] == ["lower", "middle", "upper"]
    assert [word for _, word in numbers.wide.up] == ["0", "20", "40", "60"]
    assert len(numbers.wide.unplaced) == 2
    assert "You: 20 followers" in numbers.label
    assert ("P1", "900", "none seen") in numbers.values.rows
    assert ("P3", "20", "lower to middle third") in thirds.values.rows
    lowest = min(one.bottom for one in thirds.wide.uprights)
    assert max(one.bottom for one in thirds.wide.uprights) == thirds.wide.base, lowest
    named = {one.name: one for one in numbers.wide.uprights if one.name}
    assert named["P1"].x > named["P2"].x
    assert named["P1"].middle > named["P2"].middle, "further down is less"
    assert len({(one.name_x, one.name_y) for one in named.values()}) == len(named)


def test_people_with_the_same_followers_stand_beside_each_other() -> None:
    same = tuple(placed(number, 5, float(number)) for number in range(4))
    drawn = plane(Shown(same, 0, ranks=(), kind="bro", up="things")).narrow
    assert len({one.x for one in drawn.uprights}) == 4


def test_of_very_many_people_a_fair_part_is_drawn() -> None:
    many = tuple(placed(number, number % 90, float(number % 7)) for number in range(2000))
    star = placed(9999, 50_000, 0.0)
    drawn = plane(Shown((*many, star), 0, ranks=(0.0, 3.0, 6.0), kind="per", up="things"))
    assert 300 < len(drawn.wide.uprights) < 420
    assert "9999" in {one.person_id for one in drawn.wide.uprights}
    assert "of 2\xa0001 people" in drawn.label


def test_flows_say_who_stayed_came_and_went() -> None:
    before = {"a": "friend", "b": "avatar", "c": "acquaintance", "d": "friend"}
    after = {"a": "friend", "b": "friend", "c": "avatar", "d": "acquaintance", "e": "avatar"}
    picture = flows([("2024", before), ("2025", after)])
    assert {(one.kind, one.sentence) for one in picture.wide.ribbons} == {
        ("stayed", "1 stayed friends"),
        ("towards", "1 from avatars to friends"),
        ("away", "1 from acquaintances to avatars"),
        ("away", "1 from friends to acquaintances"),
    }
    assert picture.values.rows[0] == ("Friends", "2", "2")
    assert [name for _, name in picture.wide.names] == ["Friends", "Acquaintances", "Avatars"]


def label(one: Node) -> tuple[float, float, float, float]:
    wide = 6.8 * len(one.name)
    left = one.x + one.across - {"mid": wide / 2, "end": wide}.get(one.anchor, 0.0)
    return left, one.y + one.down - 12, left + wide, one.y + one.down + 4


def test_hulls_hold_everybody_and_name_only_where_there_is_room() -> None:
    members = [
        Member(
            str(number), f"Somebody {number}", "friend", is_dormant=False, circle=f"C{number % 5}"
        )
        for number in range(40)
    ]
    me = Member("me", "You", "me", is_dormant=False, circle="")
    picture = hulls(members, {("1", "2"): 0, ("me", "1"): 3, ("1", "x"): 1}, Frame("map", me=me))
    for drawing in (picture.wide, picture.narrow):
        assert len(drawing.nodes) == 41
        assert len(drawing.hulls) == 5
        assert [(link.source, link.target) for link in drawing.links] == [("1", "2"), ("me", "1")]
        boxes = [label(one) for one in drawing.nodes if one.is_named]
        assert len(boxes) > 10
        assert not any(touch(*pair) for pair in combinations(boxes, 2))


def test_hours_stack_by_mode_and_show_how_far_off() -> None:
    months = [Month(f"M{number}", 600, 300, 60, 700, 1400) for number in range(30)]
    picture = hours("hours", months)
    assert (len(picture.wide), len(picture.narrow)) == (24, 12)
    bar = picture.wide[0]
    assert [kind for kind, _, _ in bar.pieces] == ["per", "grp", "bro"]
    assert bar.top < bar.pieces[-1][1] < bar.bottom
    assert picture.values.rows[0] == ("M0", "10.0 h", "5.0 h", "1.0 h")
    assert hours("none", []).wide == ()


def test_the_timeline_keeps_months_without_contact_empty() -> None:
    span = Span(
        months=tuple(f"M{number}" for number in range(14)),
        held=(Held("avatar", 0, 6), Held("friend", 6, 14)),
        lanes=(
            Lane("Mail", "per", "bar", (0,) * 13 + (4,)),
            Lane("Met", "per", "disc", (1,) + (0,) * 13),
        ),
        notes=((3.0, "early"), (9.0, "late")),
    )
    picture = timeline("life", span)
    assert picture.values.rows == (("M0", "0", "1"), ("M13", "4", "0"))
    assert [len(row.marks) for row in picture.wide.rows] == [1, 1]
    assert [(one.label, one.anchor) for one in picture.wide.notes] == [
        ("early", ""),
        ("late", "end"),
    ]
    assert [one.rise_to for one in picture.wide.levels] == [22, None]
    assert timeline("none", Span((), (), ())).values.rows == ()


def test_strips() -> None:
    bar = split("time", [("A", "2 h", "per", 0.75), ("B", "1 h", "bro", 0.25)])
    assert [(one.x, one.note) for one in bar.pieces] == [("0%", "2 h"), ("75%", "1 h")]
    pairs = dots("pairs", [("in touch", "per", 3), ("met", "open", 0), ("quiet", "quiet", 2)])
    assert [one.label for one in pairs.groups] == ["3 in touch", "2 quiet"]
    assert len(pairs.dots) == 5
    line = steps("steps", [("avatar", 0.0, "May"), ("friend", 0.5, "June")], ("May", "now"))
    assert [name for _, name in line.lines] == ["friend", "avatar"]
    assert [one.rise_to for one in line.steps] == [26, None]


def test_bands() -> None:
    ranges = [Range("talk", "38 people", "per", 55, 43, 67), Range("post", "2", "bro", 9, 5, 15)]
    picture = bands_on_axis("of 100", ranges)
    assert [tick.label for tick in picture.ticks] == ["0", "20", "40", "60", "80"]
    assert picture.values.rows == (("talk", "55", "43 to 67"), ("post", "9", "5 to 15"))
    assert picture.bands[0].middle == "67.7%"
    assert bands_in_card("none", []).height == 0
    with_line = effect("x", Range("x", "", "per", 2.0, 1.5, 3.0), 1.0)
    assert with_line.none_at == "11.5%"


@pytest.mark.parametrize(
    ("value", "said"), [(0, "0"), (0.456, "0.46"), (7.04, "7"), (99.6, "100"), (-3.26, "-3.3")]
)
def test_at_most_two_digits(value: float, said: str) -> None:
    assert about(value) == said
    assert ticks(0) == [0.0, 1.0]
    assert between(5, 5) == "5"

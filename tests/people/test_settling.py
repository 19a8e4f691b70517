"""In what order two names are asked about: a few answers settle all there are."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from mutuals.people.review import settling

PAIR = st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda pair: pair[0] < pair[1])


def groups(pairs: list[tuple[int, int]]) -> set[frozenset[int]]:
    found = {one: frozenset({one}) for pair in pairs for one in pair}
    for one, other in pairs:
        both = found[one] | found[other]
        found |= dict.fromkeys(both, both)
    return set(found.values())


@given(st.lists(PAIR, unique=True, max_size=20))
def test_the_first_questions_settle_the_rest(pairs: list[tuple[int, int]]) -> None:
    ordered, many = settling(pairs)
    assert sorted(ordered) == sorted(pairs)
    enough = sum(len(one) - 1 for one in groups(pairs))
    assert many == enough
    assert groups(ordered[:enough]) == groups(pairs)
    assert [one for one in pairs if one in ordered[:enough]] == ordered[:enough], "in their order"
    assert ordered[enough:] == [one for one in pairs if one not in ordered[:enough]]


def test_four_names_of_one_person_take_three_answers() -> None:
    pairs = list(combinations((1, 2, 3, 4), 2))
    ordered, enough = settling(pairs)
    assert ordered[:enough] == [(1, 2), (1, 3), (1, 4)]

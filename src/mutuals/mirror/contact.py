"""With how few people half of all contact is, which any archive can tell."""

from mutuals.counts import counted, number, number_in_words
from mutuals.mirror.look_up import Village, nothing
from mutuals.mirror.words import capital
from mutuals.sentence import Evidence, Part, Sentence, Who

# So many are named to the owner; more are a number.
NAMED = 4
# With fewer contacts one evening decides it.
ENOUGH = 20
# Fewer than so many in a community could be known by the number alone.
FEWEST = 5


def half_of_contact(here: Village) -> Sentence:
    """Say with how few people half of the owner's contact is, and who they are."""
    rows = here.rows("contact_half")
    total = rows[0]["total"] if rows else 0
    if total < ENOUGH:
        return nothing(
            "We cannot say yet with whom your contact is: these files hold "
            f"{counted(total, 'contact', 'contacts')} of yours; around {ENOUGH} would be enough "
            "to begin."
        )
    people = rows[0]["people"]
    names = _named([here.who(row["person_id"]) for row in rows]) if len(rows) <= NAMED else ()
    many = f"{number_in_words(len(rows))} of the {number(people)} people you have contact with"
    share, many = ("All", "one person") if people == 1 else ("Half", many)
    few = Evidence(many, "people?sort=last", len(rows))
    start = f"{share} of your contact in these files is with "
    return Sentence((start, few, *names, "."), basis=_basis(total))


def half_of_all_contact(here: Village) -> Sentence:
    """Say how few people of a community have half of all contact; nobody is named."""
    rows = here.rows("contact_half")
    total = rows[0]["total"] if rows else 0
    if total < ENOUGH:
        return nothing(
            "We cannot say yet how contact is shared out here: these files hold "
            f"{counted(total // 2, 'contact', 'contacts')} between two people."
        )
    few = "fewer than five" if len(rows) < FEWEST else number_in_words(len(rows))
    people = rows[0]["people"]
    if people < FEWEST:
        return nothing(f"Of fewer than {number_in_words(FEWEST)} people we say nothing together.")
    # What it leads to are all of them, and how many the few are stands nowhere.
    said = Evidence(f"{capital(few)} of the {number(people)} people", "people", people)
    return Sentence((said, " in contact here have half of all contact."), basis=_basis(total // 2))


def _named(people: list[Who]) -> tuple[Part, ...]:
    """Return a few in the order of the alphabet: nobody is ranked."""
    found = sorted(people, key=lambda one: (one.name.casefold(), one.person_id))
    joints = [": ", *[", "] * (len(found) - 2), *[" and "] * (len(found) > 1)]
    return tuple(part for both in zip(joints, found, strict=True) for part in both)


def _basis(total: int) -> str:
    return f"{counted(total, 'contact', 'contacts')}; one with several people counts for each"

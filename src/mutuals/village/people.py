"""The people of Quillby: names, handles, groups and addresses. All of them invented."""

from dataclasses import dataclass
from datetime import date

from mutuals.village.dice import Dice, Picks

# Group, then the people in it: name and handle.
_CAST = """
mill: Odalys Brenninkmeyer=odalys.b, Kasimir Thorne=kasimir, Pelagia Rossetti=pelagia_r,
 Tunde Marchetti=tunde_m, Siobhán Vasquez-Lund=siobhan.vl, Hiroko Pemberton=hiropem,
 Anselm Doğan=anselmd, Fenna Obuya=fenna.o, Rosalind Czerny=roscz, Ibrahim Lachance=ibralach
choir: Zenobia Faircloth=zenobia, Matteo Oyelaran=matteo.oy, Ingrid Salvatierra=ingrids,
 Dov Kirkegaard=dovk, Amparo Whitlock=amparo.w, Søren Baptiste=sorenb, Lucinda Mbarga=lucimb,
 Yusuf Hallström=yusufh, Clémentine Agarwal=clemagar, Marta Lindqvist=marta.lind
workshop: Bartholomew Nakamura=bartnaka, Leocadia Prins=leocadia, Emeka Fairweather=emekaf,
 Gudrun Castellanos=gudrunc, Piotr Abernathy=piotr_ab, Nahla Ostrowski=nahla.o,
 Caspian de Groot=caspiandg, Wilhelmina Tan=minatan, Esteban Kowalczyk=estebank,
 Thandiwe Moreau=thandi.m
ferncell: Radka Umezawa=radka.u, Julian Abiodun=julabi, Henrike Solano=henrike,
 Olivier Petitjean=olipet, Saoirse Varga=saoirsev, Mehmet Lindgren=mehmetl,
 Beatrix Onwudiwe=beatrixo, Tallulah Jansky=tallulah.j, Rufus Echeverría=rufuse,
 Ottoline Farah=ottoline.f
school: Prisca Montague=prisca.m, Gaspard Nwosu=gaspard, Marta Lindqvist=lindqvist_m,
 Viktor Alonso-Reed=viktor.ar, Dilnoza Hartmann=dilnoza, Ewan Takahashi=ewantaka,
 Noemi Brandvold=noemibr, Absalom Reyes=absalomr, Katarzyna Flint=kasiaflint,
 Jomo Eriksen=jomoerik
readers: Wren Adeyemi-Holt=wrenholt, Aurelio Banerjee=aurelio.b, Philippa Sundaram=pippasun,
 Torvald Kimathi=torvaldk, Mirembe Gallagher=mirembe, Cosmo Haddad=cosmoh, Liesl Okafor=lieslo,
 Bram Fontaine=bramf, Xiomara Whitfield=xiomaraw, Desmond Lisiecki=desmondl
"""
_HOSTS = ("quillby.example", "postbrook.example", "larkmail.example", "tarnbox.example")
_OCCUPATIONS = {
    "mill": ("baker", "grower", "market trader"),
    "choir": ("singer", "accompanist", "stage hand"),
    "workshop": ("mechanic", "joiner", "welder"),
    "ferncell": ("biologist", "lab manager", "programme lead"),
    "school": ("teacher", "caretaker", "tutor"),
    "readers": ("librarian", "translator", "statistician"),
}
_OWNER_MAILS = ("wren.adeyemi@oldpost.example", "wren@adeyemiholt.example")
_FIVE_MAILS = (
    "kflint@quillbyschool.example",
    "katarzyna.flint@tarnbox.example",
    "kasia@flintandfold.example",
)
_MOVES = (date(2023, 12, 31), date(2025, 3, 31))
_SECOND_ADDRESS = 5  # one in so many messages of those who have a second address


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the village. ``chat_name`` is their name in the owner's telephone."""

    handle: str
    name: str
    group: str
    role: str
    mails: tuple[str, ...]
    phone: str
    chat_name: str


def cast(dice: Dice) -> dict[str, Person]:
    """Return everybody by handle."""
    people: dict[str, Person] = {}
    for line in _CAST.replace(",\n", ",").strip().splitlines():
        group, _, members = line.partition(":")
        for member in members.split(","):
            name, _, handle = member.strip().partition("=")
            people[handle] = Person(
                handle=handle,
                name=name,
                group=group,
                role=dice.pick(_OCCUPATIONS[group]),
                mails=_mails(handle, group, dice),
                phone=f"+44770090{len(people) + 100:04d}",
                chat_name="Kasia F." if handle == "kasiaflint" else name,
            )
    return people


def _mails(handle: str, group: str, dice: Dice) -> tuple[str, ...]:
    """Invent somebody's mail addresses; the people at the firm have one at work."""
    if handle == "wrenholt":
        return _OWNER_MAILS
    if handle == "kasiaflint":
        return _FIVE_MAILS
    private = f"{handle.replace('_', '.')}@{dice.pick(_HOSTS)}"
    if group == "ferncell":
        return (f"{handle}@ferncell.example", private)
    if dice.chance(0.25):
        return (private, f"{handle}@{group}.quillby.example")
    return (private,)


def vouched(person: Person) -> tuple[str, ...]:
    """Return the mail addresses a file vouches for: of many, those of late."""
    return person.mails[1:3] if len(person.mails) > 2 else person.mails  # noqa: PLR2004  # two of three


def mail_of(person: Person, day: date, picks: Picks) -> str:
    """Return the address somebody writes from on a day."""
    if person.handle == "wrenholt":
        return person.mails[day > _MOVES[0]]
    if person.handle == "kasiaflint":
        return person.mails[(day > _MOVES[0]) + (day > _MOVES[1])]
    return person.mails[-1 if picks.below(_SECOND_ADDRESS) == 0 else 0]

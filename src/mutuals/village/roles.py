"""Who plays which part in the village's story, by handle."""

from dataclasses import dataclass
from datetime import date

OWNER = "wrenholt"
STAR = "zenobia"
MENTOR = "bartnaka"
CROWD_FOLLOWER = "tunde_m"
INDEPENDENT = "leocadia"
CONVENER = "amparo.w"
FADING = "anselmd"
DORMANT = "desmondl"
THIN_TIE = "hiropem"
IN_NEED = "radka.u"
NAMESAKES = ("marta.lind", "lindqvist_m")
FIVE_ADDRESSES = "kasiaflint"

PROTEGES = (
    OWNER,
    "gudrunc",
    "piotr_ab",
    "minatan",
    "estebank",
    "noemibr",
    "lieslo",
    "ingrids",
    "fenna.o",
)
LUNCH = (CONVENER, OWNER, "pelagia_r", "emekaf", "saoirsev", "ewantaka", "cosmoh", "dovk")
# They never come to their group's evenings, nor write to all of it.
KEEP_APART = (STAR, "cosmoh", "dovk")
LUNCH_MONTH = 31
LUNCH_PLACE = "The Copper Ladle, Quillby"
PARTY_DAY = date(2026, 7, 18)
PARTY_CIRCLES = (
    (OWNER, FIVE_ADDRESSES, "bramf"),
    ("matteo.oy", "lucimb", "clemagar"),
    ("thandi.m", "caspiandg"),
    ("xiomaraw", "torvaldk"),
)
FADES_FROM = 41  # April 2026, seven months before today
SLEEPS_FROM = 23  # October 2024, two years before today
ENGAGEMENT = "engagement:ferncell-study"


# Whom the owner brought together with somebody because they had asked the owner.
ASKED_OWNER = (FIVE_ADDRESSES, "bramf")


@dataclass(frozen=True, slots=True)
class Introduction:
    """Somebody brings two people together. ``thing`` is what one then took up."""

    introducer: str
    one: str
    other: str
    day: date
    way: str = "mail"
    outcome: str = "nothing"
    thing: str = ""
    value: int = 0


INTRODUCTIONS = (
    Introduction("anselmd", OWNER, "roscz", date(2023, 5, 9), outcome="acquaintance"),
    Introduction(
        OWNER,
        "bramf",
        "nahla.o",
        date(2023, 9, 20),
        outcome="friend",
        thing="choir:quillby-singers",
    ),
    Introduction("dilnoza", "absalomr", "rufuse", date(2023, 11, 14), "whatsapp", "acquaintance"),
    Introduction(MENTOR, OWNER, "minatan", date(2024, 2, 6), outcome="budding_friend"),
    Introduction("julabi", "henrike", "viktor.ar", date(2024, 4, 17)),
    Introduction(OWNER, "odalys.b", "gaspard", date(2024, 6, 11)),
    Introduction("kasimir", "ibralach", "sorenb", date(2024, 9, 3), "whatsapp", "friend"),
    Introduction(
        "aurelio.b",
        "pippasun",
        "mehmetl",
        date(2025, 2, 12),
        outcome="job",
        thing="job:ferncell-writer",
        value=4200,
    ),
    Introduction(
        THIN_TIE,
        OWNER,
        IN_NEED,
        date(2025, 5, 13),
        outcome="engagement",
        thing=ENGAGEMENT,
        value=18000,
    ),
    Introduction(CONVENER, OWNER, "yusufh", date(2025, 11, 4), outcome="budding_friend"),
    Introduction(OWNER, "emekaf", "olipet", date(2025, 12, 9), "meeting", "acquaintance"),
    Introduction(
        OWNER,
        FIVE_ADDRESSES,
        "beatrixo",
        date(2026, 2, 10),
        outcome="job",
        thing="job:ferncell-accounts",
        value=2600,
    ),
)

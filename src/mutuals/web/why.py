"""Why a sentence is said, and how sure it is: what stands beside every sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mutuals.engine.schema import MEANINGS
from mutuals.sentence import Sentence
from mutuals.steps import steps


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in plain words, and the tables it works on."""

    words: str
    tables: tuple[str, ...]


# Each topic: the rule in plain words, and the tables the sentence is read from.
RULES: Final[Mapping[str, Rule]] = {
    "answer": Rule(
        "A person and a thing make a pair once you have taken the thing up or named it. The pair "
        "counts as talked if you talked with that person, alone or among at most ten others; as "
        "seen if only a post or a mass message reached them; as neither otherwise. It is taken "
        "up if the person did the thing within sixty days.",
        ("conversion", "exposure", "talk", "outcome"),
    ),
    "unseen": Rule(
        "Among those with fewer followers than half of the others, the one after whose talks most "
        "was done. A thing done is shared in equal parts among everybody who had "
        "taken it up or named it and reached the person in the sixty days before, and nobody.",
        ("influence", "credit", "uptake", "status"),
    ),
    "contact": Rule(
        "Contacts with each person are counted, one for each message, call or meeting both had a "
        "part in; from the most on, people are added up until half of all is reached. Whoever "
        "is named is named in the order of the alphabet.",
        ("contact_half", "tie"),
    ),
    "choices": Rule(
        "Each thing taken up is held against what else others had taken up in the sixty days "
        "before: how it suits earlier choices, how many took it up lately against its own usual, "
        "how many friends had told of it. Only choices made count, so doing little says nothing. "
        "Below thirty choices, or where one rule explains all, nothing is said; a kind is named "
        "only where it is likelier than four in five.",
        ("independence", "leaning", "choice"),
    ),
    "begun": Rule(
        "Of the people who came to have a thing, one is first whatever happens. Beginnings are "
        "held against as many as that comes to, so doing much is no advantage.",
        ("originator", "origin"),
    ),
    "introductions": Rule(
        "Somebody in contact with two others writes to both, the two had no contact before, and "
        "either the message introduces in words, or it was the first to address both and direct "
        "contact follows within sixty days. In touch means three contacts over more than sixty "
        "days.",
        ("introduction", "referral", "contact"),
    ),
    "time": Rule(
        "A message takes its writer one minute and another for each thousand characters, thirty "
        "at most; meetings and calls take their duration. What was said in company is shared out "
        "equally among the others, so the minutes add up to the time it took.",
        ("hours", "contact", "interaction"),
    ),
    "moved": Rule(
        "The stage of every tie a year before the last record is held against its stage now. A "
        "stage is reached when both wrote, then by talk alone and in small company, held against "
        "the closest ties. Whoever sleeps now and did not then fell silent, and is in no other "
        "list.",
        ("lately", "transition", "stage"),
    ),
    "fading": Rule(
        "Days with contact alone or in small company in the last 90 against what 90 days of the "
        "year before had, tie by tie. "
        "Named when contact was at least monthly, is down to half or less beyond what chance does, "
        "and was not in the last seven days.",
        ("weather", "contact_day"),
    ),
    "status": Rule(
        "Follows and likes are counted as they stand in the files. What came after posts is a "
        "count of its own and is never added to talks.",
        ("status", "follow", "reaction"),
    ),
    "people": Rule(
        "Everybody with contact or follows either way. Circles are groups of people with more "
        "contact inside than outside; came closer means a nearer ring than a year ago.",
        ("stage", "tie", "lately", "circle"),
    ),
    "stage": Rule(
        "Avatar: one way only. Acquaintance: both wrote or met. Then, every four weeks: how much "
        "talk alone and in small company, lately and ever, against your closest ties, and what "
        "the rarer side began. Dormant: silent beyond the tie's own rhythm, and contact within "
        "ninety days less likely than one in four. Your word wins.",
        ("stage", "tie", "contact"),
    ),
    "credit": Rule(
        "A thing done counts as after talking with somebody if they had taken it up or named it "
        "before and the two talked, alone or in a small group, in the sixty days before. Its "
        "credit is split equally over everybody it could have come from, and nobody.",
        ("influence", "credit", "uptake", "talk"),
    ),
    "plane": Rule(
        "People are put in order by followers, and by what was done after talks with them; the "
        "two orders are held against each other.",
        ("claim", "status", "influence"),
    ),
    "told": Rule(
        "A link, hashtag or topic counts as told by the first message that brought it to "
        "somebody who had never used it, and as begun where they use it in another conversation "
        "within sixty days. Beside them stand others the same person talked with around that "
        "day and had not told.",
        ("derived_effect", "told", "beside", "derived"),
    ),
    "named": Rule(
        "Everybody says whom they know. Whether somebody takes a thing up at one of its dates is "
        "set against how many of those they named had it before, with the date, the group and "
        "earlier behaviours in the model; then the names are shuffled within groups, and what "
        "is found there is taken off.",
        ("named_effect", "named_tie", "taken"),
    ),
    "seeds": Rule(
        "A word passes along a tie on which both spoke as often as words led to deeds in these "
        "records, times how strong the tie is. People are chosen one by one, each to add the most "
        "to those before.",
        ("tie", "conversion", "status"),
    ),
    "validate": Rule(
        "The records are copied without their last part, everything is worked out anew from "
        "that, and every way ranks what could come. The hidden part only says who was right. "
        "Ranges draw persons again, with all their cases.",
        ("contact_day", "adoption", "influence", "status"),
    ),
    "claims": Rule(
        "Each test was written down before anything was read. A claim holds here when its whole "
        "band lies on its side of no difference.",
        ("claim", "conversion", "status", "influence"),
    ),
    "path": Rule(
        "A step is worth what its weaker end gives back, a path the product of its steps; no "
        "path has more than three.",
        ("tie", "stage"),
    ),
    "gathering": Rule(
        "The guests are divided by who was in contact with whom in the half year before, not by "
        "who sat where.",
        ("gathering", "subgroup", "contact"),
    ),
    "continuum": Rule(
        "Every tie's stage at one moment beside its stage at a later one. Whoever sleeps at the "
        "later and did not at the first fell silent; nobody is counted in two lists.",
        ("lately", "transition", "course", "rhythm"),
    ),
    "weather": Rule(
        "Days with contact alone or in small company in the last 90 against up to a year before, "
        "between these two people. "
        "A word is said only when the whole range lies on one side.",
        ("weather", "contact_day"),
    ),
    "alive": Rule(
        "A model of the pair's own past and of how much both are in contact with anybody, fitted "
        "on earlier moments of the same records and set right at the newest 90 days known.",
        ("alive", "contact_day"),
    ),
    "closeness": Rule(
        "A small model of how time was shared out in the last 52 weeks, fitted on a survey of "
        "friendship. It never sees what was said, and knows only these records.",
        ("closeness", "closeness_share"),
    ),
    "capacity": Rule(
        "A tie is open from its first contact, where both ever wrote or met, until it has been "
        "silent for longer than its own rhythm allows. Openings and closings are held against "
        "each other over the months in which both could be seen.",
        ("capacity_balance", "capacity", "capacity_spell"),
    ),
    "signature": Rule(
        "The share of time by rank, whoever holds the rank, in half years side by side.",
        ("signature", "signature_distance", "signature_displaced"),
    ),
    "circles": Rule(
        "Groups of people with more contact inside than outside. Found ten times over; who stays "
        "with most of the circle each time is steady in it.",
        ("own_circle", "circle", "tie"),
    ),
    "recurring": Rule(
        "Contact outside of the gathering between those who came, in the half year after against "
        "the half year before, divided by the same for their other ties. People who like each "
        "other come more often: it came along with the gathering, and need not have come of it.",
        ("recurring", "recurring_moved", "first_word", "occasion"),
    ),
    "meaning": Rule(
        "Only your own labels count. Three of them, of both sorts, teach the rest; whoever cannot "
        "be told apart stays unsaid.",
        ("meaning", "hours"),
    ),
    "passive": Rule(
        "A like stands for half a minute of looking, from a tenth to two; what an archive says was "
        "looked at takes its recorded duration, or lasts until the next thing: five minutes at "
        "most, from half a minute to thirty. It is no part of the hours with people.",
        ("passive", "reaction"),
    ),
    "records": Rule("Records are counted as they were read.", ("source", "reject")),
}  # fmt: skip
GRADES: Final = {
    "A": "Grade A: somebody drew lots over who was reached, so the words may say moved.",
    "B": "Grade B: people alike in what could be seen were compared, so the words may say moved.",
    "C": "Grade C: it moved together, with habits taken into account; no more may be said.",
    "D": "Grade D: only the order in time is known. One came before the other, which does not "
    "show that it was the reason.",
    "": "A plain count or a stated rule over the records: there is no effect to be graded.",
}
SURE: Final = {
    "clear": "Clear: counted, or the band is narrower than a tenth of its scale.",
    "fairly sure": "Fairly sure: the band is a tenth to a quarter of its scale.",
    "a fair guess": "A fair guess: the band is a quarter to nearly half of its scale.",
    "a hint": "A hint: the band is half of its scale or more; it may well turn out otherwise.",
}


@dataclass(frozen=True, slots=True)
class Reasons:
    """The rule and the tables behind a sentence, and how far to trust it."""

    rule: str
    tables: tuple[tuple[str, str], ...]
    sure: str
    grade: str


def reasons(sentence: Sentence, topic: str) -> Reasons:
    """Return what stands behind a sentence of a topic.

    >>> reasons(Sentence(("Ann.",), basis="a file"), "fading").tables[0][0]
    'weather'
    """
    rule = RULES[topic]
    known = MEANINGS | {name: step.meaning for name, step in steps().items()}
    return Reasons(
        rule=rule.words,
        tables=tuple((name, gist(known[name])) for name in rule.tables),
        sure=SURE.get(sentence.sure, sentence.sure),
        grade=GRADES[sentence.grade],
    )


def gist(meaning: str) -> str:
    r"""Return a table's own first sentence: the lines before its columns.

    >>> gist("One row per tie.\nMore of it.\nego_id: whose.")
    'One row per tie. More of it.'
    """
    said: list[str] = []
    for line in meaning.splitlines():
        head, colon, _ = line.partition(":")
        if (
            not line.strip()
            or (colon and head.replace("_", "").isalnum() and " " not in head)
            or line.startswith("Rule")
        ):
            break
        said.append(line.strip())
    return " ".join(said)

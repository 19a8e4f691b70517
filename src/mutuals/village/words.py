"""What people of the village write: short sentences, chosen by a message's key."""

from mutuals.village.dice import Picks

_WHERE = ("the mill", "the lock", "Sluice Row", "the chapel hall", "the market", "the towpath")
_WHAT = ("the minutes", "the spare key", "the rota", "your notes", "the invoice", "the seed tray")
_WHEN = ("on Thursday", "next week", "before the weekend", "tomorrow", "by Monday", "after six")
_OPEN = ("Hi {you},", "Hello {you},", "Dear {you},", "{you},", "Morning {you},")
_CLOSE = ("All best,", "See you soon,", "Warmly,", "Bye for now,", "Yours,")

_SAYS = {
    "chat": (
        "The rain got into {where} again and half the street came out with buckets.",
        "I walked past {where} and thought of your story about the goose.",
        "Quiet week here, the kettle and I are getting on well.",
        "My sister visits {when}, so the house smells of floor polish.",
        "From where I sit I can see {where} and nobody in it.",
        "We finally hung the shelf. It is nearly straight.",
        "The bus took the long way round, so I read forty pages.",
        "There were two herons at {where} this morning.",
    ),
    "news": (
        "Small news: I moved my desk to the window and will not move it back.",
        "They are repainting {where}; it is going to be very green.",
        "I have a new telephone and the old number.",
        "The upstairs neighbours have bought a piano.",
    ),
    "asks": (
        "Could you send me {what} {when}?",
        "Do you know anyone who repairs clocks?",
        "May I borrow {what} {when}?",
        "Would you have a look at {what} for me, please?",
        "Can you help me carry a table to {where} {when}?",
    ),
    "answers": (
        "Yes, of course, {when} suits me.",
        "I have put {what} in your letter box.",
        "Good question; I asked around and the answer is {where}.",
        "Here is what I know, and it is not much: try {where}.",
    ),
    "thanks": (
        "Thank you so much for {what}, you saved my afternoon.",
        "Thanks for your help at {where}.",
        "I am grateful for the advice, it worked at the first try.",
        "Many thanks, {what} arrived in one piece.",
    ),
    "offers": (
        "I could drive you {when} if that helps.",
        "I am happy to look after {what} while you are away.",
        "If you need a second pair of hands at {where}, I can offer mine.",
    ),
    "declines": (
        "I am sorry, I cannot make it {when}.",
        "Unfortunately I will have to say no this time.",
        "Not this month, I am afraid; the roof comes first.",
    ),
    "invites": (
        "Some of us are going to {where} {when}. Do come along.",
        "I am collecting names for {when}: who can bring {what}?",
        "Here is the plan for {where}; please shout if it is wrong.",
    ),
    "tells": (
        "I have started with the {thing} and have not regretted a day of it.",
        "Three weeks into the {thing} now. You would do it better than I do.",
        "Come by and I will show you the {thing}; it is easier than it sounds.",
        "The {thing} has changed my evenings. Have you thought of trying it?",
    ),
    "introduces": (
        "{you}, meet {other}. You have more in common than you know.",
        "I would like to introduce you two: {you}, this is {other}.",
        "{you} and {other}, I am connecting you because each of you has asked the same thing.",
    ),
    "recommends": (
        "{other} needs help with a small study and I thought of you. {you}, meet {other}.",
    ),
    "handover": (
        "Thank you {introducer}, moving you to bcc. {you}, very glad to meet you this way.",
        "Thanks for the introduction, {introducer} (now in bcc). {you}, when could we talk?",
    ),
    "need": ("We need somebody to plan a small study at Ferncell and know nobody who does that.",),
    "seeks": (
        "Since the move I hardly know a soul here who sings. Do you know anyone I should meet?",
    ),
    "seeks_work": (
        "My contract ends in March. Do you know somebody who needs their accounts kept?",
    ),
    "thinks_of": (
        "Somebody comes to mind. We hardly know each other, but the posts are very clear.",
    ),
    "engages": (
        "The board has agreed. We would like to engage you for the study, starting next week.",
    ),
    "convenes": (
        "It is silly that we only know one another's handles. Let us share one table!",
        "We have read each other for a year. Who would like to have lunch, all of us?",
    ),
    "agrees": (
        "Count me in, I will be the one with the wet umbrella.",
        "Yes please. It will be good to see faces.",
        "I am in. Shall I bring the map?",
    ),
}
_SUBJECTS = {
    "chat": ("A note from {where}", "This week", "Herons", "Hello again", "The shelf"),
    "news": ("Small news", "News from upstairs", "A change of desk"),
    "asks": ("A question", "About {what}", "Could you help?", "{what}"),
    "answers": ("An answer", "About {what}"),
    "thanks": ("Thank you", "Thanks for {what}"),
    "offers": ("An offer", "If it helps"),
    "declines": ("Sorry", "Not this time"),
    "invites": ("{where}, {when}", "Who is coming?", "Plan for {where}"),
    "tells": ("The {thing}", "You would like this", "On the {thing}"),
    "introduces": ("{you}, meet {other}", "Introducing {you} and {other}", "{you} <> {other}"),
    "recommends": ("{you}, meet {other}",),
    "handover": ("Very glad to meet you",),
    "need": ("Do you know somebody?",),
    "seeks": ("Somebody to sing with",),
    "seeks_work": ("Work from March",),
    "thinks_of": ("I may know somebody",),
    "engages": ("Yes to the study",),
    "convenes": ("One table, eight chairs?",),
    "agrees": ("One table, eight chairs?",),
}


def _filled(sentence: str, picks: Picks, names: dict[str, str]) -> str:
    """Fill a sentence's blanks."""
    if "{" not in sentence:
        return sentence
    return sentence.format(
        where=picks.pick(_WHERE), what=picks.pick(_WHAT), when=picks.pick(_WHEN), **names
    )


def subject(intent: str, picks: Picks, names: dict[str, str]) -> str:
    """Return a subject line."""
    line = _filled(picks.pick(_SUBJECTS[intent]), picks, names)
    return line[0].upper() + line[1:]


def saying(intent: str, picks: Picks, names: dict[str, str]) -> str:
    """Return one or two sentences, as a chat has them."""
    first = _filled(picks.pick(_SAYS[intent]), picks, names)
    if picks.below(4):
        return first
    return f"{first}\n{_filled(picks.pick(_SAYS['chat']), picks, names)}"


def letter(intent: str, picks: Picks, names: dict[str, str]) -> list[str]:
    """Return the lines of a mail's body."""
    lines = [_filled(picks.pick(_OPEN), picks, names), ""]
    lines.append(_filled(picks.pick(_SAYS[intent]), picks, names))
    more = range(picks.below(3))
    lines.extend([_filled(picks.pick(_SAYS["chat"]), picks, names) for _ in more])
    return [*lines, "", picks.pick(_CLOSE), names["me"]]

"""Phrases people use when they introduce, ask, thank, offer or decline.

They are written as the text is searched: lower case, no accents, no punctuation, single
blanks. A phrase is looked for only where its rarest word (marked ``*``) occurs.
"""

_WRITTEN = {
    "introduces": """
        *introduce you|*introduce you to|to *introduce|let me *introduce|*introducing you
        *intro|*introduction|an *introduction|e *meet|*emeet|please *meet|*meet my
        should *meet|want you to *meet|you two to *meet|you both to *meet|you to *meet
        *connecting you|*connect you|*connect the two of you|*connect you two
        you in *touch|you two in *touch|you both in *touch|*ccing|*ccd|in *cc
        mochte ich euch *vorstellen|mochte dir *vorstellen|*vorstellen|euch *bekannt machen
        euch *bekannt|sie *bekannt machen|in *kontakt bringen
        te *presente|vous *presente|je te *presente|je vous *presente|en *relation
        mettre en *relation|mets en *relation|faire les *presentations
        te *presento|os *presento|les *presento|*presentarte|*presentarles|*presentaros
        ti *presento|vi *presento|*presentarti|*presentarvi|in *contatto
        stel je *voor|stel jullie *voor|*voorstellen aan|in *contact brengen
        *apresentar|*apresento|te *apresento
    """,
    "handover": """
        to *bcc|on *bcc|in *bcc|into *bcc|ins *bcc|en *cci|in *ccn
    """,
    "thanks": """
        *thanks|*thank you|*thx|*danke|*dankeschon|vielen *dank|besten *dank|herzlichen *dank
        *merci|*gracias|*grazie|*bedankt|*dankjewel|dank je|dank u|*obrigado|*obrigada
        *grateful|*appreciate
    """,
    "asks": """
        *could you|*can you|*would you|do you *know|*please|*bitte
        *konntest du|*konnten sie|*kannst du|*konnt ihr|*wurdest du
        *pourrais tu|*pourriez vous|*peux tu|*pouvez vous|*stp|*svp
        *puedes|*podrias|*podria|por *favor|*potresti|*potrebbe|*puoi|per *favore
        *kun je|*kunt u|*zou je|*alsjeblieft|voce *pode|*poderia
        looking *for a|*recommend|any *ideas who|know *anyone|know *somebody|know *someone
    """,
    "offers": """
        *happy to help|*glad to help|if i can *help|i can *help|how can i *help|can i *help
        *offer you|can *offer|i *offer|*gerne helfen|*helfe gern|kann dir *helfen
        je peux t *aider|vous *aider|puedo *ayudar|posso *aiutare|posso *aiutarti
        kan je *helpen|posso *ajudar
    """,
    "declines": """
        not *interested|*unable to|cant make *it|cannot make *it|wont be *able to|have to *pass
        *unfortunately|must *decline|to *decline|*leider|*malheureusement|*desgraciadamente
        *lamentablemente|*purtroppo|*helaas|*infelizmente
    """,
}


def _by_word() -> dict[bytes, tuple[tuple[bytes, str], ...]]:
    found: dict[bytes, list[tuple[bytes, str]]] = {}
    for signal, written in _WRITTEN.items():
        for line in written.split("\n"):
            for phrase in filter(None, map(str.strip, line.split("|"))):
                words = phrase.split()
                marked = [word[1:] for word in words if word.startswith("*")] or words[:1]
                searched = f" {phrase.replace('*', '')} ".encode()
                found.setdefault(marked[0].encode(), []).append((searched, signal))
    return {word: tuple(phrases) for word, phrases in found.items()}


PHRASES = _by_word()
TRIGGERS = frozenset(PHRASES)

"""Sentences people write in seven languages: what each does, and what it does not."""

import pyarrow as pa
import pytest

from mutuals.readers.community.words import signals as in_columns
from mutuals.signals import signals

ACTS = ("asks", "declines", "handover", "introduces", "need", "offers", "thanks")
SAID = {
    "en": {
        "introduces": [
            "Ann, I'd like to introduce you to Bob, who runs the archive.",
            "I'm connecting you two because you both work on herons.",
            "I thought I would put you in touch with my old teacher.",
            "Priya, meet Tom.",
        ],
        "thanks": ["Thank you so much for yesterday!", "I really appreciate your time."],
        "asks": ["Could you send me the minutes?", "Does anyone have a ladder to spare?"],
        "need": [
            "We are looking for someone to translate a leaflet.",
            "Do you know anyone who repairs pianos?",
            "I need a new dentist, any recommendations?",
        ],
        "offers": ["Happy to help with the move.", "Let me know if I can do anything."],
        "declines": ["I'm afraid I can't make it on Friday.", "Unfortunately we are away."],
        "handover": ["Thanks Ann, moving you to bcc. Hi Bob!"],
    },
    "de": {
        "introduces": [
            "Ich möchte dir gerne meine Kollegin Ines vorstellen.",
            "Ich wollte euch zwei schon lange in Kontakt bringen.",
            "Darf ich vorstellen: Herr Brandt.",
        ],
        "thanks": ["Herzlichen Dank für die Einladung!", "Ich bin dir sehr dankbar."],
        "asks": ["Könntest du mir das Protokoll schicken?", "Weiß jemand, wann der Zug fährt?"],
        "need": [
            "Wir suchen jemanden, der Klavier spielt.",
            "Kennst du jemanden, der Fahrräder repariert?",
            "Kannst du mir einen guten Zahnarzt empfehlen?",
        ],
        "offers": ["Ich kann dir beim Umzug helfen.", "Sag Bescheid, wenn ich etwas tun kann."],
        "declines": ["Leider schaffe ich es am Freitag nicht.", "Ich muss für morgen absagen."],
        "handover": ["Danke Ann, ich nehme dich ins BCC."],
    },
    "fr": {
        "introduces": [
            "Je vous présente Inès, qui dirige l'atelier.",
            "Je me permets de vous mettre en relation tous les deux.",
        ],
        "thanks": ["Merci beaucoup pour ton aide !", "Je vous remercie de votre accueil."],
        "asks": ["Pourrais-tu m'envoyer le compte rendu ?", "Est-ce que tu viens samedi ?"],
        "need": [
            "Nous cherchons quelqu'un pour garder le chat.",
            "Connais-tu quelqu'un qui répare les vélos ?",
            "J'ai besoin d'un bon dentiste.",
        ],
        "offers": ["Je peux t'aider à déménager.", "N'hésite pas si tu veux un coup de main."],
        "declines": ["Malheureusement, je ne peux pas venir.", "Désolée mais je suis prise."],
        "handover": ["Merci Ann, je te passe en Cci."],
    },
    "es": {
        "introduces": [
            "Te presento a Inés, que dirige el taller.",
            "Os pongo en contacto porque trabajáis en lo mismo.",
        ],
        "thanks": ["¡Muchas gracias por todo!", "Te agradezco mucho la ayuda."],
        "asks": ["¿Podrías enviarme el acta?", "¿Alguien sabe a qué hora sale el tren?"],
        "need": [
            "Estamos buscando a alguien que toque el piano.",
            "¿Conoces a alguien que arregle bicicletas?",
            "Necesito un buen dentista.",
        ],
        "offers": ["Puedo ayudarte con la mudanza.", "Cuenta conmigo para el sábado."],
        "declines": ["Lamentablemente no podré ir.", "Lo siento, pero el viernes no puedo."],
        "handover": ["Gracias Ann, te paso a CCO en copia oculta."],
    },
    "pt": {
        "introduces": [
            "Quero te apresentar a Inês, que dirige a oficina.",
            "Vou colocar vocês em contato, pois trabalham no mesmo.",
        ],
        "thanks": ["Muito obrigada por tudo!", "Agradeço imenso a ajuda."],
        "asks": ["Você poderia me mandar a ata?", "Alguém sabe a que horas sai o comboio?"],
        "need": [
            "Estamos à procura de alguém que toque piano.",
            "Conhece alguém que arranje bicicletas?",
            "Preciso de um bom dentista.",
        ],
        "offers": ["Posso te ajudar com a mudança.", "Conta comigo para sábado."],
        "declines": ["Infelizmente não vou poder ir.", "Não posso na sexta."],
        "handover": ["Obrigado Ana, coloco-te em cópia oculta."],
    },
    "it": {
        "introduces": [
            "Ti presento Ines, che dirige il laboratorio.",
            "Vi metto in contatto perché lavorate alle stesse cose.",
        ],
        "thanks": ["Grazie mille di tutto!", "Ti ringrazio per l'aiuto."],
        "asks": ["Potresti mandarmi il verbale?", "Qualcuno sa quando parte il treno?"],
        "need": [
            "Stiamo cercando qualcuno che suoni il piano.",
            "Conosci qualcuno che ripara biciclette?",
            "Ho bisogno di un buon dentista.",
        ],
        "offers": ["Posso aiutarti con il trasloco.", "Conta su di me per sabato."],
        "declines": ["Purtroppo venerdì non posso.", "Mi dispiace, ma devo rinunciare."],
        "handover": ["Grazie Anna, ti metto in Ccn."],
    },
    "nl": {
        "introduces": [
            "Ik wil jullie graag aan elkaar voorstellen.",
            "Mag ik voorstellen: Ines, die de werkplaats leidt.",
        ],
        "thanks": ["Heel erg bedankt voor gisteren!", "Dank je wel, het was fijn."],
        "asks": ["Kun je mij de notulen sturen?", "Weet iemand hoe laat de trein gaat?"],
        "need": [
            "Wij zoeken iemand die piano speelt.",
            "Ken je iemand die fietsen repareert?",
            "Ik ben op zoek naar een goede tandarts.",
        ],
        "offers": ["Ik kan je helpen met de verhuizing.", "Reken op mij voor zaterdag."],
        "declines": ["Helaas lukt het vrijdag niet.", "Ik kan er niet bij zijn."],
        "handover": ["Bedankt Ann, ik zet je in de bcc."],
    },
}
# Near misses: words of the phrases in sentences that do nothing of the kind.
PLAIN = {
    "introduces": [
        "We meet on Monday at nine.",
        "If it rains, meet me inside.",
        "Er hat sich gestern vorgestellt, wie der Garten aussehen wird.",
        "La présentation était longue.",
        "Presento la factura mañana en la oficina.",
        "Keep in touch!",
    ],
    "need": [
        "The herons need water.",
        "I am looking forward to it.",
        "Das Suchen hat lange gedauert.",
        "No es necesario.",
    ],
    "thanks": ["He said nothing.", "Der Tank ist leer."],
    "declines": ["I can make it on Friday.", "Das Leiden hat ein Ende."],
    "offers": ["The offer was too low.", "He helps at the school."],
    "handover": ["The bcc field is hidden.", "We did bcc research."],
    "asks": ["The can is empty.", "You could see the sea."],
}
ROWS = [(act, text) for acts in SAID.values() for act, texts in acts.items() for text in texts]


@pytest.mark.parametrize(("act", "text"), ROWS)
def test_a_sentence_does_what_it_says(act: str, text: str) -> None:
    assert act in signals(text)


@pytest.mark.parametrize(("act", "text"), [(a, one) for a, all_ in PLAIN.items() for one in all_])
def test_a_near_miss_does_not(act: str, text: str) -> None:
    assert act not in signals(text)


def test_no_sentence_introduces_by_accident() -> None:
    others = [text for act, text in ROWS if act not in {"introduces", "handover"}]
    assert [text for text in others if "introduces" in signals(text)] == []


def test_columns_of_texts_say_the_same() -> None:
    texts = [text for _, text in ROWS] + [one for all_ in PLAIN.values() for one in all_]
    found = in_columns(pa.array(texts)).to_pylist()
    for text, told in zip(texts, found, strict=True):
        acts = {one for one in signals(text) if one in ACTS}
        # The form "Ann, meet Bob" is looked for in single messages only.
        assert acts - {"introduces"} == {one for one in told.split() if one in ACTS} - {
            "introduces"
        }, text


@pytest.mark.parametrize("spoken", sorted(SAID))
def test_the_language_is_told_or_left_open(spoken: str) -> None:
    texts = [text for texts in SAID[spoken].values() for text in texts]
    whole = " ".join(texts)
    assert f"lang:{spoken}" in signals(whole)
    told = {one for text in texts for one in signals(text) if one.startswith("lang:")}
    assert told <= {f"lang:{spoken}"}


def test_what_a_message_is_about() -> None:
    text = "The heron came back. I saw the heron with Quill at the pond, the old pond."
    found = signals(text, subject="Re: Herons", people=["Quill Example"])
    assert [one for one in found if one.startswith("topic:")] == [
        "topic:heron",
        "topic:herons",
        "topic:pond",
    ]


def test_only_the_beginning_of_a_long_text_counts() -> None:
    assert "thanks" not in signals("x " * 10_000 + "thanks")

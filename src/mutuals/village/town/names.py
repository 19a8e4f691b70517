"""What the people of the town are called: given names, short forms, other scripts."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mutuals.village.dice import Dice

# Given names by language; after a colon what friends call them or how others write it.
_GIVEN = {
    "en": """Robert:Bob:Rob Elizabeth:Liz:Beth William:Bill:Will Margaret:Peggy:Maggie
 Katherine:Kate:Kathy James:Jim:Jamie Jennifer:Jenny:Jen Michael:Mike Susan:Sue Richard:Rick:Dick
 Edward:Ted:Ed Charles:Charlie:Chuck Rebecca:Becky Anthony:Tony Deborah:Debbie Steven:Steve
 Alexandra:Sandy:Alex Thomas:Tom Patricia:Trish:Patty Samuel:Sam Olivia:Liv Henry:Hank:Harry
 Theodora:Dora Joseph:Joe Abigail:Abby Nathaniel:Nate Victoria:Vicky Gregory:Greg Imogen Clive
 Roderick:Roddy Philippa:Pippa Winifred:Freddie Barnaby:Barney""",
    "de": """Johannes:Hannes:Jo Katharina:Kathi:Käthe Maximilian:Max Elisabeth:Lisa:Sissi
 Friedrich:Fritz Margarete:Gretel:Grete Sebastian:Basti Josef:Sepp Susanne:Susi Andreas:Andi
 Wilhelm:Willi Ulrich:Uli Gabriele:Gabi Matthias:Matze Michaela:Michi Jürgen Günther Heike Björn
 Wolfgang:Wolfi Ursula:Uschi Franziska:Franzi Eleonore:Lore Konstantin:Konsti""",
    "fr": """Frédéric:Fred Catherine:Cathy Jean-Baptiste:JB Véronique:Véro Sébastien:Seb
 Guillaume:Guy Dominique:Dom Élisabeth:Babette Alexandre:Alex Joséphine:Jo Mathilde Thibault
 Geneviève:Ginou Nicolas:Nico Benoît:Ben""",
    "es": """Francisco:Paco José:Pepe Dolores:Lola Ignacio:Nacho Guadalupe:Lupe Enrique:Quique
 Concepción:Concha Manuel:Manolo Rosario:Charo Isabel:Chabela Jesús:Chuy Pilar Antonio:Toño
 Mercedes:Merche Eduardo:Lalo""",
    "ru": """Юлия:Yuliya:Julia Александр:Aleksandr:Sasha Дмитрий:Dmitri:Dima
 Екатерина:Ekaterina:Katya
 Сергей:Sergey:Serge Наталья:Natalia:Natasha Михаил:Mikhail:Misha Евгений:Evgeny:Zhenya
 Ольга:Olga:Olya Владимир:Vladimir:Volodya Татьяна:Tatiana:Tanya Алексей:Alexei:Lyosha""",
    "it": """Giuseppe:Beppe Francesca:Franca Giovanni:Gianni Salvatore:Totò Alessandra:Sandra
 Luigi:Gigi Domenico:Mimmo Chiara Lorenzo:Renzo""",
    "nl": """Cornelis:Kees Johanna:Annie Hendrik:Henk Wilhelmina:Mien Jacobus:Koos Pieter:Piet
 Gerarda:Gerrie Sjoerd""",
    "pl": """Małgorzata:Gosia Aleksandra:Ola Krzysztof:Krzysiek Katarzyna:Kasia Stanisław:Staszek
 Agnieszka:Aga Zbigniew:Zbyszek""",
    "pt": """Francisco:Chico Maria:Mariazinha José:Zé António:Tó Fernanda:Nanda Luís:Lula
 Beatriz:Bia""",
}
_FAMILY = {
    "en": """Ashdown Barrowclough Carstairs Dunmore Eastlake Fenwick Garside Holloway Inchbald
 Jessop Kettering Lockyer Marchbanks Netherby Oakshott Pendlebury Quarmby Ravenscroft Smith
 Tolliver Underhay Venables Whittaker Yardley Jones Brown Mayhew Sorrell O'Dowd McAllister""",
    "de": """Achleitner Brüggemann Dornbusch Eichinger Fassbender Grünwald Hölzl Immendorf Jäger
 Kößler Lindenbaum Müller Nüßlein Oberhuber Pfisterer Quandt Rößner Schmidt Trautwein Uhlig
 Vogelsang Weißhaupt Zöllner von-der-Heide""",
    "fr": """Aubertin Bélanger Charpentier Deschênes Fauconnier Gauthereau Lefèvre Marchandeau
 Noël Péchard Rousselet Sauvageot Thévenot Vasseur""",
    "es": """Aguirrezabal Benítez Carrasco Domínguez Echevarría Fuentes García Huerta Ibáñez
 Lozano Núñez Ordóñez Peñalver Quiñones""",
    "ru": """Иванова:Ivanova Соколов:Sokolov Кузнецова:Kuznetsova Попов:Popov Морозова:Morozova
 Волков:Volkov Зайцев:Zaytsev Павлова:Pavlova Щербаков:Shcherbakov Жуков:Zhukov""",
    "it": "Abbatecola Bevilacqua Cascioferro Dellarovere Fiorentini Guadagnino Mastrangelo Rossi",
    "nl": "Achterberg Brouwer De-Vries Hoogendoorn Kuipers Van-der-Meulen Zijlstra",
    "pl": "Adamczyk Brzęczyszczykiewicz Dąbrowski Kowalska Łukasiewicz Nowak Wiśniewska",
    "pt": "Albuquerque Carvalho Figueiredo Magalhães Nóbrega Silva Teixeira",
}
# Family names put together of two: many share a few of them, and few the many others.
_BEGIN = {
    "en": """Ash Beck Clay Dray Elder Farn Gold Hart Hazel Kirk Lang Marl Nether Oak Pem Raven
 Stan Thorn Under Whit Wind Yarrow""",
    "de": """Alten Birken Eich Falken Gruben Hirsch Kalten Lauter Mittel Nieder Reichen Sand
 Stein Tannen Wald Ziegel""",
    "fr": "Beau Belle Bon Char Champ Clair Fonte Grand Haute Mont Neuve Roche Sainte Ville",
    "es": "Alba Arre Barren Cas Esca Garra Lara Monte Olle Rivas Sala Torre Villa Zuma",
    "ru": "Бело Виногра Городе Долго Золо Коваль Красно Лебеде Медве Орло Соло Черно",
    "it": "Alto Bene Casti Dolce Fiora Guerra Monte Pasqua Riva Sasso Torre Valle",
    "nl": "Bern Dijk Groene Hof Kamp Lind Oude Rijk Veld Water",
    "pl": "Bart Choj Domin Gorz Jawor Kamin Lesz Malin Olsz Wroc",
    "pt": "Alme Barre Castel Ferra Gouve Lour Mene Parra Sarde Vieira",
}
_END = {
    "en": "bourne bridge cote dale field ford gate ham hurst ley more ridge shaw stead ton wood",
    "de": "bach bauer berger brunner eder feld hofer huber kamp leitner mann meier reuter stätter",
    "fr": "champ court fontaine lac lieu mont pont pré rive val vert",
    "es": "bal chea dia gorri guren lanca nueva real sola verde",
    "ru": "в:v вский:vskiy вин:vin нов:nov нин:nin",
    "it": "bianca bosco dio fiore longo monte nini rossa verde",
    "nl": "burg horst huis man meer stra veen waal",
    "pl": "ak czyk ecki ewicz owski yński",
    "pt": "da deiro iro lho nho ques reira",
}
_RUSSIAN_WORDS = "Belo Vinogra Gorode Dolgo Zolo Koval Krasno Lebede Medve Orlo Solo Cherno"
_RUSSIAN = _RUSSIAN_WORDS.split()
_KNOWN = 0.3  # of people have one of the names that many have
_SHARES = (("en", 40), ("de", 20), ("fr", 9), ("es", 8), ("ru", 9), ("it", 5), ("nl", 3))
_REST = ("pl", "pt")
_LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "ł": "l",
        "ø": "o",
        "ą": "a",
        "ę": "e",
        "é": "e",
        "è": "e",
        "ê": "e",
        "ë": "e",
        "á": "a",
        "à": "a",
        "â": "a",
        "ã": "a",
        "í": "i",
        "ì": "i",
        "î": "i",
        "ï": "i",
        "ó": "o",
        "ò": "o",
        "ô": "o",
        "õ": "o",
        "ú": "u",
        "ù": "u",
        "û": "u",
        "ñ": "n",
        "ç": "c",
        "ś": "s",
        "ż": "z",
        "ź": "z",
        " ": "",
        "-": "",
        "'": "",
        "ń": "n",
        "ć": "c",
    }
)


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody's names: as in a passport, in Latin letters, and as friends say it."""

    given: str
    family: str
    latin: str
    latin_family: str
    short: str

    def married(self, family: str, latin_family: str) -> "Called":
        """Return the names with another family name."""
        return Called(self.given, family, self.latin, latin_family, self.short)


def drawn(dice: Dice) -> Called:
    """Draw somebody's names."""
    at = dice.whole(1, 100)
    language = dice.pick(_REST)
    for name, share in _SHARES:
        if at <= share:
            language = name
            break
        at -= share
    given, *others = dice.pick(GIVEN[language])
    family, *latin_family = _family(language, dice)
    latin = others[0] if latin_family else given
    short = dice.pick(others) if others else given
    return Called(given, family, latin, (latin_family or [family])[0], short)


def _family(language: str, dice: Dice) -> list[str]:
    """Draw a family name, and how it is written in Latin letters if it is not."""
    if dice.chance(_KNOWN):
        return list(dice.pick(FAMILY[language]))
    begins = _BEGIN[language].split()
    at = dice.whole(0, len(begins) - 1)
    end, *latin = dice.pick(_END[language].split()).split(":")
    return [begins[at] + end, *(_RUSSIAN[at] + one for one in latin)]


def letters(name: str) -> str:
    """Return a name as people write it before an @.

    >>> letters("Nüßlein"), letters("von der Heide")
    ('nuesslein', 'vonderheide')
    """
    return name.lower().translate(_LETTERS)


def _parted(text: str) -> tuple[tuple[str, ...], ...]:
    """Return names with what else stands for them; a hyphen stands for a blank."""
    return tuple(tuple(one.split(":")) for one in text.split())


def _families(text: str) -> tuple[tuple[str, ...], ...]:
    known = ("von-der-Heide", "De-Vries", "Van-der-Meulen")
    found = _parted(text)
    return tuple((one[0].replace("-", " "),) if one[0] in known else one for one in found)


GIVEN: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {language: _parted(text) for language, text in _GIVEN.items()}
)
FAMILY: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {language: _families(text) for language, text in _FAMILY.items()}
)

"""Address books whose headings, and whose bytes, are of the computer's language."""

from io import BytesIO

import pytest

from mutuals.readers import contacts
from mutuals.records import SamePerson, Source

# Written by their numbers where letters of two alphabets look alike.
RUSSIAN = "\u0418\u043c\u044f,\u0424\u0430\u043c\u0438\u043b\u0438\u044f,"
RUSSIAN += "\u0422\u0435\u043b\u0435\u0444\u043e\u043d,\u042d\u043b. \u043f\u043e\u0447\u0442\u0430"
IVAN = "\u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432"
BOOKS = [
    ("Vorname;Nachname;Firma;Mobiltelefon;E-Mail-Adresse", "Zoë Müller", "cp1252"),
    ("Förnamn,Efternamn,Företag,Mobiltelefon,E-postadress", "Åsa Ek", "cp1252"),
    ("Fornavn,Efternavn,Firma,Mobiltelefon,E-mailadresse", "Søren Ek", "cp1252"),
    ("Etunimi,Sukunimi,Yritys,Matkapuhelin,Sähköpostiosoite", "Päivi Ek", "cp1252"),
    ("Křestní jméno,Příjmení,Firma,Telefon,E-mail", "Jiří Nový", "cp1250"),
    ("Ad,Soyad\u0131,Şirket,Cep Telefonu,E-posta Adresi", "Ayşe Öz", "cp1254"),
    (RUSSIAN, IVAN, "cp1251"),
    ("名,姓,手机,电子邮件地址", "小明 王", "gb18030"),
    ("名,姓,携帯電話,電子メール アドレス", "太郎 山田", "shift_jis"),
    ("이름,성,휴대폰,전자 메일 주소", "철수 김", "euc_kr"),
]


@pytest.mark.parametrize(("headings", "called", "encoding"), BOOKS)
@pytest.mark.parametrize("written_in", ["utf-8", "utf-8-sig", "utf-16", ""])
def test_a_book(headings: str, called: str, *, encoding: str, written_in: str) -> None:
    sign = ";" if ";" in headings else ","
    count = headings.count(sign) + 1
    cells = [*called.split(" "), *[""] * (count - 4), "+49 170 1234567", "ann@example.org"]
    content = f"{headings}\n{sign.join(cells)}\n".encode(written_in or encoding)
    assert contacts.recognizes("x.csv", content) >= 0.7
    (found,) = contacts.read(Source("x.csv", lambda: BytesIO(content)))
    assert isinstance(found, SamePerson)
    assert found.address.name == called
    assert {found.address.value, found.other.value} == {"ann@example.org", "+491701234567"}

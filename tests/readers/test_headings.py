"""Headings are found below lines of nothing, and blank lines are no records."""

from io import BytesIO

import pytest
from tests.readers.reading import read_as

from mutuals.records import Reject

ABOVE = ["", "\n", "\ufeff\r\n", "  \n", ",,,,,,,\n", '""\n', "sep=,\n", '"sep=,"\r\n\r\n']
TABLES = {
    "calendar": (
        "Subject,Start Date,Start Time,End Date,End Time,Required Attendees\n"
        "Lunch,13/01/2024,10:00,13/01/2024,11:00,Ben\n"
    ),
    "community": "follower,followed\nann,ben\n \n",
    "contacts": "First Name,Last Name,E-mail Address,Mobile Phone\nAnn,Lee,ann@example.org,\n\n",
    "discord": (
        "AuthorID,Author,Date,Content,Attachments,Reactions\n"
        '"1","ann","2024-01-13T10:00:00.000+01:00","Hi","",""\n'
    ),
    "linkedin": "First Name,Last Name,URL,Connected On\nAnn,Lee,,12 Mar 2019\n\n",
    "mastodon": "Account address,Show boosts\n\nben@example.org,true\n",
}


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("reader", TABLES)
def test_headings_are_found_below_lines_of_nothing(reader: str, above: str) -> None:
    content = (above + TABLES[reader]).encode()
    name, records = read_as("table.csv", lambda: BytesIO(content))
    assert name == reader
    assert records
    assert not [one for one in records if isinstance(one, Reject)]

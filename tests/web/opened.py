"""The page over a made-up village, as a browser that was let in sees it."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
from starlette.testclient import TestClient

import mutuals
from mutuals import village
from mutuals.engine.cut import cut_out
from mutuals.network import Network
from mutuals.people.me import likely
from mutuals.records import Cut
from mutuals.web import create_app, entrance

PORT = 8123
TOKEN = "a-token-for-tests"  # noqa: S105  # opens nothing but a test's page
ORIGIN = f"http://127.0.0.1:{PORT}"
# A name nobody should have, which must stay words wherever it is shown.
XSS = """"><script>alert(1)</script><img src=x onerror='alert(2)'>{{7*7}}\u202egnp.exe"""
SENT = {"x-mutuals": "1", "origin": ORIGIN}


def village_network(folder: Path) -> Network:
    """Read the village's owner's archives into a store of its own."""
    village.write(folder / "files")
    network = mutuals.open(folder / "village.mutuals")
    network.read([folder / "files" / "owner"])
    network.build()
    network.confirm_me([one.value for one in likely(network.table("owner"))])
    network.build()
    return network


def let_in(network: Network, inbox: Path) -> TestClient:
    """Return a client that has used the one-time address."""
    app = create_app(network, token=TOKEN, port=PORT, is_village=True, inbox=inbox)
    client = TestClient(app, base_url=ORIGIN, raise_server_exceptions=False)
    assert client.get(entrance(PORT, TOKEN)).status_code == 200
    return client


def post(client: TestClient, path: str, body: Mapping[str, object]) -> Mapping[str, object]:
    """Post as the page's own script does; return what was said."""
    answer = client.post(path, json=dict(body), headers=SENT)
    assert answer.status_code == 200, answer.text
    said: Mapping[str, object] = answer.json()
    return said


class Replaced:
    """A network some of whose tables are replaced."""

    def __init__(self, network: Network, tables: Mapping[str, pa.Table]) -> None:
        self.network = network
        self.tables_given = tables
        self.path = network.path
        self.private = network.private

    def table(self, name: str, cut: Cut | None = None) -> pa.Table:
        """Return a replaced table, or the network's own."""
        if name in self.tables_given:
            return cut_out(self.tables_given[name], cut)
        return self.network.table(name, cut)

    def tables(self) -> dict[str, str]:
        """Return the meanings of all tables."""
        return self.network.tables()

    def check(self) -> list[str]:
        """Return what is wrong with the store: here, something."""
        return ["it was made up for a test"]


def hostile(rows: pa.Table) -> pa.Table:
    """Return rows in which every free word is an attack."""
    for column in ("name", "title", "label", "value", "path", "thing", "message", "evidence"):
        if column in rows.column_names and pa.types.is_string(rows.schema.field(column).type):
            words = pa.array([XSS] * rows.num_rows, pa.string())
            rows = rows.set_column(rows.column_names.index(column), column, words)
    return rows

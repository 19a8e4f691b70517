"""A browser, and the page it was let into."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.web.opened import village_network

from mutuals.network import Network
from mutuals.web import create_app, entrance

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
BUNDLE = ROOT / "src" / "mutuals" / "web" / "static" / "bundle.js"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--no-first-run",
)  # fmt: skip


@contextmanager
def standing_in(network: object, browser: Browser, inbox: Path) -> Iterator[tuple[Page, str]]:
    """Serve what stands in for a network, and open a page that was let in."""
    listener = uvicorn.Config(lambda: None, port=0, log_level="error").bind_socket()
    listener.listen()  # whoever comes before the server waits
    port = listener.getsockname()[1]
    app = create_app(network, token="once", port=port, inbox=inbox)  # type: ignore[arg-type]  # noqa: S106  # stands in for one; a test's token
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    page = browser.new_page()
    page.goto(entrance(port, "once"))
    page.wait_for_url(f"http://127.0.0.1:{port}/")
    yield page, f"http://127.0.0.1:{port}"
    page.close()
    server.should_exit = True
    thread.join()
    listener.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = [str(path.name) for path in (CHROMIUM, BUNDLE, AXE) if not path.exists()]
    for item in items:
        if Path(__file__).parent in item.path.parents and missing:
            item.add_marker(pytest.mark.skip(reason=f"not there: {', '.join(missing)}"))


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    network = village_network(tmp_path_factory.mktemp("shown"))
    yield network
    network.close()


@pytest.fixture(scope="session")
def address(shown: Network, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Return the page's origin and the address that opens it."""
    config = uvicorn.Config(lambda: None, port=0, log_level="error")
    listener = config.bind_socket()
    listener.listen()  # whoever comes before the server waits
    port = listener.getsockname()[1]
    inbox = tmp_path_factory.mktemp("inbox")
    app = create_app(shown, token="once", port=port, is_village=True, inbox=inbox)  # noqa: S106  # a test's token
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"http://127.0.0.1:{port}", entrance(port, "once")
    server.should_exit = True
    thread.join()
    listener.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield made
        made.close()


@pytest.fixture(scope="session")
def let_in(browser: Browser, address: tuple[str, str]) -> Iterator[BrowserContext]:
    """Return a browser context that holds the cookie."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address[1])
    page.wait_for_url(address[0] + "/")
    page.close()
    yield context
    context.close()

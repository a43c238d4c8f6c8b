"""Chromium, and the website that it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.chromium import FLAGS, chromium_path
from browser.site import built, served


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the browser."""
    try:
        path = chromium_path()
    except SystemExit as missing:
        pytest.exit(str(missing), 2)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built website."""
    return built(tmp_path_factory.mktemp("website"))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Return where the website is served."""
    with served(site) as at:
        yield at

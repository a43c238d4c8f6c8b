"""Where Chromium lies, and how it is started: it speaks to nobody by itself."""

from __future__ import annotations

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def chromium_path() -> str:
    """Return where Chromium lies on this computer; raise SystemExit, saying how to get it, when it does not."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise SystemExit(
            "Chromium is not here: install it with “apt-get install chromium”, or name it: CHROMIUM=/path/to/it"
        )
    return found

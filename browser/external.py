"""Links to other websites, looked at by LinkChecker: `make links`. It asks them, so it is no test: it runs once a week."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from browser.site import served
from tests.project import ROOT, policy

# Our own pages are served on this computer, so they may be asked for at once.
SETTINGS = "[checking]\nmaxrequestspersecond=1000\ntimeout=30\n[filtering]\ncheckextern=1\nignore=\n  ^mailto:\n"


def main() -> int:
    """Look at every link of the built website; return LinkChecker's exit status: 1 when one is broken."""
    with tempfile.TemporaryDirectory() as folder, served(ROOT / "site") as address:
        settings = Path(folder, "linkcheckerrc")
        own = "".join(f"  ^https?://(www\\.)?{re.escape(domain)}/\n" for domain in policy().owned_domains)
        settings.write_text(SETTINGS + own, encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "linkcheck",
            "--no-status",
            "--no-robots",
            f"--config={settings}",
            f"{address}/",
        ]
        return subprocess.run(command, check=False).returncode  # noqa: S603 - our own command


if __name__ == "__main__":
    raise SystemExit(main())

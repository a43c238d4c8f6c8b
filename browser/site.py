"""The shipped website with a few more pages, built through the gate and served with gzip on this computer alone."""

from __future__ import annotations

import gzip
import mimetypes
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.project import ROOT, mkdocs, run, write

PARTS = ("docs", "hooks", "overrides", "registers")
ROWS = "".join(
    f"| {n % 28 + 1} May 2026 | Grass cutting, part {n} | Open Spaces Act 1906 | £{n * 7}.50 |\n" for n in range(1, 200)
)
MEMBERS = "members:\n  - {name: A. N. Example, office: Chair, ward: Bassingbourn}\n  - {name: B. Sample}\n"
LEDGER = (
    "Date,Paid to,Purpose,Power,Amount\n"
    '14/05/2025,Example Grounds Ltd,Grass cutting,Open Spaces Act 1906,"1,234.50"\n'
    "20/05/2025,Example Hall Trust,Hire of a room for the meetings of the Council,Local Government Act 1972,40\n"
    "02/07/2025,Example Insurance Ltd,Insurance,Local Government Act 1972,612.50\n"
    "09/07/2025,Example Grounds Ltd,Grass cutting,Open Spaces Act 1906,-34.50\n"
    ",,Total,,1852.50\n"
)
# Pages that the shipped website has no example of yet.
MORE = {
    "docs/services/long-table.md": f"---\ntitle: A long table\n---\n\n# A long table\n\n| Date | For | Power | Amount |\n| --- | --- | --- | ---: |\n{ROWS}",
    "docs/services/papers.md": "---\ntitle: Papers\ndocuments:\n  - {file: fees.csv, title: Fees, date: 2026-04-01}\n---\n\n# Papers\n",
    "docs/services/fees.csv": "Item,Fee\nPlot of allotment,12.00\n",
    "docs/meetings/agenda.md": "---\ntitle: Agenda for June\nkind: agenda\ndate: 2099-06-09\ntime: 7.30 pm\nplace: The Hall\n---\n\n# Agenda for June\n",
    "docs/meetings/minutes.md": "---\ntitle: Minutes of May\nkind: minutes\ndate: 2026-05-12\ntime: 7.30 pm\n---\n\n# Minutes of May\n\n"
    "## 1. Paths\n\n**Resolved:** to mend the stile.\n",
    "docs/finance/expenditure-2025-26.csv": LEDGER,
    "docs/news/hall.md": "---\ntitle: The hall opens\ndate: 2025-11-20\n---\n\n# The hall opens\n\nThe hall is open again from Monday.\n",
}
# A page of each template, and of each kind of content.
TEMPLATES = (
    "",
    "council/",
    "council/members/",
    "meetings/",
    "meetings/example/agenda/",
    "meetings/example/minutes/",
    "meetings/minutes/",
    "meetings/decisions/",
    "news/",
    "news/example/",
    "finance/",
    "finance/expenditure-2025-26/",
    "finance/expenditure-2026-27/",
    "services/long-table/",
    "services/papers/",
    "policies/social-media/",
    "report-a-problem/",
    "contact/",
    "credits/",
    "search/",
    "404.html",
)


def built(root: Path) -> Path:
    """Build the website in ``root``; return the folder of the site."""
    for part in PARTS:
        shutil.copytree(ROOT / part, root / part)
    for name in ("mkdocs.yml", "policy.yml"):
        shutil.copy(ROOT / name, root)
    write(root, dict(MORE))
    members = root / "docs" / "council" / "members.md"
    members.write_text(members.read_text(encoding="utf-8").replace("members: []", MEMBERS), encoding="utf-8")
    signed = ("council/members.md", "meetings/agenda.md", "meetings/minutes.md", "finance/expenditure-2025-26.csv")
    run(root, "sign-off", *(f"docs/{page}" for page in signed), "--as", "Clerk", "--yes")
    done = mkdocs(root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


class Handler(BaseHTTPRequestHandler):
    """Serves files as GitHub Pages does: compressed, an index for a folder, 404.html for what is not there."""

    protocol_version = "HTTP/1.1"

    def __init__(self, site: Path, *arguments: object) -> None:
        self.site = site
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with a file of the site."""
        name = self.path.partition("?")[0].lstrip("/")
        file = self.site / name / "index.html" if not name or name.endswith("/") else self.site / name
        status = 200 if file.is_file() else 404
        file = file if status == 200 else self.site / "404.html"
        body = gzip.compress(file.read_bytes(), mtime=0)
        self.send_response(status)
        self.send_header("Content-Type", f"{mimetypes.guess_type(file.name)[0]}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder; yield its address, without the slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()

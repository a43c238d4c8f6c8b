"""Credits for readers: under each picture, and on a page of their own. What is said, and how, is policy_checks' to say."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from policy_checks.attribution import PAGE, Credits, open_credits

FIRST = 100  # before the search plugin takes up a page
works: Credits
all_files: Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Read the register, and make the page of credits unless the Council wrote its own."""
    global works, all_files
    all_files = files
    works, introduction = open_credits(Path(config.config_file_path).parent)
    if PAGE not in files.src_uris:
        files.append(File.generated(config, PAGE, content=introduction, inclusion=InclusionLevel.NOT_IN_NAV))
    return files


@event_priority(FIRST)
def on_page_content(html: str, page: Page, **_: object) -> str:
    """Put the credit under each picture of a page."""
    return works.captioned(html, page.url, page.file.src_uri)


@event_priority(FIRST)
def on_page_context(context: dict[str, object], page: Page, **_: object) -> dict[str, object]:
    """List the works on the page of credits, now that every page is known."""
    if page.file.src_uri == PAGE:
        pages = {
            each.src_uri: (str(each.page.title), each.url_relative_to(page.file))
            for each in all_files.documentation_pages()
            if each.page is not None
        }
        page.content = (page.content or "") + works.listed(all_files.src_uris, pages, "../" * page.url.count("/"))
    return context

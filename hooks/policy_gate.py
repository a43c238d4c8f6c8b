"""MkDocs events to the gate. No rule lives here: what stops, and why, is policy_checks' to say."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from policy_checks.build import Build, RefusedError

LAST = -1000  # after every other hook and plugin
log = logging.getLogger("mkdocs.hooks.policy_gate")
state = {"preview": False, "dirty": False}
build: Build
pages: Files


def on_startup(command: str, dirty: bool) -> None:  # noqa: FBT001 - MkDocs calls it so
    """Remember whether this is a preview, which is never refused, and whether only some pages are built."""
    state.update(preview=command == "serve", dirty=dirty)


@event_priority(LAST)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Judge every written page before anything is built."""
    global build, pages
    pages = files
    try:
        build = Build(Path(config.config_file_path), Path(config.docs_dir), Path(config.site_dir), **state)
    except RefusedError as refusal:
        raise PluginError(str(refusal)) from None
    for file in files.documentation_pages() if state["preview"] else ():
        if marked := build.marked(file.src_uri):
            file.content_string = marked
    for file in [file for file in files if build.keeps_back(file.src_uri)]:
        notice = build.notice(file.src_uri)
        if notice is None:
            files.remove(file)
        else:
            file.content_string = notice
    return files


@event_priority(-LAST)
def on_page_content(html: str, page: Page, **_: object) -> str:
    """Take links to what is withheld out of a page, before anything lists its words."""
    return build.unlinked(html, page.file.dest_uri)


@event_priority(LAST)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Put the banner into a previewed page."""
    if not state["preview"]:
        return output
    policy = pages.get_file_from_path(build.policy_page) or page.file
    return build.with_banner(output, page.file.src_uri, policy.url_relative_to(page.file))


@event_priority(LAST)
def on_post_build(config: MkDocsConfig) -> None:  # noqa: ARG001
    """Judge every built byte; refuse, or write the receipt."""
    if not state["preview"]:
        try:
            log.info(build.finish())
        except RefusedError as refusal:
            raise PluginError(str(refusal)) from None

"""What is made from the policy for residents: the page “How we keep this policy”, and notices above every page."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from policy_checks.clauses import PAGE, page
from policy_checks.gate import london_today
from policy_checks.policy import read_policy
from policy_checks.urgent import london_now, showing


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page beside the policy, made anew each time so that it is never out of date."""
    policy = read_policy(Path(config.config_file_path).with_name("policy.yml"))
    written = Path(config.docs_dir, policy.page)
    text = written.read_text(encoding="utf-8", errors="replace") if written.is_file() else ""
    files.append(File.generated(config, PAGE, content=page(policy, text)))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates the urgent notices that have not ended, and the Clerk's absence while it lasts."""
    policy, today = read_policy(Path(config.config_file_path).with_name("policy.yml")), london_today()
    away = policy.absence and policy.absence.start <= today <= policy.absence.end
    pages = [file.page for file in files.documentation_pages() if file.page]
    env.globals.update(
        urgent=[each for each in pages if showing(each.meta, london_now())],
        absence=policy.absence if away else None,
    )
    return env

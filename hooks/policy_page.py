"""Adds the page “How we keep this policy”, which is made from policy.yml and the checks, so that it is never out of date."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from policy_checks.clauses import PAGE, page
from policy_checks.policy import read_policy


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page beside the policy."""
    policy = read_policy(Path(config.config_file_path).with_name("policy.yml"))
    files.append(File.generated(config, PAGE, content=page(policy)))
    return files

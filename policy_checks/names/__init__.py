"""Names of private persons: which words may be somebody's name, and what around them says whose."""

from policy_checks.names.disguised import find_names_in_address
from policy_checks.names.finder import bare_name, emphasised, find_names

__all__ = ["bare_name", "emphasised", "find_names", "find_names_in_address"]

"""YAML read without guessing: no tags, no aliases, no duplicate keys, and every value's line kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from policy_checks.model import UnreadableError

Path = tuple[str | int, ...]

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # pragma: no cover - wheels on every platform we lock carry the C loader
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

CORE = "tag:yaml.org,2002:"
PLAIN_TAGS = frozenset(CORE + name for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq"))
MAX_DEPTH = 20


@dataclass(frozen=True)
class Parsed:
    """A YAML document: its value, and the 1-based line at which each part of it begins."""

    value: object
    lines: Mapping[Path, int]


class MalformedError(UnreadableError):
    """The YAML cannot be relied on. ``line`` counts from 1 in the text that was given."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def load(text: str) -> Parsed:
    """Read one YAML document; raise MalformedError for anything that two readers could take differently."""
    try:
        loader = Loader(text)
        try:
            node = loader.get_single_node()
            lines = dict(_walk(node, (), set())) if node is not None else {}
            value = _value(loader, node) if node is not None else None
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise MalformedError("the settings are not well-formed YAML", mark.line + 1 if mark else 1) from None
    except (ValueError, RecursionError, OverflowError):
        raise MalformedError("a value in the settings cannot be read", 1) from None
    return Parsed(value, lines)


def _value(loader: Loader, node: yaml.Node) -> object:
    """Return what a node holds. Names stay as they are written: “on” is a name, not a truth value."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(loader, value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, item) for item in node.value]
    return loader.construct_object(node)


def _walk(node: yaml.Node, path: Path, seen: set[int]) -> Iterator[tuple[Path, int]]:
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise MalformedError("the settings use a YAML alias, which is not allowed", line)
    if node.tag not in PLAIN_TAGS:
        raise MalformedError("the settings use a YAML tag, which is not allowed", line)
    if len(path) > MAX_DEPTH:
        raise MalformedError("the settings are nested too deeply", line)
    seen.add(id(node))
    yield path, line
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walk(item, (*path, index), seen)
    if isinstance(node, yaml.MappingNode):
        yield from _walk_mapping(node, path, seen)


def _walk_mapping(node: yaml.MappingNode, path: Path, seen: set[int]) -> Iterator[tuple[Path, int]]:
    keys: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or key.value == "<<":
            raise MalformedError("a setting's name is not a plain word", line)
        if key.value in keys:
            raise MalformedError("a setting is given twice", line)
        keys.add(key.value)
        yield from _walk(value, (*path, key.value), seen)

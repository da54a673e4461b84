"""Finds the action for a method and a path, in one walk over the path's segments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from procore_mcp.simulator.contracts import Action, Contract

_OTHER_FORM = re.compile(r"\d+\.[a-z]+")  # of a record, such as `17.pdf`: not the record that is shown as JSON


@dataclass(slots=True)
class _Node:
    literal: dict[str, _Node] = field(default_factory=dict[str, "_Node"])
    parameter: _Node | None = None
    actions: dict[str, tuple[Contract, Action]] = field(default_factory=dict[str, "tuple[Contract, Action]"])


@dataclass(frozen=True, slots=True)
class Found:
    """An action, and the texts that its path parameters have."""

    contract: Contract
    action: Action
    path: dict[str, str]


class Routes:
    """All actions as a tree; a literal segment wins over a parameter."""

    def __init__(self, contracts: Iterable[Contract]) -> None:
        self._root = _Node()
        for contract in contracts:
            for action in contract.actions:
                self._grow(contract, action)

    def find(self, method: str, path: str) -> Found | None:
        node, texts = self._walk(path)
        known = node.actions.get(method)
        return Found(*known, dict(zip(_names(known[1].path), texts, strict=True))) if known else None

    def methods(self, path: str) -> list[str]:
        """The methods that a path has an action for."""
        return sorted(self._walk(path)[0].actions)

    def _walk(self, path: str) -> tuple[_Node, list[str]]:
        """Where a path leads, an empty place when nowhere, and the texts of its parameters."""
        node, texts = self._root, list[str]()
        for segment in path.split("/")[1:]:
            step = node.literal.get(segment)
            if step is None:
                step = (None if _OTHER_FORM.fullmatch(segment) else node.parameter) or _Node()
                texts.append(segment)
            node = step
        return node, texts

    def _grow(self, contract: Contract, action: Action) -> None:
        node = self._root
        for segment in action.path.split("/")[1:]:
            if segment.startswith("{"):
                node.parameter = node.parameter or _Node()
                node = node.parameter
            else:
                node = node.literal.setdefault(segment, _Node())
        node.actions[action.method] = (contract, action)


def _names(path: str) -> list[str]:
    return [segment[1:-1] for segment in path.split("/") if segment.startswith("{")]

"""The simulator's side: an action of a contract in shared words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from procore_mcp.simulator.contracts.load import load_contracts
from procore_mcp.simulator.contracts.model import Action, Body, Contract, Field, Shape
from tests.contract.witness import Value, Witness

_KINDS = {"string": "text", "word": "text"}


def contract_witnesses() -> dict[tuple[str, str], Witness]:
    found = [
        witness
        for contract in load_contracts().values()
        for action in contract.actions
        for witness in _each_path(_witness(contract, action), action)
    ]
    return {witness.key: witness for witness in found}


def _each_path(witness: Witness, action: Action) -> list[Witness]:
    """One contract may stand for several documented paths that differ in one word."""
    paths = [action.path]
    for name, words in action.path_words.items():
        paths = [path.replace("{" + name + "}", word) for path in paths for word in words]
    return [replace(witness, path=path) for path in paths]


def _witness(contract: Contract, action: Action) -> Witness:
    body = action.body
    return Witness(
        name=f"{contract.name} {action.verb}",
        place=f"simulator/contracts/{contract.name}.json",
        method=action.method,
        path=action.path,
        query={name: _value(parameter.shape) for name, parameter in action.query.items()},
        required_query=frozenset(name for name, parameter in action.query.items() if parameter.required),
        body=dict(_body_values(body)) if body else {},
        required_body=frozenset(_required(body)) if body else frozenset(),
        wrapper=body.wrapper if body else None,
        is_paged=action.paging is not None,
        largest_page=action.paging.most if action.paging else None,
        envelope=action.envelope,
        encodings=frozenset(body.encodings) if body else frozenset(),
        custom_fields=bool(body and body.custom_fields),
    )


def _body_values(body: Body) -> Iterator[tuple[str, Value]]:
    for name, member in body.beside.items():
        yield from _nested(name, member.shape)
    for name, member in body.fields.items():
        yield from _nested(_rooted(body, name), member.shape)


def _rooted(body: Body, name: str) -> str:
    return f"{body.wrapper}.{name}" if body.wrapper else name


def _nested(path: str, shape: Shape) -> Iterator[tuple[str, Value]]:
    if not shape.fields or shape.many:
        yield path, _value(shape)
        return
    for name, member in shape.fields.items():
        yield from _nested(f"{path}.{name}", member.shape)


def _required(body: Body) -> Iterator[str]:
    yield from _required_parts(body.beside, "")
    yield from _required_parts(body.fields, f"{body.wrapper}." if body.wrapper else "")


def _required_parts(fields: Mapping[str, Field], prefix: str) -> Iterator[str]:
    for name, member in fields.items():
        if member.required:
            yield f"{prefix}{name}"
            if not member.shape.many:
                yield from _required_parts(member.shape.fields, f"{prefix}{name}.")


def _value(shape: Shape) -> Value:
    return Value(_KINDS.get(shape.kind, shape.kind), shape.many, frozenset(shape.words), is_range=shape.span != "none")

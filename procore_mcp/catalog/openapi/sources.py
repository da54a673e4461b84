"""Which tool shows the ids that another one asks for, or what became of a write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from procore_mcp.catalog.openapi.documented_action import DocumentedAction, versionless
from procore_mcp.catalog.openapi.glossary import bare_name
from procore_mcp.catalog.openapi.path_words import is_placeholder, path_words
from procore_mcp.catalog.openapi.phrase import phrase
from procore_mcp.catalog.openapi.rules import rules
from procore_mcp.catalog.openapi.where import is_of_project
from procore_mcp.catalog.openapi.words import is_plural, singular, snake


@dataclass(frozen=True, slots=True)
class List:
    """`noun` is what `tool` lists, `outer` the noun that its path starts with: `incident` for `incident_action`."""

    noun: str
    outer: str
    scope: str
    tool: str

    def fits(self, noun: str, outer: str) -> bool:
        """By its whole name; under the same outermost noun the last words of it do."""
        return self.noun == noun or (self.outer == outer and self.noun.endswith(f"_{noun}"))


@dataclass(frozen=True, slots=True)
class Sources:
    """`readers` are reading tools by the path of their call, versions and names of placeholders aside; `lists` are
    those that need nothing but company and project, by the last word of what they list; `written` the tools of
    people."""

    readers: Mapping[str, str]
    lists: Mapping[str, Sequence[List]]
    written: Collection[str] = ()

    def of_placeholder(self, action: DocumentedAction, name: str) -> str:
        """The list whose path this path continues; empty when there is none."""
        before, _, _ = action.path.partition(f"/{{{name}}}")
        found = self.readers.get(versionless(before)) if before.count("/") > 2 else None
        return _from(found) if found else ""

    def of_id(self, action: DocumentedAction, name: str) -> str:
        """The list of what the id is named after, else of what such ids are ids of; else a tool that gives them."""
        inner = snake(bare_name(name)).removesuffix("s")
        if not inner.endswith(("_id", "_uuid")):
            return ""
        noun = inner.removesuffix("_id").removesuffix("_uuid")
        found = self._list_of(action, noun) or self._list_of(action, rules().id_lists.get(noun, noun))
        given = [found.tool] if found else [tool for tool in rules().given_by.get(noun, ()) if tool in self.written]
        return _from(*given) if given else ""

    def _list_of(self, action: DocumentedAction, noun: str) -> List | None:
        """Of this project, else of the company."""
        words, said = path_words(action), phrase(action)
        if noun in rules().vague or (noun in rules().generic and not self._is_listed(noun)):
            noun = f"{singular(said.thing)}_{noun}"
        outer = singular(words.nouns[0])
        fitting = [one for one in self.lists.get(noun.rpartition("_")[2], ()) if one.fits(noun, outer)]
        own = "project" if is_of_project(action, said) else "company"
        scopes = [*dict.fromkeys((own, "", "project", "company"))]
        return min(fitting, key=lambda one: (one.outer != outer, scopes.index(one.scope)), default=None)

    def _is_listed(self, noun: str) -> bool:
        return any(one.noun == noun for one in self.lists.get(noun, ()))

    def look_with(self, action: DocumentedAction) -> str | None:
        """The nearest reading tool on the way up the path: the record itself, or the list that holds it.

        What is taken out of the recycle bin is looked for outside of it too.
        """
        parts = versionless(action.path).split("/")
        return self._on_the_way_up(parts) or self._on_the_way_up(
            [part for part in parts if part not in rules().adjectives]
        )

    def _on_the_way_up(self, parts: list[str]) -> str | None:
        while _says_something(parts):
            found = self.readers.get("/".join(parts))
            if found is not None:
                return found
            parts = parts[:-1]
        return None


def _says_something(parts: list[str]) -> bool:
    """Something stands behind the company and the project."""
    return len([part for part in parts if part and not is_placeholder(part) and part not in rules().scopes]) > 0


def sources(tools: Iterable[tuple[DocumentedAction, str]], written: Collection[str] = ()) -> Sources:
    """Of reading tools, curated ones first."""
    readers: dict[str, str] = {}
    lists: defaultdict[str, list[List]] = defaultdict(list)
    for action, tool in tools:
        if action.method != "GET":
            continue
        readers.setdefault(versionless(action.path), tool)
        words = path_words(action)
        is_many = is_plural(words.last) or words.last.rpartition("_")[2] in rules().pieces
        is_list = tool.startswith("list_") and is_many and not words.is_one
        if is_list and not (words.has_owner or words.adjective or words.options_of):
            noun = singular(phrase(action).thing)
            lists[noun.rpartition("_")[2]].append(List(noun, singular(words.nouns[0]), words.scope, tool))
    return Sources(readers, lists, written)


def _from(*tools: str) -> str:
    return f"From {' or '.join(tools)}."

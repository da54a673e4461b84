"""Everything that can be called, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from procore_mcp.catalog.model import ThesaurusFile
from procore_mcp.catalog.nearest import nearest
from procore_mcp.catalog.tool import Action, Workflow
from procore_mcp.catalog.toolset import Surface, Toolset
from procore_mcp.errors import UnknownTool


@dataclass(frozen=True, slots=True)
class Catalog:
    """`load_thesaurus` reads what people say, which only search needs; `former_names` says what generated tools were
    called.

    Iterate `tools` or `toolsets` only where all tiers are meant: that reads the generated one.
    """

    tools: Mapping[str, Action | Workflow]
    toolsets: Mapping[str, Toolset]
    surface: Surface
    load_thesaurus: Callable[[], ThesaurusFile] = ThesaurusFile
    former_names: Mapping[str, str] = field(default_factory=dict[str, str])

    def resolve(self, name: str) -> Action | Workflow:
        """The tool of this name or former name.

        Raises UnknownTool with the nearest names.
        """
        found = self.tools.get(self.surface.aliases.get(name, name))
        if found is None:
            found = self.tools.get(self.former_names.get(name, name))
        if found is None:
            raise UnknownTool(name, nearest=nearest(name, self.tools), hint="Search with find_tools.")
        return found

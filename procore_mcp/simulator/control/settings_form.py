"""The settings as a form: a choice for each switch, a number for each limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from html import escape
from typing import get_args, get_type_hints

from procore_mcp.simulator.digits import whole_number
from procore_mcp.simulator.settings import Settings, number_limits

# Not to be said in one line of a form; the door for programs takes it.
_LEFT_OUT = frozenset({"configured_required"})


def settings_form(settings: Settings, action: str) -> str:
    """HTML that posts the members of `settings` to `action`."""
    hints = get_type_hints(Settings)
    rows = [
        f'<tr><td><label for="{name}">{escape(name.replace("_", " "))}</label></td>'
        f"<td>{_field(name, getattr(settings, name), hints[name])}</td></tr>"
        for name in (item.name for item in fields(Settings) if item.name not in _LEFT_OUT)
    ]
    button = '<p class="actions"><button>Save settings</button></p>'
    return f'<form method="post" action="{action}"><table>{"".join(rows)}</table>{button}</form>'


def _field(name: str, value: object, hint: object) -> str:
    choices = (True, False) if hint is bool else get_args(hint)
    if not choices:
        low, high = number_limits(name)
        return f'<input id="{name}" name="{name}" type="number" min="{low}" value="{value}" max="{high}" required>'
    options = "".join(_option(str(choice).lower(), is_chosen=choice == value) for choice in choices)
    return f'<select id="{name}" name="{name}">{options}</select>'


def _option(text: str, *, is_chosen: bool) -> str:
    return f'<option value="{text}"{" selected" if is_chosen else ""}>{escape(text.replace("_", " "))}</option>'


def settings_of(form: Mapping[str, str]) -> dict[str, object]:
    """What a form says, with numbers and truth values for the texts that stand for them."""
    words: dict[str, object] = {"true": True, "false": False}
    numbers = {name: whole_number(text) for name, text in form.items()}
    return {name: words.get(text, text) if numbers[name] is None else numbers[name] for name, text in form.items()}

"""The pages a person sees while signing in."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from starlette.responses import HTMLResponse

from procore_mcp.simulator.page import page
from procore_mcp.simulator.people import Client, Person


def consent_page(client: Client, people: list[Person], asked: Mapping[str, str]) -> HTMLResponse:
    """Who is signing in, to which app, and two buttons; carries the request along in hidden fields."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in asked.items()
    )
    choices = "".join(f'<option value="{person.id}">{escape(person.name)}</option>' for person in people)
    return page(
        "Sign in",
        f"<p><strong>{escape(client.name)}</strong> asks to act in Procore for you. It will see and change "
        "what you may see and change.</p>"
        f'<form method="post" action="/oauth/authorize">{hidden}'
        f'<label for="person">Sign in as</label><select id="person" name="person_id">{choices}</select>'
        '<p class="actions"><button name="decision" value="allow">Allow</button>'
        '<button class="quiet" name="decision" value="deny">Deny</button></p></form>',
    )


def code_page(code: str) -> HTMLResponse:
    """Shows the code to a person who will paste it."""
    return page(
        "Your code", f"<p>Copy this code into the app that asked for it:</p><p><code id='code'>{code}</code></p>"
    )


def refused_page(reason: str) -> HTMLResponse:
    """Shown instead of a redirect when it is not certain where a redirect may go."""
    return page("This app cannot sign you in", f"<p>{escape(reason)}</p>", status=400)

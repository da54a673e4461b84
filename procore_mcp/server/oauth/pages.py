"""The pages themselves: what a person reads, and what they may press."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from starlette.responses import Response

from procore_mcp.catalog.safety import Safety
from procore_mcp.server.address import address_at
from procore_mcp.server.oauth.addresses import CONSENT
from procore_mcp.server.oauth.attempt import Asked
from procore_mcp.server.oauth.client import Client
from procore_mcp.server.oauth.page import page
from procore_mcp.server.oauth.people import Person
from procore_mcp.server.oauth.redirect_uri import destination

ALLOW, DENY = "allow", "deny"
_MAY = {
    Safety.READ: "Read what you may read in Procore. It can change nothing.",
    Safety.WRITE: "Read and edit what you may read and edit in Procore, but not delete, send or approve anything.",
    Safety.COMMIT: "Do what you may do in Procore, except delete.",
    Safety.DELETE: "Do what you may do in Procore.",
}
_ASKS = " It shows you what it is about to do before it notifies people, touches money or deletes."


@dataclass(frozen=True, slots=True)
class Terms:
    """The most that this server does for anybody, and whether it asks before what cannot be taken back."""

    allow: Safety = Safety.DELETE
    asks_first: bool = True

    @property
    def words(self) -> str:
        asks = self.asks_first and self.allow >= Safety.COMMIT
        return _MAY[self.allow] + (_ASKS if asks else "")


def consent_page(client: Client, asked: Asked, secret: str, *, terms: Terms, last: tuple[str, str] | None) -> Response:
    """Who asks, what for, where it leads, and as whom; `secret` is what the buttons send."""
    facts = (
        ("Who is asking", f"<strong>{escape(client.name)}</strong><small>{escape(_vouched(client, asked))}</small>"),
        ("What it could do", escape(terms.words + _only_in(asked))),
        ("As whom", _as_whom(last)),
        (
            "Where you are sent afterwards",
            f"{escape(destination(asked.redirect_uri))}<small>{escape(asked.redirect_uri)}</small>",
        ),
    )
    listed = "".join(f"<dt>{name}</dt><dd>{told}</dd>\n" for name, told in facts)
    return page(
        f"Let {client.name} work in Procore for you?",
        f"<dl>\n{listed}</dl>\n"
        '<p class="note">Continue only if you have just started this yourself, in that program.</p>\n'
        f'<form method="post" action="{CONSENT}"><input type="hidden" name="attempt" value="{escape(secret)}">\n'
        f'<button name="decision" value="{ALLOW}">Continue to Procore</button>\n'
        f'<button class="quiet" name="decision" value="{DENY}">Cancel</button></form>',
    )


def signed_in_page(person: Person, asked: Asked, address: str) -> Response:
    """For clients that are opened by their own links: the browser stays here."""
    return page(
        "You are signed in",
        f"<p>{escape(asked.client_name)} now works in Procore as {_named(person.name, person.login)}. Your browser may "
        "ask whether it may open the program. You can close this page afterwards.</p>\n"
        f'<p class="actions"><a class="button" href="{escape(address)}">Open {escape(asked.client_name)}</a></p>',
        then=address,
    )


def refused_page(why: str, *, asked: Asked | None = None, address: str | None = None, status: int = 400) -> Response:
    """`address` takes the browser back to the client of `asked`, with the same news."""
    back = (
        f'\n<p class="actions"><a class="button" href="{escape(address)}">Back to {escape(asked.client_name)}</a></p>'
        if asked and address
        else ""
    )
    return page("You are not signed in", f"<p>{escape(why)}</p>{back}", status=status)


def _vouched(client: Client, asked: Asked) -> str:
    """A host vouches for its document, and for where the browser is sent: not for what listens on this device."""
    if client.publisher is None:
        return "This is what it calls itself; nobody has checked that name"
    is_here = urlsplit(asked.redirect_uri).scheme != "https"
    doubt = "; but any program on this device can say that it is this one" if is_here else ""
    return f"Published by {client.publisher}{doubt}"


def _as_whom(last: tuple[str, str] | None) -> str:
    """Procore alone knows, and says so only after this page."""
    if last is None:
        return "Whoever is signed in to Procore in this browser. If nobody is, Procore asks."
    return f"{_named(*last)}<small>Signed in here last; Procore knows who it is now.</small>"


def _named(name: str, login: str) -> str:
    return f"<strong>{escape(name)}</strong> ({escape(login)})"


def _only_in(asked: Asked) -> str:
    address = address_at(urlsplit(asked.resource).path)
    if address is None or address.company_id is None:
        return ""
    project = "" if address.project_id is None else f", project {address.project_id}"
    return f" Only in company {address.company_id}{project}."

"""What a client reads before it asks for anything."""

from __future__ import annotations

from procore_mcp.server.oauth.addresses import AUTHORIZE, REGISTER, REVOKE, TOKEN, Addresses
from procore_mcp.server.oauth.client import WAYS_TO_PROVE

SCOPE = "procore"
_WAYS = list(WAYS_TO_PROVE)


def server_metadata(addresses: Addresses) -> dict[str, object]:
    """RFC 8414, with the flags of RFC 9207 and of client-id metadata documents."""
    return {
        "issuer": addresses.issuer,
        "authorization_endpoint": addresses.at(AUTHORIZE),
        "token_endpoint": addresses.at(TOKEN),
        "registration_endpoint": addresses.at(REGISTER),
        "revocation_endpoint": addresses.at(REVOKE),
        "scopes_supported": [SCOPE],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "token_endpoint_auth_methods_supported": _WAYS,
        "revocation_endpoint_auth_methods_supported": _WAYS,
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": True,
        "client_id_metadata_document_supported": True,
    }


def resource_metadata(addresses: Addresses, resource: str) -> dict[str, object]:
    """RFC 9728."""
    return {
        "resource": resource,
        "authorization_servers": [addresses.issuer],
        "scopes_supported": [SCOPE],
        "bearer_methods_supported": ["header"],
        "resource_name": "Procore",
    }

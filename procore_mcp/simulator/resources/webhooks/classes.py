"""Which class serves which resource of webhooks."""

from __future__ import annotations

from collections.abc import Mapping

from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.resources.webhooks.deliveries import Deliveries
from procore_mcp.simulator.resources.webhooks.hooks import Hooks
from procore_mcp.simulator.resources.webhooks.names import Names
from procore_mcp.simulator.resources.webhooks.triggers import Triggers

WEBHOOKS: Mapping[str, type[Resource]] = {
    "company_webhook_deliveries": Deliveries,
    "company_webhook_hooks": Hooks,
    "company_webhook_resources": Names,
    "company_webhook_triggers": Triggers,
    "project_webhook_deliveries": Deliveries,
    "project_webhook_hooks": Hooks,
    "project_webhook_resources": Names,
    "project_webhook_triggers": Triggers,
}

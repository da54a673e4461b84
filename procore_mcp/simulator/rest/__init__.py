"""The REST side: routes, checks, pages and filters, driven by the contracts."""

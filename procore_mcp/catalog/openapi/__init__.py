"""The generated tier: tool files made from an OpenAPI document of Procore's REST API."""

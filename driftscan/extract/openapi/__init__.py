"""OpenAPI descriptions and JSON Schemas."""

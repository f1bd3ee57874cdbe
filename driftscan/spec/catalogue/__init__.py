"""The catalogue of capabilities: rules/capabilities/*.yaml, and what a spec adds to it."""

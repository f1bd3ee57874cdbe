"""GraphQL schemas."""

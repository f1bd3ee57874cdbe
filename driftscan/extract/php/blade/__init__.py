"""What PHP source says of services: calls, routes, stores, tables, messages."""

"""What Ruby source says of services: calls, routes, stores, tables, messages."""

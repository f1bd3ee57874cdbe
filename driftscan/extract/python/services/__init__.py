"""What Python code says of services: calls, routes, messages, data stores and tables."""

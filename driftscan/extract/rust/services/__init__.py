"""What Rust source says of services: calls, routes, stores, statements, messages."""

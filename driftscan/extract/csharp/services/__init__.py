"""What C# source says of services: calls, routes, stores, messages, Aspire."""

"""Cases after the documentation of other tools: a configuration, dependencies, what is broken."""

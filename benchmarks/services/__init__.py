"""How true the graph of services and their data is."""

"""Jobs of HashiCorp Nomad."""

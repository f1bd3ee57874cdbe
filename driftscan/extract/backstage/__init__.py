"""Backstage's catalogue: what an organisation says that it runs."""

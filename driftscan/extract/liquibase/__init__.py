"""Liquibase's change logs: which tables a migration defines."""

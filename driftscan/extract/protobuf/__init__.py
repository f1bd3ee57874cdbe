"""Definitions of gRPC services."""

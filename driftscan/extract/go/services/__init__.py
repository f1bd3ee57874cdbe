"""What Go files say of services."""

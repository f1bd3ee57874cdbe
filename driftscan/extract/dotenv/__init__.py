"""Files of environment variables."""

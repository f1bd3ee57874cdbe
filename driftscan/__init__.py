"""driftscan: detects architecture drift in source repositories."""

__version__ = "0.1.0"

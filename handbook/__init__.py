"""The documentation site: pages that are made from what driftscan itself knows, and links."""

"""Manifests and settings made to break whoever reads them, each as a tree for the real command."""

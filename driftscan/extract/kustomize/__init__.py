"""Kustomizations: manifests of Kubernetes put together from others."""

"""Manifests of Kubernetes, plain or as templates of Helm charts."""

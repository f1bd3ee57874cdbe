"""Facts of manifests and code to services, their calls and the data they use."""

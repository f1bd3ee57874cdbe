"""Solutions of .NET: which projects belong together."""

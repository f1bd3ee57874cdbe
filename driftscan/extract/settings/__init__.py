"""Configuration files: what they set, and what routes, targets and interfaces they describe."""

"""CODEOWNERS: who reviews which path, as GitHub and GitLab read it."""

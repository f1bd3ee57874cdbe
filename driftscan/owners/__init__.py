"""Who owns what: CODEOWNERS files in the dialects of GitHub and GitLab, and the spec's owners."""

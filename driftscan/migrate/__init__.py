"""Other tools' files to a driftscan.yaml that says the same; pure, and nothing of theirs is run."""

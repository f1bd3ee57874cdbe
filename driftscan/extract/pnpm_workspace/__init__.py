"""pnpm-workspace.yaml: which folders are packages of one workspace."""

"""Compose files of Docker, stacks of swarm among them: services of one host or cluster."""

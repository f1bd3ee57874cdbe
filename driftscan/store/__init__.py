"""What outlives a run: the fact cache, snapshots of the last run, and the user's baseline."""

"""From git's log to changes, and from changes to what the next ones will cost; pure."""

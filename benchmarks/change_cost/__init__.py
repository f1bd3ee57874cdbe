"""Expected change cost beside the figures that its formula was tuned with."""

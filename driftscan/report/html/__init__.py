"""The report of an audit as one HTML file that needs nothing else."""

"""Facts to system graph: who depends on whom, and queries over it. No I/O."""

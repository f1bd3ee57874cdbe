"""One module per group of signals: what each of them plants."""

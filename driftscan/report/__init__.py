"""One module per output format: render(values) -> str. Reports see results only and do no I/O."""

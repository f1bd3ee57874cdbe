"""What `driftscan init` suggests: a system graph in, the text of a spec out. No I/O."""

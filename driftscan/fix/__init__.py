"""Changes to source text that end a finding: bytes in, bytes out. Only workers import libcst."""

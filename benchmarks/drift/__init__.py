"""Speed of looking back: `diff` and `trend` beside a scan of the same tree."""

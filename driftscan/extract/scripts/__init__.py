"""Files without an ending that begin with the name of what runs them: `bin/console` of PHP."""

"""*.gemspec: a Ruby gem, what it asks for and where its code lies."""

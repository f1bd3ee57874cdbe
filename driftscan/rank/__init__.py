"""Files' costs, summed up over what a reader decides about: components, services and owners."""

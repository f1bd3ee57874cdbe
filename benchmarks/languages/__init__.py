"""Speed of the languages beside tools that are made for them."""

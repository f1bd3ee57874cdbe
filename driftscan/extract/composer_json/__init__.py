"""composer.json: where the classes of a PHP project lie, and what it asks for."""

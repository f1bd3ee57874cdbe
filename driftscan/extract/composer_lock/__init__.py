"""composer.lock: which namespaces each installed PHP package holds."""

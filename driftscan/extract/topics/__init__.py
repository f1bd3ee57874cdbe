"""Constants that name topics, queues, exchanges and channels, in any language."""

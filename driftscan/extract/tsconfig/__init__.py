"""tsconfig.json and jsconfig.json: how the compiler finds modules."""

"""The shape of each part of the file as a pydantic model; the JSON Schema is made of the same."""

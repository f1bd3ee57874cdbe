"""How the JSON Schema differs from pydantic's own: nothing is said about empty defaults."""

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema


class PlainSchema(GenerateJsonSchema):
    """Leaves out defaults such as null and [], which editors would write into the file."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """The schema of a key that may be left out."""
        if schema.get("default"):
            return super().default_schema(schema)
        return self.generate_inner(schema["schema"])

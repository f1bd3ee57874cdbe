"""The JSON Schema of driftscan.yaml, draft 2020-12, made of the shapes that read the file."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> str:
    """The schema as indented JSON text, for editors and for `driftscan schema`."""
    import json

    from driftscan.spec.shapes.file import FileShape
    from driftscan.spec.shapes.generate import PlainSchema
    from driftscan.spec.shapes.models import model_of

    schema = model_of(FileShape).model_json_schema(schema_generator=PlainSchema)
    return json.dumps({"$schema": DIALECT, **schema}, indent=2, ensure_ascii=False) + "\n"

"""driftscan.yaml to Spec: all problems at once, each with its line, its cause and its remedy."""

from driftscan.spec.load import find_spec, load_spec
from driftscan.spec.parse import parse_spec
from driftscan.spec.schema import json_schema

__all__ = ["find_spec", "json_schema", "load_spec", "parse_spec"]

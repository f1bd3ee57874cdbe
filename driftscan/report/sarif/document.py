"""The parts of SARIF 2.1.0 that driftscan writes, by the names of the standard."""

from msgspec import Struct

SCHEMA_URI = "https://json.schemastore.org/sarif-2.1.0.json"
INFORMATION = "A drift report says where code and its target state differ."


class Part(Struct, rename="camel", omit_defaults=True):
    """Properties of the standard; those that are not set are left out."""


class Text(Struct, frozen=True):
    """A plain text message; `[words](3)` links to the related location of id 3."""

    text: str


class Artifact(Struct):
    """A file; uri is percent-encoded and relative to the root of the repository."""

    uri: str


class Region(Struct, rename="camel"):
    """Whole lines: without an end column, a region reaches to the end of its line."""

    start_line: int
    start_column: int
    end_line: int


class Physical(Struct, rename="camel"):
    """A place in a file."""

    artifact_location: Artifact
    region: Region


class Place(Part, kw_only=True):
    """A place, with an id if a message links to it."""

    id: int | None = None
    physical_location: Physical
    message: Text | None = None


class FlowPlace(Struct):
    """A step of a chain."""

    location: Place


class Flow(Struct):
    """The steps of a chain, in order."""

    locations: list[FlowPlace]


class CodeFlow(Struct, rename="camel"):
    """A chain of dependencies."""

    thread_flows: list[Flow]


class Result(Part, kw_only=True):
    """A finding."""

    rule_id: str
    rule_index: int
    level: str
    message: Text
    locations: list[Place]
    partial_fingerprints: dict[str, str]
    related_locations: list[Place] = []
    code_flows: list[CodeFlow] = []


class Configuration(Struct):
    """The level of a rule."""

    level: str


class Tags(Struct):
    """What alerts can be filtered by."""

    tags: list[str]


class Descriptor(Struct, rename="camel"):
    """A rule."""

    id: str
    short_description: Text
    full_description: Text
    help: Text
    default_configuration: Configuration
    properties: Tags


class Driver(Struct, rename="camel", kw_only=True):
    """The tool and its rules."""

    name: str = "driftscan"
    version: str
    short_description: Text = Text(INFORMATION)
    rules: list[Descriptor]


class Tool(Struct):
    """The tool."""

    driver: Driver


class Details(Struct):
    """What sets apart the runs of several projects in one repository."""

    id: str


class Notification(Struct):
    """What else to know of a run."""

    level: str
    message: Text


class Invocation(Struct, rename="camel"):
    """How the run went."""

    execution_successful: bool
    tool_execution_notifications: list[Notification]


class Run(Struct, rename="camel", kw_only=True):
    """A run but for its results, which are written line by line."""

    tool: Tool
    automation_details: Details
    column_kind: str = "unicodeCodePoints"
    invocations: list[Invocation]

"""Entities and enumerations written out in each language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """name: in snake case. type: one of TYPES of every language here."""

    name: str
    type: str
    nullable: bool = False


@dataclass(frozen=True)
class Entity:
    """name: in CamelCase."""

    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Enumeration:
    """labels: in snake case."""

    name: str
    labels: tuple[str, ...]


_TYPES: Mapping[str, Mapping[str, str]] = {
    "python": {"integer": "int", "text": "str", "decimal": "Decimal", "boolean": "bool",
               "number": "float", "time": "datetime"},
    "typescript": {"text": "string", "boolean": "boolean", "time": "Date", "integer": "bigint"},
    "java": {"integer": "Long", "text": "String", "decimal": "BigDecimal", "boolean": "boolean",
             "number": "double", "time": "Instant"},
    "kotlin": {"integer": "Long", "text": "String", "decimal": "BigDecimal", "boolean": "Boolean",
               "number": "Double", "time": "Instant"},
    "go": {"integer": "int64", "text": "string", "decimal": "decimal.Decimal", "boolean": "bool",
           "number": "float64", "time": "time.Time"},
    "csharp": {"integer": "int", "text": "string", "decimal": "decimal", "boolean": "bool",
               "number": "double", "time": "DateTime"},
    "php": {"integer": "int", "text": "string", "boolean": "bool", "number": "float",
            "time": "DateTimeImmutable"},
    "rust": {"integer": "i64", "text": "String", "decimal": "Decimal", "boolean": "bool",
             "number": "f64", "time": "DateTime<Utc>"},
    "sql": {"integer": "bigint", "text": "varchar(80)", "decimal": "numeric(10, 2)",
            "boolean": "boolean", "number": "double precision", "time": "timestamptz"},
    "prisma": {"integer": "Int", "text": "String", "decimal": "Decimal", "boolean": "Boolean",
               "number": "Float", "time": "DateTime"},
    "protobuf": {"integer": "int64", "text": "string", "boolean": "bool", "number": "double",
                 "time": "google.protobuf.Timestamp"},
    "graphql": {"integer": "Int", "text": "String", "boolean": "Boolean", "number": "Float",
                "time": "DateTime"},
}  # fmt: skip

NULLABLE = frozenset("python typescript kotlin php rust".split())
"""Languages in which every field says whether nothing may stand there."""
STORED = frozenset(("sql", "prisma"))


def types_of(language: str) -> frozenset[str]:
    """Types that a language has a word for."""
    return frozenset(_TYPES[language])


def camel(name: str) -> str:
    """`paid_at` as `paidAt`."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def pascal(name: str) -> str:
    """`paid_at` as `PaidAt`."""
    return "".join(part.capitalize() for part in name.split("_"))


def snake(name: str) -> str:
    """`SeatPlan` as `seat_plan`."""
    return "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")


def written(entity: Entity, language: str) -> str:
    """The entity in a language."""
    types = _TYPES[language]
    return _WRITERS[language](entity, [types[field.type] for field in entity.fields])


def _python(entity: Entity, types: Sequence[str]) -> str:
    lines = [
        f"    {f.name}: {t}{' | None' if f.nullable else ''}"
        for f, t in zip(entity.fields, types, strict=True)
    ]
    return "\n".join(["@dataclass", f"class {entity.name}:", *lines, ""])


def _typescript(entity: Entity, types: Sequence[str]) -> str:
    lines = [
        f"  {camel(f.name)}: {t}{' | null' if f.nullable else ''};"
        for f, t in zip(entity.fields, types, strict=True)
    ]
    return "\n".join([f"export interface {entity.name} {{", *lines, "}", ""])


def _java(entity: Entity, types: Sequence[str]) -> str:
    pairs = zip(entity.fields, types, strict=True)
    lines = [f"  private {t} {camel(f.name)};" for f, t in pairs]
    return "\n".join([f"public class {entity.name}Dto {{", *lines, "}", ""])


def _kotlin(entity: Entity, types: Sequence[str]) -> str:
    fields = ", ".join(
        f"val {camel(f.name)}: {t}{'?' if f.nullable else ''}"
        for f, t in zip(entity.fields, types, strict=True)
    )
    return f"data class {entity.name}({fields})\n"


def _go(entity: Entity, types: Sequence[str]) -> str:
    lines = [
        f'\t{pascal(f.name)} {t} `json:"{f.name}"`'
        for f, t in zip(entity.fields, types, strict=True)
    ]
    return "\n".join(["package model", "", f"type {entity.name} struct {{", *lines, "}", ""])


def _csharp(entity: Entity, types: Sequence[str]) -> str:
    lines = [
        f"    public {t} {pascal(f.name)} {{ get; set; }}"
        for f, t in zip(entity.fields, types, strict=True)
    ]
    return "\n".join([f"public class {entity.name}Entity", "{", *lines, "}", ""])


def _php(entity: Entity, types: Sequence[str]) -> str:
    lines = [
        f"    public {'?' if f.nullable else ''}{t} ${camel(f.name)};"
        for f, t in zip(entity.fields, types, strict=True)
    ]
    return "\n".join(["<?php", f"class {entity.name} {{", *lines, "}", ""])


def _rust(entity: Entity, types: Sequence[str]) -> str:
    lines = [
        f"    pub {f.name}: {f'Option<{t}>' if f.nullable else t},"
        for f, t in zip(entity.fields, types, strict=True)
    ]
    return "\n".join([f"pub struct {entity.name} {{", *lines, "}", ""])


def _sql(entity: Entity, types: Sequence[str]) -> str:
    lines = ",\n".join(
        f"  {f.name} {t}{'' if f.nullable else ' NOT NULL'}"
        for f, t in zip(entity.fields, types, strict=True)
    )
    return f"CREATE TABLE {snake(entity.name)}s (\n{lines}\n);\n"


def _prisma(entity: Entity, types: Sequence[str]) -> str:
    lines = [
        f"  {camel(f.name)} {t}{'?' if f.nullable else ''}"
        for f, t in zip(entity.fields, types, strict=True)
    ]
    return "\n".join([f"model {entity.name} {{", *lines, "}", ""])


def _protobuf(entity: Entity, types: Sequence[str]) -> str:
    lines = [
        f"  {t} {f.name} = {at};"
        for at, (f, t) in enumerate(zip(entity.fields, types, strict=True), 1)
    ]
    return "\n".join([f"message {entity.name} {{", *lines, "}", ""])


def _graphql(entity: Entity, types: Sequence[str]) -> str:
    lines = [f"  {camel(f.name)}: {t}!" for f, t in zip(entity.fields, types, strict=True)]
    return "\n".join([f"type {entity.name} {{", *lines, "}", ""])


_WRITERS: dict[str, Callable[[Entity, Sequence[str]], str]] = {
    "python": _python,
    "typescript": _typescript,
    "java": _java,
    "kotlin": _kotlin,
    "go": _go,
    "csharp": _csharp,
    "php": _php,
    "rust": _rust,
    "sql": _sql,
    "prisma": _prisma,
    "protobuf": _protobuf,
    "graphql": _graphql,
}


def enumerated(enum: Enumeration, language: str) -> str:
    """The enumeration in a language."""
    upper = [label.upper() for label in enum.labels]
    match language:
        case "python":
            lines = [f'    {u} = "{v}"' for u, v in zip(upper, enum.labels, strict=True)]
            return "\n".join([f"class {enum.name}(StrEnum):", *lines, ""])
        case "typescript":
            labels = " | ".join(f"'{label}'" for label in enum.labels)
            return f"export type {enum.name} = {labels};\n"
        case "java" | "kotlin":
            word = "enum" if language == "java" else "enum class"
            return f"{word} {enum.name} {{ {', '.join(upper)} }}\n"
        case "go":
            lines = [
                f'\t{enum.name}{pascal(label)} {enum.name} = "{label}"' for label in enum.labels
            ]
            return "\n".join(["package model", f"type {enum.name} string", "const (", *lines, ")"])
        case "csharp" | "rust":
            word = "public enum" if language == "csharp" else "pub enum"
            return f"{word} {enum.name} {{ {', '.join(map(pascal, enum.labels))} }}\n"
        case "php":
            lines = [f"    case {pascal(label)} = '{label}';" for label in enum.labels]
            return "\n".join(["<?php", f"enum {enum.name}: string {{", *lines, "}", ""])
        case "sql":
            labels = ", ".join(f"'{label}'" for label in enum.labels)
            return f"CREATE TYPE {snake(enum.name)} AS ENUM ({labels});\n"
        case "protobuf":
            prefix = snake(enum.name).upper()
            lines = [f"  {prefix}_{u} = {at};" for at, u in enumerate(upper)]
            return "\n".join([f"enum {enum.name} {{", *lines, "}", ""])
        case _:
            lines = [f"  {u}" for u in upper]
            return "\n".join([f"enum {enum.name} {{", *lines, "}", ""])

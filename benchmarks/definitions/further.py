"""Windows of the calendar, fields of joined tables and flags in method names, in each form."""

from collections.abc import Callable

from benchmarks.definitions.entities import camel, pascal, snake

UNITS = ("day", "week", "month", "quarter", "year")


def _sql(noun: str, unit: str) -> str:
    name = f"active_{snake(noun)}s"
    return (
        f"CREATE VIEW {name} AS SELECT count(*) AS {name} FROM {snake(noun)}s\n"
        f"WHERE seen_at >= date_trunc('{unit}', now());\n"
    )


def _sql_cut(noun: str, unit: str) -> str:
    name = f"active_{snake(noun)}s"
    return (
        f"SELECT count(*) AS {name} FROM {snake(noun)}s\n"
        f"WHERE date_trunc('{unit}', seen_at) = date_trunc('{unit}', CURRENT_DATE);\n"
    )


def _sqlalchemy(noun: str, unit: str) -> str:
    return (
        f"def count_active_{snake(noun)}s(session):\n"
        f"    start = func.date_trunc('{unit}', func.now())\n"
        f"    return session.scalar(select(func.count()).where({noun}.seen_at >= start))\n"
    )


def _date_fns(noun: str, unit: str) -> str:
    one = camel(snake(noun))
    return (
        f"export const isActive{noun} = ({one}: {noun}): boolean =>\n"
        f"  {one}.seenAt >= startOf{unit.capitalize()}(new Date());\n"
    )


def _dayjs(noun: str, unit: str) -> str:
    return (
        f"export const active{noun}s = (db) => db.{camel(snake(noun))}.findMany(\n"
        f"  {{ where: {{ seenAt: {{ gte: dayjs().startOf('{unit}').toDate() }} }} }});\n"
    )


def _vue(noun: str, unit: str) -> str:
    return (
        f'<template><b/></template>\n<script setup lang="ts">\n{_date_fns(noun, unit)}</script>\n'
    )


def _ruby(noun: str, unit: str) -> str:
    scope = f"scope :active, -> {{ where(seen_at: Time.current.all_{unit}) }}"
    return f"class {noun} < ApplicationRecord\n  {scope}\nend\n"


def _eloquent(noun: str, unit: str) -> str:
    return (
        f"<?php\nclass {noun} extends Model {{\n    public function scopeActive($query) {{\n"
        f"        return $query->where('seen_at', '>=', now()->startOf{unit.capitalize()}());\n"
        "    }\n}\n"
    )


CALENDAR: dict[str, tuple[str, Callable[[str, str], str]]] = {
    "sql": ("sql", _sql),
    "sql, both cut": ("sql", _sql_cut),
    "sqlalchemy": ("py", _sqlalchemy),
    "date-fns": ("ts", _date_fns),
    "dayjs": ("ts", _dayjs),
    "vue": ("vue", _vue),
    "activerecord": ("rb", _ruby),
    "eloquent": ("php", _eloquent),
}
"""How many are active in the present unit: the ending of a file, and what writes it."""


def _joined_sql(noun: str, field: str, value: str) -> str:
    table = snake(noun)
    return (
        f"SELECT count(*) AS active_{table}s FROM {table}s x\n"
        "JOIN contracts c ON c.id = x.contract_id\n"
        f"WHERE c.{field} = '{value}' AND x.deleted = false;\n"
    )


def _joined_on(noun: str, field: str, value: str) -> str:
    table = snake(noun)
    return (
        f"CREATE VIEW active_{table}s AS SELECT x.* FROM {table}s AS x\n"
        f"INNER JOIN contracts AS c ON c.id = x.contract_id AND c.{field} = '{value}'\n"
        "WHERE NOT x.deleted;\n"
    )


def _joined_django(noun: str, field: str, value: str) -> str:
    return (
        f"def active_{snake(noun)}s():\n"
        f'    return {noun}.objects.filter(contract__{field}="{value}", deleted=False)\n'
    )


def _joined_prisma(noun: str, field: str, value: str) -> str:
    return (
        f"export async function active{noun}s(prisma) {{\n"
        f"  return prisma.{camel(snake(noun))}.findMany({{ where: {{\n"
        f"    contract: {{ is: {{ {camel(field)}: '{value}' }} }}, deleted: false }} }});\n}}\n"
    )


def _joined_jpql(noun: str, field: str, value: str) -> str:
    return (
        f"interface {noun}Repository extends JpaRepository<{noun}, Long> {{\n"
        f'  @Query("SELECT x FROM {noun} x JOIN x.contract c "\n'
        f"      + \"WHERE c.{camel(field)} = '{value}'\"\n"
        f'      + " AND x.deleted = false")\n  List<{noun}> findActive{noun}s();\n}}\n'
    )


JOINED: dict[str, tuple[str, Callable[[str, str, str], str]]] = {
    "sql, where": ("sql", _joined_sql),
    "sql, on": ("sql", _joined_on),
    "django": ("py", _joined_django),
    "prisma client": ("ts", _joined_prisma),
    "jpql": ("java", _joined_jpql),
}
"""Which are active by a field of the contract that they are joined with."""


def _derived(noun: str, flag: str) -> str:
    more = f"And{pascal(flag)}False" if flag else ""
    return (
        f"interface {noun}Repository extends JpaRepository<{noun}, Long> {{\n"
        f"  long countByActiveTrue{more}();\n}}\n"
    )


def _derived_kotlin(noun: str, flag: str) -> str:
    more = f"And{pascal(flag)}IsFalse" if flag else ""
    return (
        f"interface {noun}Repository : CrudRepository<{noun}, Long> {{\n"
        f"    fun findByActiveIsTrue{more}OrderBySeenAt(): List<{noun}>\n}}\n"
    )


def _flag_django(noun: str, flag: str) -> str:
    more = f", {flag}=False" if flag else ""
    return f"def active_{snake(noun)}s():\n    return {noun}.objects.filter(active=True{more})\n"


def _flag_typescript(noun: str, flag: str) -> str:
    one = camel(snake(noun))
    more = f" && !{one}.{camel(flag)}" if flag else ""
    return (
        f"export const isActive{noun} = ({one}: {noun}): boolean =>\n"
        f"  {one}.active === true{more};\n"
    )


DERIVED: dict[str, tuple[str, Callable[[str, str], str]]] = {
    "spring data": ("java", _derived),
    "spring data, kotlin": ("kt", _derived_kotlin),
    "django": ("py", _flag_django),
    "typescript": ("ts", _flag_typescript),
}
"""Which are active by a flag, and not by another one."""

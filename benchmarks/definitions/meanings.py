"""Predicates, queries and constants written out in each language and library."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.definitions.entities import camel, pascal, snake


@dataclass(frozen=True)
class Meaning:
    """Who is an active NOUN. statuses: one of these; days: seen within so many, 0 for any time.
    flag: a property that must not hold, '' for none. distinct: the field that is counted by."""

    noun: str
    statuses: tuple[str, ...]
    days: int = 0
    flag: str = ""
    distinct: str = ""


def _quoted(statuses: tuple[str, ...], mark: str = '"') -> str:
    return ", ".join(f"{mark}{each}{mark}" for each in statuses)


def _django(m: Meaning) -> str:
    window = f", seen_at__gte=timezone.now() - timedelta(days={m.days})" if m.days else ""
    flag = f", {m.flag}=False" if m.flag else ""
    chain = f'.values("{m.distinct}").distinct()' if m.distinct else ""
    return (
        f"def active_{snake(m.noun)}s():\n"
        f"    return {m.noun}.objects.filter(status__in=[{_quoted(m.statuses)}]{window}{flag})"
        f"{chain}.count()\n"
    )


def _sqlalchemy(m: Meaning) -> str:
    parts = [f"{m.noun}.status.in_([{_quoted(m.statuses)}])"]
    parts += [f"{m.noun}.seen_at >= func.now() - timedelta(days={m.days})"] if m.days else []
    parts += [f"{m.noun}.{m.flag}.is_(False)"] if m.flag else []
    what = f"func.count({m.noun}.{m.distinct}.distinct())" if m.distinct else "func.count()"
    return (
        f"def count_active_{snake(m.noun)}s(session):\n"
        f"    return session.scalar(select({what}).where({', '.join(parts)}))\n"
    )


def _python(m: Meaning) -> str:
    each = [f'{snake(m.noun)}.status == "{s}"' for s in m.statuses]
    parts = [f"({' or '.join(each)})" if len(each) > 1 else each[0]]
    parts += [f"datetime.now() - {snake(m.noun)}.seen_at <= timedelta(days={m.days})"] * bool(
        m.days
    )
    parts += [f"not {snake(m.noun)}.{m.flag}"] * bool(m.flag)
    return f"def is_active_{snake(m.noun)}({snake(m.noun)}):\n    return {' and '.join(parts)}\n"


def _typescript(m: Meaning) -> str:
    one = camel(snake(m.noun))
    parts = [f"[{_quoted(m.statuses, chr(39))}].includes({one}.status)"]
    parts += [f"Date.now() - {one}.seenAt < {m.days} * 24 * 60 * 60 * 1000"] * bool(m.days)
    parts += [f"!{one}.{camel(m.flag)}"] * bool(m.flag)
    return (
        f"export function isActive{m.noun}({one}: {m.noun}): boolean {{\n"
        f"  return {' && '.join(parts)};\n}}\n"
    )


def _prisma(m: Meaning) -> str:
    parts = [f"status: {{ in: [{_quoted(m.statuses, chr(39))}] }}"]
    parts += [f"seenAt: {{ gte: subDays(new Date(), {m.days}) }}"] * bool(m.days)
    parts += [f"{camel(m.flag)}: false"] * bool(m.flag)
    distinct = f", distinct: ['{camel(m.distinct)}']" if m.distinct else ""
    return (
        f"export async function active{m.noun}s(prisma) {{\n"
        f"  return prisma.{camel(snake(m.noun))}.findMany("
        f"{{ where: {{ {', '.join(parts)} }}{distinct} }});\n}}\n"
    )


def _java(m: Meaning) -> str:
    each = [f"status == {m.noun}Status.{s.upper()}" for s in m.statuses]
    parts = [f"({' || '.join(each)})" if len(each) > 1 else each[0]]
    parts += [f"seenAt.isAfter(Instant.now().minus({m.days}, ChronoUnit.DAYS))"] * bool(m.days)
    parts += [f"!{camel(m.flag)}"] * bool(m.flag)
    return (
        f"public class {m.noun} {{\n  public boolean isActive() {{\n"
        f"    return {' && '.join(parts)};\n  }}\n}}\n"
    )


def _jpql(m: Meaning) -> str:
    parts = [f"x.status IN ({_quoted(m.statuses, chr(39))})"]
    parts += [f"x.{camel(m.flag)} = false"] * bool(m.flag)
    what = f"COUNT(DISTINCT x.{camel(m.distinct)})" if m.distinct else "COUNT(x)"
    return (
        f"interface {m.noun}Repository extends JpaRepository<{m.noun}, Long> {{\n"
        f'  @Query("SELECT {what} FROM {m.noun} x WHERE {" AND ".join(parts)}")\n'
        f"  long countActive{m.noun}s();\n}}\n"
    )


def _kotlin(m: Meaning) -> str:
    labels = ", ".join(f"{m.noun}Status.{s.upper()}" for s in m.statuses)
    parts = [f"listOf({labels}).contains(status)"]
    parts += [f"seenAt.isAfter(Instant.now().minus({m.days}, ChronoUnit.DAYS))"] * bool(m.days)
    parts += [f"!{camel(m.flag)}"] * bool(m.flag)
    return f"class {m.noun} {{\n  fun isActive(): Boolean = {' && '.join(parts)}\n}}\n"


def _go(m: Meaning) -> str:
    each = [f'x.Status == "{s}"' for s in m.statuses]
    parts = [f"({' || '.join(each)})" if len(each) > 1 else each[0]]
    parts += [f"time.Since(x.SeenAt) < {m.days}*24*time.Hour"] * bool(m.days)
    parts += [f"!x.{pascal(m.flag)}"] * bool(m.flag)
    head = f"package model\n\nfunc (x *{m.noun}) IsActive() bool {{\n"
    return f"{head}\treturn {' && '.join(parts)}\n}}\n"


def _gorm(m: Meaning) -> str:
    text, given = ["status IN ?"], [f"[]string{{{_quoted(m.statuses)}}}"]
    if m.days:
        text.append("seen_at > ?")
        given.append(f"time.Now().AddDate(0, 0, -{m.days})")
    if m.flag:
        text.append(f"{m.flag} = ?")
        given.append("false")
    distinct = f'.Distinct("{m.distinct}")' if m.distinct else ""
    return (
        f"package store\n\nfunc CountActive{m.noun}s(db *gorm.DB) int64 {{\n\tvar n int64\n"
        f'\tdb.Model(&{m.noun}{{}}).Where("{" AND ".join(text)}", {", ".join(given)}){distinct}'
        ".Count(&n)\n\treturn n\n}\n"
    )


def _csharp(m: Meaning) -> str:
    each = [f"x.Status == {m.noun}Status.{pascal(s)}" for s in m.statuses]
    parts = [f"({' || '.join(each)})" if len(each) > 1 else each[0]]
    parts += [f"x.SeenAt > DateTime.UtcNow.AddDays(-{m.days})"] * bool(m.days)
    parts += [f"!x.{pascal(m.flag)}"] * bool(m.flag)
    chain = f".Select(x => x.{pascal(m.distinct)}).Distinct()" if m.distinct else ""
    return (
        f"public class {m.noun}Queries\n{{\n    public int CountActive{m.noun}s() =>\n"
        f"        db.{m.noun}s.Where(x => {' && '.join(parts)}){chain}.Count();\n}}\n"
    )


def _eloquent(m: Meaning) -> str:
    window = f"->where('seen_at', '>=', now()->subDays({m.days}))" if m.days else ""
    flag = f"->where('{m.flag}', false)" if m.flag else ""
    chain = f"->distinct('{m.distinct}')" if m.distinct else ""
    return (
        f"<?php\nclass {m.noun}Stats {{\n    public function countActive{m.noun}s() {{\n"
        f"        return {m.noun}::whereIn('status', [{_quoted(m.statuses, chr(39))}])"
        f"{window}{flag}{chain}->count();\n    }}\n}}\n"
    )


def _ruby(m: Meaning) -> str:
    window = f".where('seen_at > ?', {m.days}.days.ago)" if m.days else ""
    flag = f".where({m.flag}: false)" if m.flag else ""
    return (
        f"class {m.noun} < ApplicationRecord\n"
        f"  scope :active, -> {{ where(status: %w[{' '.join(m.statuses)}]){window}{flag} }}\nend\n"
    )


def _rust(m: Meaning) -> str:
    labels = " | ".join(f"{m.noun}Status::{pascal(s)}" for s in m.statuses)
    parts = [f"matches!(self.status, {labels})"]
    parts += [f"self.seen_at > Utc::now() - Duration::days({m.days})"] * bool(m.days)
    parts += [f"!self.{m.flag}"] * bool(m.flag)
    return (
        f"impl {m.noun} {{\n    pub fn is_active(&self) -> bool {{\n"
        f"        {' && '.join(parts)}\n    }}\n}}\n"
    )


def _sql(m: Meaning) -> str:
    parts = [f"status IN ({_quoted(m.statuses, chr(39))})"]
    parts += [f"seen_at > now() - interval '{m.days} days'"] * bool(m.days)
    parts += [f"NOT {m.flag}"] * bool(m.flag)
    what = f"count(DISTINCT {m.distinct})" if m.distinct else "count(*)"
    name = f"active_{snake(m.noun)}s"
    return (
        f"CREATE VIEW {name} AS\nSELECT {what} AS {name}\nFROM {snake(m.noun)}s\n"
        f"WHERE {' AND '.join(parts)};\n"
    )


WRITERS: dict[str, tuple[str, Callable[[Meaning], str]]] = {
    "django": ("python", _django),
    "sqlalchemy": ("python", _sqlalchemy),
    "python": ("python", _python),
    "typescript": ("typescript", _typescript),
    "prisma client": ("typescript", _prisma),
    "java": ("java", _java),
    "jpql": ("java", _jpql),
    "kotlin": ("kotlin", _kotlin),
    "go": ("go", _go),
    "gorm": ("go", _gorm),
    "linq": ("csharp", _csharp),
    "eloquent": ("php", _eloquent),
    "activerecord": ("ruby", _ruby),
    "rust": ("rust", _rust),
    "sql": ("sql", _sql),
}
COUNTING = frozenset(("django", "sqlalchemy", "gorm", "linq", "eloquent", "sql"))
"""Those that count different values, and say of what table."""
WITHOUT_WINDOW = frozenset(("jpql",))


def constant(name: str, value: str, language: str) -> str:
    """A constant in a language. name: in capitals."""
    plain = pascal(name.lower())
    return {
        "python": f"{name} = {value}\n",
        "typescript": f"export const {name} = {value};\n",
        "java": f"class Limits {{ static final double {name} = {value}; }}\n",
        "kotlin": f"const val {name} = {value}\n",
        "go": f"package limits\n\nconst {plain} = {value}\n",
        "csharp": f"static class Limits {{ public const decimal {plain} = {value}m; }}\n",
        "php": f"<?php\nclass Limits {{ const {name} = {value}; }}\n",
        "ruby": f"module Limits\n  {name} = {value}\nend\n",
        "rust": f"pub const {name}: f64 = {value};\n",
    }[language]

"""What of a tach.toml has no equal, whatever its modules are."""

import re
from collections.abc import Iterator

from driftscan.migrate.builder import Builder
from driftscan.migrate.tach.project import Project

_DIRECTIVE = re.compile(r"# *tach-ignore(?:\((?P<reason>[^)]*)\))?(?P<names>(?:\s+[\w.]+)*)\s*$")
_FLAGS = {
    "exact": "unused entries of depends_on are no finding; what a rule allows may well be unused",
    "include_string_imports": "module names in strings are not read as imports",
}
_TABLES = {
    "plugins": "foreign keys of Django are not read as dependencies",
}


def tell(build: Builder, project: Project) -> None:
    """Add a sentence for each."""
    table = project.table
    for key, sentence in _FLAGS.items():
        if project.flag(key):
            build.no_equal(table.get(key).line, f"{key}: {sentence}")
    for key, sentence in _TABLES.items():
        if table.get(key):
            build.no_equal(table.get(key).line, f"{key}: {sentence}")
    local = table.get("rules", "local_imports")
    if local.text in ("warn", "off"):
        build.no_equal(
            local.line,
            f"local_imports = {local.text}: driftscan counts an import inside a function or block "
            "like any other",
        )
    if table.get("respect_gitignore").value is False:
        build.no_equal(
            table.get("respect_gitignore").line,
            "respect_gitignore = false: driftscan leaves ignored files out; name what it shall "
            "read under `sources: include`",
        )
    if table.get("external"):
        build.no_equal(
            table.get("external").line,
            "of `tach check-external` only the external packages of single modules are rules; "
            "that packages are declared, and used, is not checked",
        )
    for path, line, text in build.file.line_marks:
        build.no_equal(line, _comment(text), path.decode("utf-8", "backslashreplace"))


def _comment(text: str) -> str:
    found = _DIRECTIVE.search(text)
    if not found:
        return "a tach-ignore that tach cannot read; nothing is silenced by it"
    reason = (found["reason"] or "").strip() or "why?"
    what = ", ".join(_names(found["names"]))
    which = f" (only {what})" if what else ""
    return (
        f"tach-ignore{which}: write `# driftscan: allow RULE -- {reason}` beside it, with the name "
        "of the rule that the import breaks"
    )


def _names(text: str) -> Iterator[str]:
    yield from text.split()

"""What each kind of change does to the table that it names."""

from driftscan.model.service_fact import AccessFact, Piece

_DEFINE = (
    "createTable dropTable renameTable addColumn dropColumn renameColumn modifyDataType "
    "addPrimaryKey addUniqueConstraint addNotNullConstraint dropNotNullConstraint addDefaultValue "
    "createIndex dropIndex addAutoIncrement mergeColumns setTableRemarks addLookupTable"
).split()
_WRITE = "insert update delete loadData loadUpdateData".split()
# Where another key than tableName names the table.
_KEYS = {"renameTable": "oldTableName", "addLookupTable": "existingTableName"}
_BASE_TABLES = ("addForeignKeyConstraint", "dropForeignKeyConstraint")

MODES = {
    **dict.fromkeys((*_DEFINE, *_BASE_TABLES), "define"),
    **dict.fromkeys(_WRITE, "w"),
    "createView": "define",
    "dropView": "define",
}


def table_key(change: str) -> str:
    """The attribute that names the table of a change."""
    if change in _BASE_TABLES:
        return "baseTableName"
    return "viewName" if change.endswith("View") else _KEYS.get(change, "tableName")


def access(change: str, table: str, schema: str, line: int) -> AccessFact:
    """The access that a change is."""
    name = f"{schema}.{table}" if schema else table
    return AccessFact("sql", (Piece("text", name),), MODES[change], line, "liquibase")

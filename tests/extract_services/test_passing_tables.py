"""Scripts that name a table for a while, and the tables that are there at their end."""

import pytest

from driftscan.extract.sql.extractor import extract

SCRIPTS = {
    "renamed to, read and dropped": (
        "ALTER TABLE rows RENAME TO rows_old; CREATE TABLE rows (id int);"
        " INSERT INTO rows SELECT * FROM rows_old; DROP TABLE rows_old;",
        {"rows"},
    ),
    "made, filled and called as the one before": (
        'CREATE TABLE "rows_new" (id int); INSERT INTO rows_new SELECT * FROM rows;'
        " DROP TABLE rows; ALTER TABLE rows_new RENAME TO rows;",
        {"rows"},
    ),
    "with a prefix that is put in": (
        "{{- /* why */ -}}\n{{if .sqlite}}\n"
        "ALTER TABLE {{.prefix}}rows RENAME TO {{.prefix}}rows_tmp;"
        " CREATE TABLE {{.prefix}}rows (id int); DROP TABLE {{.prefix}}rows_tmp;",
        {"*rows"},
    ),
    "there and back again": ("CREATE TABLE rows (id int); DROP TABLE rows;", {"rows"}),
    "renamed to, and kept": (
        "ALTER TABLE rows RENAME TO kept; INSERT INTO kept (id) VALUES (1);",
        {"rows", "kept"},
    ),
    "made, and called otherwise for good": (
        "CREATE TABLE rows (id int); ALTER TABLE rows RENAME TO kept;",
        {"rows"},
    ),
    "dropped, then renamed to": (
        "DROP TABLE IF EXISTS rows; ALTER TABLE old RENAME TO rows;",
        {"rows", "old"},
    ),
    "dropped, and made again": (
        "ALTER TABLE a RENAME TO b; DROP TABLE b; CREATE TABLE b (id int);",
        {"a", "b"},
    ),
}


@pytest.mark.parametrize("case", SCRIPTS)
def test_tables_at_the_end(case: str) -> None:
    script, left = SCRIPTS[case]
    assert {each.name[0].value for each in extract(script.encode()).accesses} == left

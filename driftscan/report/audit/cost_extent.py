"""In how few files half of the expected cost of change lies, and who owns files, in a sentence."""

from driftscan.report.audit.audited import Audit
from driftscan.report.audit.numbering import Numbering
from driftscan.report.audit.product_code import ranked_product

_HALF = 0.5


def halves_text(audit: Audit, numbering: Numbering) -> str:
    """Says what the figure is: a model's, not a count; '' without a history."""
    ranked = sorted(
        -file.cost
        for repository, known in zip(audit.repositories, numbering.by_path, strict=True)
        for file in ranked_product(repository, known, numbering)
    )
    total = -sum(ranked)
    if total <= 0:
        return ""
    running, count = 0.0, 0
    while running < total * _HALF:
        running -= ranked[count]
        count += 1
    files = "file" if count == 1 else "files"
    return (
        f"Half of the change cost that a model expects from git's log (commits a quarter × lines a "
        f"commit) lies in {count:,} {files} of the {len(ranked):,} that it ranks: code, scripts, "
        "SQL and .proto without tests, examples, migrations, and what is known to be generated or "
        "others'."
    )


def owners_text(audit: Audit) -> str:
    """Of how many files CODEOWNERS or a spec names an owner; '' where there are none."""
    rows = [row for each in audit.repositories for row in each.owners.rows]
    files = sum(row.files for row in rows)
    nobody = sum(row.files for row in rows if not row.owner)
    if not files:
        return ""
    where = "CODEOWNERS or a spec"
    if nobody == files:
        return f"No owner of any code is named in {where}."
    of = f"{'file' if files == 1 else 'files'} that the ranking by cost knows"
    if nobody:
        verb = "has" if nobody == 1 else "have"
        return f"{nobody:,} of the {files:,} {of} {verb} no owner in {where}."
    return f"Every one of the {files:,} {of} has an owner in {where}."

"""In how few files half of the expected cost of change lies, and who owns files, in a sentence."""

from itertools import accumulate

from driftscan.report.audit.audited import Audit
from driftscan.report.audit.numbering import Numbering
from driftscan.report.audit.product_code import ranked_product


def halves_text(audit: Audit, numbering: Numbering) -> str:
    """Says what the figure is: a model's, not a count; '' without a history."""
    costs = [
        file.cost
        for repository, known in zip(audit.repositories, numbering.by_path, strict=True)
        for file in ranked_product(repository, known, numbering)
    ]
    half = sum(costs) / 2
    if half <= 0:
        return ""
    running = accumulate(sorted(costs, reverse=True))
    count = next(at for at, so_far in enumerate(running, 1) if so_far >= half)
    files = "file" if count == 1 else "files"
    return (
        f"Half of the change cost that a model expects from git's log (commits a quarter × lines a "
        f"commit) lies in {count:,} {files} of the {len(costs):,} that it ranks: code, scripts, "
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
    ranked = all(each.costs is not None for each in audit.repositories)
    of = "file" if files == 1 else "files"
    of += " that the ranking by cost knows" if ranked else " of code, tests apart,"
    if nobody:
        verb = "has" if nobody == 1 else "have"
        return f"{nobody:,} of the {files:,} {of} {verb} no owner in {where}."
    return f"Every one of the {files:,} {of} has an owner in {where}."

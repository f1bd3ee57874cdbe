"""In how few files half of the expected cost of change lies, and who owns files, in a sentence."""

from itertools import accumulate

from driftscan.report.audit.audited import Audit
from driftscan.report.audit.numbering import Numbering
from driftscan.report.audit.product_code import ranked_product
from driftscan.report.escape import path_text
from driftscan.report.terminal.layout import counted


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
    return (
        f"Half of the change cost that a model expects from git's log lies in {count:,} of the "
        f"{counted(len(costs), 'file')} that the page of hotspots ranks."
    )


def owners_text(audit: Audit) -> str:
    """How many files of code have an owner, of those whose imports are read; '' where there is no
    code. The file's path is told where there is one repository."""
    owners = [each.owners for each in audit.repositories]
    code, owned = sum(each.code for each in owners), sum(each.code_owned for each in owners)
    if not code:
        return ""
    paths = {each.code_owners for each in owners} - {b""}
    if not paths and not owned:
        return (
            "No CODEOWNERS file where GitHub or GitLab look for one names an owner, and no spec "
            "does."
        )
    alone = len(owners) == len(paths) == 1
    where = path_text(next(iter(paths))) if alone else "CODEOWNERS" if paths else ""
    declared = any(part.owner for each in audit.repositories for part in each.components)
    named = " or ".join([*([where] if where else []), *(["the spec"] if declared else [])])
    count, has = (f"{owned:,}" if owned else "none", "have" if owned > 1 else "has")
    unread = owners[0].owners_unread if alone else ()
    but = f"; the forge does not read its line {unread[0]}, as it is written" if unread else ""
    files = f"{counted(code, 'file')} whose imports are read"
    return f"By {named}, {count} of the {files} {has} an owner{but}."

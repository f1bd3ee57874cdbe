"""Who owns the code at both ends of a finding, in a few words."""

from driftscan.model.finding import Finding


def owners_text(finding: Finding) -> str:
    """'owner @a' where both ends are theirs, 'owners @a -> @b'; '' where nobody is known."""
    source, target = finding.source_owner, finding.target_owner
    if source and target and source != target:
        return f"owners {source} -> {target}"
    if target and not source:
        return f"owner of {finding.target}: {target}"
    return f"owner {source}" if source else ""

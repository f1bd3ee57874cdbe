"""Where a finding stands in the repository: hosts want paths from its root, not the scan's."""

import posixpath

from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.scan import Scan


def project(scan: Scan) -> str:
    """The scanned directory as seen from the working directory, '' for that directory itself.

    CI jobs start in the root of the repository, so this is the project's place in it. A root
    outside of the working directory has no place in it: then paths stay relative to the root.
    """
    root = posixpath.normpath(scan.root or ".")
    is_inside = not root.startswith("/") and root not in (".", "..") and root[:3] != "../"
    return root if is_inside else ""


def project_name(scan: Scan) -> str:
    """A name for what was scanned that is never empty: its place, else its last directory."""
    root = posixpath.normpath(scan.root or ".")
    return project(scan) or (posixpath.basename(root) if root.strip("./") else "root")


def repository_path(scan: Scan, where: Location) -> bytes:
    """The path of a location, relative to the repository if the scan ran in its root."""
    spec = scan.spec_file.encode("utf-8", "surrogateescape")
    if spec and where.path == spec:
        return _spec_path(scan)
    prefix = project(scan).encode("utf-8", "surrogateescape")
    return prefix + b"/" + where.path if prefix else where.path


def first_line(where: Location) -> int:
    """The line to point at; hosts know no line 0, so a file as a whole is its first line."""
    return max(where.line, 1)


def evidence_of(finding: Finding) -> tuple[Location, ...]:
    """Every place that states a step of the finding, in the order of the chain, each once."""
    places = [where for step in finding.chain for where in step.evidence]
    return tuple(dict.fromkeys([finding.where, *places, *finding.evidence]))


def _spec_path(scan: Scan) -> bytes:
    """Spec files are shown from the working directory already, unless that is no help."""
    path = posixpath.normpath(scan.spec_file)
    inside_revision = f"{scan.revision[:12]}:"
    if scan.revision and path.startswith(inside_revision):
        path = posixpath.join(project(scan), path.removeprefix(inside_revision))
    root = posixpath.normpath(scan.root or ".")
    if not project(scan) and path.startswith(f"{root}/"):
        path = path[len(root) + 1 :]
    return path.encode("utf-8", "surrogateescape")

"""Pairs that tools report on a corpus, ours and others; one that is not installed reports None."""

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.command import driftscan_command
from benchmarks.duplicates.planting import Place

Pairs = list[tuple[Place, Place]]
_WEAVATRIX = """
const { detectRepositorySync } = require('weavatrix-clone')
const asked = {
  mode: 'nearMiss', minSimilarity: 600, candidateSimilarity: 300, minTokens: 50,
}
const report = detectRepositorySync(process.argv[1], asked)
const place = side => [side.path, side.span.startLine, side.span.endLine]
console.log(JSON.stringify(report.pairs.map(p => [place(p.left), place(p.right)])))
"""


def driftscan(corpus: Path) -> Pairs:
    """What `driftscan duplicates` reports."""
    asked = ["duplicates", str(corpus), "--no-cache", "--output-format", "json"]
    command = [*driftscan_command(), *asked]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return [(Place(**pair["a"]), Place(**pair["b"])) for pair in found["pairs"]]


def jscpd(corpus: Path) -> Pairs:
    """What jscpd reports by default."""
    with tempfile.TemporaryDirectory() as out:
        command = ["jscpd", str(corpus), "--reporters", "json", "--output", out]
        subprocess.run(command, check=False, capture_output=True)
        found = json.loads(Path(out, "jscpd-report.json").read_text())
    return [
        (_of_jscpd(each["firstFile"], corpus), _of_jscpd(each["secondFile"], corpus))
        for each in found["duplicates"]
    ]


def _of_jscpd(side: dict[str, Any], corpus: Path) -> Place:
    return Place(_relative(side["name"], corpus), side["start"], side["end"])


def _relative(name: str, corpus: Path) -> str:
    path = Path(name)
    return str(path.resolve().relative_to(corpus.resolve()) if path.is_absolute() else path)


def pyscn(corpus: Path) -> Pairs:
    """What pyscn reports by default; it reads Python alone."""
    command = ["pyscn", "analyze", "--json", "--select", "clones", "--output", "-", str(corpus)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return [
        (_of_pyscn(each["clone1"], corpus), _of_pyscn(each["clone2"], corpus))
        for each in found["clone"]["clone_pairs"] or ()
    ]


def _of_pyscn(side: dict[str, Any], corpus: Path) -> Place:
    place = side["location"]
    return Place(_relative(place["file_path"], corpus), place["start_line"], place["end_line"])


def weavatrix(corpus: Path) -> Pairs:
    """What weavatrix-clone reports of near misses at a threshold of .6; NODE_PATH leads to it."""
    command = ["node", "-e", _WEAVATRIX, str(corpus)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return [(Place(*one), Place(*other)) for one, other in found]


TOOLS: dict[str, Callable[[Path], Pairs]] = {
    "driftscan": driftscan,
    "jscpd": jscpd,
    "pyscn": pyscn,
    "weavatrix-clone": weavatrix,
}


def told(corpus: Path) -> Iterator[tuple[str, Pairs | str]]:
    """What every tool reports; of one that is not there or fails, why."""
    for name, tool in TOOLS.items():
        try:
            yield name, tool(corpus)
        except subprocess.CalledProcessError as error:
            said = [line for line in error.stderr.decode("utf-8", "replace").splitlines() if line]
            yield name, f"failed: {next((s for s in said if 'rror' in s), said[-1:] or '')}"
        except (OSError, ValueError, KeyError, TypeError) as error:
            yield name, f"not there: {error!r}"

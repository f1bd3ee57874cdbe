"""Whether two states of the extractors say the same of every file, of services and of imports: for
whoever makes them faster.

`python -m benchmarks.services.same_facts keep FILE TREE...`, run where the code is as it was,
writes a digest of what each extractor says of each file it claims; `... compare FILE TREE...`, run
where it is as it shall be, prints which differ. Exit code 1 if any does. Facts are compared as the
bytes that go into the cache, so problems and the order of facts count too.
"""

import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from driftscan.extract.batch import job_key, split_key
from driftscan.extract.claims import claims, extractors_for
from driftscan.extract.service_batch import OF_SERVICES, extract_either
from driftscan.extract.service_registry import claims_for_services, service_extractors_for
from driftscan.sources.opening import open_source
from driftscan.workers.job import Job, Limits
from driftscan.workers.supervise import run_supervised

_BATCH = 32
_SHOWN = 20


def main(arguments: list[str]) -> int:
    """Keep or compare."""
    what, file, *trees = arguments
    lines = [line for tree in trees for line in _digests(tree)]
    if what == "keep":
        Path(file).write_text("\n".join(lines))
        return 0
    before = dict(map(_parts, Path(file).read_text().split("\n")))
    after = dict(map(_parts, lines))
    differ = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
    for key in differ[:_SHOWN]:
        print(key)
    print(f"{len(after) - len(differ):,} of {len(after):,} the same, {len(differ):,} differ")
    return 1 if differ or not after else 0


def _parts(line: str) -> tuple[str, str]:
    key, _, digest = line.rpartition("\t")
    return key, digest


def _digests(tree: str) -> Iterator[str]:
    """A line for each file and extractor."""
    for outcome in run_supervised(extract_either, _batches(tree), Limits(workers=2)):
        said = outcome.result if outcome.failure is None else outcome.failure.code.encode()
        extractor, path = split_key(outcome.key)
        digest = blake2b(said, digest_size=12).hexdigest()
        yield f"{tree}: {path!r} ({extractor})\t{digest}"


def _batches(tree: str) -> Iterator[list[Job]]:
    source = open_source(tree)
    jobs: list[Job] = []
    for file, content in source.read(source.list(_is_claimed).files):
        if isinstance(content, bytes):
            names = service_extractors_for(file.path.rpartition(b"/")[2])
            jobs += [(job_key(name, file.path), content, OF_SERVICES) for name in names]
            jobs += [(job_key(name, file.path), content) for name in extractors_for(file.path)]
        if len(jobs) >= _BATCH:
            yield jobs
            jobs = []
    yield jobs


def _is_claimed(name: bytes) -> bool:
    return claims(name) or claims_for_services(name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

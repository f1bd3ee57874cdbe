"""Which findings count: what the baseline accepts, the spec excepts, or is not due yet."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.checks.ended_rule import EXPIRED_RULE
from driftscan.checks.evaluate import RuleOutcome, sort_key
from driftscan.checks.excepted_places import leaves_out
from driftscan.checks.findings import identity
from driftscan.checks.question import CHECKS_OF_PLACES
from driftscan.checks.suppressions import evidence_of, expired_findings
from driftscan.checks.unseen import touched
from driftscan.checks.wording import counted
from driftscan.graph.paths import parse_pattern
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.rule import Expect, Rule, plain_rule_name
from driftscan.model.spec import SpecException

EXCEPTIONS_RULE = "exceptions"
EXPIRED_CHECK = "expired exception"


class Judgement(Struct, frozen=True):
    """All findings with their status, sorted; and what the spec excepts though it is not there.

    unmatched: one message with file and line for each exception that fits no finding.
    """

    findings: tuple[Finding, ...]
    unmatched: tuple[str, ...] = ()


def judge(
    outcomes: Sequence[RuleOutcome],
    accepted: Mapping[str, str],
    exceptions: Iterable[SpecException],
    today: datetime.date,
    spec_file: str = "",
    names: Mapping[str, str] | None = None,
) -> Judgement:
    """Give every finding its status.

    In this order: 'planned' (an absence that is due later), 'excepted' (by a comment in the code,
    or by the spec), 'accepted', else 'new'.
    accepted: identity to reason, from the baseline. names: of modules that findings show by another
    id, for exceptions that name imports (unseen.names_by_id). An exception holds to the end of its
    last day; after that it excepts nothing and is itself a finding, as severe as what it was for.
    """
    exceptions = list(exceptions)
    by_rule = _by_rule(each for each in exceptions if not is_expired(each, today))

    def excepting(finding: Finding, rule: Rule) -> Sequence[SpecException]:
        named = by_rule.get(plain_rule_name(finding.rule), ())
        return [each for each in named if not leaves_out(each, rule)]

    findings = [
        _judged(finding, outcome.rule, accepted, excepting(finding, outcome.rule), today)
        for outcome in outcomes
        for finding in outcome.findings
    ]
    for outcome in outcomes:
        findings += expired_findings(
            outcome.rule.head, outcome.ended, outcome.findings, accepted, EXCEPTIONS_RULE
        )
    unchecked = [outcome.rule.head.name for outcome in outcomes if not outcome.checked]
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(plain_rule_name(finding.rule), []).append(finding)
    unmatched: list[str] = []
    for exception in exceptions:
        if exception.imports and not is_expired(exception, today):
            continue  # whether such dependencies are there is asked of the tree
        named = [each for name in exception.plain_names() for each in found.get(name, ())]
        covered = _made_for(exception, named, names or {})
        if not is_expired(exception, today) and any(_is_of_use(exception, o) for o in outcomes):
            continue
        if covered and is_expired(exception, today):
            findings.append(_expired_finding(exception, covered, accepted, spec_file))
        elif not covered and not any(map(exception.speaks_of, unchecked)):
            unmatched.append(_unmatched_message(exception, spec_file))
    return Judgement(tuple(sorted(findings, key=sort_key)), tuple(unmatched))


def _is_of_use(exception: SpecException, outcome: RuleOutcome) -> bool:
    """Whether a finding rests on what it leaves out."""
    return leaves_out(exception, outcome.rule) and outcome.checked and exception not in outcome.idle


def _by_rule(exceptions: Iterable[SpecException]) -> dict[str, list[SpecException]]:
    """Those that say where, by the rules they speak of; there may be hundreds."""
    found: dict[str, list[SpecException]] = {}
    for exception in exceptions:
        for name in exception.plain_names():
            found.setdefault(name, []).append(exception)
    return found


def _made_for(
    exception: SpecException, findings: Sequence[Finding], names: Mapping[str, str]
) -> list[Finding]:
    """Of the findings of the rules it speaks of."""
    if exception.imports:
        return touched(exception, findings, names)
    return [finding for finding in findings if applies(exception, finding)]


def applies(exception: SpecException, finding: Finding) -> bool:
    """The exception names the finding's rule and the place where the finding is; of a finding that
    rests on several places, one of them.

    It speaks of what the rule finds, not of the rule's own end.
    """
    own_end = finding.check == EXPIRED_RULE
    if own_end or exception.imports or not exception.speaks_of(finding.rule):
        return False
    if not exception.where:
        return True
    pattern = parse_pattern(exception.where)
    several = finding.check in CHECKS_OF_PLACES
    places = evidence_of(finding) if several else {finding.where}
    return any(pattern.matches(place.path) for place in places)


def _judged(
    finding: Finding,
    rule: Rule,
    accepted: Mapping[str, str],
    exceptions: Iterable[SpecException],
    today: datetime.date,
) -> Finding:
    ended = finding.check == EXPIRED_RULE
    if isinstance(rule, Expect) and not ended and rule.by is not None and today < rule.by:
        return replace(finding, status="planned", note=f"due {rule.by.isoformat()}")
    if finding.status == "excepted":
        return finding
    for exception in exceptions:
        if applies(exception, finding):
            until = f" (until {exception.until.isoformat()})" if exception.until else ""
            return replace(finding, status="excepted", note=exception.reason + until)
    if finding.id in accepted:
        return replace(finding, status="accepted", note=accepted[finding.id])
    return finding


def is_expired(exception: SpecException, today: datetime.date) -> bool:
    """The last day of the exception has passed."""
    return exception.until is not None and exception.until < today


def _expired_finding(
    exception: SpecException,
    covered: Sequence[Finding],
    accepted: Mapping[str, str],
    spec_file: str,
) -> Finding:
    key = plain_rule_name(exception.finding)
    meant = exception.where or ", ".join(exception.imports)
    known = identity(EXCEPTIONS_RULE, key, meant, EXPIRED_CHECK)
    until = exception.until.isoformat() if exception.until else ""
    place = meant or "any place"
    stand = "still stands" if len(covered) == 1 else "still stand"
    message = (
        f"The exception from '{exception.finding}' for {place} ended on {until}; "
        f"{counted(len(covered), 'finding')} it was made for {stand}."
    )
    return Finding(
        id=known,
        rule=EXCEPTIONS_RULE,
        check=EXPIRED_CHECK,
        nature="divergence",
        severity="error" if any(f.severity == "error" for f in covered) else "warning",
        source=exception.finding,
        target=meant,
        source_component="",
        target_component="",
        kind=EXPIRED_CHECK,
        message=message,
        where=Location(spec_file.encode("utf-8", "surrogateescape"), exception.line),
        reason=exception.reason,
        spec_line=exception.line,
        status="accepted" if known in accepted else "new",
        note=accepted.get(known, ""),
    )


def _unmatched_message(exception: SpecException, spec_file: str) -> str:
    place = f" in '{exception.where}'" if exception.where else ""
    return (
        f"{spec_file}:{exception.line}: the exception from '{exception.finding}'{place} fits no "
        "finding; if it was mended, remove it, else check the rule's name and the path"
    )

"""Comments in the code that silence a rule: what each is for, and what is told about them.

Read here against the rules of the spec; silence.py evaluates a rule without what they silence.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from driftscan.checks.findings import identity
from driftscan.checks.wording import counted, listed, shown_path
from driftscan.model.fact import SuppressionFact
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.rule import RuleHead, plain_rule_name

EXPIRED_CHECK = "expired suppression"
_USAGE = "write `driftscan: allow RULE -- reason` or `driftscan: allow RULE until DATE -- reason`"


class Suppression(Struct, frozen=True):
    """One comment that names a rule. ended: its last day has passed, so it silences nothing."""

    path: bytes
    fact: SuppressionFact
    ended: bool = False

    @property
    def statements(self) -> frozenset[Location]:
        """Where the import statements begin that it speaks of."""
        return frozenset(Location(self.path, line) for line in self.fact.statements)

    @property
    def note(self) -> str:
        """Why it is there, until when, and where."""
        until = f"until {self.fact.until}, " if self.fact.until else ""
        return f"{self.fact.reason} ({until}{shown_path(self.path)}:{self.fact.line})"


class Complaint(Struct, frozen=True, order=True):
    """A comment that does not do what it was written for."""

    where: Location
    text: str


class Suppressions(Struct, frozen=True):
    """All comments of a tree. by_rule: by plain_rule_name() of the rule. complaints: about those
    that name no rule of the spec or can't be read."""

    by_rule: Mapping[str, Sequence[Suppression]] = {}
    complaints: tuple[Complaint, ...] = ()


def read_suppressions(
    facts: Mapping[bytes, Sequence[SuppressionFact]],
    rules: Iterable[RuleHead],
    today: datetime.date,
) -> Suppressions:
    """Hold the comments, by path, against the rules of a spec: all, whether evaluated or not."""
    if not facts:
        return Suppressions()
    names = {plain_rule_name(head.name): head.name for head in rules}
    by_rule: dict[str, list[Suppression]] = {}
    complaints: list[Complaint] = []
    for path, fact in [(path, fact) for path, own in sorted(facts.items()) for fact in own]:
        name = plain_rule_name(fact.rule)
        if fact.trouble or name not in names:
            text = f"{fact.trouble}; {_USAGE}" if fact.trouble else _unknown(fact.rule, names)
            complaints.append(Complaint(Location(path, fact.line), text))
        else:
            by_rule.setdefault(name, []).append(Suppression(path, fact, _ended(fact, today)))
    return Suppressions(by_rule, tuple(complaints))


def complaint_lines(read: Suppressions, unused: Iterable[Suppression]) -> tuple[str, ...]:
    """One message for each comment that can't be read, names no rule, or silences nothing."""
    complaints = [*read.complaints, *map(_unused, unused)]
    return tuple(
        f"{shown_path(complaint.where.path)}:{complaint.where.line}: suppression: {complaint.text}"
        for complaint in sorted(complaints)
    )


def expired_findings(
    head: RuleHead,
    ended: Sequence[Suppression],
    findings: Sequence[Finding],
    accepted: Mapping[str, str],
    pseudo_rule: str,
) -> Iterator[Finding]:
    """One for each file with comments that have ended, as severe as what they were made for.

    ended: of one rule, in the order of their places; findings: all of that rule. Where other
    comments silence all that these were made for, nothing is said yet.
    """
    standing = [(found, evidence_of(found)) for found in findings if found.status != "excepted"]
    for path, group in groupby(ended, key=lambda suppression: suppression.path):
        own = list(group)
        places = {place for suppression in own for place in suppression.statements}
        covered = [found for found, evidence in standing if not places.isdisjoint(evidence)]
        if not covered:
            continue
        known = identity(pseudo_rule, plain_rule_name(head.name), shown_path(path), EXPIRED_CHECK)
        yield Finding(
            id=known,
            rule=pseudo_rule,
            check=EXPIRED_CHECK,
            nature="divergence",
            severity="error" if any(f.severity == "error" for f in covered) else "warning",
            source=head.name,
            target=shown_path(path),
            source_component="",
            target_component="",
            kind=EXPIRED_CHECK,
            message=_expired_message(head.name, own, len(covered)),
            where=Location(path, own[0].fact.line),
            evidence=tuple(Location(path, suppression.fact.line) for suppression in own),
            reason=own[0].fact.reason,
            spec_line=head.line,
            status="accepted" if known in accepted else "new",
            note=accepted.get(known, ""),
        )


def evidence_of(finding: Finding) -> set[Location]:
    """Every line that states a step of the finding."""
    return {*finding.evidence, *(place for step in finding.chain for place in step.evidence)}


def _ended(fact: SuppressionFact, today: datetime.date) -> bool:
    return bool(fact.until) and datetime.date.fromisoformat(fact.until) < today


def _unknown(rule: str, names: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(plain_rule_name(rule), names, n=1)
    hint = f"did you mean '{names[near[0]]}'?" if near else "`driftscan check -v` shows them all"
    return f"the spec has no rule called '{rule}'; {hint}"


def _unused(suppression: Suppression) -> Complaint:
    fact = suppression.fact
    if not fact.statements:
        what = "there is no import statement on its line or right below it"
        remedy = "move the comment to the import it is for, or remove it"
    else:
        lines = [str(line) for line in fact.statements]
        place = f"line {lines[0]}" if len(lines) == 1 else f"lines {listed(lines)}"
        what = f"no finding of '{fact.rule}' rests on the import in {place}"
        remedy = "if it was mended, remove the comment, else check the rule's name and the place"
    return Complaint(Location(suppression.path, fact.line), f"{what}; {remedy}")


def _expired_message(rule: str, ended: Sequence[Suppression], covered: int) -> str:
    until = min(suppression.fact.until for suppression in ended)
    place = shown_path(ended[0].path)
    stand = "still stands" if covered == 1 else "still stand"
    if len(ended) == 1:
        what = f"The suppression of '{rule}' in {place} ended on {until}"
    else:
        what = f"{len(ended)} suppressions of '{rule}' in {place} ended, the first on {until}"
    made = "it was" if len(ended) == 1 else "they were"
    return f"{what}; {counted(covered, 'finding')} {made} made for {stand}."

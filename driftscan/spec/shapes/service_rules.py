"""Rules about what services share, and what they promise each other."""

from typing import ClassVar

from driftscan.spec.shapes.base import key, optional
from driftscan.spec.shapes.rule_parts import HeadShape, Members
from driftscan.spec.shapes.scalars import CallVia, Flag, NumberOfCalls


class NoSharedDataShape(HeadShape):
    """No two members use one data set."""

    noun: ClassVar[str] = "this no_shared_data rule"

    no_shared_data: Members = key(
        "No shared data",
        "Two or more components, or a kind: services, of which each keeps its data to itself.",
        "services",
    )


class OneOwnerShape(HeadShape):
    """Each data set is written by one member."""

    noun: ClassVar[str] = "this one_owner rule"

    one_owner: Members = key(
        "One owner",
        "Two or more components, or a kind: services; of these one writes each data set, unless "
        "`data` names its owner.",
        "services",
    )


class NoBypassShape(HeadShape):
    """Data of a member that serves an API is got from that API."""

    noun: ClassVar[str] = "this no_bypass rule"

    no_bypass: Members = key(
        "No bypass",
        "Components, or a kind: services; what one of them alone writes others ask it for, and do "
        "not read from its store.",
        "services",
    )


class ChainShape(HeadShape):
    """So many calls at most wait for each other."""

    noun: ClassVar[str] = "this chain rule"

    chain: Members = key(
        "Chain",
        "Two or more components, or a kind: services, between which calls are counted.",
        "services",
    )
    longest: NumberOfCalls = key("Longest", "How many calls in a row there may be.", 3)
    via: CallVia = optional(
        "Via",
        "Kinds of call that count; call, which is all, if nothing is said.",
        "http",
        default=("call",),
    )


class ContractsShape(HeadShape):
    """What is called is served, and what is published is consumed."""

    noun: ClassVar[str] = "this contracts rule"

    contracts: Members = key(
        "Contracts",
        "Components, or a kind: services, whose endpoints and topics are meant.",
        "services",
    )
    unused: Flag = optional(
        "Unused", "Whether endpoints that nobody calls are findings, too.", True, default=False
    )

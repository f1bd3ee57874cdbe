"""Whether what stands behind a dot is an extension of the tree, when no types are known."""

from collections.abc import Set

# Members and extensions of the JDK, of Kotlin and of coroutines that every file knows; one of the
# tree by such a name is only taken if its receiver's type is named in the file.
COMMON = frozenset(
    "abs accept add addAll all also any append apply asList asSequence associate await body "
    "build call cancel chars clear clone close collect compareTo complete component1 component2 "
    "contains containsKey content copy count create debug decode default delete drop emit "
    "encode entries equals error execute exists filter find first firstOrNull flatMap flush "
    "fold forEach format get getOrPut getValue hasNext hashCode header headers host id indexOf "
    "info insert invoke isEmpty isNotEmpty iterator join joinToString key keys last launch "
    "length let lines list load log logger lowercase map match matches max min minus name next "
    "of offer onEach open options parse path plus poll port post print println process "
    "provideDelegate put query read readBytes readText receive register release remove render "
    "replace request resolve response result reverse run send set setValue single size skip "
    "sort sortBy sorted split start stop stream sub subscribe substring sum take test text then "
    "to toByteArray toInt toList toLong toMap toSet toString trace transform trim type update "
    "uppercase use validate value valueOf values visit wait warn with write writeText writer "
    "zip".split()
)


def is_distinctive(name: str, members: Set[str]) -> bool:
    """Whether nothing else is called like that. members: of types of the tree."""
    return name not in members and name not in COMMON

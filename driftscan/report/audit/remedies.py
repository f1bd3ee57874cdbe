"""How a finding may be ended, in a sentence for each kind of check: what to do in the code. That
the spec or the baseline may be changed instead is a decision, which the page says of each."""

_TURN = (
    "Move what is needed to where both may use it, turn the dependency round by an interface that "
    "the other side implements, or ask for it at run time."
)
_ASK = "Let one of them own the data; the others ask it, or take what it publishes."

REMEDIES = {
    "acyclic": "Take away the dependencies named below, the least that open the circle: move what "
    "both sides need into a part of its own, or turn one of them round by an interface.",
    "allow_only": _TURN,
    "capability": "Use what the spec names for this; where that lacks something, add it there.",
    "chain": "Let one service on the way keep what the next would be asked for, or send a message "
    "instead of waiting.",
    "contracts": "Bring both sides together: serve what is asked for, take what is sent, or remove "
    "the call.",
    "covered": "Give these modules to a component in the spec, or remove them.",
    "data": "Ask the owner for it, or have it publish what others need to know.",
    "definition": "Use what the owner says, instead of saying it once more.",
    "deny": _TURN,
    "deprecate": "Replace what is used of it; the date says until when.",
    "every": "Add to the spec what is missing there.",
    "expect": "Make the dependency that is planned, or take it out of the spec.",
    "expired exception": "Mend what the exception let pass, or give it a new date and reason.",
    "expired rule": "Take the rule out of the spec, or give it a new date.",
    "expired suppression": "Mend what the comment lets pass, or give it a new date and reason.",
    "independent": _TURN,
    "layers": "Move the code to the layer that it works for, or let the upper layer pass in what "
    "the lower one needs.",
    "no_bypass": "Ask the API of the owner for it instead of reading its store.",
    "no_duplicates": "Keep one of them where both may use it, and look first at what differs: it "
    "may be a fault that was mended in one place only.",
    "no_shared_data": _ASK,
    "one_definition": "Decide which one holds and name its owner under `definitions`; the others "
    "ask it, or take another name for what they mean.",
    "one_implementation": "Decide for one way, name it under `capabilities`, and let the others "
    "go when their code is changed anyway.",
    "one_owner": _ASK,
    "private": "Use what the package offers to others, or have it offer this.",
    "protect": "Ask one of those that may use it, or have them offer this.",
    "public": "Import a module that the component declares as public, or have it declare this one.",
    "stale entry": "Take the entry out of the baseline: what it accepted is gone.",
}

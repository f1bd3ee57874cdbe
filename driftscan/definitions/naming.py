"""Which term a meaning is about, by its name, its owner, the figure it gives or its file."""

from driftscan.definitions.conventions import is_conventional, plain_entity
from driftscan.definitions.gathered import Meaning
from driftscan.definitions.scripts import is_script
from driftscan.definitions.words import words_of

_VERBS = frozenset(
    "is has was are can should get list find fetch count num number total all select query load "
    "compute calculate check export read show filter scope of the a only for sum where with in n "
    "retrieve search collect build make do lookup resolve ensure must current_user each".split()
)
_TAILS = frozenset(
    "count query total list set number spec specification predicate filter view sql qs queryset "
    "async only map array dict cte stat metric result async".split()
)
_CUTS = frozenset("by for in per since at on from of".split())
_GENERIC = frozenset(
    "valid empty equal enabled null same ready true false supported present available exist item "
    "data value result row record key id name total count query model type file path main test "
    "default instance object node child parent element entry error".split()
)
# What a function does to things says nothing of what they are.
DEEDS = frozenset(
    "process handle create update delete remove add save send set run execute start stop parse "
    "render convert transform write apply sync migrate import upload download register validate "
    "assert publish consume emit dispatch notify schedule cancel close open reset clear insert "
    "upsert merge reduce generate log print perform assign archive restore deactivate activate "
    "enable disable refresh rebuild recover backfill move copy rename clean cleanup purge expire "
    "mark toggle push pull pop enqueue trigger submit approve reject accept invite revoke grant "
    "charge refund ship mount unmount bind unbind attach detach wait poll monitor test use on to "
    "with without format normalize sanitize encode decode serialize deserialize resync flush "
    "should assert_that expect extract fix patch replace sort order_by group join split map".split()
)
# A predicate of such a name says what its caller wants, not what something is.
_PICKS = frozenset((("filter",), ("match",), ("matches",), ("select",), ("where",)))
_ENOUGH = 2
_MOST = 4


def term_words(meaning: Meaning) -> tuple[str, ...]:
    """The words of the term, () for none that could be shared."""
    fact = meaning.fact
    alias = plain_words(fact.alias)
    if len(alias) >= _ENOUGH:
        return alias[:_MOST]
    if words_of(fact.name)[:1] and words_of(fact.name)[0] in DEEDS:
        return ()
    words = plain_words(fact.name)
    if words and (words[0] in _CUTS or _is_no_term(words[-1])):
        return ()  # `findByEmail` says how it is asked for, not what
    if fact.form == "predicate" and words_of(fact.name)[:1] in _PICKS:
        return ()
    if len(words) >= _ENOUGH and all(word in _GENERIC or word == "not" for word in words):
        return ()
    if len(words) >= _ENOUGH:
        return words if len(words) <= _MOST else ()
    if len(words) == 1 and fact.owner and words[0] not in _GENERIC:
        owner = _owner_words(fact.owner)
        is_about_owner = bool(owner) and words[0] not in owner
        return (*words, *owner) if is_about_owner else ()
    stem = meaning.path.rpartition(b"/")[2].partition(b".")[0].decode("utf-8", "replace")
    if stem[:1].isupper() and not is_script(meaning.path):
        return ()  # a file that bears the name of a type, or of a page
    from_file = plain_words(stem)
    return from_file if not words and _ENOUGH <= len(from_file) <= _MOST else ()


def _is_no_term(word: str) -> bool:
    """What a key is called, and what is done: `hasTenantId`, `orderValidation`, `quickSearch`."""
    return (
        word == "id"
        or word in _VERBS
        or (word.endswith("ation") and f"{word[:-3]}e" in DEEDS | _VERBS)
    )


def plain_words(name: str) -> tuple[str, ...]:
    """Without what only says that it is asked for: `countActiveUsersByPlan` is `active user`."""
    words = list(words_of(name))
    while words and words[0] in _VERBS:
        words.pop(0)
    for at, word in enumerate(words):
        if word in _CUTS and at:
            words = words[:at]
            break
    while words and words[-1] in _TAILS:
        words.pop()
    return tuple(words)


def _owner_words(owner: str) -> tuple[str, ...]:
    if is_conventional(owner):
        return ()
    words = words_of(plain_entity(owner))
    return words if len(words) <= _ENOUGH else ()

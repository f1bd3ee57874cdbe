"""What looks like a dependency and is none."""

from collections.abc import Iterator

from benchmarks.services.planted.kinds.choosing import Choosing, language_of
from benchmarks.services.planted.language import file_of, filled, path_of
from benchmarks.services.planted.plants import Plant, Variable
from benchmarks.services.planted.systems import Site

_CONFIGMAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: planted-addresses\ndata:\n"


def decoys(choosing: Choosing, count: int) -> Iterator[Plant]:
    """Some of each kind."""
    for site in choosing.rounds(choosing.coders(), count):
        target = choosing.other(site)
        yield _in_comment(choosing, site, target)
        yield _in_log(choosing, site, target)
        yield _in_test(choosing, site, target)
        yield _in_prose(choosing, site)
        if choosing.system.compose:
            number = choosing.number()
            value = f"http://{target.host}:{target.port}"
            unread = (Variable(site.host, f"PLANTED_{number}_URL", value),)
            yield Plant("decoy: variable nobody reads", "compose", (), unread)
            yield Plant("decoy: depends_on", "compose", (), needs=((site.host, target.host),))
        if language_of(site).grpc_unused:
            yield _unused_stub(choosing, site, target)
    if choosing.system.kubernetes:
        lines = [f"  {s.host.upper()}_PLANTED: {s.host}:{s.port}\n" for s in choosing.sites]
        path = f"{choosing.system.kubernetes}/planted-addresses.yaml"
        text = _CONFIGMAP + "".join(lines)
        yield Plant("decoy: ConfigMap of all addresses", "kubernetes", ((path, text),))


def _client(choosing: Choosing, site: Site, target: Site, number: int) -> tuple[str, str]:
    language = language_of(site)
    imports, body = language.http[choosing.random.choice(sorted(language.http))]
    url = f'"http://{target.host}:{target.port}/planted/{number}"'
    return imports, filled(body, url=url)


def _in_comment(choosing: Choosing, site: Site, target: Site) -> Plant:
    number, language = choosing.number(), language_of(site)
    imports, body = _client(choosing, site, target, number)
    lines = "\n".join(language.comment + line for line in body.splitlines())
    text = file_of(language, number, imports, f"{lines}\n{filled(language.log, text='quiet')}")
    return _decoy("commented-out call", site, path_of(language, site.folder, number), text)


def _in_log(choosing: Choosing, site: Site, target: Site) -> Plant:
    number, language = choosing.number(), language_of(site)
    said = f"would call http://{target.host}:{target.port}/planted/{number} here"
    text = file_of(language, number, "", filled(language.log, text=said))
    return _decoy("URL in a log message", site, path_of(language, site.folder, number), text)


def _in_test(choosing: Choosing, site: Site, target: Site) -> Plant:
    number, language = choosing.number(), language_of(site)
    text = file_of(language, number, *_client(choosing, site, target, number))
    path = f"{site.folder}/{filled(language.test_path, n=str(number))}"
    return _decoy("test file", site, path, text)


def _in_prose(choosing: Choosing, site: Site) -> Plant:
    number, language = choosing.number(), language_of(site)
    said = f"select a row from planted_prose_{number} and update planted_prose_{number} by hand"
    body = f"{language.comment}{said}\n{filled(language.log, text=said)}"
    text = file_of(language, number, "", body)
    return _decoy("table in prose", site, path_of(language, site.folder, number), text)


def _unused_stub(choosing: Choosing, site: Site, target: Site) -> Plant:
    number, language = choosing.number(), language_of(site)
    assert language.grpc_unused
    names = {"interface": f"Idle{number}", "n": str(number)}
    address = f'"{target.host}:{target.port}"'
    pair = [filled(each, address=address, **names) for each in language.grpc_unused]
    text = file_of(language, number, *pair)
    return _decoy("stub never called", site, path_of(language, site.folder, number), text)


def _decoy(kind: str, site: Site, path: str, text: str) -> Plant:
    return Plant(f"decoy: {kind}", site.language, ((path, text),))

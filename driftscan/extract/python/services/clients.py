"""Calls of other programs over HTTP and gRPC.

Tables say which object sends requests and where the address stands: a library is a line.
"""

import ast
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.python.services.code import Called, Code
from driftscan.extract.python.services.names import Made
from driftscan.extract.python.services.texts import argument, host_and_port
from driftscan.model.service_fact import CallFact, Text

_VERBS = frozenset("get post put patch delete head options".split())
# What has a method for each verb, whose first argument is the URL: path -> client.
_SENDERS = {
    "requests": "requests",
    "requests.Session": "requests",
    "requests.session": "requests",
    "requests.sessions.Session": "requests",
    "requests_futures.sessions.FuturesSession": "requests",
    "requests_toolbelt.sessions.BaseUrlSession": "requests",
    "requests_oauthlib.OAuth2Session": "requests",
    "authlib.integrations.requests_client.OAuth2Session": "requests",
    "requests_html.HTMLSession": "requests",
    "cloudscraper.create_scraper": "requests",
    "grequests": "requests",
    "niquests": "niquests",
    "niquests.Session": "niquests",
    "httpx": "httpx",
    "httpx.Client": "httpx",
    "httpx.AsyncClient": "httpx",
    "aiohttp.ClientSession": "aiohttp",
    "aiohttp.client.ClientSession": "aiohttp",
    "treq": "treq",
    "urllib3.PoolManager": "urllib3",
    "urllib3": "urllib3",
    "tornado.httpclient.AsyncHTTPClient": "tornado",
    "tornado.httpclient.HTTPClient": "tornado",
    "locust.HttpUser.client": "locust",
    "locust.FastHttpUser.client": "locust",
    "locust.contrib.fasthttp.FastHttpUser.client": "locust",
    "locust.HttpLocust.client": "locust",
    "locust.TaskSet.client": "locust",
    "locust.SequentialTaskSet.client": "locust",
    "locust.user.HttpUser.client": "locust",
}
# Methods of these whose verb is an argument: name -> positions of verb and URL; -1 for none.
_REQUESTS = {"request": (0, 1), "fetch": (-1, 0), "stream": (0, 1), "ws_connect": (-1, 0)}
# Functions: path -> client, position of the URL, method.
_FUNCTIONS = {
    "urllib.request.urlopen": ("urllib", 0, ""),
    "urllib.request.Request": ("urllib", 0, ""),
    "urllib.request.urlretrieve": ("urllib", 0, "GET"),
    "urllib2.urlopen": ("urllib", 0, ""),
    "urllib2.Request": ("urllib", 0, ""),
    "urllib.urlopen": ("urllib", 0, ""),
    "httpx.Request": ("httpx", 1, ""),
    "aiohttp.request": ("aiohttp", 1, ""),
    "websockets.connect": ("websockets", 0, ""),
    "websocket.create_connection": ("websockets", 0, ""),
    "xmlrpc.client.ServerProxy": ("xmlrpc", 0, "POST"),
    "zeep.Client": ("zeep", 0, "POST"),
    "suds.client.Client": ("suds", 0, "POST"),
}
_RAW = frozenset(("http.client.HTTPConnection", "http.client.HTTPSConnection"))
_BASE_NAMES = ("base_url", "prefix_url", "host")
_URL_NAMES = ("url", "fullurl", "uri", "wsdl")
_CHANNELS = frozenset(
    f"grpc.{around}{kind}_channel" for around in ("", "aio.") for kind in ("insecure", "secure")
)
_WRAPS_CHANNEL = frozenset(("grpc.intercept_channel",))
_STUB = "Stub"
STANDARD_INTERFACES = ("Health", "ServerReflection")
"""What every gRPC server may answer says nothing of what it is for."""


def calls_of(code: Code) -> Iterator[CallFact]:
    """HTTP requests and uses of gRPC stubs."""
    stubs: set[tuple[str, Text]] = set()
    for called in code.calls:
        if found := _http_call(code, called) or _raw_call(code, called):
            yield found
        elif (found := _grpc_call(code, called)) and (found.interface, found.address) not in stubs:
            stubs.add((found.interface, found.address))
            yield found


class _Sent(Struct, frozen=True):
    """Which client sends, the verb, and where the URL stands among the arguments."""

    client: str
    verb: str
    place: int


def _http_call(code: Code, called: Called) -> CallFact | None:
    sent = _sent(code, called)
    if sent is None:
        return None
    url = code.text(called, sent.place, *_URL_NAMES)
    inner = argument(called.node, sent.place, _URL_NAMES)
    if code.names.path(inner, called.scope) in _FUNCTIONS:
        return None  # urlopen(Request(url)): the request says it
    base = _base(code, called)
    if not base and not url:
        return None
    if base is None:
        return CallFact("http", url, called.line, sent.client, sent.verb)
    return CallFact("http", base, called.line, sent.client, sent.verb, url)


def _sent(code: Code, called: Called) -> _Sent | None:
    if found := _FUNCTIONS.get(called.path):
        return _Sent(found[0], found[2], found[1])
    client = _SENDERS.get(_sender(code, called))
    if client is None:
        return None
    if called.method in _VERBS:
        return _Sent(client, called.method.upper(), 0)
    if called.method not in _REQUESTS:
        return None
    verb, url = _REQUESTS[called.method]
    written = code.literal(called, verb, "method").upper() if verb >= 0 else ""
    return _Sent(client, written if written.lower() in _VERBS else "", url)


def _sender(code: Code, called: Called) -> str:
    """The path of what a method is called on; `self.client` of a class made for it is its own."""
    sender = called.path.rpartition(".")[0]
    receiver, owner = called.receiver, called.scope.owner
    if sender or owner is None or not isinstance(receiver, ast.Attribute):
        return sender
    bases = [f"{base}.{receiver.attr}" for base in code.bases(owner, called.scope)]
    return next((base for base in bases if base in _SENDERS), "")


def _base(code: Code, called: Called) -> Text | None:
    """What the object was told to put in front of each URL; None if nothing."""
    if called.path.startswith("locust."):
        return ()
    if not called.path and isinstance(called.receiver, ast.Attribute):
        bound = code.names.attribute("host")
        return code.texts.of(bound.value, bound.scope) if bound else ()
    made = code.maker(called)
    if made is None:
        return None
    call, scope = made
    base = argument(call, 0 if _takes_base_first(code, made) else -1, _BASE_NAMES)
    return code.texts.of(base, scope) if base is not None else None


def _takes_base_first(code: Code, made: Made) -> bool:
    path = code.names.path(made[0].func, made[1])
    return path.endswith(("aiohttp.ClientSession", "BaseUrlSession"))


def _raw_call(code: Code, called: Called) -> CallFact | None:
    """`HTTPConnection(host, port).request("GET", "/items")`."""
    owner, _, method = called.path.rpartition(".")
    made = code.maker(called) if method == "request" and owner in _RAW else None
    if made is None:
        return None
    host, port = (
        code.texts.of(argument(made[0], place, (name,)), made[1])
        for place, name in ((0, "host"), (1, "port"))
    )
    address = host_and_port(host, port)
    path = code.text(called, 1, "url")
    return CallFact(
        "http", address, called.line, "http.client", code.literal(called, 0, "method"), path
    )


def _grpc_call(code: Code, called: Called) -> CallFact | None:
    """A method of a stub."""
    owner = called.path.rpartition(".")[0]
    stub = owner.rpartition(".")[2]
    interface = stub.removesuffix(_STUB)
    if interface in ("", stub, *STANDARD_INTERFACES) or called.receiver is None:
        return None
    made = code.maker(called)
    address = _channel_address(code, made) if made else ()
    return CallFact("grpc", address, called.line, "grpc", interface=interface)


def _channel_address(code: Code, made: Made) -> Text:
    call, scope = made
    channel = code.names.maker(argument(call, 0, ("channel",)), scope)
    for _ in range(4):
        if channel is None:
            return ()
        path = code.names.path(channel[0].func, channel[1])
        if path in _CHANNELS:
            return code.texts.of(argument(channel[0], 0, ("target",)), channel[1])
        if path not in _WRAPS_CHANNEL:
            return ()
        channel = code.names.maker(argument(channel[0], 0, ("channel",)), channel[1])
    return ()

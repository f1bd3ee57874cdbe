"""Which calls make a text of what: a newcomer adds a word here. Names are those of methods; a
constructor is 'new'."""

WRAPPERS: dict[str, tuple[str, ...]] = {
    "URI": ("create", "new"),
    "URL": ("new",),
    "Uri": ("parse",),
    "HttpUrl": ("parse", "get"),
    "UriComponentsBuilder": ("fromHttpUrl", "fromUriString", "fromUri", "fromPath"),
    "ServletUriComponentsBuilder": ("fromHttpUrl", "fromUriString"),
    "UriBuilder": ("fromUri", "fromPath", "of"),
    "UriTemplate": ("new",),
    "DefaultUriBuilderFactory": ("new",),
    "URIBuilder": ("new",),
    "URLBuilder": ("new",),
    "Url": ("new",),
    "StringBuilder": ("new",),
    "StringBuffer": ("new",),
    "String": ("valueOf", "new"),
    "Objects": ("requireNonNull", "requireNonNullElse", "toString"),
    "Optional": ("of", "ofNullable"),
    "Arrays": ("asList",),
    "List": ("of",),
    "Set": ("of",),
    "Collections": ("singletonList", "singleton"),
    "Lists": ("newArrayList",),
    "NewTopic": ("new",),
    "ChannelTopic": ("new",),
    "PatternTopic": ("new",),
    "Queue": ("new",),
    "TopicExchange": ("new",),
    "DirectExchange": ("new",),
    "FanoutExchange": ("new",),
    "ActiveMQQueue": ("new",),
    "ActiveMQTopic": ("new",),
    "TopicBuilder": ("name",),
    "QueueBuilder": ("durable", "nonDurable"),
    "ExchangeBuilder": ("topicExchange", "directExchange", "fanoutExchange"),
    "Region": ("of",),
    "RedisURI": ("create",),
    "ConnectionString": ("new",),
    "MongoClientURI": ("new",),
}
"""The text is that of the first argument."""

LISTS = frozenset(("listOf", "setOf", "arrayOf", "mutableListOf", "requireNotNull", "checkNotNull"))
"""The same of functions that belong to no type."""

WITH_PORT = frozenset(("InetSocketAddress", "HttpHost", "ServerAddress", "HostAndPort"))
"""Made of a host, a port and perhaps a scheme."""

SAME = frozenset(
    """toString toUriString toUri build buildAndExpand expand encode trim strip intern trimIndent
    trimMargin stripIndent toURI toURL toURL toHttpUrl toHttpUrlOrNull toUri queryParam queryParams
    query addQueryParameter addParameter parameter newBuilder toASCIIString replace replaceAll
    removeSuffix trimEnd getUri uri getUrl stripTrailing toExternalForm uriVariables toUriComponents
    orElseThrow get first getFirst orEmpty toMutableList let also uriString buildString create
    normalize getName getNameAsString"""
    .split()
)  # fmt: skip
"""What stands before is not changed, or only where it does not matter."""

APPENDED: dict[str, str] = {
    "path": "{}",
    "append": "{}",
    "concat": "{}",
    "plus": "{}",
    "resolve": "{}",
    "setPath": "{}",
    "replacePath": "{}",
    "encodedPath": "{}",
    "pathSegment": "/{}",
    "addPathSegment": "/{}",
    "addPathSegments": "/{}",
    "appendPath": "/{}",
    "appendPathSegments": "/{}",
    "setPathSegments": "/{}",
    "scheme": "{}://",
    "setScheme": "{}://",
    "host": "{}",
    "setHost": "{}",
    "port": ":{}",
    "setPort": ":{}",
}
"""What a link puts behind the text before it."""

DEFAULTS = frozenset(("orElse", "orElseGet", "getOrElse", "ifEmpty", "ifBlank"))
"""The argument stands where nothing else is given."""

ADDRESSES_OF = frozenset(
    """getInstances choose getNextServerFromEureka getApplication getServiceInstance
    getInstancesById chooseServer selectInstance selectOneHealthyInstance"""
    .split()
)  # fmt: skip
"""Asks a registry for the instances of the service that its first argument names."""

LOOKUP_WORDS = ("url", "uri", "address", "endpoint", "instance", "discover", "lookup", "host")
"""A method of the system itself with such a word in its name, and a text like the name of a service
as its first argument, is taken to do the same."""

SETTINGS = frozenset(
    """getProperty getRequiredProperty getString getValue getOptionalValue property propertyOrNull
    getConfigValue resolvePlaceholders getStringProperty tryGetString"""
    .split()
)  # fmt: skip
"""Reads the setting that its first argument names; the second may be its default."""

SETTINGS_HOLDERS = ("env", "conf", "prop", "setting", "System")
"""... on something whose name holds one of these."""

ADDRESS_WORDS = (
    """url uri host addr address endpoint dsn server servers broker brokers topic topics queue
    exchange channel bucket baseurl target jdbc routingkey stream subject destination"""
    .split()
)  # fmt: skip
"""Words by which a name is taken to hold an address."""

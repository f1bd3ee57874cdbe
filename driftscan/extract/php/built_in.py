"""Classes that PHP and its extensions bring along, all of them in the global namespace.

From ReflectionExtension::getClassNames() of PHP 8.2 with the extensions that Debian 12 packs, and
the manual's lists of what 8.3 to 8.5 added. Regenerate: see docs/languages/php.md.
"""

ALWAYS_THERE = "php"  # what Composer calls PHP itself

_PHP = """
    AllowDynamicProperties AppendIterator ArgumentCountError ArithmeticError ArrayAccess
    ArrayIterator ArrayObject AssertionError Attribute BackedEnum BadFunctionCallException
    BadMethodCallException CachingIterator CallbackFilterIterator ClosedGeneratorException
    Closure CompileError Countable DateError DateException DateInterval
    DateInvalidOperationException DateInvalidTimeZoneException
    DateMalformedIntervalStringException DateMalformedPeriodStringException
    DateMalformedStringException DateObjectError DatePeriod DateRangeError DateTime
    DateTimeImmutable DateTimeInterface DateTimeZone DelayedTargetValidation Deprecated
    Directory DirectoryIterator DivisionByZeroError DomainException EmptyIterator Error
    ErrorException Exception Fiber FiberError FilesystemIterator FilterIterator Generator
    GlobIterator HashContext InfiniteIterator InternalIterator InvalidArgumentException
    Iterator IteratorAggregate IteratorIterator JsonException JsonSerializable LengthException
    LimitIterator LogicException MultipleIterator NoDiscard NoRewindIterator
    OutOfBoundsException OutOfRangeException OuterIterator OverflowException Override
    ParentIterator ParseError RangeException RecursiveArrayIterator RecursiveCachingIterator
    RecursiveCallbackFilterIterator RecursiveDirectoryIterator RecursiveFilterIterator
    RecursiveIterator RecursiveIteratorIterator RecursiveRegexIterator RecursiveTreeIterator
    Reflection ReflectionAttribute ReflectionClass ReflectionClassConstant ReflectionEnum
    ReflectionEnumBackedCase ReflectionEnumUnitCase ReflectionException ReflectionExtension
    ReflectionFiber ReflectionFunction ReflectionFunctionAbstract ReflectionGenerator
    ReflectionIntersectionType ReflectionMethod ReflectionNamedType ReflectionObject
    ReflectionParameter ReflectionProperty ReflectionReference ReflectionType
    ReflectionUnionType ReflectionZendExtension Reflector RegexIterator
    RequestParseBodyException ReturnTypeWillChange RoundingMode RuntimeException
    SeekableIterator SensitiveParameter SensitiveParameterValue Serializable
    SplDoublyLinkedList SplFileInfo SplFileObject SplFixedArray SplHeap SplMaxHeap SplMinHeap
    SplObjectStorage SplObserver SplPriorityQueue SplQueue SplStack SplSubject
    SplTempFileObject StreamBucket Stringable Throwable Traversable TypeError
    UnderflowException UnexpectedValueException UnhandledMatchError UnitEnum ValueError WeakMap
    WeakReference __PHP_Incomplete_Class php_user_filter stdClass
"""

# By extension, under the name that composer.json asks for it with, without 'ext-'.
_EXTENSIONS = {
    "curl": """
        CURLFile CURLStringFile CurlHandle CurlMultiHandle CurlShareHandle
    """,
    "dom": """
        DOMAttr DOMCdataSection DOMCharacterData DOMChildNode DOMComment DOMDocument
        DOMDocumentFragment DOMDocumentType DOMElement DOMEntity DOMEntityReference
        DOMException DOMImplementation DOMNameSpaceNode DOMNamedNodeMap DOMNode DOMNodeList
        DOMNotation DOMParentNode DOMProcessingInstruction DOMText DOMXPath
    """,
    "enchant": """
        EnchantBroker EnchantDictionary
    """,
    "ffi": """
        FFI
    """,
    "fileinfo": """
        finfo
    """,
    "gd": """
        GdFont GdImage
    """,
    "gmp": """
        GMP
    """,
    "intl": """
        Collator IntlBreakIterator IntlCalendar IntlChar IntlCodePointBreakIterator
        IntlDateFormatter IntlDatePatternGenerator IntlException IntlGregorianCalendar
        IntlIterator IntlListFormatter IntlPartsIterator IntlRuleBasedBreakIterator
        IntlTimeZone Locale MessageFormatter Normalizer NumberFormatter ResourceBundle
        Spoofchecker Transliterator UConverter
    """,
    "libxml": """
        LibXMLError
    """,
    "mysqli": """
        mysqli mysqli_driver mysqli_result mysqli_sql_exception mysqli_stmt mysqli_warning
    """,
    "openssl": """
        OpenSSLAsymmetricKey OpenSSLCertificate OpenSSLCertificateSigningRequest
    """,
    "pdo": """
        PDO PDOException PDORow PDOStatement
    """,
    "phar": """
        Phar PharData PharException PharFileInfo
    """,
    "session": """
        SessionHandler SessionHandlerInterface SessionIdInterface
        SessionUpdateTimestampHandlerInterface
    """,
    "shmop": """
        Shmop
    """,
    "simplexml": """
        SimpleXMLElement SimpleXMLIterator
    """,
    "snmp": """
        SNMP SNMPException
    """,
    "soap": """
        SoapClient SoapFault SoapHeader SoapParam SoapServer SoapVar
    """,
    "sockets": """
        AddressInfo Socket
    """,
    "sodium": """
        SodiumException
    """,
    "sqlite3": """
        SQLite3 SQLite3Result SQLite3Stmt
    """,
    "sysvmsg": """
        SysvMessageQueue
    """,
    "sysvsem": """
        SysvSemaphore
    """,
    "sysvshm": """
        SysvSharedMemory
    """,
    "tidy": """
        tidy tidyNode
    """,
    "tokenizer": """
        PhpToken
    """,
    "xml": """
        XMLParser
    """,
    "xmlreader": """
        XMLReader
    """,
    "xmlwriter": """
        XMLWriter
    """,
    "xsl": """
        XSLTProcessor
    """,
    "zip": """
        ZipArchive
    """,
    "zlib": """
        DeflateContext InflateContext
    """,
}

# Not of PHP itself but of PECL.
_PECL = {
    "amqp": """
        AMQPBasicProperties AMQPChannel AMQPChannelException AMQPConnection
        AMQPConnectionException AMQPDecimal AMQPEnvelope AMQPEnvelopeException AMQPException
        AMQPExchange AMQPExchangeException AMQPQueue AMQPQueueException AMQPTimestamp
        AMQPValueException
    """,
    "apcu": """
        APCUIterator
    """,
    "imagick": """
        Imagick ImagickDraw ImagickDrawException ImagickException ImagickKernel
        ImagickKernelException ImagickPixel ImagickPixelException ImagickPixelIterator
        ImagickPixelIteratorException
    """,
    "memcached": """
        Memcached MemcachedException
    """,
    "msgpack": """
        MessagePack MessagePackUnpacker
    """,
    "redis": """
        Redis RedisArray RedisCluster RedisClusterException RedisException RedisSentinel
    """,
}

# Namespaces that belong to PHP or an extension.
_NAMESPACES = {
    "random": ALWAYS_THERE,
    "uri": ALWAYS_THERE,
    "ffi": "ext-ffi",
    "pdo": "ext-pdo",
    "dom": "ext-dom",
    "bcmath": "ext-bcmath",
    "ldap": "ext-ldap",
    "pgsql": "ext-pgsql",
    "imap": "ext-imap",
    "ftp": "ext-ftp",
    "pspell": "ext-pspell",
    "curl": "ext-curl",
}

BUILT_IN: dict[str, str] = {
    **{name.lower(): f"ext-{e}" for e, text in _EXTENSIONS.items() for name in text.split()},
    **{name.lower(): ALWAYS_THERE for name in _PHP.split()},
}
"""Class name in lower case to what brings it along: 'php' or 'ext-...'."""

FROM_PECL = {name.lower(): f"ext-{e}" for e, text in _PECL.items() for name in text.split()}


def brought_by(name: str) -> tuple[str, bool]:
    """What brings a class along, ('php', True) or ('ext-redis', False): whether it is PHP's own.

    name: fully qualified. ('', False) if nothing known does.
    """
    lowered = name.lower()
    top, _, rest = lowered.partition("\\")
    if rest:
        return _NAMESPACES.get(top, ""), top in _NAMESPACES
    if lowered in FROM_PECL:
        return FROM_PECL[lowered], False
    return BUILT_IN.get(lowered, ""), lowered in BUILT_IN

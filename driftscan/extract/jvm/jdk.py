"""Which packages come with the platform: the JDK's, and for Kotlin its standard library."""

# `javax.*` was also given to Java EE, whose packages are libraries of their own; these are the
# ones that are in a JDK (8 to 21).
_JAVAX = frozenset(
    "accessibility activity annotation.processing crypto imageio lang.model management naming net "
    "print rmi script security.auth security.cert security.sasl sound sql swing tools "
    "transaction.xa xml.catalog xml.crypto xml.datatype xml.namespace xml.parsers xml.stream "
    "xml.transform xml.validation xml.xpath smartcardio xml".split()
)
_NOT_IN_XML = ("javax.xml.bind", "javax.xml.ws", "javax.xml.soap", "javax.xml.registry")
_TOP = (
    "java.",
    "jdk.",
    "sun.",
    "com.sun.net.httpserver",
    "com.sun.source",
    "com.sun.tools",
    "com.sun.management",
    "com.sun.jdi",
    "com.sun.nio",
    "com.sun.security",
    "com.sun.javadoc",
    "com.sun.org.apache",
    "com.sun.jndi",
    "org.w3c.dom",
    "org.xml.sax",
    "org.ietf.jgss",
    "netscape.javascript",
)
_KOTLIN_LIBRARIES = ("kotlin.test",)


def is_platform(package: str) -> bool:
    """Whether a package comes with the JDK or with Kotlin itself."""
    if package.startswith("kotlin."):
        return not package.startswith(_KOTLIN_LIBRARIES)
    if package.startswith("javax."):
        return _is_javax(package)
    return package in ("kotlin", "java") or package.startswith(_TOP)


def _is_javax(package: str) -> bool:
    if package.startswith(_NOT_IN_XML):
        return False
    parts = package.split(".")[1:]
    return any(".".join(parts[:count]) in _JAVAX for count in range(1, len(parts) + 1))

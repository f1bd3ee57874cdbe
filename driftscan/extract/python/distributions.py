"""Import names and distributions: which requirement of a manifest an import comes from."""

from collections.abc import Iterator, Mapping

from driftscan.extract.python.projects import normalised

# Distributions whose import name differs from their own name by more than case and - _ . ;
# from the `top_level.txt` of each. Used only to recognise what a manifest already asks for.
_IMPORTED_AS = {
    "attr": "attrs",
    "bs4": "beautifulsoup4",
    "cairo": "pycairo",
    "crypto": "pycryptodome",
    "cryptodome": "pycryptodomex",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "discord": "discord-py",
    "django_filters": "django-filter",
    "docx": "python-docx",
    "dotenv": "python-dotenv",
    "factory": "factory-boy",
    "faiss": "faiss-cpu",
    "fitz": "pymupdf",
    "git": "gitpython",
    "github": "pygithub",
    "gi": "pygobject",
    "google.protobuf": "protobuf",
    "grpc": "grpcio",
    "grpc_status": "grpcio-status",
    "jose": "python-jose",
    "jwt": "pyjwt",
    "kafka": "kafka-python",
    "ldap": "python-ldap",
    "magic": "python-magic",
    "markdown": "markdown",
    "memcache": "python-memcached",
    "multipart": "python-multipart",
    "mysqldb": "mysqlclient",
    "nacl": "pynacl",
    "openssl": "pyopenssl",
    "pil": "pillow",
    "pkg_resources": "setuptools",
    "pptx": "python-pptx",
    "psycopg2": "psycopg2-binary",
    "_pytest": "pytest",
    "rest_framework": "djangorestframework",
    "rest_framework_simplejwt": "djangorestframework-simplejwt",
    "serial": "pyserial",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "slugify": "python-slugify",
    "socketio": "python-socketio",
    "engineio": "python-engineio",
    "telegram": "python-telegram-bot",
    "usb": "pyusb",
    "win32api": "pywin32",
    "win32con": "pywin32",
    "yaml": "pyyaml",
    "zmq": "pyzmq",
    "corsheaders": "django-cors-headers",
    "debug_toolbar": "django-debug-toolbar",
    "environ": "django-environ",
    "flask_cors": "flask-cors",
    "lxml": "lxml",
    "mpl_toolkits": "matplotlib",
    "opentelemetry": "opentelemetry-api",
    "paho": "paho-mqtt",
    "ruamel": "ruamel-yaml",
    "sentry_sdk": "sentry-sdk",
    "tree_sitter_languages": "tree-sitter-languages",
}

# Of these, the top-level names that several distributions put their packages in.
_SHARED = frozenset({"mpl_toolkits", "opentelemetry", "ruamel"})

_IMPORTED_TOPS = {name.partition(".")[0] for name in _IMPORTED_AS}


def well_known(top_level: str) -> bool:
    """Whether a top-level name is known to come from a distribution of another name."""
    return top_level.lower() in _IMPORTED_AS


def is_shared(provided: str) -> bool:
    """Whether code elsewhere may add to the top-level name of what a requirement provides.

    A distribution that provides `google.cloud.storage` leaves `google` to others as well.
    """
    return "." in provided or provided in _SHARED


def may_require(top_level: str, requirements: Mapping[str, str]) -> bool:
    """Whether any requirement could provide something below a top-level name."""
    start = normalised(top_level)
    return top_level.lower() in _IMPORTED_TOPS or any(
        name == start or name.startswith(start + "-") for name in requirements
    )


def requirement_for(dotted: str, requirements: Mapping[str, str]) -> tuple[str, str] | None:
    """The part of a dotted import that a requirement provides, and the requirement as written.

    The longest part wins: with `google-cloud-storage` required, `google.cloud.storage.blob` gives
    ('google.cloud.storage', 'google-cloud-storage').
    """
    for name, distributions in distributions_for(dotted):
        for distribution in distributions:
            if distribution in requirements:
                return name, requirements[distribution]
    return None


def distributions_for(dotted: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The beginnings of a dotted import, longest first, and distributions that may provide each:
    the one of its own name, and the one it is known to come from ('' if none is)."""
    parts = dotted.split(".")
    for count in range(min(len(parts), 4), 0, -1):
        name = ".".join(parts[:count])
        yield name, (normalised(name), _IMPORTED_AS.get(name.lower(), ""))

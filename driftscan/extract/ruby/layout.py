"""Ruby files by the names that `require` and constants find them by."""


def below(path: str, folder: str) -> str:
    """The rest of a path inside a folder."""
    return path[len(folder) :].lstrip("/")


def folded(name: str) -> str:
    """A constant or a path in one form: `HTMLParser`, `HtmlParser` and html_parser are alike."""
    return name.replace("::", "/").replace("_", "").lower()


def camelized(path: str) -> str:
    """`admin/api_key` as the constant that Rails makes of it, if no word is an acronym."""
    parts = (part.split("_") for part in path.split("/"))
    return "::".join("".join(word[:1].upper() + word[1:] for word in words) for words in parts)

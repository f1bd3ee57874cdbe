"""Ruby files by the names that `require` and constants find them by."""


def below(path: str, folder: str) -> str:
    """The rest of a path inside a folder."""
    return path[len(folder) :].lstrip("/")


def folded(name: str) -> str:
    """A constant or a path in one form: `HTMLParser`, `HtmlParser` and html_parser are alike."""
    return name.replace("::", "/").replace("_", "").lower()

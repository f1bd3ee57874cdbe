"""What is raised for text that is not what its name says."""


class UnreadableTextError(ValueError):
    """code: 'encoding', 'syntax' or 'too-deep'; reason: the end of a sentence; line: 0 if none."""

    def __init__(self, code: str, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.line = line

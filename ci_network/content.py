"""What is written: text, bytes, or text in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Content = str | bytes | Iterable[str]


def octets(content: Content) -> Iterator[bytes]:
    """Content as pieces of bytes; text is UTF-8."""
    if isinstance(content, bytes):
        yield content
    else:
        for piece in [content] if isinstance(content, str) else content:
            yield piece.encode()

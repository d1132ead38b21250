"""What a page sends."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import wraps

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_LONGEST = 10_000
"""Letters of a field; more is no answer of a person."""


@dataclass(frozen=True)
class Form:
    """The fields of a form; one that was not sent is blank."""

    data: FormData

    def word(self, name: str) -> str:
        """A field."""
        value = self.data.get(name, "")
        if not isinstance(value, str) or len(value) > _LONGEST:
            raise HTTPException(422)
        return value.strip()

    def words(self, name: str) -> list[str]:
        """A field that may be there several times."""
        return [value for value in self.data.getlist(name) if isinstance(value, str)]

    def file(self, name: str) -> tuple[str, bytes]:
        """Name and content of a file that was sent.

        Raises
        ------
        HTTPException
            When there is none.
        """
        sent = self.data.get(name)
        if not isinstance(sent, UploadFile) or not sent.filename:
            raise HTTPException(422)
        return sent.filename, sent.file.read()

    def files(self, name: str) -> list[tuple[str, bytes]]:
        """Name and content of the files that were sent.

        Raises
        ------
        HTTPException
            When there is none.
        """
        sent = [each for each in self.data.getlist(name) if isinstance(each, UploadFile)]
        there = [(each.filename, each.file.read()) for each in sent if each.filename]
        if not there:
            raise HTTPException(422)
        return there


def posted(do: Callable[[Request, Form], Response]) -> Callable[[Request], Awaitable[Response]]:
    """What answers a form, without keeping others waiting; what was sent is let go then."""

    @wraps(do)
    async def answer(request: Request) -> Response:
        async with request.form() as data:
            return await run_in_threadpool(do, request, Form(data))

    return answer

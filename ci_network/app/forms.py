"""What a page sends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

Result = TypeVar("Result")

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

    async def off_the_loop(self, do: Callable[..., Result], *values: object) -> Result:
        """Do what takes a while without keeping others waiting; what was sent is let go then."""
        try:
            return await run_in_threadpool(do, *values)
        finally:
            await self.data.close()


async def form_of(request: Request) -> Form:
    """The fields that a page sent."""
    return Form(await request.form())

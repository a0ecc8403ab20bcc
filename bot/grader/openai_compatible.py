"""The client of a server that speaks the OpenAI chat completions API, by pydantic-ai.

Nothing else imports the library: it's optional (see ``server.missing_extra``).
"""

from collections.abc import AsyncIterator

import httpx2
from pydantic_ai.exceptions import ModelAPIError, ModelHTTPError, UnexpectedModelBehavior
from pydantic_ai.messages import ModelRequest, SystemPromptPart, TextPart, UserPromptPart
from pydantic_ai.models import ModelRequestParameters
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIChatModelSettings
from pydantic_ai.output import OutputObjectDefinition
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

from bot.grader.server import Failure, Mode, Prompt, ServerFails

LARGEST_BODY = 1_000_000
"""Bytes of a response that are read; a usual one has a few thousand."""
CONNECT_SECONDS = 5.0
READ_SECONDS = 30.0
"""More than an answer may take as a whole, which the caller limits."""
_REFUSED = (401, 403, 404)
_BUSY = (402, 429, 503, 529)
_FORMAT = (400, 415, 422, 501)


class ChatClient:
    """One model of one server. It never follows the server to another address."""

    def __init__(self, url: str, model: str, key: str) -> None:
        self._http = httpx2.AsyncClient(
            transport=_Bounded(),
            timeout=httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            follow_redirects=False,
            headers={"Accept-Encoding": "identity"},
        )
        # The library would try again by itself, and count on the server for what it may send.
        profile = OpenAIModelProfile(supports_json_object_output=True)
        provider = OpenAICompatibleProvider(
            "grader", base_url=url, api_key=key or None, http_client=self._http, profile=profile
        )
        provider.client.max_retries = 0
        self._model = OpenAIChatModel(model, provider=provider)

    async def reply(self, prompt: Prompt, mode: Mode) -> str:
        """Return the text of the model's reply; raises ServerFails."""
        messages = [
            ModelRequest(
                parts=[SystemPromptPart(prompt.instructions), UserPromptPart(prompt.asked)]
            )
        ]
        # The last mode asks for nothing that a server may not know.
        settings = OpenAIChatModelSettings() if mode is Mode.TEXT else _SETTLED
        try:
            response = await self._model.request([*messages], settings, _parameters(prompt, mode))
        except ModelHTTPError as error:
            raise _of_status(error.status_code, error.retry_after) from None
        except ModelAPIError:
            raise ServerFails(Failure.UNREACHABLE, "the server can't be reached") from None
        except UnexpectedModelBehavior:
            raise ServerFails(
                Failure.BROKEN, "the server's response isn't a chat completion"
            ) from None
        return "\n".join(part.content for part in response.parts if isinstance(part, TextPart))

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()


_SETTLED = OpenAIChatModelSettings(temperature=0.0)
"""The same answer gets the same reply, as far as the server can."""


def _parameters(prompt: Prompt, mode: Mode) -> ModelRequestParameters:
    match mode:
        case Mode.SCHEMA:
            shape = OutputObjectDefinition(dict(prompt.schema), name="coverage", strict=True)
            return ModelRequestParameters(output_mode="native", output_object=shape)
        case Mode.JSON:
            shape = OutputObjectDefinition(dict(prompt.schema), name="coverage")
            return ModelRequestParameters(
                output_mode="prompted", output_object=shape, prompted_output_template=False
            )
        case Mode.TEXT:
            return ModelRequestParameters()


def _of_status(status: int, retry_after: float | None) -> ServerFails:
    told = f"the server answered with status {status}"
    if status in _REFUSED:
        return ServerFails(Failure.REFUSED, f"{told}: check GRADER_KEY, GRADER_MODEL, GRADER_URL")
    if status in _BUSY:
        return ServerFails(Failure.BUSY, told, retry_after)
    return ServerFails(Failure.FORMAT if status in _FORMAT else Failure.BROKEN, told)


class _Bounded(httpx2.AsyncHTTPTransport):
    """Reads no more than ``LARGEST_BODY`` of a response, and none that is compressed."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        response = await super().handle_async_request(request)
        stream = response.stream
        if not isinstance(stream, httpx2.AsyncByteStream):
            raise httpx2.ReadError("a response without a stream", request=request)
        if response.headers.get("Content-Encoding", "identity") != "identity":
            await stream.aclose()
            raise httpx2.ReadError("a compressed response", request=request)
        response.stream = _BoundedStream(stream, request)
        return response


class _BoundedStream(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream, request: httpx2.Request) -> None:
        self._stream = stream
        self._request = request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for chunk in self._stream:
            read += len(chunk)
            if read > LARGEST_BODY:
                raise httpx2.ReadError("too long a response", request=self._request)
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()

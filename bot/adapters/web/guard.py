"""What every request passes: only our own page may post, and a page loads nothing from elsewhere."""

import logging
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler

log = structlog.get_logger()

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}

NO_GOOD_HTTP = (HttpProcessingError, web.RequestPayloadError)


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    if request.method == "POST" and not is_own_page(request):
        raise web.HTTPForbidden(text="This form was sent by another site.")
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except (web.RequestPayloadError, ConnectionError):
        # whoever sent it is to blame, or has gone, which is nothing for the log
        raise web.HTTPBadRequest(text="This request did not arrive whole.") from None
    except Exception:
        log.exception("page failed", path=request.path)
        return web.Response(
            status=500, text="Something went wrong here. It is in the log; reload the page to try again."
        )


def is_own_page(request: web.Request) -> bool:
    """False only if a browser says that another site sent this; other programs say nothing at all."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or _place(origin) == request.host


def _place(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # brackets that are not closed
        return ""


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
    response.headers.setdefault("Cache-Control", "no-cache")  # an update of the bot updates its page


def is_ours(record: logging.LogRecord) -> bool:
    """False for the error of what is no good HTTP: it shows bytes of it, which may be a cookie's."""
    return not (record.exc_info and isinstance(record.exc_info[1], NO_GOOD_HTTP))

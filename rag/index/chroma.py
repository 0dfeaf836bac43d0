"""Chroma, embedded or on a server: how it is opened, and its exceptions as one with what to do next."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rag.errors import FootnoteError, StoreError, is_panic

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

_LITTLE_BYTES = 20_000_000
"""With less free space, a failure to write is one of space: putting the log into the store takes some at once."""
REBUILD = "Run: footnote index --rebuild"


@dataclass(frozen=True, slots=True)
class Access:
    """The access that a Chroma server asks for: a token (Chroma Cloud's API key), and whose database is meant."""

    token: str | None = None
    tenant: str = "default_tenant"
    database: str = "default_database"

    @property
    def headers(self) -> dict[str, str] | None:
        """Chroma's own header, and the one that proxies in front of it know."""
        return {"x-chroma-token": self.token, "authorization": f"Bearer {self.token}"} if self.token else None


def open_client(address: str, access: Access = Access()) -> ClientAPI:
    """A Chroma client: embedded for a folder, over HTTP for ``http://host:port`` or ``https://``.

    Raises:
        StoreError: the folder is damaged or not writable, or the server does not answer.
    """
    import chromadb
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    if not is_server(address):
        with explained("opened"):
            Path(address).mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(address, settings=quiet)
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    try:
        return chromadb.HttpClient(
            host=parts.hostname or "",
            port=parts.port or (443 if secure else 8000),
            ssl=secure,
            headers=access.headers,
            settings=quiet,
            tenant=access.tenant,
            database=access.database,
        )
    except Exception as error:
        raise StoreError(
            f"The Chroma server at {address} does not answer ({_reason(error)}).",
            "Check the address and that the server runs (chroma run).",
        ) from error


def forget_clients() -> None:
    """Makes the next ``open_client`` read an embedded store anew: Chroma shares one client per folder."""
    if "chromadb" not in sys.modules:
        return
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


def remove(client: ClientAPI, name: str) -> None:
    """Removes a corpus from a Chroma store, whatever made it."""
    with explained("emptied"):
        present = {collection.name for collection in client.list_collections()}
        for part in ("articles", "sentences"):
            if f"{name}.{part}" in present:
                client.delete_collection(f"{name}.{part}")


def is_server(address: str) -> bool:
    return address.startswith(("http://", "https://"))


@contextmanager
def explained(done: str, folder: Path | None = None) -> Iterator[None]:
    """Chroma's many exceptions as one, with what to do next; ``folder`` is where it writes on this machine."""
    try:
        yield
    except FootnoteError:
        raise
    except ModuleNotFoundError:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and not is_panic(error):
            raise
        reason = _reason(error)
        if "full" in reason or "No space left" in reason or (done == "written" and _is_nearly_full(folder)):
            raise StoreError("The disk is full.", "Free some space, then run: footnote index") from error
        if "readonly" in reason or "Permission denied" in reason or "read-only" in reason.lower():
            raise StoreError(
                f"The store may not be written ({reason}).",
                "Check its permissions, or choose another place with --store.",
            ) from error
        if "locked" in reason:
            raise StoreError("The store is in use by another process.", "Try again when it has finished.") from error
        if "onnect" in reason:
            raise StoreError(
                f"The Chroma server does not answer ({reason}).", "Check that it runs, then try again."
            ) from error
        raise StoreError(f"The store cannot be {done} ({reason}).", REBUILD) from error


def _is_nearly_full(folder: Path | None) -> bool:
    """Whether there is hardly any space: what Chroma says of a compaction that failed does not tell why."""
    try:
        return folder is not None and shutil.disk_usage(folder).free < _LITTLE_BYTES
    except OSError:
        return False


def _reason(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]

"""`rectigraph serve`: GraphQL over HTTP on this machine."""

import errno
import os
import signal
import socket
from ipaddress import ip_address
from math import ceil
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn

import typer

from api.cli import output
from api.cli.opening import opened
from api.cli.options import DataDirOption, EngineOption, settings_of
from schema.errors import PortInUse, SettingsError

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.engine import Engine

HELP = """Serve GraphQL over HTTP on this machine. Ctrl-C stops it.

\b
[bold]Examples[/]
  rectigraph serve
  rectigraph serve --port 8080
  rectigraph --engine neo4j serve
"""

HostOption = Annotated[str, typer.Option(help="Address to listen on; loopback only.")]
PortOption = Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")]
DEFAULT_PORT: Final = 8000
_GRACE_S: Final = 3


def run(
    context: typer.Context,
    host: HostOption = "127.0.0.1",
    port: PortOption = DEFAULT_PORT,
    explain: Annotated[
        bool, typer.Option("--explain", help="Let requests ask how they are answered: extensions {explain: true}.")
    ] = False,
    engine: EngineOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Serve until Ctrl-C or SIGTERM."""
    settings = settings_of(context, engine, data_dir)
    # The port comes first: who cannot have it should not wait for the engine to hear that.
    with listening(host, port) as listener, opened(settings, for_questions=True) as graph:
        serve(graph, listener, settings, explains=explain)


def listening(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address of this machine.

    Raises SettingsError for any other address, since there are no accounts yet, and PortInUse.
    """
    if not is_loopback(host):
        raise SettingsError(
            f"{host} can be reached from other machines, and there are no accounts yet to tell who asks. "
            "Serve on 127.0.0.1, and let others in through a proxy that checks them."
        )
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    if os.name == "posix":  # elsewhere the option would let two programs share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(f"Port {port} of {host} is in use. Stop what uses it, or choose another: --port.") from None
        raise
    return listener


def is_loopback(host: str) -> bool:
    """Tell whether an address is reached from this machine only; a name other than localhost is not."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def serve(engine: "Engine", listener: socket.socket, settings: "Settings", *, explains: bool = False) -> None:
    """Answer requests until Ctrl-C or SIGTERM, then return."""
    import uvicorn

    from api.collector import settled
    from api.http import create_app

    host, port = listener.getsockname()[:2]
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    app = create_app(engine, settings.limits, explains=explains, ids=settings.ids)
    # Answers are waited for, exports are broken off: those go on for as long as their clients take.
    patience_s = ceil(settings.limits.query_timeout_s) + _GRACE_S
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=patience_s)
    output.say(f"GraphQL on http://{address}/graphql (Ctrl-C stops it)")
    # uvicorn raises the signal again after it has stopped: ours must end this function, not the process.
    previous = signal.signal(signal.SIGTERM, _stop)
    try:
        with settled():
            uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        output.say("Stopped.")
    finally:
        signal.signal(signal.SIGTERM, previous)


def _stop(_signal: int, _frame: Any) -> NoReturn:
    raise KeyboardInterrupt

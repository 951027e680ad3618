"""Debian's nginx with the configuration that the project generates, on free ports of this machine."""

from __future__ import annotations

import contextlib
import datetime
import grp
import ipaddress
import os
import pwd
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from scripts.dev.install_tools import MODULE, find_nginx
from scripts.rigs.paths import ROOT

MAIN = """\
load_module {module};
{user}
daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/logs/start.log warn;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log {folder}/logs/access.log;
    client_body_temp_path {folder}/tmp; proxy_temp_path {folder}/tmp; fastcgi_temp_path {folder}/tmp;
    uwsgi_temp_path {folder}/tmp; scgi_temp_path {folder}/tmp;
    include {folder}/lanpya.conf;
}}
"""


@dataclass(frozen=True)
class WebServer:
    """A running nginx: its addresses, its certificate, and the folder of its logs."""

    http: int
    https: int
    onion: int
    certificate: Path
    logs: Path


def free_port() -> int:
    """Return an unused port of this machine."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _make_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(made.public_bytes(pem))
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "privkey.pem").write_bytes(key.private_bytes(pem, *plain))


@contextlib.contextmanager
def serve(site: Path, folder: Path) -> Iterator[WebServer]:
    """Serve a site until the end of the block, with the output of lanpya server-config.

    `folder`, which must not exist yet, takes the configuration, the certificate and nginx's own files. Its
    workers run as the current user, so that no folder needs other permissions than it has. Raises
    RuntimeError with nginx's message if it does not start.
    """
    for name in ("logs", "tmp"):
        (folder / name).mkdir(parents=True)
    _make_certificate(folder)
    http, https, onion = free_port(), free_port(), free_port()
    command = [sys.executable, "-m", "lanpya", "server-config", "nginx"]
    command += ["--root", str(site), "--keys", str(folder)]
    for option, port in (("--http", http), ("--https", https), ("--onion", onion)):
        command += [option, f"127.0.0.1:{port}"]
    config = subprocess.run(
        [*command, "--name", "127.0.0.1"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    (folder / "lanpya.conf").write_text(config.stdout, encoding="utf-8")
    # workers of root run as another user, who cannot read root's temporary folders
    user = f"user {pwd.getpwuid(0).pw_name} {grp.getgrgid(0).gr_name};" if os.geteuid() == 0 else ""
    main = MAIN.format(folder=folder, module=MODULE, user=user)
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    with subprocess.Popen(
        [find_nginx() or "nginx", "-c", folder / "nginx.conf", "-e", folder / "logs" / "start.log"],
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            for _ in range(200):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", onion), 1):
                    break
                if process.poll() is not None:
                    raise RuntimeError(process.stderr.read() if process.stderr else "nginx ended")
                time.sleep(0.05)
            yield WebServer(http, https, onion, folder / "fullchain.pem", folder / "logs")
        finally:
            process.terminate()
            process.wait(20)

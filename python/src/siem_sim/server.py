"""A server: one that the environment names, or one that is started."""

import itertools
import json
import os
import shlex
import shutil
import subprocess
import tempfile
import time

from .http import Control
from .world import World

_SECONDS_TO_START = 120


class Server:
    """A running simulator; `close` stops it where it was started here."""

    def __init__(self, url, token=None, ca_file=None, process=None, folder=None):
        self.url = url.rstrip("/")
        self.control = Control(self.url, token, ca_file)
        self.ca_file = ca_file
        self._process = process
        self._folder = folder
        self._numbers = itertools.count(1)

    def world(self, name=None, **options):
        """A fresh world; `world(scenario="ransomware", seed="7")`. Raises ControlError."""
        name = name or f"py-{os.getpid()}-{next(self._numbers)}"
        body = {key: value for key, value in options.items() if value is not None}
        return World(self, self.control.ask("PUT", f"/_sim/worlds/{name}", body))

    def close(self):
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def find_or_start(url=None, command=None, arguments=()):
    """The server at `url` or SIEM_SIM_URL; else one that is started by `command`, SIEM_SIM_COMMAND, `siem-sim`, or `npx siem-sim`."""
    url = url or os.environ.get("SIEM_SIM_URL")
    if url:
        token = os.environ.get("SIEM_SIM_CONTROL_TOKEN")
        return Server(url, token, os.environ.get("SIEM_SIM_CA_FILE"))
    return _start(_command_of(command), arguments)


def _command_of(command):
    command = command or os.environ.get("SIEM_SIM_COMMAND")
    if command:
        return shlex.split(command)
    for program, words in (("siem-sim", []), ("npx", ["--no-install", "siem-sim"])):
        found = shutil.which(program)
        if found:
            return [found, *words]
    raise RuntimeError("siem-sim is not to be found: install it with npm, or set SIEM_SIM_COMMAND or SIEM_SIM_URL")


def _start(command, arguments):
    folder = tempfile.mkdtemp(prefix="siem-sim-")
    ready = os.path.join(folder, "ready.json")
    log = os.path.join(folder, "log.txt")
    with open(log, "wb") as output:
        process = subprocess.Popen(
            [*command, "serve", "--port", "0", "--ready-file", ready, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server("", process=process, folder=folder)
    try:
        facts = _wait_for(ready, process, log)
    except BaseException:
        server.close()
        raise
    server.url = facts["url"]
    server.ca_file = facts.get("caFile")
    server.control = Control(facts["url"], facts.get("controlToken"), server.ca_file)
    return server


def _wait_for(ready, process, log):
    ends = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < ends:
        try:
            with open(ready, encoding="utf-8") as file:
                return json.load(file)
        except (OSError, ValueError):
            pass
        if process.poll() is not None:
            with open(log, encoding="utf-8", errors="replace") as file:
                raise RuntimeError(f"siem-sim ended with {process.returncode}: {file.read().strip()}")
        time.sleep(0.02)
    raise RuntimeError(f"siem-sim did not get ready within {_SECONDS_TO_START} seconds")

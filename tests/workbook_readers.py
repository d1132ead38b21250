"""Processes that read workbooks, begun by one that has loaded all they need.

Each reads and is limited as the product's own, and ends alone; what it saves is the time in which
every one of them would load the same modules.
"""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import threading

from ci_network.workbooks import apart

BEGINS = """
import json, os, signal, socket, sys
paths, number = json.loads(sys.argv[1])
sys.path[:] = paths
import python_calamine
from ci_network.workbooks.inside import main
asked = socket.socket(fileno=number)
signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that begin others

def read(limits):
    try:
        main(*limits)
        sys.stdout.flush()
    except SystemExit as end:
        os._exit(end.code)
    except BaseException:
        os._exit(1)
    os._exit(0)

while True:
    told, places, *_ = socket.recv_fds(asked, 1 << 16, 3)
    if not told:
        break
    if os.fork() == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        asked.close()
        os.dup2(places[0], 0)
        os.dup2(places[1], 1)
        reader = os.fork()
        if reader == 0:
            os.close(places[2])
            read(json.loads(told)[1:])
        end = os.waitstatus_to_exitcode(os.waitpid(reader, 0)[1])
        os.write(places[2], str(end).encode())
        os._exit(0)
    for place in places:
        os.close(place)
    asked.send(b"1")
"""


class Readers:
    """Where readers are begun, from the first that is asked for until `close`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._began: tuple[subprocess.Popen[bytes], socket.socket] | None = None

    def read(self, told: str, data: bytes, patience: float) -> subprocess.CompletedProcess[bytes]:
        """As `_process` of `ci_network.workbooks.apart`."""
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as found:
            given.write(data)
            given.seek(0)
            end, tells = os.pipe()
            with self._lock:
                asked = self._asked()
                socket.send_fds(asked, [told.encode()], [given.fileno(), found.fileno(), tells])
                os.close(tells)
                asked.recv(1)
            with open(end, "rb") as ended:  # noqa: PTH123 - it has no path
                if not select.select([ended], [], [], patience)[0]:
                    raise subprocess.TimeoutExpired(told, patience)
                code = int(ended.read())
            found.seek(0)
            return subprocess.CompletedProcess([told], code, found.read())

    def _asked(self) -> socket.socket:
        if self._began is None:
            ours, theirs = socket.socketpair()
            with theirs:
                paths = json.dumps([[*sys.path, apart._HERE], theirs.fileno()])
                process = subprocess.Popen(
                    [sys.executable, "-I", "-S", "-c", BEGINS, paths],
                    pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                )  # fmt: skip
            self._began = process, ours
        return self._began[1]

    def close(self) -> None:
        if self._began is not None:
            process, asked = self._began
            asked.close()
            process.wait()

"""A Ray cluster on this machine: a head without cores and two workers of one core each.

``python -m tests.e2e.ray_cluster <port>`` starts it on loopback, tells the processes of the two workers, and stays.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import psutil

from tests.closed import sitecustomize
from tests.conftest import REPOSITORY

_NODE = {
    "node_ip_address": "127.0.0.1",
    "object_store_memory": 80_000_000,
    "include_dashboard": False,
    "include_log_monitor": False,
    "no_monitor": True,
}
# A lost worker is given up after a second instead of a quarter of a minute.
_HEALTH = {
    "health_check_initial_delay_ms": 0,
    "health_check_period_ms": 500,
    "health_check_timeout_ms": 500,
    "health_check_failure_threshold": 2,
}


class RayCluster:
    """The cluster, while a ``with`` statement lasts; what its workers were refused is in ``refused``.

    It takes some seconds to start: ``wait`` for it.
    """

    def __enter__(self) -> RayCluster:
        # Not pytest's folder: the path of a socket may have a hundred characters.
        self._folder = Path(tempfile.mkdtemp(prefix="ray-"))
        (self._folder / "ray").mkdir()
        self.refused = self._folder / "refused-connections"
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.address = f"ray://127.0.0.1:{port}"
        environment = {
            **os.environ,
            "HOME": str(self._folder),
            "PYTHONPATH": os.pathsep.join([str(Path(sitecustomize.__file__).parent), str(REPOSITORY)]),
            "REFUSED_CONNECTIONS": str(self.refused),
            "RAY_TMPDIR": str(self._folder),
            "RAY_USAGE_STATS_ENABLED": "0",
            "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # else loopback is taken for this machine's other address
            "GRPC_ENABLE_FORK_SUPPORT": "0",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.ray_cluster", str(port)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=REPOSITORY,
        )
        return self

    def wait(self) -> None:
        """Returns when the cluster has started."""
        assert self._process.stdout is not None
        self._workers: list[int] = json.loads(self._process.stdout.readline())

    def kill_worker(self) -> None:
        """One of the two workers is no more, all its processes at once."""
        _kill(self._workers.pop())

    def kill(self) -> None:
        """The whole cluster is no more."""
        doomed = _kill(self._process.pid)
        self._process.communicate()
        psutil.wait_procs(doomed)

    def __exit__(self, *error: object) -> None:
        if self._process.returncode is None:
            self.kill()
        shutil.rmtree(self._folder)


def _kill(pid: int) -> list[psutil.Process]:
    """Kills a process and those that it has started, which are given back."""
    root = psutil.Process(pid)
    doomed = [root, *root.children(recursive=True)]
    for process in doomed:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    return doomed[1:]


def main(port: int) -> None:
    from ray.cluster_utils import Cluster

    # Ray's head tells its makers that it shall tell them nothing. It is not ours, and is refused all the same.
    record = os.environ.pop("REFUSED_CONNECTIONS")
    cluster = Cluster()
    cluster.add_node(**_NODE, num_cpus=0, ray_client_server_port=port, _system_config=_HEALTH)
    os.environ["REFUSED_CONNECTIONS"] = record
    workers = [cluster.add_node(**_NODE, num_cpus=1) for _ in range(2)]
    print(json.dumps([one.all_processes["raylet"][0].process.pid for one in workers]), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]))

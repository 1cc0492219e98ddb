#!/usr/bin/env python3
"""What the desk's server costs: processor time of a request beside nginx, and memory of its streams.

    bench/desk_server.py [--tandem BINARY] [--seconds S] [--rounds N] [--subscribers N] [--json]

Processor time is that of all threads of the server (of nginx: of its one worker) over the answers that
wrk counted, the two taking turns on the same bytes. Subscribers listen to a run of `stress` on the Korean
case; every one must get every event in order. Needs wrk and nginx (Debian: wrk, nginx-light)."""

import argparse
import asyncio
import json
import os
import re
import resource
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS = 32
WANTED = 2048  # bytes of an answer
AIMS = {"page": 1.3, "api": 1.5, "megabytes": 30}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_seconds(pid):
    """On a processor so far, all threads together."""
    return sum(int(task.joinpath("schedstat").read_text().split()[0])
               for task in Path(f"/proc/{pid}/task").iterdir()) / 1e9


def resident(pid):
    """Megabytes of memory."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def answers(url, seconds, header=None):
    """How many requests wrk got answered well."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", url]
    if header:
        command += ["-H", header]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        sys.exit(f"wrk on {url}:\n{told}")
    return int(re.search(r"(\d+) requests in", told)[1])


class Desk:
    def __init__(self, tandem):
        self.port, self.token = free_port(), secrets.token_urlsafe(32)
        self.process = subprocess.Popen(
            [tandem, "desk", "--no-open", "--port", str(self.port)], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, cwd=ROOT, env=os.environ | {"TANDEM_DESK_TOKEN": self.token, "TANDEM_CASES": str(ROOT / "cases")})
        self.process.stdout.readline()  # the address: it listens
        self.pid, self.root = self.process.pid, f"http://127.0.0.1:{self.port}"
        self.header = f"Authorization: Bearer {self.token}"

    def ask(self, path, body=None):
        """The bytes of an answer."""
        request = urllib.request.Request(
            self.root + path, data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return answer.read()

    def begin(self, body):
        return json.loads(self.ask("/api/v1/jobs", body))["id"]

    def over(self, job):
        while (told := json.loads(self.ask(f"/api/v1/jobs/{job}")))["state"] in ("queued", "running"):
            time.sleep(0.05)
        return told

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Nginx:
    def __init__(self, folder):
        self.port = free_port()
        conf = Path(folder, "nginx.conf")
        conf.write_text(f"""
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100;
  default_type application/octet-stream;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{self.port}; root {folder}/www; }}
}}
""")
        self.process = subprocess.Popen(["nginx", "-c", str(conf), "-p", folder], stderr=subprocess.DEVNULL)
        self.pid, self.root = self.process.pid, f"http://127.0.0.1:{self.port}"
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        sys.exit("nginx does not start")

    def stop(self):
        self.process.terminate()
        self.process.wait()


def beside_nginx(desk, path, seconds, rounds):
    """Microseconds of processor per answer, ours and nginx's, and the ratio with its range over rounds."""
    body = desk.ask(path)
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        Path(folder, "www").mkdir()
        Path(folder, "www", "same").write_bytes(body)
        nginx = Nginx(folder)
        try:
            ours, theirs = [], []
            for _ in range(rounds):
                for pid, url, header, taken in ((desk.pid, desk.root + path, desk.header, ours),
                                                (nginx.pid, nginx.root + "/same", None, theirs)):
                    before = cpu_seconds(pid)
                    count = answers(url, seconds, header)
                    taken.append((cpu_seconds(pid) - before) / count * 1e6)
        finally:
            nginx.stop()
    ratios = [a / b for a, b in zip(ours, theirs)]
    return {"bytes": len(body), "microseconds": statistics.median(ours), "nginx_microseconds": statistics.median(theirs),
            "ratio": statistics.median(ratios), "ratio_range": [min(ratios), max(ratios)]}


async def listen(desk, job):
    """The ids and names of all events until the stream ends."""
    reader, writer = await asyncio.open_connection("127.0.0.1", desk.port, limit=2**14)
    writer.write((f"GET /api/v1/jobs/{job}/events HTTP/1.1\r\nHost: localhost:{desk.port}\r\n"
                  f"{desk.header}\r\n\r\n").encode())
    ids, names, line = [], [], b""
    while chunk := await reader.read(2**14):
        *lines, line = (line + chunk).split(b"\n")
        for one in lines:
            if one.startswith(b"id:"):
                ids.append(int(one[3:]))
            elif one.startswith(b"event:"):
                names.append(one[6:].strip().decode())
        if b"\r\n0\r\n\r\n" in chunk or chunk.endswith(b"0\r\n\r\n"):
            break
        line = line[-4096:]  # an answer's data is one long line of which nothing is asked here
    writer.close()
    return ids, names


async def streams(desk, count):
    body = {"kind": "stress", "key": "korea-2026", "roadmap": {"name": "grand-bargain"}, "histories": 100_000}
    desk.over(desk.begin(body | {"histories": 1000, "seed": 7}))  # what the case takes is there already
    before = resident(desk.pid)
    job = desk.begin(body)
    alone = asyncio.create_task(listen(desk, job))
    await asyncio.sleep(1)
    with_one = resident(desk.pid)
    crowd = [asyncio.create_task(listen(desk, job)) for _ in range(count - 1)]
    peak = with_one
    while not alone.done():
        await asyncio.sleep(0.05)
        peak = max(peak, resident(desk.pid))
    heard = await asyncio.gather(alone, *crowd)
    longest = max(len(ids) for ids, _ in heard)
    gaps = sum(ids != list(range(1, longest + 1)) or "reset" in names for ids, names in heard)
    return {"subscribers": count, "events_each": longest, "with_gaps": gaps, "idle_megabytes": before,
            "one_subscriber_megabytes": with_one, "all_megabytes": peak, "megabytes": peak - with_one}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tandem", default=str(ROOT / "build/release/bin/tandem"))
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--subscribers", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    said = parser.parse_args()
    for tool in ("wrk", "nginx"):
        if not shutil.which(tool):
            sys.exit(f"{tool} is missing: apt-get install wrk nginx-light")
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    desk = Desk(said.tandem)
    try:
        page = min((file for file in (ROOT / "web/dist/assets").iterdir()),
                   key=lambda file: abs(file.stat().st_size - WANTED))
        jobs = [{"kind": kind, "key": "tutorial"} for kind in ("plan", "window-why", "window-relax")]
        results = [desk.over(desk.begin(job))["answer"]["result"] for job in jobs]
        result = min((f"/api/v1/results/{one}" for one in results),
                     key=lambda path: abs(len(desk.ask(path)) - WANTED))
        found = {"kind": "desk-server",
                 "page": beside_nginx(desk, f"/assets/{page.name}", said.seconds, said.rounds),
                 "api": beside_nginx(desk, result, said.seconds, said.rounds),
                 "streams": asyncio.run(streams(desk, said.subscribers)), "aims": AIMS}
    finally:
        desk.stop()
    if said.json:
        print(json.dumps(found, indent=2))
        return 1 if found["streams"]["with_gaps"] else 0
    for name, what in (("page", "a page's file"), ("api", "a result that is kept")):
        one = found[name]
        print(f"{what}, {one['bytes']} bytes: {one['microseconds']:.1f} us of processor, nginx "
              f"{one['nginx_microseconds']:.1f} us: {one['ratio']:.2f} times "
              f"({one['ratio_range'][0]:.2f} to {one['ratio_range'][1]:.2f}); aim {AIMS[name]}")
    one = found["streams"]
    print(f"{one['subscribers']} subscribers, {one['events_each']} events each, {one['with_gaps']} with a gap: "
          f"{one['megabytes']:.1f} MB more than with one ({one['all_megabytes']:.1f} MB in all); aim {AIMS['megabytes']} MB")
    return 1 if one["with_gaps"] else 0


if __name__ == "__main__":
    sys.exit(main())

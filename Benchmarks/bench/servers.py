"""Starts each server: ours, and the others in the fastest way that their documentation describes."""

import json
import sys
from pathlib import Path

from .process import Server, free_port

BENCHMARKS = Path(__file__).resolve().parent.parent
RELEASE = BENCHMARKS / ".build" / "release"


class Servers:
    """Creates servers. They share our binary and a folder for the files that they write."""

    def __init__(self, binary, work):
        self.binary, self.work = binary, work
        self.body = work / "members.gz"

    def ours(self, database, *, name="ours", wrapper=(), **settings):
        """Creates our server. A setting's key has _ instead of the dot, as in http_cacheBytes=0."""
        port = free_port()
        values = {
            "http": {"port": port, "loops": 1, "maxConnections": 16384, "maxConnectionsPerAddress": 0},
            "database": {"path": str(database)}, "log": {"requests": False}}
        for key, value in settings.items():
            group, _, field = key.partition("_")
            values.setdefault(group, {})[field] = value
        file = self.work / f"settings-{port}.json"
        file.write_text(json.dumps(values))
        return Server(
            name, [*wrapper, self.binary, "serve", "--config", file], port,
            log=self.work / f"ours-{port}.log")

    def nginx(self, *, name="nginx", access_log="off"):
        port = free_port()
        folder = self.work / f"nginx-{port}"
        (folder / "www").mkdir(parents=True)
        (folder / "www" / "members").write_bytes(self.identity_body)
        (folder / "www" / "members.gz").write_bytes(self.body.read_bytes())
        file = folder / "nginx.conf"
        file.write_text(NGINX.format(folder=folder, port=port, access_log=access_log))
        return Server(name, ["nginx", "-p", folder, "-c", file, "-e", folder / "start.log"], port)

    def nginx_return(self):
        """Creates an nginx that sends as many bytes as the gzip answer from its settings, without a file."""
        port = free_port()
        folder = self.work / f"nginx-{port}"
        folder.mkdir(parents=True)
        # A parameter has less than 4,096 bytes.
        whole, rest = divmod(self.body.stat().st_size, 1000)
        answer = f'set $part "{"x" * 1000}"; return 200 "{"${part}" * whole}{"x" * rest}";'
        file = folder / "nginx.conf"
        text = NGINX.format(folder=folder, port=port, access_log="off")
        file.write_text(text.replace(f"root {folder}/www;", f"location / {{ {answer} }}"))
        return Server("nginx return", ["nginx", "-p", folder, "-c", file, "-e", folder / "start.log"], port)

    def epoll_floor(self):
        """Creates the server that sends ready bytes, those of our answer with its head, for anything it reads."""
        program, port = RELEASE / "epoll-floor", free_port()
        return self.peer("epoll floor", program, [program, str(port), self.work / "members.answer"], port)

    @property
    def identity_body(self):
        return (self.work / "members.json").read_bytes()

    def hummingbird(self, database):
        program, port = RELEASE / "hummingbird-peer", free_port()
        return self.peer("Hummingbird", program, [program, str(port), database, self.body], port)

    def flyingfox(self):
        program, port = RELEASE / "flyingfox-peer", free_port()
        return self.peer("FlyingFox", program, [program, str(port), self.body], port)

    def fastapi(self, database):
        program, port = Path(sys.executable).with_name("uvicorn"), free_port()
        return self.peer(
            "FastAPI", program,
            [program, "fastapi_peer:app", "--app-dir", BENCHMARKS / "peers", "--host", "127.0.0.1",
             "--port", str(port), "--loop", "uvloop", "--http", "httptools", "--no-access-log",
             "--log-level", "warning", "--backlog", "4096"],
            port, environment={"DATABASE": str(database), "BODY": str(self.body)})

    def datasette(self, database):
        program, port = Path(sys.executable).with_name("datasette"), free_port()
        return self.peer(
            "Datasette", program,
            [program, "serve", "--immutable", database, "--host", "127.0.0.1", "--port", str(port),
             "--metadata", BENCHMARKS / "peers" / "datasette.json"],
            port, ready="/-/versions.json")

    @staticmethod
    def peer(name, program, command, port, **options):
        """Creates another server, or returns None if it isn't installed, as before the first full run."""
        return Server(name, command, port, **options) if Path(program).exists() else None


# One worker, because ours has one loop. For such a small file, sendfile costs nginx 1.42 times the CPU time
# per request, with tcp_nopush 1.26 times, so it is off. keepalive_requests is high, so that connections stay
# open as long as ours.
NGINX = """
daemon off;
user root;
worker_processes 1;
worker_rlimit_nofile 20000;
pid {folder}/pid;
error_log {folder}/error.log crit;
events {{ worker_connections 19000; }}
http {{
  access_log {access_log};
  sendfile off;
  keepalive_timeout 75s;
  keepalive_requests 1000000000;
  open_file_cache max=16 inactive=1h;
  open_file_cache_valid 1h;
  gzip_static on;
  gzip_vary on;
  default_type application/json;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    root {folder}/www;
  }}
}}
"""

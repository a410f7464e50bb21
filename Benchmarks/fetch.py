"""Two hundred feeds over two hundred hosts, each 50 to 200 ms away: nonmun beside curl and others.

nginx serves them on loopback, where every address of 127/8 is this machine, and waits before each
answer as long as a hash of its path says. So it needs nginx with its Lua module.
"""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import documents
from records import Language, make_record

HERE = Path(__file__).resolve().parent
FEEDS = 200
PLAIN, SECURE = 18480, 18444
MODULES = Path("/usr/lib/nginx/modules")

NGINX = """
load_module {modules}/ndk_http_module.so;
load_module {modules}/ngx_http_lua_module.so;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log crit;
daemon off;
events {{ worker_connections 4096; }}
http {{
  types {{ application/xml xml; }}
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000;
  http2_max_concurrent_streams 256;
  client_body_temp_path {folder}/client; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  ssl_certificate {folder}/host.pem;
  ssl_certificate_key {folder}/key.pem;
  root {folder}/feeds;
  access_by_lua_block {{ ngx.sleep((50 + ngx.crc32_short(ngx.var.uri) % 151) / 1000) }}
  server {{ listen 0.0.0.0:{plain} backlog=4096; }}
  server {{ listen 0.0.0.0:{secure} ssl http2 backlog=4096; }}
}}
"""


def host(feed):
    return f"127.0.1.{feed + 1}"


def make_feeds(folder):
    """Feeds of 25 to 50 papers, all different, half of them Atom and half RSS."""
    dice = random.Random(1706)
    language = Language(dice)
    (folder / "feeds").mkdir()
    number = 0
    for feed in range(FEEDS):
        form = "atom" if feed % 2 else "rss"
        head, entry, tail = {
            "atom": (documents.ATOM_HEAD, documents.atom_entry, "</feed>\n"),
            "rss": (documents.RSS_HEAD, documents.rss_entry, "  </channel>\n</rss>\n")}[form]
        with open(folder / "feeds" / f"f{feed}.xml", "w") as file:
            file.write(head)
            for _ in range(dice.randint(25, 50)):
                file.write(entry(make_record(language, dice, number, 10_000),
                                 f"2408.{number:05}"))
                number += 1
            file.write(tail)
    return number


def make_certificate(folder):
    """An authority for one, whose certificate every host shows."""
    names = ",".join(f"IP:{host(feed)}" for feed in range(FEEDS))
    subprocess.check_call(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-keyout", folder / "key.pem", "-out", folder / "host.pem", "-days", "30",
         "-subj", "/CN=bench", "-addext", f"subjectAltName=IP:127.0.0.1,{names}"],
        stderr=subprocess.DEVNULL)


def serve(folder):
    (folder / "nginx.conf").write_text(
        NGINX.format(modules=MODULES, folder=folder, plain=PLAIN, secure=SECURE)
        + ("user root;\n" if os.getuid() == 0 else ""))
    server = subprocess.Popen(["nginx", "-p", folder, "-c", folder / "nginx.conf"])
    for _ in range(100):
        ready = subprocess.call(
            ["curl", "-so", "/dev/null", f"http://127.0.0.1:{PLAIN}/f0.xml"])
        if ready == 0:
            return server
        time.sleep(0.05)
    sys.exit("nginx does not answer")


class Scene:
    """A list of addresses, and what each program needs to be asked for it."""

    def __init__(self, folder, name, addresses, isSecure):
        self.name, self.folder = name, folder / name
        self.folder.mkdir()
        self.authorities = folder / "host.pem" if isSecure else None
        # As nginx makes them.
        files = [(folder / "feeds" / address.rsplit("/", 1)[1]).stat() for address in addresses]
        tags = [f'"{int(file.st_mtime):x}-{file.st_size:x}"' for file in files]
        self.write("list", "".join(f"{address}\n" for address in addresses))
        self.write("known", "".join(f"{a}\t{t}\n" for a, t in zip(addresses, tags, strict=True)))
        authority = f"cacert = {self.authorities}\n" if isSecure else ""
        self.write("curl.cold", "".join(
            f'url = "{address}"\noutput = out/{place}\n'
            for place, address in enumerate(addresses)) + authority)
        self.write("curl.known", "next\n".join(
            f'silent\nurl = "{address}"\noutput = out/{place}\n{authority}'
            + 'header = "If-None-Match: {}"\n'.format(tag.replace('"', '\\"'))
            for place, (address, tag) in enumerate(zip(addresses, tags))))
        self.write("nonmun.yml", "contact: bench@example.org\n")
        (self.folder / "Feeds").mkdir()
        self.write("Feeds/tags.yml", (HERE.parent / "Feeds/tags.yml").read_text())
        self.write("Feeds/feeds.yml", "feeds:\n" + "".join(
            f"  - {{url: '{address}', name: f{place}}}\n"
            for place, address in enumerate(addresses)))
        self.write("newsboat.conf",
                   "cache-file cache.db\nreload-threads 16\nauto-reload no\n")
        self.write("sfeedrc", f'sfeedpath="{self.folder}/sfeeds"\nmaxjobs=64\nfeeds() {{\n'
                   + "".join(f"feed f{place} '{address}'\n"
                             for place, address in enumerate(addresses)) + "}\n")

    def write(self, name, text):
        (self.folder / name).write_text(text)

    def environment(self, folder):
        state = {"XDG_STATE_HOME": str(folder / "state"), "HOME": str(folder / "home")}
        authority = {"CURL_CA_BUNDLE": str(self.authorities)} if self.authorities else {}
        return {**os.environ, **state, **authority}


def cold(scene, binary, fetchbench, floor):
    authority = scene.authorities or "-"
    return {
        "curl --parallel": "rm -rf out; mkdir out; curl -sZ --parallel-immediate "
                           "--parallel-max 200 -K curl.cold",
        "fetch_floor.c": f"{floor} list 200 {authority}",
        "nonmun's fetch + parse": f"{fetchbench} list",
        "fetch_floor.c, stored": f"rm -f floor.db*; {floor} list 200 {authority} floor.db",
        "nonmun fetch": f"rm -rf .nonmun; {binary} fetch"}


def unchanged(scene, binary, fetchbench, floor):
    authority = scene.authorities or "-"
    return {
        "curl --parallel": "rm -rf out; mkdir out; curl -sZ --parallel-immediate "
                           "--parallel-max 200 -K curl.known",
        "fetch_floor.c": f"{floor} known 200 {authority}",
        "nonmun's fetch + parse": f"{fetchbench} known",
        "nonmun fetch": f"{binary} fetch"}


def check(scene, command, wanted, environment):
    """A program that fetched nothing would be fast."""
    said = subprocess.run(
        command, shell=True, cwd=scene.folder, env=environment, capture_output=True, text=True)
    if said.stdout.strip() != wanted:
        sys.exit(f"{command}: {said.stdout}{said.stderr}, not {wanted}")


def fetch(folder, binary, fetchbench, flags, rounds, compare):
    missing = [name for name, found in [
        ("nginx", shutil.which("nginx")),
        ("its Lua module", (MODULES / "ngx_http_lua_module.so").exists())] if not found]
    if missing:
        print(f"fetch: skipped, as there is no {missing[0]}", file=sys.stderr)
        return []
    folder = folder / "fetch"
    folder.mkdir()
    count = make_feeds(folder)
    make_certificate(folder)
    floor = folder / "fetch_floor"
    subprocess.check_call(["cc", "-O2", "-o", floor, HERE / "fetch_floor.c", *flags.split()])
    server = serve(folder)
    rows = []
    try:
        scenes = [
            Scene(folder, "200-hosts", [f"http://{host(feed)}:{PLAIN}/f{feed}.xml"
                                        for feed in range(FEEDS)], False),
            Scene(folder, "200-hosts-tls", [f"https://{host(feed)}:{SECURE}/f{feed}.xml"
                                            for feed in range(FEEDS)], True),
            Scene(folder, "one-host", [f"http://127.0.0.1:{PLAIN}/f{feed}.xml"
                                       for feed in range(20)], False),
            Scene(folder, "one-host-tls", [f"https://127.0.0.1:{SECURE}/f{feed}.xml"
                                           for feed in range(20)], True)]
        for scene in scenes:
            environment = scene.environment(folder)
            here = [scene, binary, fetchbench.resolve(), floor]
            if scene is scenes[0]:
                check(scene, f"{fetchbench.resolve()} list", f"{FEEDS} 0 {count}", environment)
                check(scene, f"{fetchbench.resolve()} known", f"0 {FEEDS} 0", environment)
            job = f"fetch {scene.name}"
            rows += compare(job, cold(*here), scene.folder, rounds, environment)
            rows += compare(job + " 304", unchanged(*here), scene.folder, rounds, environment)
        rows += peers(scenes[0], rows[0], compare)
    finally:
        server.terminate()
    return rows


def peers(scene, curl, compare):
    """What takes seconds, three times; against curl's time of before."""
    programs = {
        "newsboat -x reload": "rm -f cache.db*; newsboat -q -C newsboat.conf -u list -c cache.db "
                              "-x reload",
        "sfeed_update": "rm -rf sfeeds; sfeed_update sfeedrc"}
    rows = []
    for name, command in programs.items():
        if not shutil.which(name.split()[0]):
            print(f"{name}: skipped, as it is not there", file=sys.stderr)
            continue
        row = compare(f"fetch {scene.name}", {name: command}, scene.folder, 3,
                      scene.environment(scene.folder.parent))[0]
        row["wall_ratio"] = round(row["wall_ms"] / curl["wall_ms"], 2)
        row["cpu_ratio"] = round(row["cpu_ms"] / curl["cpu_ms"], 2)
        rows.append(row)
    return rows

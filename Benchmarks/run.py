"""Measures nonmun beside its peers, in one run: `make bench`.

    run.py NONMUN BENCHES [--only JOB] [--papers N] [--json] [--rounds N]

Peers and jobs are explained in Benchmarks/README.md. Every line is a median over rounds, in which
the programs take turns, so that a busy machine is busy for all of them; what counts is the ratio.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape

import documents
import fetch
import learn_speed
import match
import records
import search_bench
import year

HERE = Path(__file__).resolve().parent
FEEDS = 20
PHRASES = {
    "recurrence": ["state space model", "linear attention", "long context", "recurrent memory",
                   "selective scan", "gated recurrence", "context extension", "kv cache"],
    "preference": ["preference optimization", "dpo", "reward model", "rlhf", "human feedback",
                   "pairwise preference", "reward hacking", "instruction tuning"],
    "diffusion": ["diffusion model", "score matching", "flow matching", "text-to-image",
                  "classifier-free guidance", "latent diffusion", "denoising", "noise schedule"],
}
SYLLABLES = ("al ba con de er fa ge ho in ka lo men no op pro qua re sa ti un ver xi yo za "
             "tion ment ing").split()


def words(dice, count):
    made = ["".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))) for _ in range(count)]
    if dice.random() < 0.2:
        made[dice.randrange(count)] = dice.choice(dice.choice(list(PHRASES.values())))
    return " ".join(made)


def api_feed(dice, numbers):
    """In the form of arXiv's API (Atom 1.0)."""
    entries = "".join(f"""
  <entry>
    <id>http://arxiv.org/abs/{number}v1</id>
    <title>{escape(words(dice, 11).capitalize())}</title>
    <updated>2024-08-{dice.randint(10, 20)}T17:59:59Z</updated>
    <link href="https://arxiv.org/abs/{number}v1" rel="alternate" type="text/html"/>
    <summary>{escape(words(dice, 180).capitalize())}.</summary>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <published>2024-08-{dice.randint(10, 20)}T17:59:59Z</published>
    <arxiv:primary_category term="cs.LG"/>
    {"".join(f"<author><name>{words(dice, 2).title()}</name></author>" for _ in range(5))}
  </entry>""" for number in numbers)
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/bench</id>
  <title>arXiv Query: search_query=cat:cs.LG</title>
  <updated>2024-08-20T00:00:00Z</updated>{entries}
</feed>
"""


def rss_feed(dice, numbers):
    """In the form of rss.arxiv.org (RSS 2.0)."""
    items = "".join(f"""
    <item>
      <title>{escape(words(dice, 11).capitalize())}</title>
      <link>https://arxiv.org/abs/{number}</link>
      <description>arXiv:{number}v1 Announce Type: new
Abstract: {escape(words(dice, 180).capitalize())}.</description>
      <guid isPermaLink="false">oai:arXiv.org:{number}v1</guid>
      <category>cs.CL</category>
      <pubDate>Tue, 20 Aug 2024 00:00:00 -0400</pubDate>
      <arxiv:announce_type>new</arxiv:announce_type>
      <dc:creator>{", ".join(words(dice, 2).title() for _ in range(5))}</dc:creator>
    </item>""" for number in numbers)
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
  version="2.0">
  <channel>
    <title>cs.CL updates on arXiv.org</title>
    <link>http://rss.arxiv.org/rss/cs.CL</link>
    <description>cs.CL updates on the arXiv.org e-print archive.</description>{items}
  </channel>
</rss>
"""


def make_corpus(folder):
    """Writes feeds and what reads them; the same bytes in every run."""
    dice = random.Random(1706)
    (folder / "Feeds").mkdir()
    (folder / "www").mkdir()
    for feed in range(FEEDS):
        numbers = [f"2408.{feed * 60 + place:05}" for place in range(dice.randint(20, 56))]
        form = api_feed if feed % 2 else rss_feed
        (folder / "www" / f"f{feed}.xml").write_text(form(dice, numbers))
    phrases = [(tag, phrase) for tag, all in PHRASES.items() for phrase in all]
    (folder / "phrases.tsv").write_text("".join(f"{tag}\t{phrase}\n" for tag, phrase in phrases))
    (folder / "nonmun.yml").write_text("timezone: Asia/Seoul\ncontact: bench@example.org\n")
    (folder / "Feeds" / "tags.yml").write_text("tags:\n" + "".join(
        f"  - name: {tag}\n    any:\n" + "".join(f"      - '\"{phrase}\"'\n" for phrase in all)
        for tag, all in PHRASES.items()))


def name_feeds(folder, port):
    addresses = [f"http://127.0.0.1:{port}/f{feed}.xml" for feed in range(FEEDS)]
    (folder / "addresses.txt").write_text("\n".join(addresses) + "\n")
    (folder / "Feeds" / "feeds.yml").write_text("feeds:\n" + "".join(
        f"  - {{url: '{address}', name: f{feed}}}\n" for feed, address in enumerate(addresses)))


def measured(command, folder, output, errors, environment=None):
    """The exit status, seconds of CPU, and the most memory of a process, in MB."""
    costs = folder / "costs"
    measure = next(up / "measure" for up in [folder, *folder.parents] if (up / "measure").exists())
    status = subprocess.call(
        [measure, costs, *command], cwd=folder, env=environment, stdout=output,
        stderr=errors)
    user, system, memory = map(float, costs.read_text().split())
    return status, user + system, memory / 1024


def timed(command, folder, environment):
    """Seconds on the clock, seconds of CPU, and the most memory, in MB."""
    with tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        status, cpu, memory = measured(
            ["sh", "-c", command], folder, subprocess.DEVNULL, errors, environment)
        wall = time.perf_counter() - start
        if status:
            errors.seek(0)
            sys.exit(f"{command}: exit {status}\n{errors.read()}")
    return wall, cpu, memory


def compare(job, programs, folder, rounds, environment=os.environ):
    """The first program is the peer that the others are measured against."""
    times = {name: [] for name in programs}
    for turn in range(rounds + 1):
        for name, command in programs.items():
            measured = timed(command, folder, environment)
            if turn:  # the first turn warms the caches of all
                times[name].append(measured)
    rows, peer = [], None
    for name, measured in times.items():
        wall, cpu, memory = (statistics.median(column) for column in zip(*measured))
        peer = peer or (wall, cpu)
        rows.append({
            "job": job, "program": name, "wall_ms": round(wall * 1000, 1),
            "cpu_ms": round(cpu * 1000, 1), "wall_ratio": round(wall / peer[0], 2),
            "cpu_ratio": round(cpu / peer[1], 2), "rss_mb": round(memory), "rounds": rounds})
    return rows


def imports(folder, binary, flags, papers):
    """Papers and their words into a new library."""
    records.make(folder, papers)
    floor = folder / "import_floor"
    subprocess.check_call(["cc", "-O2", "-o", floor, HERE / "import_floor.c", *flags.split()])
    fresh = "rm -rf .nonmun floor.db*; "
    return compare("import", {
        "import_floor.c": fresh + f"{floor} records.tsv floor.db 2000",
        "nonmun import OAI-PMH": fresh + f"{binary} import oai/*.xml",
        "nonmun import metadata": fresh + f"{binary} import bulk.json"}, folder, rounds=3)


PYTHON_PEER = """
import sys, time, {module}
body = open(sys.argv[1], "rb").read()
start = time.process_time()
entries = len({module}.parse(body){entries})
print(time.process_time() - start, entries)
"""


def parse(folder, parsebench, flags, count, rounds):
    """CPU of parsing one document of `count` entries to values, start-up aside but for sfeed."""
    documents.make(folder, count)
    floor = folder / "parse_floor"
    subprocess.check_call(["cc", "-O2", "-o", floor, HERE / "parse_floor.c", *flags.split()])
    turns = max(1, 40_000 // count)
    rows = []
    for form in ["atom", "rss"]:
        document = folder / f"{count}.{form}"
        programs = {"parse_floor.c": [floor, document, str(turns)],
                    "nonmun": [parsebench.resolve(), document, str(turns)]}
        if shutil.which("sfeed"):
            programs["sfeed"] = ["sh", "-c", f"exec sfeed < {document}"]
        for module, entries in [("fastfeedparser", "['entries']"), ("feedparser", ".entries")]:
            if subprocess.call([sys.executable, "-c", f"import {module}"],
                               stderr=subprocess.DEVNULL) == 0:
                code = PYTHON_PEER.format(module=module, entries=entries)
                programs[module] = [sys.executable, "-c", code, document]
        times = {program: [] for program in programs}
        for _ in range(rounds):
            for program, command in programs.items():
                # What takes a minute is measured once.
                if times[program] and times[program][0][0] > 20:
                    continue
                times[program].append(parsed(program, command, folder, count))
        least = statistics.median(cpu for cpu, _ in times["parse_floor.c"])
        for program, measured in times.items():
            cpu, memory = (statistics.median(column) for column in zip(*measured))
            rows.append({
                "job": f"parse {form}", "program": f"{program} {count:,}",
                "cpu_ms": round(cpu * 1000, 1), "cpu_ratio": round(cpu / least, 2),
                "rss_mb": round(memory), "rounds": len(measured)})
    return rows


def parsed(program, command, folder, count):
    """Seconds of CPU for one document, and the memory of the process in MB."""
    with tempfile.TemporaryFile("w+") as output:
        status, cpu, memory = measured(command, folder, output, None)
        output.seek(0)
        # sfeed prints a line an entry, the others how long it took and how many there were.
        seconds, entries = (
            (cpu, sum(1 for _ in output)) if program == "sfeed" else output.read().split())
    if status or int(entries) != count:
        sys.exit(f"{program}: exit {status}, {entries} of {count} entries")
    return float(seconds), memory


def listing(week, binary, rounds):
    week.mkdir()
    for part in ["nonmun.yml", "Feeds", "Annotations"]:
        copy = shutil.copytree if (HERE.parent / part).is_dir() else shutil.copy
        copy(HERE.parent / part, week / part)
    clock = {**os.environ, "NONMUN_NOW": "2024-08-23T21:00:00+09:00"}
    timed(f"{binary} fetch --replay Feeds/Sample --since 2024-08-17 --until 2024-08-23",
          week, clock)
    return compare("list", {
        "curl --version": "curl --version",
        "nonmun list": f"{binary} list"}, week, rounds, clock)


def morning(folder, binary, rounds):
    server = subprocess.Popen(
        [sys.executable, HERE / "serve.py", folder / "www"], stdout=subprocess.PIPE, text=True)
    try:
        name_feeds(folder, int(server.stdout.readline()))
        floor = "rm -f floor.db*; ./floor addresses.txt phrases.tsv floor.db"
        job = f"rm -rf .nonmun; {binary} fetch && {binary} list"
        return compare(
            "morning", {"floor.c": floor, "nonmun fetch, list": job,
                        "nonmun fetch, list --tag": job + " --tag preference"},
            folder, rounds)
    finally:
        server.terminate()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("nonmun", type=Path)
    parser.add_argument("benches", type=Path, help="the folder of ParseBench and the others")
    parser.add_argument("--json", action="store_true", help="one object a line")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--papers", type=int, default=100_000, help="how many are imported")
    parser.add_argument(
        "--entries", type=int, default=100_000, help="of the long document that is parsed")
    parser.add_argument(
        "--only", metavar="JOB", choices=[
            "parse", "start", "list", "morning", "fetch", "import", "search", "match",
            "learn", "year"])
    options = parser.parse_args()
    nonmun = options.nonmun.resolve()
    rows = []
    with tempfile.TemporaryDirectory(prefix="nonmun-bench-") as name:
        folder = Path(name)
        make_corpus(folder)
        flags = subprocess.check_output(
            ["pkg-config", "--cflags", "--libs", "libcurl", "libxml-2.0", "sqlite3"], text=True)
        subprocess.check_call(
            ["cc", "-O2", "-o", folder / "floor", HERE / "floor.c", *flags.split()])
        subprocess.check_call(["cc", "-O2", "-o", folder / "measure", HERE / "measure.c"])
        binary = folder / "nonmun"
        shutil.copy(nonmun, binary)
        subprocess.call(["strip", binary])

        def wants(job):
            return options.only in (None, job)

        if wants("parse"):
            rows += parse(folder, options.benches / "ParseBench", flags, 2000, options.rounds)
            rows += parse(folder, options.benches / "ParseBench", flags, options.entries, 3)
        if wants("start"):
            rows += compare("start", {
                "curl --version": "curl --version",
                "nonmun --version": f"{binary} --version"}, folder, options.rounds)
        if wants("list"):
            rows += listing(folder / "week", binary, options.rounds)
        if wants("morning"):
            rows += morning(folder, binary, options.rounds)
        if wants("fetch"):
            rows += fetch.fetch(
                folder, binary, options.benches / "FetchBench", flags, options.rounds, compare)
        if wants("match"):
            rows += match.match(
                folder, options.benches / "MatchBench", min(options.rounds, 5), measured)
        if wants("import"):
            rows += imports(folder, binary, flags, options.papers)
        if wants("year"):
            (folder / "year").mkdir()
            rows += year.measure(folder / "year", binary, min(options.rounds, 7))
        if wants("learn"):
            (folder / "learn").mkdir()
            has_peer = subprocess.call(
                [sys.executable, "-c", "import sklearn"], stderr=subprocess.DEVNULL) == 0
            learn_speed.run(
                binary, sys.executable if has_peer else None, 30_000, folder / "learn")
        if wants("search"):
            rows += search_bench.measure(
                binary, (options.benches / "SearchBench").resolve(), options.papers,
                options.rounds)
    for row in rows:
        if options.json:
            print(json.dumps(row))
            continue
        if row["job"] == "search":
            print(search_bench.line(row))
            continue
        line = f"{row['job']:23} {row['program']:26}"
        if "wall_ms" in row:
            line += f" {row['wall_ms']:7.1f} ms  "
            line += f"ratio {row['wall_ratio']:6.2f} " if "wall_ratio" in row else " " * 13
        else:
            line += " " * 27
        line += f" cpu {row['cpu_ms']:7.1f} ms"
        line += f"  ratio {row['cpu_ratio']:6.2f}" if "cpu_ratio" in row else ""
        print(line + (f"  {row['rss_mb']:4} MB" if "rss_mb" in row else ""))


main()

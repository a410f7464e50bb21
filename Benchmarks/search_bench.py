"""How fast `nonmun search` answers over many papers, in both languages.

    search_bench.py NONMUN SEARCHBENCH [--papers N] [--rounds N]

A tenth of the papers is Korean. Of each class of queries first the answer alone, in one process that
goes on (`SearchBench`, built with NONMUN_BENCH=1), as p50 and p95; then whole processes of `nonmun search --limit 20`, and of the sqlite3 shell
on an FTS5 index (unicode61) of the same texts, which knows none of what nonmun takes for the same word.
"""

import argparse
import os
import random
import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import records

# What is sprinkled into the texts: a phrase, and in how many of a thousand papers it stands.
ENGLISH = [("model", 500), ("learning", 300), ("diffusion model", 60), ("reinforcement learning", 50),
           ("state-space", 20), ("Schrödinger bridge", 2), ("DPO", 8), ("policies", 40),
           ("optimisation", 30), ("mamba", 5), ("quantum cats", 0.2)]
KOREAN = [("모델은", 500), ("학습을", 300), ("확산모델에서", 60), ("강화 학습으로", 50), ("디퓨전은", 40),
          ("언어 모델의", 80), ("보상 모델", 10), ("논문을", 100), ("고양이", 2)]
# Class: what nonmun is asked, and what unicode61 is.
QUERIES = {
    "common word": [("model", "model"), ("learning", "learning")],
    "word": [("mamba", "mamba"), ("policy", "policy"), ("optimization", "optimization")],
    "rare word": [("schrodinger", "schrodinger"), ("quantum", "quantum"), ("cats", "cats")],
    "two words": [("diffusion model", "diffusion model"), ("mamba learning", "mamba learning")],
    "three words": [("reinforcement learning model", "reinforcement learning model"),
                    ("diffusion policy learning", "diffusion policy learning")],
    "phrase": [('"reinforcement learning"', '"reinforcement learning"'),
               ('"state space"', '"state space"')],
    "prefix": [("optim*", "optim*"), ("diffus*", "diffus*")],
    "acronym": [("DPO", "dpo"), ("dpo", "dpo")],
    "not": [("diffusion NOT mamba", "diffusion NOT mamba")],
    "Korean common word": [("모델", "모델*"), ("학습", "학습*")],
    "Korean word": [("디퓨전", "디퓨전*"), ("논문을", "논문*"), ("고양이", "고양이*")],
    "Korean compound": [("확산모델", "확산모델*"), ("확산 모델", "확산* 모델*")],
    "Korean three words": [("보상 모델 학습", "보상* 모델* 학습*")],
    "initials": [("ㅎㅅㅁㄷ", None), ("ㄱㅎㅎㅅ", None)],
    "nothing": [("xylophones", "xylophones")],
}


def korean_text(dice, words, sentences):
    endings = ["을", "은", "의", "에서", "으로", "이", "과", ""]
    return " ".join(
        " ".join(dice.choice(words) + dice.choice(endings) for _ in range(dice.randint(6, 12))) + "."
        for _ in range(sentences))


def sprinkled(dice, text, phrases):
    words = text.split(" ")
    for phrase, share in phrases:
        if dice.random() * 1000 < share:
            words.insert(dice.randrange(len(words) + 1), phrase)
    return " ".join(words)


def make(folder, count):
    """Writes `bulk.json`, and `texts.tsv` for the other program."""
    dice = random.Random(1999)
    language = records.Language(dice)
    syllables = "가나다라마바사아자차카타파하고노도로모보소오조초구누두루무부수우주추기니디리미비시이지".strip()
    words = ["".join(dice.choices(syllables, k=dice.choice([2, 2, 2, 3, 4]))) for _ in range(20_000)]
    with open(folder / "bulk.json", "w") as bulk, open(folder / "texts.tsv", "w") as table:
        for place in range(count):
            record = records.make_record(language, dice, place, count)
            if place % 10 == 0:
                record["title"] = sprinkled(dice, korean_text(dice, words, 1), KOREAN)
                record["abstract"] = sprinkled(dice, korean_text(dice, words, 12), KOREAN)
            else:
                record["abstract"] = sprinkled(dice, record["abstract"], ENGLISH)
            bulk.write(records.bulk_line(record))
            authors = "|".join(map(" ".join, record["authors"]))
            table.write("\t".join([record["title"], record["abstract"], authors]) + "\n")


def spent(command, **options):
    """Seconds by the clock and of the processor, and what was printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    result = subprocess.run(command, capture_output=True, text=True, **options)
    clock = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return clock, cpu, result


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def index_of_words(folder):
    """The same texts under unicode61."""
    script = f""".mode tabs
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE paper (title TEXT, abstract TEXT, authors TEXT);
.import {folder}/texts.tsv paper
.output /dev/null
CREATE VIRTUAL TABLE word USING fts5 (title, abstract, authors, content = 'paper',
  tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO word (word, rank) VALUES ('hashsize', 16777216);
"""
    subprocess.run(["sqlite3", folder / "words.sqlite"], input=script, text=True, check=True,
                   stdout=subprocess.DEVNULL)
    clock, cpu, _ = spent(
        ["sqlite3", folder / "words.sqlite",
         "PRAGMA synchronous = NORMAL; INSERT INTO word (word, rank) VALUES ('hashsize', 16777216);"
         "INSERT INTO word (rowid, title, abstract, authors) SELECT rowid, * FROM paper;"])
    return clock, cpu


def answers(searchbench, library, rounds):
    """Milliseconds of each answer in one process, by class of query."""
    queries = [(name, query) for name, pairs in QUERIES.items() for query, _ in pairs]
    output = subprocess.run(
        [searchbench, library, str(rounds)], input="\n".join(query for _, query in queries) + "\n",
        capture_output=True, text=True, check=True).stdout
    times = {name: [] for name in QUERIES}
    for line in output.splitlines():
        place, milliseconds, _ = line.split()
        times[queries[int(place)][0]].append(float(milliseconds))
    return times


def measure(nonmun, searchbench, papers, rounds):
    """A row for each class of query: milliseconds of answers and of whole processes."""
    folder = Path(tempfile.mkdtemp(prefix="nonmun-search-"))
    try:
        make(folder, papers)
        (folder / "nonmun.yml").write_text("")
        clock, cpu, result = spent([nonmun, "import", folder / "bulk.json"], cwd=folder)
        assert result.returncode == 0, result.stderr
        yield {"job": "search", "class": "import and index", "seconds": clock, "cpu_s": cpu}
        clock, cpu = index_of_words(folder)
        yield {"job": "search", "class": "unicode61 alone", "seconds": clock, "cpu_s": cpu}
        everything = []
        library = folder / ".nonmun" / "library.sqlite"
        inside = answers(searchbench, library, rounds)
        for name, queries in QUERIES.items():
            ours, theirs, cpus = [], [], []
            for _ in range(rounds):
                for query, other in queries:
                    clock, cpu, result = spent([nonmun, "search", query, "--limit", "20"], cwd=folder)
                    assert result.returncode in (0, 2), result.stderr
                    ours.append(clock * 1000)
                    cpus.append(cpu * 1000)
                    if other is None:
                        continue
                    theirs.append(1000 * spent(
                        ["sqlite3", folder / "words.sqlite",
                         "SELECT rowid, title FROM paper WHERE rowid IN (SELECT rowid FROM word "
                         f"WHERE word MATCH '{other}') ORDER BY rowid DESC LIMIT 20"])[0])
            everything += ours
            yield row(name, inside[name], ours, cpus, theirs)
        yield row("all", sum(inside.values(), []), everything, [], [])
    finally:
        shutil.rmtree(folder)


def row(name, inside, ours, cpus, theirs):
    row = {"job": "search", "class": name, "p50_ms": percentile(inside, .5),
           "p95_ms": percentile(inside, .95), "process_p50_ms": percentile(ours, .5),
           "process_p95_ms": percentile(ours, .95)}
    if cpus:
        row["cpu_ms"] = percentile(cpus, .5)
    if theirs:
        row |= {"sqlite3_p50_ms": percentile(theirs, .5), "sqlite3_p95_ms": percentile(theirs, .95)}
    return row


def line(row):
    figures = "  ".join(f"{name} {value:.1f}" for name, value in row.items()
                        if name not in ("job", "class"))
    return f"{row['job']:8} {row['class']:20} {figures}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("nonmun", type=os.path.abspath)
    parser.add_argument("searchbench", type=os.path.abspath)
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    for row in measure(options.nonmun, options.searchbench, options.papers, options.rounds):
        print(line(row), flush=True)


if __name__ == "__main__":
    main()

"""Phrases of tags in 100,000 abstracts: nonmun's matcher beside Hyperscan, ripgrep and others.

Any case, whole words, a phrase once a paper. The abstracts are made of sentences: of real ones, where
the labelled papers are there, else of made-up words. The phrases are what stands in them.
"""

import collections
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from records import Language

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("NONMUN_SHARED", HERE.parent.parent / "shared"))
PAPERS = 100_000
HAND_WRITTEN = {
    "recurrence": """state space model|state space models|selective state space|structured state space
        linear attention|linear transformer|linear recurrence|linear recurrent|gated recurrence
        recurrent memory|recurrent neural network|long context|long sequence|long range dependencies
        context length|context window|kv cache|mamba|rwkv|retnet""",
    "preference": """direct preference optimization|preference optimization|preference alignment|dpo
        preference data|human preference|human preferences|human feedback|reward model|reward modeling
        reward hacking|rlhf|instruction tuning|pairwise preference|preference pairs|implicit reward
        simpo|orpo|kto|alignment tax""",
    "diffusion": """diffusion model|diffusion models|latent diffusion|stable diffusion|text-to-image
        text-to-video|score matching|score-based|flow matching|rectified flow|denoising|noise schedule
        classifier-free guidance|diffusion transformer|diffusion policy|video diffusion|image editing
        consistency model|inpainting|ddpm""",
}

PYTHON_PEERS = {
    "ahocorasick_rs": """
import ahocorasick_rs, sys, time
finder = ahocorasick_rs.AhoCorasick(phrases, matchkind=ahocorasick_rs.MatchKind.Standard)
def hits(text):
    return ((number, start, end) for number, start, end
            in finder.find_matches_as_indexes(text, overlapping=True))
""",
    "pyahocorasick": """
import ahocorasick, sys, time
finder = ahocorasick.Automaton()
for number, phrase in enumerate(phrases):
    finder.add_word(phrase, number)
finder.make_automaton()
def hits(text):
    return ((number, end + 1 - len(phrases[number]), end + 1) for end, number in finder.iter(text))
""",
}
PYTHON_PEER = """
import sys, time
lines = [line.rstrip("\\n").split("\\t") for line in open(sys.argv[1])]
phrases = [phrase.lower() for _, phrase in lines]
tags = [tag for tag, _ in lines]
{finder}
texts = [line.split("\\t", 1)[1].lower() for line in open(sys.argv[2])]
found = marked = 0
start = time.process_time()
for text in texts:
    seen = set()
    for number, begin, end in hits(text):
        if number in seen or (begin and text[begin - 1].isalnum()) or (
                end < len(text) and text[end].isalnum()):
            continue
        seen.add(number)
    found += len(seen)
    marked += len({{tags[number] for number in seen}})
print(time.process_time() - start, len(texts), found, marked)
"""


def sentences(dice):
    try:
        papers = [json.loads(line) for line in open(SHARED / "match-bench" / "papers.jsonl")]
    except FileNotFoundError:
        language = Language(dice)
        return [language.sentence(15, 30) for _ in range(30_000)]
    text = (" ".join(paper["abstract"].split()) for paper in papers)
    return [part for abstract in text for part in re.split(r"(?<=\.) (?=[A-Z])", abstract)]


def make(folder):
    """Writes papers.tsv, and the phrases of 3 and of 100 tags."""
    dice = random.Random(2106)
    known = sentences(dice)
    texts = []
    with open(folder / "papers.tsv", "w") as file:
        for number in range(PAPERS):
            title = " ".join(dice.choice(known).split()[:10])
            parts, length = [], 0
            while length < 1200:
                parts.append(dice.choice(known))
                length += len(parts[-1])
            text = f"{title}\t{' '.join(parts)}"
            file.write(f"{2401 + number // 20000}.{number % 20000:05}\t{text}\n")
            if number < 10_000:
                texts.append(text)
    (folder / "60.tsv").write_text("".join(
        f"{tag}\t{phrase.strip()}\n" for tag, phrases in HAND_WRITTEN.items()
        for line in phrases.split("\n") for phrase in line.split("|")))
    counts = collections.Counter()
    for text in texts:
        words = re.findall(r"[a-z]{3,}", text.lower())
        counts.update({" ".join(words[place:place + length]) for length in (1, 2, 3)
                       for place in range(len(words) - length)
                       if " ".join(words[place:place + length]) in text.lower()})
    rare = sorted(phrase for phrase, count in counts.items() if 2 <= count <= 200)
    chosen = dice.sample(rare, 2000)
    (folder / "2000.tsv").write_text("".join(
        f"tag{place // 20}\t{phrase}\n" for place, phrase in enumerate(chosen)))


def match(folder, matchbench, rounds, measured):
    folder = folder / "match"
    folder.mkdir()
    make(folder)
    programs = {}
    if subprocess.call(["pkg-config", "--exists", "libhs"]) == 0:
        hyperscan = subprocess.check_output(["pkg-config", "--cflags", "--libs", "libhs"], text=True)
        subprocess.check_call(["cc", "-O2", "-o", folder / "match_floor", HERE / "match_floor.c",
                               *hyperscan.split()])
        programs["match_floor.c (Hyperscan)"] = [folder / "match_floor"]
    else:
        print("Hyperscan: skipped, as it is not there", file=sys.stderr)
    programs["nonmun"] = [matchbench.resolve()]
    for module, finder in PYTHON_PEERS.items():
        code = PYTHON_PEER.format(finder=finder)
        name = module if module == "ahocorasick_rs" else "ahocorasick"
        if subprocess.call([sys.executable, "-c", f"import {name}"],
                           stderr=subprocess.DEVNULL) == 0:
            programs[module] = [sys.executable, "-c", code]
    rows = []
    for phrases in [60, 2000]:
        times = {name: [] for name in programs}
        found = {}
        if shutil.which("rg"):
            times["ripgrep"] = []
        for turn in range(rounds + 1):
            for name in times:
                if name == "ripgrep":
                    only = folder / "phrases"
                    only.write_text("".join(
                        line.split("\t")[1] + "\n"
                        for line in (folder / f"{phrases}.tsv").read_text().splitlines()))
                    command = ["rg", "-j1", "-ciwF", "-f", only, folder / "papers.tsv"]
                else:
                    command = [*programs[name], folder / f"{phrases}.tsv", folder / "papers.tsv"]
                with tempfile.TemporaryFile("w+") as output:
                    status, cpu, memory = measured(command, folder, output, None)
                    output.seek(0)
                    said = output.read().split()
                if status:
                    sys.exit(f"{name}: exit {status}")
                if name != "ripgrep":
                    cpu, found[name] = float(said[0]), said[1:]
                # The first turn warms the caches of all, and is enough for what is slow.
                if turn or cpu > 5:
                    times[name].append((cpu, memory))
        least = statistics.median(cpu for cpu, _ in next(iter(times.values())))
        for name, measured_times in times.items():
            cpu, memory = (statistics.median(column) for column in zip(*measured_times))
            rows.append({
                "job": f"match {phrases}", "program": name, "cpu_ms": round(cpu * 1000, 1),
                "cpu_ratio": round(cpu / least, 2), "rss_mb": round(memory),
                "found": " ".join(found.get(name, [])), "rounds": len(measured_times)})
    return rows

"""What learning a tag from 200 marks over a library costs, beside scikit-learn.

    learn_speed.py NONMUN [--papers 30000] [--python PYTHON]

A workspace of made-up papers, a fifth of which a tag finds: half of these go on about one subject, half
about another. 100 of the first are noted, 100 of the second dismissed. `nonmun tags learn` then
counts the library's words, learns, checks itself on five parts and scores every match, which is all
it has to do since the tag does not abstain; run again, it has nothing to do. PYTHON is one with
scikit-learn; see learn_peer.py. Seconds of CPU and MB of memory are of whole processes.
"""

import argparse
import json
import pathlib
import random
import resource
import subprocess
import tempfile
import time

import records

HERE = pathlib.Path(__file__).resolve().parent


def measured(name, *command, cwd=None):
    """Runs a command, and prints what it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    with subprocess.Popen([*map(str, command)], cwd=cwd, stdout=subprocess.PIPE, text=True) as run:
        output = run.stdout.read()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode:
        raise SystemExit(f"{name}: exit {run.returncode}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # The most of all processes so far: they run from the small to the large.
    print(f"learn      {name:36} {(time.perf_counter() - start) * 1000:8.1f} ms"
          f"  cpu {cpu * 1000:8.1f} ms  {after.ru_maxrss // 1024:4} MB", flush=True)
    return output


WANTED = "video motion frame temporal camera animation editing clip".split()
UNWANTED = "molecule protein ligand docking conformer chemistry atom binding".split()


def sentence(dice, words):
    """Some words of a subject, in any order, as often as a paper comes back to them."""
    return " " + " ".join(dice.choices(words, k=12)).capitalize() + "."


def run(nonmun, python, papers, folder):
    records.make(folder, papers)
    dice = random.Random(2107)
    (folder / "bulk.json").rename(folder / "plain.json")
    wanted, unwanted = [], []
    # Line by line: what this process holds counts as memory of those it starts.
    with open(folder / "plain.json") as plain, open(folder / "bulk.json", "w") as bulk:
        for place, line in enumerate(plain):
            paper = json.loads(line)
            if place % 5 == 0:
                half = dice.choice([wanted, unwanted])
                half.append(paper["id"])
                words = WANTED if half is wanted else UNWANTED
                paper["abstract"] += " Diffusion." + sentence(dice, words)
            bulk.write(json.dumps(paper) + "\n")
    wanted, unwanted = wanted[:100], unwanted[:100]
    (folder / "Feeds").mkdir()
    (folder / "Annotations").mkdir()
    (folder / "nonmun.yml").write_text("timezone: Asia/Seoul\n")
    (folder / "Feeds" / "tags.yml").write_text(
        "tags:\n  - name: subject\n    any: [diffusion]\n")
    subprocess.check_call([nonmun, "import", "bulk.json"], cwd=folder, stdout=subprocess.DEVNULL)
    (folder / "Annotations" / "2024-08-19.md").write_text(
        "## 2024-08-19\n\n"
        + "".join(f"- [paper](https://arxiv.org/abs/{id})\n" for id in wanted))
    subprocess.check_call([nonmun, "dismiss", *unwanted], cwd=folder, stdout=subprocess.DEVNULL)
    subprocess.check_call([nonmun, "list", "--limit", "1"], cwd=folder, stdout=subprocess.DEVNULL)
    output = measured("nonmun tags learn", nonmun, "tags", "learn", cwd=folder)
    measured("nonmun tags learn, nothing changed", nonmun, "tags", "learn", cwd=folder)
    measured("nonmun list --sort score", nonmun, "list", "--tag", "subject", "--sort", "score",
             "--limit", "20", cwd=folder)
    if "abstains" in output:
        raise SystemExit(f"the tag abstains, so nothing was scored:\n{output}")
    print("           " + output.splitlines()[0])
    if python:
        (folder / "wanted.txt").write_text("\n".join(wanted))
        (folder / "unwanted.txt").write_text("\n".join(unwanted))
        measured("scikit-learn, as arxiv-sanity-lite", python, "-W", "ignore",
                 HERE / "learn_peer.py", folder / "bulk.json", folder / "wanted.txt",
                 folder / "unwanted.txt")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("nonmun", type=pathlib.Path)
    parser.add_argument("--papers", type=int, default=30_000)
    parser.add_argument("--python")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nonmun-learn-") as name:
        run(options.nonmun.resolve(), options.python, options.papers, pathlib.Path(name))


if __name__ == "__main__":
    main()

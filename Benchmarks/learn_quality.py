"""How well tags learn, from the command line, beside scikit-learn on the same papers.

    python3 Benchmarks/learn_quality.py NONMUN DATA [--workspace DIR] [--test DATA] [--seeds N]
                                        [--python PYTHON] [--through-workspace]

DATA holds papers.jsonl and labels.tsv (id, tag, label, kind, evidence). Its papers are cut into two
halves by a hash of their id; each is learned from and the other scored, and a line is the mean of
both and of N draws. With --test all of DATA is learned from and the papers of another folder are
scored: for a half that is kept apart. PYTHON is one that has scikit-learn; without it there is no
line of a peer.

Protocols:
  verdicts    yes or no on 20, 50, 200 papers of the tag that its rules show, and nothing else
  positives   10, 50, 200 positives, everything else unlabelled
  words       10, 50, 200 positives and all labelled negatives, without the rules (--by-words)
  words+rules the same with the rules

--through-workspace does `verdicts` as a reader would, in a scratch workspace: the papers imported,
notes on a day page, `nonmun dismiss`, and the order of `nonmun list --tag T --sort score`.
"""

import argparse
import hashlib
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def drawn(seed, ids):
    """In an order as if drawn by lot, the same every time."""
    return sorted(ids, key=lambda id: hashlib.sha1(f"{seed}{id}".encode()).hexdigest())


def average_precision(answers):
    """As scikit-learn's average_precision_score: equal scores are one step."""
    answers = sorted(answers, key=lambda answer: -answer[0])
    positives = sum(positive for _, positive in answers)
    found = counted = total = 0
    for place, (score, positive) in enumerate(answers):
        found += positive
        if place + 1 < len(answers) and answers[place + 1][0] == score:
            continue
        total += (found - counted) / positives * found / (place + 1)
        counted = found
    return total


def f1(answers):
    right = sum(1 for said, positive in answers if said and positive)
    return 2 * right / max(1, sum(map(bool, (said for said, _ in answers)))
                           + sum(positive for _, positive in answers))


class Half:
    """Some papers, with what people and rules say of them."""

    def __init__(self, folder, name, lines, labels, options):
        self.papers = folder / f"{name}.jsonl"
        self.papers.write_text("".join(lines))
        self.ids = [json.loads(line)["id"] for line in lines]
        known = set(self.ids)
        self.labels = {tag: {id: said for id, said in of_tag.items() if id in known}
                       for tag, of_tag in labels.items()}
        self.shown = {tag: set() for tag in labels}
        for match in run(options, "test", "--papers", self.papers):
            self.shown.setdefault(match["tag"], set()).add(match["id"])


def run(options, *arguments):
    done = subprocess.run(
        [options.nonmun, "tags", *map(str, arguments), "--json", "--workspace",
         options.workspace], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def read(data):
    lines = (data / "papers.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    labels = {}
    for line in (data / "labels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        id, tag, label = line.split("\t")[:3]
        labels.setdefault(tag, {})[id] = label == "positive"
    return lines, labels


def halves(folder, options):
    lines, labels = read(options.data)
    if options.test:
        other, others = read(options.test)
        return [(Half(folder, "learn", lines, labels, options),
                 Half(folder, "test", other, others, options))]
    parts = [[], []]
    for line in lines:
        id = json.loads(line)["id"]
        parts[int(hashlib.sha1(id.encode()).hexdigest(), 16) & 1].append(line)
    one, other = (Half(folder, f"half{n}", part, labels, options) for n, part in enumerate(parts))
    return [(one, other), (other, one)]


def marks(protocol, half, tag, seed, count):
    """The labels that are given, by id."""
    labels = half.labels[tag]
    if protocol == "verdicts":
        return {id: labels[id] for id in drawn(seed, half.shown[tag] & set(labels))[:count]}
    given = {id: True for id in drawn(seed, [id for id in labels if labels[id]])[:count]}
    if protocol != "positives":
        given |= {id: False for id, said in labels.items() if not said}
    return given


def learned(options, folder, learn, test, given, extra):
    labels = folder / "labels.tsv"
    labels.write_text("".join(
        f"{id}\t{tag}\t{'positive' if said else 'negative'}\n"
        for tag, of_tag in given.items() for id, said in of_tag.items()))
    scores = run(options, "learn", "--papers", learn.papers, "--labels", labels,
                 "--test-papers", test.papers, *extra)
    return {(score["id"], score["tag"]): score for score in scores}


PEER = r"""
import json, sys
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC
papers = [json.loads(line) for name in sys.argv[1:3] for line in open(name, encoding="utf-8")]
# As arxiv-sanity-lite has it, but for max_df .6, which keeps the word "diffusion".
vectorizer = TfidfVectorizer(
    strip_accents="unicode", lowercase=True, analyzer="word", stop_words="english",
    token_pattern=r"(?u)\b[a-zA-Z_][a-zA-Z0-9_]+\b", ngram_range=(1, 2), max_features=20000,
    norm="l2", use_idf=True, smooth_idf=True, sublinear_tf=True, max_df=.6, min_df=5)
x = vectorizer.fit_transform([p["title"] + " " + p["abstract"] for p in papers])
place = {paper["id"]: number for number, paper in enumerate(papers)}
for line in sys.stdin:
    given, wanted = json.loads(line)
    models = {"svm": LinearSVC(C=.1, class_weight="balanced"),
              "logistic": LogisticRegression(C=10, class_weight="balanced", max_iter=500)}
    rows, said = [place[id] for id in given], np.array(list(given.values()))
    print(json.dumps({name: model.fit(x[rows], said).decision_function(
        x[[place[id] for id in wanted]]).tolist() for name, model in models.items()}), flush=True)
"""


def summary(name, count, results, tags):
    cells = []
    for tag in tags:
        ap, f, abstains = (statistics.mean(column) for column in zip(*results[tag]))
        cells.append((ap, f, abstains))
    words = "  ".join(f"{ap:.3f} {f:.3f}{'*' if abstains else ' '}" for ap, f, abstains in cells)
    macro = [statistics.mean(cell[place] for cell in cells) for place in (0, 1)]
    print(f"{name:24} {count:4}  {words}   {macro[0]:.3f} {macro[1]:.3f}", flush=True)


def through_workspace(options, folder, learn, test, given):
    """Marks as a reader makes them; the F1 of what is scored at least one half of a certain paper,
    and the average precision of the order."""
    work = folder / "workspace"
    shutil.rmtree(work, ignore_errors=True)
    (work / "Annotations").mkdir(parents=True)
    shutil.copytree(pathlib.Path(options.workspace) / "Feeds", work / "Feeds")
    (work / "nonmun.yml").write_text("timezone: Asia/Seoul\n")
    with open(folder / "bulk.json", "w", encoding="utf-8") as bulk:
        for line in [*learn.papers.open(), *test.papers.open()]:
            paper = json.loads(line)
            bulk.write(json.dumps({
                "id": paper["id"], "title": paper["title"], "abstract": paper["abstract"],
                "authors": ", ".join(paper["authors"]), "update_date": "2024-08-19",
                "categories": " ".join(paper["categories"])}) + "\n")

    def nonmun(*arguments):
        done = subprocess.run([options.nonmun, *map(str, arguments)], cwd=work,
                              capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{arguments}: {done.stderr}")
        return done.stdout

    nonmun("import", folder / "bulk.json")
    results = {}
    for tag, said in given.items():
        noted = [id for id in said if said[id]]
        (work / "Annotations" / "2024-08-19.md").write_text(
            "## 2024-08-19\n\n" + "".join(f"- [{id}](https://arxiv.org/abs/{id})\n" for id in noted))
        (work / "Feeds" / "dismissed.tsv").unlink(missing_ok=True)
        if len(noted) < len(said):
            nonmun("dismiss", "--tag", tag, *(id for id in said if not said[id]))
        score = {}
        for line in nonmun("list", "--tag", tag, "--sort", "score", "--json").splitlines():
            paper = json.loads(line)
            score[paper["id"].removeprefix("arxiv:")] = next(
                one["score"] for one in paper["tags"] if one["name"] == tag)
        answers = [(score.get(id, -1), positive) for id, positive in test.labels[tag].items()]
        results[tag] = (average_precision(answers), f1([(s >= 5, p) for s, p in answers]), 0)
    return results


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("nonmun", type=lambda name: str(pathlib.Path(name).resolve()))
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--workspace", default=str(HERE.parent))
    parser.add_argument("--test", type=pathlib.Path)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--python")
    parser.add_argument("--through-workspace", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nonmun-learn-") as name:
        folder = pathlib.Path(name)
        pairs = halves(folder, options)
        tags = list(pairs[0][0].labels)
        print(f"{'average precision, F1':24}       " + "  ".join(f"{tag[:11]:12}" for tag in tags)
              + "   macro          * abstains in some draws")
        results = {tag: [] for tag in tags}
        for _, test in pairs:
            for tag in tags:
                answers = [(id in test.shown[tag], said) for id, said in test.labels[tag].items()]
                results[tag].append((average_precision(answers), f1(answers), 0))
        summary("rules alone", 0, results, tags)
        protocols = [("verdicts", (20, 50, 200), []), ("positives", (10, 50, 200), []),
                     ("words", (10, 50, 200), ["--by-words"]), ("words+rules", (10, 50, 200), [])]
        for protocol, counts, extra in protocols:
            for count in counts:
                results = {tag: [] for tag in tags}
                peers = {}
                for learn, test in pairs:
                    peer = None
                    if options.python and protocol == "words":
                        peer = subprocess.Popen(
                            [options.python, "-W", "ignore", "-c", PEER, learn.papers, test.papers],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
                    for seed in range(options.seeds):
                        given = {tag: marks(protocol, learn, tag, seed, count) for tag in tags}
                        if protocol == "verdicts" and options.through_workspace:
                            found = through_workspace(options, folder, learn, test, given)
                            for tag in tags:
                                results[tag].append(found[tag])
                            continue
                        scores = learned(options, folder, learn, test, given, extra)
                        for tag in tags:
                            said = test.labels[tag]
                            lines = [(scores[id, tag], said[id]) for id in said]
                            answers = [(line.get("learned", line["rule_score"]), positive)
                                       for line, positive in lines]
                            verdicts = [(line.get("learned", 0) >= .5, positive)
                                        for line, positive in lines]
                            results[tag].append((average_precision(answers), f1(verdicts),
                                                 "abstains" in lines[0][0]))
                            if peer:
                                print(json.dumps([given[tag], list(said)]), file=peer.stdin,
                                      flush=True)
                                for model, of_model in json.loads(peer.stdout.readline()).items():
                                    answers = list(zip(of_model, said.values()))
                                    peers.setdefault(model, {}).setdefault(tag, []).append(
                                        (average_precision(answers),
                                         f1([(s > 0, p) for s, p in answers]), 0))
                    if peer:
                        peer.stdin.close()
                        peer.wait()
                summary(protocol, count, results, tags)
                for model, results in peers.items():
                    summary(f"  scikit-learn {model}", count, results, tags)


if __name__ == "__main__":
    main()

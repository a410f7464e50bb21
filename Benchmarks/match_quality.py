"""How well the shipped rules find what people labelled: tables by tag, kind and stream.

    python3 Benchmarks/match_quality.py NONMUN DATA [--workspace DIR] [--wrong TAG]

DATA holds papers.jsonl, labels.tsv (id, tag, label, kind, evidence) and stream.tsv (id, sample,
tag, label). F1 is counted here from the single matches, and compared with what nonmun itself
reports. --wrong lists the papers of a tag that are judged otherwise than labelled.
"""

import argparse
import collections
import csv
import json
import pathlib
import subprocess
import sys

GOALS = {"lcr": 0.80, "dpo": 0.93, "diffusion": 0.95}
SHORT = {"long-context-recurrence": "lcr"}


def rows(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def nonmun(program, workspace, *arguments):
    run = subprocess.run(
        [program, "tags", "test", "--workspace", workspace, "--json", *arguments],
        capture_output=True, text=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def quality(labels, found):
    """Precision, recall and F1 of (id, tag) -> positive pairs."""
    right = sum(1 for pair, positive in labels.items() if positive and pair in found)
    wrong = sum(1 for pair, positive in labels.items() if not positive and pair in found)
    positives = sum(labels.values())
    return (right / max(1, right + wrong), right / max(1, positives),
            2 * right / max(1, positives + right + wrong), positives, len(labels) - positives)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--workspace", default=".")
    parser.add_argument("--wrong")
    options = parser.parse_args()
    papers = options.data / "papers.jsonl"
    matches = nonmun(options.program, options.workspace, "--papers", str(papers))
    found = {(match["id"], match["tag"]) for match in matches}
    main_rows = rows(options.data / "labels.tsv")
    labels = {(row["id"], row["tag"]): row["label"] == "positive" for row in main_rows}
    reported = {
        line["tag"]: line
        for line in nonmun(options.program, options.workspace, "--papers", str(papers),
                           "--labels", str(options.data / "labels.tsv"))}
    tags = list(dict.fromkeys(row["tag"] for row in main_rows))

    print("main set          precision  recall      F1      AP")
    scores = []
    for tag in tags:
        of_tag = {pair: value for pair, value in labels.items() if pair[1] == tag}
        precision, recall, f1, positives, negatives = quality(of_tag, found)
        own = reported[tag]
        assert abs(own["f1"] - f1) < 1e-9 and own["positives"] == positives, (tag, own, f1)
        scores.append(f1)
        print(f"{SHORT.get(tag, tag):16}      {precision:.3f}   {recall:.3f}   {f1:.3f}"
              f"   {own['average_precision']:.3f}")
    print(f"macro                                 {sum(scores) / len(scores):.3f}\n")

    print("share shown       list  hard-positive  hard-negative  random-negative")
    for tag in tags:
        kinds = collections.defaultdict(list)
        for row in main_rows:
            if row["tag"] == tag:
                kinds[row["kind"]].append((row["id"], tag) in found)
        shares = [sum(kinds[kind]) / max(1, len(kinds[kind]))
                  for kind in ("list", "hard-positive", "hard-negative", "random-negative")]
        print(f"{SHORT.get(tag, tag):16} {shares[0]:5.2f} {shares[1]:14.2f} {shares[2]:14.3f}"
              f" {shares[3]:16.4f}")

    stream = {}
    for row in rows(options.data / "stream.tsv"):
        if row["label"] != "unsure" and (row["tag"] != "diffusion" or row["sample"] == "A"):
            stream[(row["id"], row["tag"])] = row["label"] == "positive"
    print("\nstream            precision  recall      F1   goal  positive negative")
    for tag in tags:
        of_tag = {pair: value for pair, value in stream.items() if pair[1] == tag}
        precision, recall, f1, positives, negatives = quality(of_tag, found)
        goal = GOALS.get(SHORT.get(tag, tag), 0)
        print(f"{SHORT.get(tag, tag):16}      {precision:.3f}   {recall:.3f}   {f1:.3f}"
              f"   {goal:.2f}  {positives:8} {negatives:8}")

    if options.wrong:
        tag = options.wrong
        titles = {paper["id"]: paper for paper in map(json.loads, open(papers, encoding="utf-8"))}
        because = {(match["id"], match["tag"]): match for match in matches}
        kinds = {(row["id"], row["tag"]): row["kind"] for row in main_rows}
        for pair, positive in sorted((stream | labels).items()):
            if pair[1] == tag and positive != (pair in found):
                words = [f"{reason['field'][0]}:{reason['text']}"
                         for reason in because.get(pair, {"because": []})["because"]]
                print(f"\n{'MISSED' if positive else 'WRONG'} {pair[0]} "
                      f"{kinds.get(pair, 'stream')}{' +stream' if pair in stream else ''}"
                      f"\n  {titles[pair[0]]['title']}\n  {', '.join(words)}")


if __name__ == "__main__":
    sys.exit(main())

"""Measures a year of daily notes beside an empty workspace.

    year.py NONMUN [--rounds N] [--json]

52 weeks, seven pages and a head each, 2,000 notes in all, on 2,000 of 5,000 papers in the library; the
same bytes in every run. A line is the median of the rounds, on the clock, start-up included; in each
round the jobs take turns. What counts is the ratio of `note` to the empty workspace (at most 1.5),
`digest` under 50 ms, and the index rebuilt under a second.
"""

import argparse
import datetime
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

WEEKS, NOTES, PAPERS = 52, 2000, 5000
FIRST = datetime.date(2023, 9, 2)  # a Saturday
NOW = "2024-08-30T21:00:00+09:00"
SETTINGS = """timezone: Asia/Seoul
calendar: {course: 부캠, starts: 2023-09-04, week_starts: sat}
sections: [데일리 트렌드, 개인 공부]
digest: {format: jekyll, directory: _posts, title: "{week} 일일 후기"}
"""
TAGS = """tags:
  - {name: dpo, label: 선호 최적화, any: ['"preference optimization"', DPO]}
  - {name: diffusion, label: 확산 모델, any: ['"diffusion model"', '"flow matching"']}
  - {name: ssm, label: 상태 공간 모델, any: ['"state space model"', mamba]}
"""
WORDS = ("보상 모델 없이 바로 파인튜닝을 해준다. 이웃을 모아서 합치고 내 것을 갱신한다. 층을 쌓으면 멀리까지 보인다. "
         "오늘 발표에서 나와서 정리한다. 메모리가 덜 든다고 한다. 식만 보면 쉬운데 손으로 써 보니 아니었다.").split()
ENGLISH = ("preference optimization diffusion model state space attention robust training of large language "
           "for with learning graph neural networks efficient sampling long context reward policy").split()


def identifier(number):
    months = 8 + number // 500  # since January 2023
    return f"{23 + months // 12}{months % 12 + 1:02}.{number % 500 + 10000:05}"


def page(dice, day, noted):
    lines = [f"## {day}", "", "### 데일리 트렌드", ""]
    for place, number in enumerate(noted):
        if place == len(noted) // 2:
            lines += ["", "### 개인 공부", ""]
        name = f"[Paper {number}](https://arxiv.org/abs/{identifier(number)})"
        lines.append(f"- {name}은 {' '.join(dice.choices(WORDS, k=20))}")
        lines.append(f"  - {' '.join(dice.choices(WORDS, k=12))} $x_{{{number}}}^2$")
    return "\n".join(lines) + "\n\n"


def make(folder):
    dice = random.Random(1706)
    for name in ["year", "empty"]:
        workspace = folder / name
        (workspace / "Annotations").mkdir(parents=True)
        (workspace / "Feeds").mkdir()
        (workspace / "nonmun.yml").write_text(SETTINGS)
        (workspace / "Feeds" / "tags.yml").write_text(TAGS)
    annotations = folder / "year" / "Annotations"
    numbers, days = iter(range(NOTES)), WEEKS * 7
    for place in range(days):
        day = FIRST + datetime.timedelta(days=place)
        count = NOTES * (place + 1) // days - NOTES * place // days
        noted = [next(numbers) for _ in range(count)]
        (annotations / f"{day}.md").write_text(page(dice, day, noted))
        if place % 7 == 0:
            monday = day + datetime.timedelta(days=2)
            year, week, _ = monday.isocalendar()
            entries = "".join(
                f"- [Paper {n}](https://arxiv.org/abs/{identifier(n)})\n" for n in noted)
            (annotations / f"{year}-W{week:02}.md").write_text(
                f"---\nlayout: post\ntitle: 후기 {week}\n---\n\n{entries}\n")
    with open(folder / "papers.json", "w") as papers:
        for number in range(PAPERS):
            day = FIRST + datetime.timedelta(days=number * days // PAPERS)
            record = {
                "id": identifier(number), "title": " ".join(dice.choices(ENGLISH, k=9)).capitalize(),
                "abstract": " ".join(dice.choices(ENGLISH, k=120)), "categories": "cs.LG cs.CL",
                "authors": "Ada Lovelace, Kim Cheolsu", "update_date": str(day),
                "versions": [{"version": "v1", "created": day.strftime("%a, %d %b %Y 00:00:00 GMT")}],
            }
            papers.write(json.dumps(record) + "\n")


def timed(command, folder):
    environment = {**os.environ, "NONMUN_NOW": NOW, "NONMUN_STATE": str(folder / ".state")}
    with tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            errors.seek(0)
            sys.exit(f"{' '.join(map(str, command))}: exit {child.returncode}\n{errors.read()}")
    return wall, usage.ru_utime + usage.ru_stime


def measure(folder, binary, rounds):
    """Rows of `job`, `program`, `wall_ms`, `cpu_ms` and, where there is one, `wall_ratio` to the empty workspace."""
    make(folder)
    year, empty = folder / "year", folder / "empty"
    for workspace in [year, empty]:
        timed([binary, "import", folder / "papers.json"], workspace)
    timed([binary, "notes"], year)
    shutil.copytree(year, folder / "bare")
    everything = "matches,numbers,trends,news,queue"
    jobs = [("note, empty", empty, ["note", "2309.10001", "[]는 좋다."]),
            ("note, year", year, ["note", "2309.10001", "[]는 좋다."])]
    jobs += [(f"digest {form}", year,
              ["digest", "--week", "2024-W20", "--format", form, "--output", "-"])
             for form in ["markdown", "jekyll", "hugo", "html", "json", "atom", "bibtex"]]
    jobs += [(f"digest {form} --with all", year,
              ["digest", "--week", "2024-W20", "--format", form, "--output", "-", "--with", everything])
             for form in ["jekyll", "html"]]
    jobs += [("trends --weeks 52", year, ["trends", "--weeks", "52"]),
             ("notes, index kept", year, ["notes"]),
             ("notes, index rebuilt", folder / "bare", ["notes"])]
    times = {job: [] for job, _, _ in jobs}
    for turn in range(rounds + 1):
        for job, workspace, arguments in jobs:
            if job.endswith("rebuilt"):
                shutil.rmtree(workspace / ".nonmun")
            costs = timed([binary, *arguments], workspace)
            if turn:  # the first turn warms the caches
                times[job].append(costs)
    medians = {job: [statistics.median(column) for column in zip(*costs)]
               for job, costs in times.items()}
    rows = [{"job": "year", "program": job, "wall_ms": round(wall * 1000, 1),
             "cpu_ms": round(cpu * 1000, 1), "rounds": rounds}
            for job, (wall, cpu) in medians.items()]
    rows[1]["wall_ratio"] = round(medians["note, year"][0] / medians["note, empty"][0], 2)
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("nonmun", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true", help="one object a line")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nonmun-year-") as name:
        for row in measure(Path(name), options.nonmun.resolve(), options.rounds):
            ratio = f"  ratio {row['wall_ratio']:5.2f}" if "wall_ratio" in row else ""
            print(json.dumps(row) if options.json
                  else f"{row['job']:8} {row['program']:28} {row['wall_ms']:8.1f} ms"
                       f"  cpu {row['cpu_ms']:8.1f} ms{ratio}")


if __name__ == "__main__":
    main()

"""Compares what nonmun reads of feeds with what feedparser 6 reads of them.

    feed_parity.py NONMUN FOLDER...

Needs feedparser from PyPI. Every file in the folders is read by both, OPML left out. A line tells
each difference; the summary tells how many items are equal in each field, of those that both read.
"""

import html
import json
import pathlib
import re
import subprocess
import sys
import warnings
from calendar import timegm
from datetime import datetime

import feedparser

warnings.simplefilter("ignore")
FIELDS = ("title", "link", "id", "published", "updated")


def plain(text):
    """No markup, no entities, white space folded."""
    text = re.sub(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", "", html.unescape(text or ""), flags=re.S)
    return " ".join(html.unescape(text).split())


def stamp(parsed):
    """Seconds since 1970 of what feedparser made of a date; None for what no date is."""
    try:
        return timegm(parsed) if parsed else None
    except (OverflowError, ValueError):
        return None


def ours(nonmun, path):
    """The items as nonmun reads them, or the reason why it reads none."""
    done = subprocess.run([nonmun, "feeds", "check", path, "--json"], capture_output=True, text=True)
    if done.returncode:
        return done.stderr.strip().removeprefix("Error: ").replace(f"{path}: ", "")
    return [
        {
            "title": plain(item["title"]),
            "link": item["url"],
            "id": item["id"],
            **{
                name: datetime.fromisoformat(item[name]).timestamp() if item.get(name) else None
                for name in ("published", "updated")
            },
        }
        for item in map(json.loads, done.stdout.splitlines()[1:])
    ]


def theirs(path):
    """The same as feedparser reads them; an item without an id is named by its link."""
    with open(path, "rb") as file:
        entries = feedparser.parse(file.read()).entries
    return [
        {
            "title": plain(entry.get("title")),
            "link": " ".join((entry.get("link") or "").split()),
            "id": " ".join((entry.get("id") or entry.get("link") or "").split()),
            # `get` would answer with the other date where one is missing.
            "published": stamp(dict.get(entry, "published_parsed")),
            "updated": stamp(dict.get(entry, "updated_parsed")),
        }
        for entry in entries
    ]


def same(field, left, right):
    if field in ("published", "updated") and left is not None and right is not None:
        return abs(left - right) <= 1
    return left == right


def main(nonmun, folders):
    files = [
        str(path)
        for folder in folders
        for path in sorted(pathlib.Path(folder).rglob("*"))
        if path.is_file() and path.suffix not in (".opml", ".md")
    ]
    equal = dict.fromkeys(FIELDS, 0)
    items = whole = counts = 0
    for path in files:
        left, right = ours(nonmun, path), theirs(path)
        if isinstance(left, str) or len(left) != len(right):
            read = left if isinstance(left, str) else f"{len(left)} items"
            if left or right:
                print(f"{path}: items: {read} | {len(right)} items")
                counts += len(right) > 0 or not isinstance(left, str)
            continue
        for number, (one, other) in enumerate(zip(left, right), 1):
            agreed = [field for field in FIELDS if same(field, one[field], other[field])]
            for field in agreed:
                equal[field] += 1
            for field in FIELDS:
                if field not in agreed:
                    print(f"{path}: {number}: {field}: {one[field]!r} | {other[field]!r}")
            items += 1
            whole += len(agreed) == len(FIELDS)
    print(f"\n{len(files)} files, {items} items; in {counts} files another number of items")
    for field, count in [*equal.items(), ("all", whole)]:
        print(f"{field:10} {count:6} equal  {100 * count / max(items, 1):6.2f} %")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])

"""Papers for the import job: OAI-PMH pages, a bulk metadata file and the floor's table.

The same bytes in every run. Words are as frequent as in a language (Zipf's law): an index of words
that are all rare costs twice as much.
"""

import json
import random
from datetime import date, timedelta
from itertools import accumulate
from xml.sax.saxutils import escape

SYLLABLES = ("al ba con de er fa ge ho in ka lo men no op pro qua re sa ti un ver xi yo za "
             "tion ment ing").split()
VOCABULARY = 150_000
RECORDS_A_PAGE = 1000


class Language:
    def __init__(self, dice):
        self.dice = dice
        made = {"".join(dice.choices(SYLLABLES, k=dice.choice([1, 2, 2, 3, 3, 4])))
                for _ in range(VOCABULARY)}
        self.words = sorted(made)
        dice.shuffle(self.words)
        self.words.sort(key=len)  # what is said often is short
        self.weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.words))))

    def sentence(self, shortest, longest):
        count = self.dice.randint(shortest, longest)
        return " ".join(self.dice.choices(self.words, cum_weights=self.weights, k=count)).capitalize()

    def name(self):
        return self.dice.choice(self.words[2000:22000]).title()


def make_record(language, dice, place, count):
    day = date(2007, 5, 1) + timedelta(days=place * 6800 // count)
    month = day.strftime("%y%m")
    return {
        "id": f"{month}.{place % 10000:04}" if month < "1501" else f"{month}.{place % 100000:05}",
        "title": language.sentence(6, 14),
        "abstract": ". ".join(language.sentence(15, 30) for _ in range(dice.randint(6, 13))) + ".",
        "authors": [(language.name(), language.name()) for _ in range(dice.randint(1, 8))],
        "categories": "cs.LG stat.ML",
        "days": [day] + ([day + timedelta(days=90)] if dice.random() < 0.5 else []),
        "comment": f"{dice.randint(4, 30)} pages" if dice.random() < 0.7 else None,
    }


def wrapped(text):
    """Over lines, as arXiv keeps abstracts."""
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + len(word) > 78:
            lines.append(line)
            line = ""
        line += (" " if line else "") + word
    return "\n".join([*lines, line])


def oai_record(record):
    days = record["days"]
    authors = "".join(f"<author><keyname>{last}</keyname><forenames>{first}</forenames></author>"
                      for first, last in record["authors"])
    comment = f"<comments>{record['comment']}</comments>" if record["comment"] else ""
    updated = f"<updated>{days[1]}</updated>" if len(days) > 1 else ""
    return f"""<record>
<header>
 <identifier>oai:arXiv.org:{record['id']}</identifier>
 <datestamp>{days[-1]}</datestamp>
 <setSpec>cs</setSpec>
</header>
<metadata>
 <arXiv xmlns="http://arxiv.org/OAI/arXiv/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://arxiv.org/OAI/arXiv/ http://arxiv.org/OAI/arXiv.xsd">
 <id>{record['id']}</id><created>{days[0]}</created>{updated}<authors>{authors}</authors><title>{escape(record['title'])}</title><categories>{record['categories']}</categories>{comment}<license>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</license><abstract>  {escape(wrapped(record['abstract']))}
</abstract></arXiv>
</metadata>
</record>
"""


def oai_page(records, page, count):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>2024-08-20T00:00:00Z</responseDate>
<request verb="ListRecords">http://export.arxiv.org/oai2</request>
<ListRecords>
{"".join(map(oai_record, records))}<resumptionToken cursor="{page * RECORDS_A_PAGE}" completeListSize="{count}">1|{page}</resumptionToken>
</ListRecords>
</OAI-PMH>
"""


def bulk_line(record):
    names = record["authors"]
    return json.dumps({
        "id": record["id"], "submitter": " ".join(names[0]),
        "authors": ", ".join(map(" ".join, names)), "title": record["title"],
        "comments": record["comment"], "journal-ref": None, "doi": None, "report-no": None,
        "categories": record["categories"],
        "license": "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
        "abstract": f"  {wrapped(record['abstract'])}\n",
        "versions": [{"version": f"v{number}", "created": day.strftime("%a, %d %b %Y 12:00:00 GMT")}
                     for number, day in enumerate(record["days"], 1)],
        "update_date": str(record["days"][-1]),
        "authors_parsed": [[last, first, ""] for first, last in names]}) + "\n"


def floor_line(record):
    days = [str(day) for day in record["days"]] + [""]
    return "\t".join([
        f"arxiv:{record['id']}", record["title"], record["abstract"],
        "|".join(map(" ".join, record["authors"])), record["categories"], *days[:2],
        record["comment"] or ""]) + "\n"


def make(folder, count):
    """Writes `oai/*.xml`, `bulk.json` and `records.tsv`."""
    dice = random.Random(1999)
    language = Language(dice)
    (folder / "oai").mkdir()
    page = []
    with open(folder / "bulk.json", "w") as bulk, open(folder / "records.tsv", "w") as table:
        for place in range(count):
            record = make_record(language, dice, place, count)
            bulk.write(bulk_line(record))
            table.write(floor_line(record))
            page.append(record)
            if len(page) == RECORDS_A_PAGE or place == count - 1:
                number = place // RECORDS_A_PAGE
                (folder / "oai" / f"{number:05}.xml").write_text(oai_page(page, number, count))
                page = []

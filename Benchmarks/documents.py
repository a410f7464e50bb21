"""Feeds of any length in the forms of arXiv's API and of rss.arxiv.org: the same bytes in every run."""

import random
from xml.sax.saxutils import escape

from records import Language, make_record

DISTINCT = 2000

ATOM_HEAD = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" \
xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/bench</id>
  <title>arXiv Query: search_query=cat:cs.LG&amp;id_list=&amp;start=0</title>
  <updated>2024-08-20T00:00:00Z</updated>
  <link href="https://arxiv.org/api/query?search_query=cat:cs.LG" type="application/atom+xml"/>
"""

RSS_HEAD = """<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:atom="http://www.w3.org/2005/Atom" version="2.0">
  <channel>
    <title>cs.LG updates on arXiv.org</title>
    <link>http://rss.arxiv.org/rss/cs.LG</link>
    <description>cs.LG updates on the arXiv.org e-print archive.</description>
"""


def atom_entry(paper, number):
    """What stands before and behind each place of the number."""
    categories = "".join(
        f'    <category term="{term}" scheme="http://arxiv.org/schemas/atom"/>\n'
        for term in paper["categories"].split())
    comment = paper["comment"]
    return f"""  <entry>
    <id>http://arxiv.org/abs/{number}v1</id>
    <title>{escape(paper["title"])}</title>
    <updated>{paper["days"][-1]}T17:59:59Z</updated>
    <link href="https://arxiv.org/abs/{number}v1" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/{number}v1" rel="related" type="application/pdf" title="pdf"/>
    <summary>{escape(paper["abstract"])}</summary>
{categories}    <published>{paper["days"][0]}T17:59:59Z</published>
{f"    <arxiv:comment>{comment}</arxiv:comment>" if comment else ""}
    <arxiv:primary_category term="{paper["categories"].split()[0]}"/>
{"".join(f'''    <author>
      <name>{first} {last}</name>
    </author>
''' for first, last in paper["authors"])}  </entry>
"""


def rss_entry(paper, number):
    categories = "".join(
        f"      <category>{term}</category>\n" for term in paper["categories"].split())
    date = paper["days"][0].strftime("%a, %d %b %Y 00:00:00 -0400")
    return f"""    <item>
      <title>{escape(paper["title"])}</title>
      <link>https://arxiv.org/abs/{number}</link>
      <description>arXiv:{number}v1 Announce Type: new 
Abstract: {escape(paper["abstract"])}</description>
      <guid isPermaLink="false">oai:arXiv.org:{number}v1</guid>
{categories}      <pubDate>{date}</pubDate>
      <arxiv:announce_type>new</arxiv:announce_type>
      <dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>
      <dc:creator>{", ".join(f"{first} {last}" for first, last in paper["authors"])}</dc:creator>
    </item>
"""


def make(folder, count):
    """Writes `count.atom` and `count.rss`; words come again after some thousand entries."""
    dice = random.Random(2017)
    language = Language(dice)
    papers = [make_record(language, dice, place, DISTINCT) for place in range(DISTINCT)]
    forms = {"atom": (ATOM_HEAD, atom_entry, "</feed>\n"),
             "rss": (RSS_HEAD, rss_entry, "  </channel>\n</rss>\n")}
    for form, (head, entry, tail) in forms.items():
        entries = [entry(paper, "NUMBER") for paper in papers]
        with open(folder / f"{count}.{form}", "w") as file:
            file.write(head)
            for place in range(count):
                number = f"{2401 + place // 90_000}.{place % 90_000:05}"
                file.write(entries[place % DISTINCT].replace("NUMBER", number))
            file.write(tail)

"""Makes the directory of outlets that comes with Inquit.

    python scripts/outlets.py --data FOLDER

Puts together `known_outlets.tsv` beside this script and, from FOLDER/lists, what three lists state as facts:
`outlet_domains.tsv` (names and domains, Media Bias/Fact Check), `local_outlets_with_owner.csv.gz` (local outlets of the
United States with their owners, LocalNewsDataset) and `opml_by_country.tar.gz` (news feeds by country,
awesome-rss-feeds). The earlier of these wins where two speak of one domain. Writes `src/inquit/data/outlets.tsv`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import html
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "inquit" / "data" / "outlets.tsv"
WORDS = HERE.parent / "src" / "inquit" / "data" / "en" / "sources"
Row = tuple[str, str, str, str, str]

COUNTRIES = {
    "Australia": "AU", "Bangladesh": "BD", "Brazil": "BR", "Canada": "CA", "France": "FR", "Germany": "DE",
    "Hong Kong SAR China": "HK", "India": "IN", "Indonesia": "ID", "Iran": "IR", "Ireland": "IE", "Italy": "IT",
    "Japan": "JP", "Mexico": "MX", "Myanmar (Burma)": "MM", "Nigeria": "NG", "Pakistan": "PK", "Philippines": "PH",
    "Poland": "PL", "Russia": "RU", "South Africa": "ZA", "Spain": "ES", "Ukraine": "UA", "United Kingdom": "GB",
    "United States": "US",
}  # fmt: skip
OUTLINE = re.compile(r'<outline[^>]*?\stitle="([^"]*)"[^>]*?\sxmlUrl="([^"]*)"')
SHARED_HOSTS = {"feedburner.com", "feeds.feedburner.com", "youtube.com", "wordpress.com", "blogspot.com", "medium.com"}


def known() -> Iterator[Row]:
    """The list written for Inquit."""
    for line in (HERE / "known_outlets.tsv").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            names, domains, country, owner, agency = (line.split("\t") + [""] * 4)[:5]
            yield names, domains, country, owner, agency


def by_domain(lists: Path) -> Iterator[Row]:
    """Names and domains."""
    with (lists / "outlet_domains.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row["name"], row["domain"], "", "", ""


def local(lists: Path) -> Iterator[Row]:
    """Local outlets of the United States."""
    with gzip.open(lists / "local_outlets_with_owner.csv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield row["name"], row["domain"], "US", row["owner"], ""


def feeds(lists: Path) -> Iterator[Row]:
    """News feeds, with the country whose list they are in."""
    with tarfile.open(lists / "opml_by_country.tar.gz") as archive:
        for member in archive.getmembers():
            folder, _, file = member.name.rpartition("/")
            country = COUNTRIES.get(file.removesuffix(".opml"), "")
            if not country or not folder.endswith("with_category"):
                continue
            stream = archive.extractfile(member)
            text = stream.read().decode("utf-8", "replace") if stream else ""
            for title, url in OUTLINE.findall(text):  # some of the lists are not well-formed XML
                host = re.sub(r"^(?:www|feeds|rss|feed)\.", "", urlsplit(html.unescape(url)).hostname or "")
                if host and host not in SHARED_HOSTS:
                    yield html.unescape(title), host, country, "", ""


def tidy(name: str) -> str:
    """A name without what lists add to it: a slogan behind a dash, "latest articles", "RSS"."""
    name = re.sub(r"\s+", " ", name.replace("\\", "/").replace("|", " "))
    name = re.split(r"\s[-–—>»:]\s|\s+RSS|: | latest | Latest ", name)[0]
    return name.strip(" .,-–—")


def is_word(name: str, words: set[str]) -> bool:
    """Whether a name of one word is also a common word, so that it would be found where no outlet is meant."""
    low = name.casefold().removeprefix("the ")
    return " " not in low and (low in words or len(low) < 5)


def main() -> None:
    """Writes the directory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    lists = parser.parse_args().data / "lists"
    words = {
        line.split("\t")[0]
        for name in ("nouns", "name_words", "words", "given_names", "titles")
        for line in (WORDS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    }
    rows: dict[str, Row] = {}
    taken: set[str] = set()
    for names, domains, country, owner, agency in known():
        rows[names.split("|")[0].casefold()] = (names, domains, country, owner, agency)
        taken.update(domains.split("|"))
    for source in (feeds(lists), by_domain(lists), local(lists)):
        for raw, address, country, owner, _ in source:
            name, domain = tidy(raw), address.strip().lower().removeprefix("www.")
            key = name.casefold()
            if not name or not domain or domain in taken or len(name) > 60 or is_word(name, words):
                continue
            taken.add(domain)
            if key in rows:
                # Two places with a paper of one name: the first keeps the name, the other's domain still leads to it.
                old = rows[key]
                if len(old[1]) + len(domain) < 120:
                    rows[key] = (old[0], f"{old[1]}|{domain}", old[2], old[3], old[4])
                continue
            rows[key] = (name, domain, country, owner.strip().replace("\t", " "), "")
    head = (
        "# Outlets and agencies, made by scripts/outlets.py from a list of our own and from facts in Media Bias/Fact "
        "Check's list, LocalNewsDataset (MIT) and awesome-rss-feeds (CC0). "
        "names (split by |)<TAB>domains (split by |)<TAB>country (ISO 3166-1 alpha-2)<TAB>owner<TAB>agency (yes)\n"
    )
    lines = sorted("\t".join(row) for row in rows.values())
    TARGET.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} outlets, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()

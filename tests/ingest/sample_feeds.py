"""Invented feeds that the ingest tests read."""

import html

WORDS = "The ferry stays in harbour, said Ilse Kwant, who runs the yard. Nobody else knew more about it on Monday."


def item(number=1, *, words=WORDS, date="", more=""):
    link = f"https://harbourpost.example.com/{number}?utm_source=rss"
    return (
        f"<item><title>Ferry {number}</title><link>{link.replace('&', '&amp;')}</link>{date}{more}"
        f"<description>{html.escape(f'<p>{words}</p>')}</description></item>"
    )


def rss(*items, head="", title="Harbour Post", prologue='<?xml version="1.0"?>'):
    return f'{prologue}<rss version="2.0"><channel><title>{title}</title>{head}{"".join(items)}</channel></rss>'


def atom(*entries, head=""):
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">'
        f"<title>Hafenpost</title><author><name>Die Redaktion</name></author>{head}{''.join(entries)}</feed>"
    )


def entry(more="", *, words=WORDS):
    return (
        '<entry><title type="html">Fähre &lt;b&gt;bleibt&lt;/b&gt;</title>'
        f'<link href="https://hafenpost.example.com/1"/>{more}<content type="html">{words}</content></entry>'
    )

"""Invented pages that the ingest tests read."""

PARAGRAPHS = (
    "The ferry between Norrbruck and Alt Veen will not sail before Thursday, the harbour master said on Monday.",
    "“We have to look at every bolt,” said Ilse Kwant, who runs the yard. “There are four thousand of them.”",
    "According to the shipping office, two of the three engines had been due for repair since the spring.",
    "Passengers were told to take the coach by way of Helmond, which needs an hour and a half longer.",
    "The company, which belongs to the province, has declined to say what the repair will cost.",
)


def page(
    body: str | None = None, *, head: str = "", title: str = "Ferry to stay in harbour until Thursday", lang: str = "en"
) -> str:
    text = "".join(f"<p>{p}</p>" for p in PARAGRAPHS) if body is None else body
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{text}</article></body></html>"
    )

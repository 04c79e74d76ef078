"""What all generators share: an export that is being written, the tokens of a call, and tables as text."""
import base64
import csv
import gzip
import io
import json
from datetime import datetime, timedelta, timezone
from decimal import Decimal as D, getcontext

getcontext().prec = 60
KINDS = ("input", "cached", "cacheWrite", "output")
MODELS = ("gpt-5-mini", "gpt-5.4", "claude-sonnet-5", "claude-opus-5", "mistral-large-3", "gemini-3-pro")


class Export:
    """Files, and what they state: the sums are of the calls that were written, and not read back from their text."""

    def __init__(self, random):
        self.random = random
        self.files = {}
        self.tokens = dict.fromkeys(KINDS, D(0))
        self.requests = None
        self.cost = {}
        self.joules = D(0)
        self.read = self.rejected = 0
        self.refused = False
        self.declared = None
        self.packed = random.random() < 0.2
        # rows of a bill are whole tokens, and not only lines
        self.whole = random.random() < 0.5

    def count(self, uncached=0, cached=0, write=0, output=0, requests=None):
        """Adds a call, or a sum of calls; the input has its cached and written parts inside."""
        self.tokens["input"] += D(uncached) + D(cached) + D(write)
        self.tokens["cached"] += D(cached)
        self.tokens["cacheWrite"] += D(write)
        self.tokens["output"] += D(output)
        if requests is not None:
            self.requests = (self.requests or 0) + requests

    def pay(self, amount, currency="USD"):
        self.cost[currency] = self.cost.get(currency, D(0)) + D(amount)

    def file(self, name, text, encoding="utf-8"):
        """Writes a file; the files of one export of five are packed."""
        content = text if isinstance(text, bytes) else text.encode(encoding)
        if self.packed:
            name, content = name + ".gz", gzip.compress(content, mtime=0)
        self.files[name] = base64.b64encode(content).decode()

    def json(self):
        """One line: the files, and what they state; a refused export states nothing."""
        whole = {kind: int(tokens) for kind, tokens in self.tokens.items()}
        if any(whole[kind] != self.tokens[kind] for kind in KINDS):
            raise ValueError("the parts of a line add up to a whole number of tokens")
        return json.dumps({
            "files": self.files,
            "declared": self.declared,
            "refused": self.refused,
            "tokens": whole,
            "requests": self.requests,
            "joules": f"{self.joules:f}",
            "cost": {currency: f"{amount:f}" for currency, amount in self.cost.items()},
            "read": self.read,
            "rejected": self.rejected,
        })


def some(random):
    """A number of tokens: none, few or very many."""
    return random.choice((0, random.randint(1, 9), random.randint(10, 999), random.randint(1000, 200_000), random.randint(1, 10**9)))


def call(random):
    """Tokens of a call, disjoint: uncached input, cached, written to the cache, output; at least one of input and output."""
    uncached, output = random.randint(1, 20_000), random.randint(1, 4_000)
    cached = random.choice((0, 0, random.randint(1, 90_000)))
    write = random.choice((0, 0, random.randint(1, 9_000)))
    return uncached, cached, write, output


def moment(random, of="2026-03-01"):
    """A time in the 200 days from `of` on, to the second."""
    return datetime.fromisoformat(of).replace(tzinfo=timezone.utc) + timedelta(seconds=random.randrange(200 * 86_400))


def iso(time):
    return time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03}Z"


def money(random):
    return D(random.randrange(0, 10**7)).scaleb(-random.randint(2, 6))


def table(names, rows, separator=",", quoted=False, mark="", end="\n"):
    """A table as text; each row is a mapping, in which a name that is lacking is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL, lineterminator=end)
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return mark + text.getvalue()


def shuffled_table(export, names, rows, separator=","):
    """A table whose columns stand in any order, with or without a byte order mark, quotes and carriage returns."""
    random = export.random
    names = random.sample(names, len(names))
    return table(names, rows, separator, random.random() < 0.3, random.choice(("", "\ufeff")), random.choice(("\n", "\r\n")))


def lines(rows):
    return "".join(json.dumps(row, default=str) + "\n" for row in rows)


def split_file(export, name, rows, render, states=lambda row: True):
    """The rows in one file or two, each of which has a row that states something."""
    random = export.random
    cut = random.choice((len(rows), random.randint(1, max(1, len(rows) - 1))))
    parts = [rows[:cut], rows[cut:]]
    if not all(any(states(row) for row in part) for part in parts):
        parts = [rows]
    stem, ending = name.split(".", 1)
    for number, part in enumerate(parts):
        export.file(f"{stem}-{number}.{ending}", render(part))

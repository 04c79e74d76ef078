#!/usr/bin/env python3
"""The headline of samples/acme a second time, from raw exports and factor CSVs, without a line of the program.

Shares no code and no intermediate file with it: rows are summed one by one, in decimals of 60 digits. It knows two formats, frozen as they
stand in the sample, and one method; a row or a header that it does not know ends it.

  reperform.py WORKSPACE FACTORS FIRST LAST [--against figures.json]

WORKSPACE has exports/, FACTORS the factor CSVs, FIRST and LAST are days. Prints a JSON object of figures; with --against, exits with 1
where one of them differs from the file's by more than 1e-12 of it.
"""
import csv
import json
import re
import sys
from datetime import date, datetime, timezone
from decimal import Decimal as D, getcontext
from functools import cache
from pathlib import Path

getcontext().prec = 60
LEVELS = ("low", "value", "high")
OPENAI = (
    "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,service_tier,"
    "input_tokens,output_tokens,input_cached_tokens,input_uncached_tokens,input_text_tokens,output_text_tokens,input_cached_text_tokens,"
    "input_audio_tokens,input_cached_audio_tokens,output_audio_tokens,input_image_tokens,input_cached_image_tokens,output_image_tokens"
)
GATEWAY = "requested_at;vendor;model;region;team;prompt_tokens;cached_tokens;completion_tokens;cost_usd;status"


def fail(message):
    sys.exit(f"reperform: {message}")


def count(text, where):
    """A whole number of at least 0, which the dashboard writes with a point and a zero."""
    if not re.fullmatch(r"\d+(\.0)?", text):
        fail(f"{where}: found '{text}', expected a count")
    return D(text).to_integral_exact()


def rows_of(workspace):
    """Day, provider, model, region, requests, input, cached, output of every row that states usage."""
    files = sorted((workspace / "exports").rglob("*.csv"))
    if not files:
        fail(f"found no exports below {workspace}")
    for path in files:
        with open(path, newline="", encoding="utf-8") as file:
            header = file.readline().strip()
            separator = {OPENAI: ",", GATEWAY: ";"}.get(header)
            if separator is None:
                fail(f"{path}: found another header than those of the two formats")
            names = header.split(separator)
            for cells in csv.reader(file, delimiter=separator):
                where = f"{path} row {cells}"
                if len(cells) != len(names):
                    fail(f"{where}: found {len(cells)} cells, expected {len(names)}")
                row = dict(zip(names, cells))
                read = openai_row(row, where) if separator == "," else gateway_row(row, where)
                if read is not None:
                    yield read


def openai_row(row, where):
    """A bucket of a day; one that states nothing had no usage."""
    if all(row[name] == "" for name in ("project_id", "num_model_requests", "model", "input_tokens", "output_tokens")):
        return None
    if row["model"] == "":
        fail(f"{where}: found no model")
    day = datetime.fromtimestamp(int(row["start_time"]), timezone.utc).date()
    requests, given, cached, output = (
        count(row[name], where) for name in ("num_model_requests", "input_tokens", "input_cached_tokens", "output_tokens")
    )
    return day, "openai", row["model"], "", requests, given, cached, output


def gateway_row(row, where):
    """A request, at a time in UTC; a failed one had no usage."""
    if row["status"] == "error":
        return None
    if row["status"] != "ok":
        fail(f"{where}: found status '{row['status']}'")
    day = datetime.strptime(row["requested_at"], "%Y-%m-%d %H:%M:%S").date()
    given, cached, output = (count(row[name] or "0", where) for name in ("prompt_tokens", "cached_tokens", "completion_tokens"))
    return day, row["vendor"], row["model"], row["region"], D(1), given, cached, output


def table(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Factors:
    def __init__(self, folder):
        self.by_id = {row["factor_id"]: row for name in ("classes", "grid", "units") for row in table(folder / f"{name}.csv")}
        self.models = table(folder / "models.csv")
        self.locations = table(folder / "locations.csv")
        self.regions = {(row["cloud"], row["region"]): row["zone"] for row in table(folder / "regions.csv")}

    @cache
    def number(self, factor_id, level, day):
        row = self.by_id.get(factor_id) or fail(f"found no factor {factor_id}")
        if not row["valid_from"] <= day.isoformat() <= row["valid_to"]:
            fail(f"{factor_id} is not valid on {day}")
        return D(row[level] or row["value"])

    @cache
    def model_class(self, provider, model):
        """Of the first row of the map whose maker and pattern fit: with the date of the release, then without it."""
        maker = next((row["maker"] for row in self.locations if row["provider"] == provider), "")
        dated = model.strip().lower()
        for name in (dated, re.sub(r"-(\d{4}-\d{2}-\d{2}|\d{8})$", "", dated)):
            for row in self.models[:-1]:
                if (not maker or row["provider"] in (maker, "*")) and re.search(row["pattern"], name):
                    return row["class"]
        return fail(f"found model '{model}' of '{provider}', which the map does not know")

    @cache
    def grid(self, provider, region, year):
        """g per kWh of the zone: of the region where the row states one, else of the provider; up to two years old."""
        place = next((row for row in self.locations if row["provider"] == provider), None) or fail(f"found provider '{provider}'")
        zone = self.regions.get((place["cloud"], region)) if region else place["zone"]
        for of in (year, year - 1, year - 2):
            row = self.by_id.get(f"grid-ember-{zone.lower()}-{of}") if zone else None
            if row is not None:
                return D(row["value"])
        return fail(f"found no grid of '{provider}', '{region}' in {year}")


def context(requests, given):
    """What long contexts cost more, by the input of a request (the mean of a bucket)."""
    length = given / requests
    if length <= 10_000:
        return D(1)
    return (80_000 + length) / 90_000 if length <= 100_000 else D(2)


def main(arguments):
    against = None
    if "--against" in arguments:
        at = arguments.index("--against")
        against, arguments = arguments[at + 1], arguments[:at]
    workspace, folder, first, last = Path(arguments[0]), Path(arguments[1]), *map(date.fromisoformat, arguments[2:4])
    factors = Factors(folder)
    sums = {f"{name}{end}": D(0) for name in ("energy", "location_based", "embodied", "total_kg") for end in ("", "_low", "_high")}
    tokens = {"requests": D(0), "input_tokens": D(0), "output_tokens": D(0)}
    for day, provider, model, region, requests, given, cached, output in rows_of(workspace):
        if not first <= day <= last:
            continue
        if requests == 0:
            fail(f"found a row of {day} without requests")
        tokens["requests"] += requests
        tokens["input_tokens"] += given
        tokens["output_tokens"] += output
        size = factors.model_class(provider, model).lower()
        weight = context(requests, given)
        grid = factors.grid(provider, region, day.year)
        for level in LEVELS:
            read, ratio, write, hardware = (
                factors.number(of, level, day)
                for of in (f"class-{size}-input-2026-2", "cached-read-ratio-2026", f"class-{size}-output-2026-2", "embodied-hardware-2026")
            )
            watt_hours = weight * ((given - cached) * read + cached * ratio * read + output * write) / 1000
            energy = watt_hours / 1000
            location, embodied = energy * grid / 1000, energy * hardware / 1000
            end = "" if level == "value" else f"_{level}"
            sums[f"energy{end}"] += energy
            sums[f"location_based{end}"] += location
            sums[f"embodied{end}"] += embodied
            sums[f"total_kg{end}"] += location + embodied
    figures = {**sums, **tokens, "total": sums["total_kg"] / 1000}
    print(json.dumps({name: f"{value:f}" for name, value in figures.items()}, indent=2))
    if against is None:
        return 0
    with open(against, encoding="utf-8") as file:
        stated = {figure["id"]: figure["value"] for figure in json.load(file, parse_float=D, parse_int=D)["figures"]}
    wrong = [name for name, value in figures.items() if abs(value - stated[name]) > abs(value) * D("1e-12")]
    for name in wrong:
        print(f"reperform: {name} is {figures[name]:f} here and {stated[name]} there", file=sys.stderr)
    print(f"reperform: {len(figures) - len(wrong)} of {len(figures)} figures are the same to 1e-12", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

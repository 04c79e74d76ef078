"""Exports of a format with the traps of its kind, and what they state, without a line of the program.

  python3 tests/reperform/exports FORMAT --files 1000 [--first 0]
  python3 tests/reperform/exports --formats

Prints a JSON object a line: the files of an export (base64), the days that it is declared for, whether it has to be refused, and else its
tokens, requests, costs by currency, rows and rejected rows. They are summed while the export is written, from the calls that it is to
state, so that nothing here reads a format. An export is made by the name of its format and its number alone.
"""
import argparse
from random import Random

import agents
import bills
import clouds
import gateways
import providers
import traces
from writing import Export

GENERATORS = {}
for module in (agents, bills, clouds, gateways, providers, traces):
    GENERATORS |= module.GENERATORS


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("format", nargs="?", choices=sorted(GENERATORS))
    parser.add_argument("--files", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--formats", action="store_true")
    options = parser.parse_args()
    if options.formats or options.format is None:
        print(*sorted(GENERATORS), sep="\n")
        return
    for number in range(options.first, options.first + options.files):
        export = Export(Random(f"{options.format} {number}"))
        GENERATORS[options.format](export)
        print(export.json())


main()

"""Bills of Azure in five shapes, and FOCUS of four clouds and vendors. Names of meters are real ones, with what they are (names/*.csv)."""
import csv
from datetime import timedelta
from decimal import Decimal as D
from functools import cache
from pathlib import Path

from writing import json, moment, shuffled_table, some, split_file

NAMES = Path(__file__).resolve().parents[2] / "LlmEnergy.Ingestion.Tests" / "Data" / "names"
WITHOUT_TOKENS = {"capacity", "credits", "images", "search-units", "pages", "characters", "time", "video", "music", "documents"}


@cache
def names(file):
    """The listed names: those of tokens, and the others, each with its class."""
    with open(NAMES / file, newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    return [row for row in rows if row["class"] == "tokens" and row["kind"] != "unknown"], [row for row in rows
        if row["class"] not in ("tokens", "unknown")]


def plain(number):
    return f"{number:f}"


def comma(number):
    """With a decimal comma, and points between thousands."""
    return f"{number:,f}".translate(str.maketrans(".,", ",."))


def parts(export, block):
    """Tokens as quantities of one day and meter: of blocks with decimals, in one row or in several, some of which take off."""
    random = export.random
    tokens = some(random) + 1
    rest = D(tokens) / block
    quantities = []
    for _ in range(random.choice((0, 0, 1, 2))):
        part = (rest * D(random.randint(-5, 9)) / 10).quantize(D(1) / block if export.whole else D("1e-7"))
        if not export.whole:
            part += D(random.randrange(10**7)).scaleb(-7)
        quantities.append(part)
        rest -= part
    return tokens, [quantity for quantity in (*quantities, rest) if quantity]


def count(export, kind, tokens):
    export.count(**{{"input": "uncached", "cached": "cached", "cacheWrite": "write", "output": "output"}[kind]: tokens})


def azure_rows(export, priced=True, by_name=False, others=True):
    """Day, meter, product, category, quantity, unit, price, cost, type of charge, place. What the quantity counts is told by the unit, or
    by money: mostly blocks, in some exports tokens; a row that fits neither, or says no price, is rejected."""
    random = export.random
    known, unknown = names("azure_meters.csv")
    start = moment(random).date()
    for day in range(random.randint(1, 4)):
        for meter in random.sample(known, random.randint(1, 5)):
            named = int(meter["block_by_name"])
            unit, block = (("1M", 10**6) if named == 10**6 else ("1K", 1000)) if by_name else random.choice(
                (("1M", 10**6), ("1M Tokens", 10**6)) if named == 10**6 else (("1K", 1000), ("1000", 1000), ("10K", 10**4), ("1", 1),
                    ("100K", 10**5)))
            per_million = D(random.randint(5, 6000)) / 100
            price = per_million * block / 10**6
            tokens, quantities = parts(export, block)
            in_tokens = priced and block > 1 and random.random() < 0.1
            for quantity in quantities:
                amount = quantity * price
                export.read += 1
                export.pay(amount, "EUR")
                given = quantity * block if in_tokens else quantity
                yield (
                    start + timedelta(days=day), meter["meter"], meter["product"], "Foundry Models", given, unit, price, amount, "Usage", "swedencentral"
                )
            count(export, meter["kind"], tokens)
            if priced and block > 1 and random.random() < 0.1:
                export.read += 1
                export.rejected += 1
                broken = random.choice((D("7.77") * block * price, None))
                yield (start + timedelta(days=day), meter["meter"], meter["product"], "Foundry Models", D(3), unit,
                       price if broken else None, broken,
                       "Usage", "westeurope")
        if not others:
            continue
        for meter in random.sample(unknown, random.randint(0, 3)):
            amount = D(random.randint(1, 9999)) / 100
            export.read += 1
            if meter["class"] in WITHOUT_TOKENS:
                export.pay(amount, "EUR")
            yield (
                start + timedelta(days=day), meter["meter"], meter["product"], "Foundry Models", D(4), "1", amount / 4, amount, "Usage", "EU West"
            )
        export.read += 2
        yield (
            start + timedelta(days=day), "D4s v5", "Virtual Machines Dsv5", "Virtual Machines", D(24), "1 Hour", D("0.2"), D("4.8"), "Usage", "EU West"
        )
        yield (start + timedelta(days=day), "gpt 4.1 Inp regnl Tokens", "Azure OpenAI", "Foundry Models", D(500), "1K", D("0.002"), D(1),
               random.choice(("Purchase", "Refund", "RoundingAdjustment", "UnusedReservation")), "EU West")


def twice(export, name, rows, render):
    """One export in one file or in two, among which the rows of a day are divided; or the same once more in another order and cut
    elsewhere, as of actual and of amortised cost: it counts once."""
    random = export.random
    in_parts(export, name, rows, render)
    if random.random() < 0.2:
        export.read *= 2
        export.rejected *= 2
        in_parts(export, "again-" + name, random.sample(rows, len(rows)), lambda part: render(part) + "\n")


def in_parts(export, name, rows, render):
    """part_0_0001.csv, part_0_0002.csv: one export, cut at any row. A line of a file is rounded, so that all its rows are whole tokens."""
    random = export.random
    cut = random.randint(1, len(rows)) if export.whole else len(rows)
    parts = [part for part in (rows[:cut], rows[cut:]) if part]
    for number, part in enumerate(parts):
        export.file(name.replace("1.", f"{number + 1}.", 1), render(part))


def azure_day(rows, random, ambiguous="%m/%d/%Y"):
    """One form of days a file."""
    form = random.choice((ambiguous, "%Y-%m-%d", "%d.%m.%Y"))
    days = [row[0] for row in rows]
    last = (max(days).replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return lambda day: day.strftime(form), min(days).replace(day=1), last


def azure_enterprise(export):
    random = export.random
    rows = list(azure_rows(export))
    day, first, last = azure_day(rows, random)
    columns = ["BillingPeriodStartDate", "BillingPeriodEndDate", "SubscriptionId", "SubscriptionName", "Date", "MeterCategory",
               "MeterSubCategory",
               "MeterName", "Quantity", "EffectivePrice", "Cost", "UnitPrice", "BillingCurrency", "ResourceLocation", "ResourceId",
               "CostCenter",
               "UnitOfMeasure", "ReservationId", "PublisherName", "ChargeType", "PublisherType", "PricingModel", "Tags", "AccountOwnerId"]
    written = [{"BillingPeriodStartDate": day(first), "BillingPeriodEndDate": day(last), "SubscriptionId": "sub-1",
                "SubscriptionName": "prod",
                "Date": day(on), "MeterCategory": category, "MeterSubCategory": product, "MeterName": meter, "Quantity": plain(quantity),
                "EffectivePrice": "" if price is None else plain(price), "Cost": "" if cost is None else plain(cost), "UnitPrice": "",
                "BillingCurrency": "EUR", "ResourceLocation": place, "UnitOfMeasure": unit, "PublisherName": "Microsoft",
                "ChargeType": charge,
                "PublisherType": "Azure", "PricingModel": "OnDemand", "AccountOwnerId": "x@example.com"}
               for on, meter, product, category, quantity, unit, price, cost, charge, place in rows]
    twice(export, "part_0_0001.csv", written, lambda part: shuffled_table(export, columns, part))


def azure_customer(export):
    """Prices in dollars, costs in euros: the check holds in either."""
    random = export.random
    rows = list(azure_rows(export))
    day, first, last = azure_day(rows, random)
    rate = D("0.8")
    columns = ["billingPeriodEndDate", "billingPeriodStartDate", "date", "meterName", "meterCategory", "meterSubCategory", "ProductName",
               "SubscriptionId",
               "subscriptionName", "publisherType", "publisherName", "resourceLocation", "effectivePrice", "quantity", "unitOfMeasure",
               "chargeType",
               "billingCurrency", "pricingCurrency", "costInBillingCurrency", "costInPricingCurrency", "costInUsd", "unitPrice",
               "costCenter"]
    written = [{"billingPeriodStartDate": day(first), "billingPeriodEndDate": day(last), "date": day(on), "meterName": meter,
                "meterCategory": category,
                "meterSubCategory": product, "SubscriptionId": "sub-2", "publisherType": "Azure", "publisherName": "Microsoft",
                "resourceLocation": place,
                "effectivePrice": "" if price is None else plain(price / rate), "quantity": plain(quantity), "unitOfMeasure": unit,
                "chargeType": charge,
                "billingCurrency": "EUR", "pricingCurrency": "USD", "costInBillingCurrency": "" if cost is None else plain(cost),
                "costInPricingCurrency": "" if cost is None else plain(cost / rate), "unitPrice": ""}
               for on, meter, product, category, quantity, unit, price, cost, charge, place in rows]
    twice(export, "part_1_0001.csv", written, lambda part: shuffled_table(export, columns, part))


def azure_german(export):
    """Headers in two languages, points between thousands and decimal commas."""
    random = export.random
    rows = [row for row in azure_rows(export, others=False) if row[8] == "Usage"]
    columns = ["Abteilungsname (DepartmentName)", "Name des Abonnements (SubscriptionName)", "Ressourcenstandort (ResourceLocation)",
               "UsageDateTime (UsageDateTime)", "ProductName (ProductName)", "Kategorie der Verbrauchseinheit (MeterCategory)",
               "Name der Verbrauchseinheit (MeterName)", "Maßeinheit (UnitOfMeasure)", "UsageQuantity (UsageQuantity)",
               "Ressourcensatz (ResourceRate)",
               "PreTaxCost (PreTaxCost)", "Währung (Currency)", "Kostenstelle (CostCenter)"]
    written = [dict(zip(columns, ("", "prod", place, on.strftime("%d.%m.%Y"), product, category, meter, unit, comma(quantity),
                                  "" if price is None else comma(price), "" if cost is None else comma(cost), "EUR", "CC-1")))
               for on, meter, product, category, quantity, unit, price, cost, charge, place in rows]
    # an amount that can be read in one way only tells of which hand the file is
    written.append(dict(zip(columns, ("", "prod", "EU West", rows[0][0].strftime("%d.%m.%Y"), "Bandwidth", "Bandwidth",
                                      "Data Transfer Out", "1 GB", "31",
                                      "0,0800001", "1.002,4800001", "EUR", "CC-1"))))
    export.read += 1
    export.file("Nutzung.csv", shuffled_table(export, columns, written, ";"))


def azure_analysis(export):
    """No unit of measure: the name of the meter says it."""
    rows = [row for row in azure_rows(export, priced=False, by_name=True) if row[8] == "Usage"]
    export.read = len(rows)
    columns = ["UsageDate", "ServiceName", "Meter", "MeterSubCategory", "ResourceGroupName", "ResourceLocation", "CostUSD", "Cost",
               "UsageQuantity", "Currency"]
    written = [{"UsageDate": on.strftime("%Y-%m-%d"), "ServiceName": category, "Meter": meter, "MeterSubCategory": product,
                "ResourceGroupName": "rg",
                "ResourceLocation": place, "Cost": plain(cost), "UsageQuantity": plain(quantity), "Currency": "EUR"}
               for on, meter, product, category, quantity, unit, price, cost, charge, place in rows]
    export.file("analysis.csv", shuffled_table(export, columns, written))


def azure_query(export):
    """Names and rows apart, columns in any order, days as numbers, in one page or in two."""
    random = export.random
    rows = [row for row in azure_rows(export, priced=False, by_name=True) if row[8] == "Usage"]
    export.read = len(rows)
    columns = random.sample((random.choice(("Cost", "PreTaxCost")), "UsageQuantity", "UsageDate", "ServiceName", "Meter",
                             "MeterSubCategory",
                             "ResourceLocation", "Currency"), 8)
    numbers = {"Cost", "PreTaxCost", "UsageQuantity", "UsageDate"}

    def document(part, follows):
        written = []
        for on, meter, product, category, quantity, unit, price, cost, charge, place in part:
            cells = {"Cost": cost, "PreTaxCost": cost, "UsageQuantity": quantity, "UsageDate": on.strftime("%Y%m%d"),
                     "ServiceName": category,
                     "Meter": meter, "MeterSubCategory": product, "ResourceLocation": place, "Currency": "EUR"}
            written.append("[" + ",".join(str(cells[name]) if name in numbers else json.dumps(cells[name]) for name in columns) + "]")
        heads = [{"name": name, "type": "Number" if name in numbers else "String"} for name in columns]
        link = json.dumps("https://management.azure.com/next" if follows else None)
        return f'{{"properties":{{"nextLink":{link},"columns":{json.dumps(heads)},"rows":[{",".join(written)}]}}}}'

    days = sorted({row[0] for row in rows})
    cut = random.choice(days)
    first, second = [row for row in rows if row[0] < cut], [row for row in rows if row[0] >= cut]
    if first:
        export.file("page-1.json", document(first, True))
    export.file("page-2.json", document(second, False))


FOCUS = ["BilledCost", "BillingCurrency", "ChargeCategory", "ChargeClass", "ChargeDescription", "ChargePeriodEnd", "ChargePeriodStart",
         "ConsumedQuantity",
         "ConsumedUnit", "ContractedCost", "EffectiveCost", "ListUnitPrice", "PricingQuantity", "PricingUnit", "ProviderName",
         "HostProviderName",
         "ServiceProviderName", "RegionId", "ServiceCategory", "ServiceName", "SkuId", "SkuMeter", "SubAccountId", "SubAccountName", "Tags",
         "x_PricingUnitDescription", "x_EffectiveUnitPrice", "x_SkuMeterCategory", "x_SkuMeterName", "x_SkuMeterSubcategory",
         "x_ServiceCode",
         "x_TokenType", "x_Model", "TokenType", "ModelId"]


def focus(export):
    """Rows of four hosts in one file; other machines of the same category; taxes and purchases; empty cells that say NULL."""
    random = export.random
    aws = [row for row in names("aws_usage_types.csv")[0] if not row["product_name"] and "-Units" not in row["usage_type"]
           and "MP:" not in row["usage_type"]]
    google = names("gcp_skus.csv")[0]
    host = random.choice(({"ProviderName": "{}"}, {"HostProviderName": "{}", "ServiceProviderName": "{}"}, {"ServiceProviderName": "{}"}))
    null = random.choice(("", "", "NULL"))
    rows = []

    def row(provider, day, **cells):
        export.read += 1
        end = day + timedelta(days=1)
        form = random.choice(("%Y-%m-%dT00:00:00Z", "%Y-%m-%d 00:00:00"))
        rows.append(dict.fromkeys(FOCUS, null) | {"BillingCurrency": "USD", "ChargeCategory": random.choice(("Usage", "usage")),
                                                  "ChargePeriodStart":
                    day.strftime(form), "ChargePeriodEnd": end.strftime(form), "ServiceCategory": "AI and Machine Learning",
                    "SubAccountId": "sub",
                    "SubAccountName": "prod", "Tags": "{}"} | {name: value.format(provider) for name, value in host.items()} | cells)

    for on, meter, product, category, quantity, unit, price, cost, charge, place in list(azure_rows(export, others=False)):
        export.read -= 1
        row("Microsoft", on, BilledCost="" if cost is None else plain(cost), BillingCurrency="EUR", ConsumedQuantity=plain(quantity),
            ConsumedUnit="Units",
            RegionId=place, ServiceName="Azure OpenAI", x_PricingUnitDescription=unit,
            x_EffectiveUnitPrice="" if price is None else plain(price),
            x_SkuMeterCategory=category, x_SkuMeterName=meter, x_SkuMeterSubcategory=product)
    start = moment(random).date()
    for meter in random.sample(aws, random.randint(0, 4)):
        unit, block = random.choice((("1K tokens", 1000), ("1M tokens", 10**6), ("Tokens", 1)))
        tokens, quantities = parts(export, block)
        for quantity in quantities:
            cost = quantity * block * 3 / 10**6
            export.pay(cost)
            row("AWS", start, BilledCost=plain(cost), ConsumedQuantity=plain(quantity), ConsumedUnit=unit, RegionId="eu-north-1",
                SkuMeter=meter["usage_type"],
                ServiceName="Amazon Bedrock Service", x_ServiceCode="AmazonBedrockService")
        count(export, meter["kind"], tokens)
    for sku in random.sample(google, random.randint(0, 4)):
        tokens, quantities = parts(export, 1)
        for quantity in quantities:
            cost = quantity * 2 / 10**6
            export.pay(cost)
            row("Google Cloud", start, BilledCost="0.00", ContractedCost=plain(cost), ConsumedQuantity=plain(quantity),
                ConsumedUnit="count",
                RegionId="europe-west4", ServiceName="Vertex AI", ChargeDescription=sku["sku_description"])
        count(export, sku["kind"], tokens)
    for kind, word in random.sample((("input", "input"), ("output", "output"), ("cached", "cache_read"), ("cacheWrite", "cache_write")),
                                    random.randint(0, 4)):
        unit, block = random.choice((("Tokens", 1), ("1000 Tokens", 1000), ("tokens", 1)))
        tokens, quantities = parts(export, block)
        for quantity in quantities:
            cost = quantity * block * 5 / 10**6
            export.pay(cost)
            row("Anthropic", start, BilledCost=plain(cost), ConsumedQuantity=plain(quantity), ConsumedUnit=unit,
                ServiceName="Anthropic API",
                SkuId=f"claude-opus-5:{word}", **(random.choice(({"x_TokenType": word, "x_Model": "claude-opus-5"},
                {"TokenType": word, "ModelId": "claude-opus-5"}))))
        count(export, kind, tokens)
    row("Microsoft", start, BilledCost="33", ConsumedQuantity="10", ConsumedUnit="Hours", RegionId="westeurope",
        ServiceName="Azure Machine Learning",
        x_PricingUnitDescription="1 Hour", x_SkuMeterCategory="Virtual Machines", x_SkuMeterName="ND96 A100")
    row("Anthropic", start, BilledCost="0.12", ConsumedQuantity="12", ConsumedUnit="Requests", ServiceName="Anthropic API",
        SkuId="web_search",
        x_TokenType="web_search")
    row("AWS", start, BilledCost="3.1", ChargeCategory="Tax", ServiceName="Amazon Bedrock Service", x_ServiceCode="AmazonBedrockService")
    row("Some SaaS", start, BilledCost="50", ChargeCategory="Purchase", ConsumedQuantity="500", ConsumedUnit="Tokens",
        ServiceCategory="Other",
        ServiceName="Design Suite")
    random.shuffle(rows)
    export.file("focus.csv", shuffled_table(export, FOCUS, rows))


GENERATORS = {
    "azure.cost.analysis": azure_analysis,
    "azure.cost.ea": azure_enterprise,
    "azure.cost.mca": azure_customer,
    "azure.cost.payg": azure_german,
    "azure.cost.query": azure_query,
    "focus": focus,
}

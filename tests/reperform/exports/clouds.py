"""AWS and Google: bills, logs and metrics; and metrics of Azure. Names of usage types and SKUs are real ones, with what they are."""
from datetime import timedelta
from decimal import Decimal as D

from bills import WITHOUT_TOKENS, comma, count, in_parts, names, parts, plain
from writing import call, iso, json, lines, moment, shuffled_table, some, split_file


def cost_and_usage(legacy):
    def report(export):
        """Blocks of a thousand, of a million or none, by the unit, the name or the description; discounts and covered usage repeat an
        amount; corrections and other services; capacity has a cost alone."""
        random = export.random
        known, others = names("aws_usage_types.csv")
        start = moment(random).replace(minute=0, second=0)
        rows = []

        def row(usage_type, amount, unit, cost, description, product, code, entity="AWS", kind="Usage", hour=0):
            export.read += 1
            first, last = start + timedelta(hours=hour), start + timedelta(hours=hour + 1)
            cells = (entity, f"id{export.read}", iso(first), iso(last), "000000000001", kind, code, usage_type, "InvokeModelInference",
                     plain(amount), unit,
                     plain(cost), "USD", description, product, "eu-west-1")
            rows.append(cells)

        for hour in range(random.randint(1, 4)):
            for meter in random.sample(known, random.randint(1, 5)):
                name, product = meter["usage_type"], meter["product_name"]
                market = "MP:" in name or "-Units" in name
                if market:
                    unit, block, words = random.choice((("Units", 10**6, "Input Tokens - Standard"), ("", 10**6, "Tokens"),
                                                        ("Units", 10**6, "Million Input Tokens Regional"), ("1M tokens", 10**6,
                                                            "Tokens Global")))
                    description = f"AWS Marketplace software usage|eu-west-1|{words}"
                else:
                    unit, block = random.choice((("1K tokens", 1000), ("1k tokens", 1000), ("1M tokens", 10**6), ("Tokens", 1), ("", 1000)))
                    description = ""
                per_million = D(random.randint(1, 900)) / 10
                if not market and block == 1000 and random.random() < 0.5:
                    description = f"${per_million / 1000} per 1K input tokens for a model"
                tokens, quantities = parts(export, block)
                code, entity = ("prodexample0000000000001", "AWS Marketplace") if market and product else ("AmazonBedrock", "AWS")
                for quantity in quantities:
                    cost = quantity * block * per_million / 10**6
                    export.pay(cost)
                    kind = random.choice(("Usage", "Usage", "Usage", "DiscountedUsage", "SavingsPlanCoveredUsage"))
                    row(name, quantity, unit, cost, description, product or "Amazon Bedrock", code, entity, kind, hour)
                    if random.random() < 0.2:
                        discount = random.choice(("EdpDiscount", "SppDiscount", "BundledDiscount", "Credit", "PrivateRateDiscount",
                                                  "SavingsPlanNegation"))
                        row(name, quantity, unit, -cost / 10, description, product or "Amazon Bedrock", code, entity, discount, hour)
                count(export, meter["kind"], tokens)
            for meter in random.sample(others, random.randint(0, 2)):
                cost = D(random.randint(1, 999)) / 10
                if meter["class"] in WITHOUT_TOKENS:
                    export.pay(cost)
                row(meter["usage_type"], D(3), "Units", cost, "", meter["product_name"] or "Amazon Bedrock", "AmazonBedrock", hour=hour)
            row("EUW1-BoxUsage:m5.large", D(1), "Hrs", D("0.1"), "", "Amazon Elastic Compute Cloud", "AmazonEC2", hour=hour)
        random.shuffle(rows)
        if legacy:
            columns = ["bill/BillingEntity", "identity/LineItemId", "lineItem/UsageStartDate", "lineItem/UsageEndDate",
                       "lineItem/UsageAccountId",
                       "lineItem/LineItemType", "lineItem/ProductCode", "lineItem/UsageType", "lineItem/Operation", "lineItem/UsageAmount",
                       "pricing/unit",
                       "lineItem/UnblendedCost", "lineItem/CurrencyCode", "lineItem/LineItemDescription", "product/ProductName",
                       "product/region"]
        else:
            columns = ["bill_billing_entity", "identity_line_item_id", "line_item_usage_start_date", "line_item_usage_end_date",
                       "line_item_usage_account_id",
                       "line_item_line_item_type", "line_item_product_code", "line_item_usage_type", "line_item_operation",
                       "line_item_usage_amount",
                       "pricing_unit", "line_item_unblended_cost", "line_item_currency_code", "line_item_line_item_description", "product",
                       "product_region_code"]
        written = [dict(zip(columns, cells)) for cells in rows]
        if not legacy:
            written = [cells | {"product": json.dumps({"product_name": cells["product"]})} for cells in written]
        in_parts(export, "cur-00001.csv", written, lambda part: shuffled_table(export, columns, part))
    return report


def invocations(wrap):
    return lambda export: write_invocations(export, wrap)


def write_invocations(export, wrap):
    """The cache beside the input, but inside for models of OpenAI; counts in the last element of a stream; a log that was delivered twice;
    failed and blocked requests; embeddings without output."""
    random = export.random
    rows = []
    for number in range(random.randint(1, 12)):
        uncached, cached, write, output = call(random)
        model = random.choice(("eu.anthropic.claude-sonnet-4-6", "amazon.nova-lite-v1:0", "openai.gpt-oss-120b-1:0",
                               "amazon.titan-embed-text-v2:0"))
        row = {"schemaType": "ModelInvocationLog", "schemaVersion": "1.0", "timestamp": iso(moment(random))[:-5] + "Z",
               "accountId": "000000000001",
               "identity": {"arn": "arn:aws:sts::000000000001:assumed-role/app/x@example.com"}, "region": "eu-west-1",
               "requestId": f"q{number}",
               "operation": "ConverseStream", "modelId": model}
        if number and random.random() < 0.2:
            rows.append(row | {"errorCode": "ThrottlingException", "input": {"inputContentType": "application/json"}, "output": {}})
            continue
        if number and random.random() < 0.1:
            rows.append(row | {"input": {"inputContentType": "application/json"}, "output": {"outputContentType": "application/json"}})
            continue
        given, out = {"inputContentType": "application/json"}, {"outputContentType": "application/json"}
        if "embed" in model:
            cached = write = output = 0
            given["inputTokenCount"] = uncached
        else:
            counts = {"inputTokenCount": uncached + (cached + write if "openai" in model else 0)}
            if cached:
                counts["cacheReadInputTokenCount"] = cached
            if write:
                counts["cacheWriteInputTokenCount"] = write
            if random.random() < 0.3:
                out["outputBodyJson"] = [{"contentBlockDelta": {"text": "x"}},
                                         {"amazon-bedrock-invocationMetrics": counts | {"outputTokenCount": output}}]
            else:
                given |= counts
                out["outputTokenCount"] = output
        export.count(uncached, cached, write, output, 1)
        rows += [row | {"input": given, "output": out, "inferenceRegion": "eu-central-1"}] * random.choice((1, 1, 1, 2))
    export.read = len(rows)
    if wrap is not None:
        return export.file("log.json", wrap(rows, random))
    if random.random() < 0.2:
        return export.file("log.json", json.dumps(rows))
    split_file(export, "log.jsonl", rows, lines, lambda row: "inferenceRegion" in row)


def as_events(rows, random):
    """Deliveries to a subscription, one after another, and one that only says that it can be reached."""
    documents = [{"messageType": "CONTROL_MESSAGE", "logEvents": []}] if random.random() < 0.3 else []
    while rows:
        size = random.randint(1, 4)
        part, rows = rows[:size], rows[size:]
        events = [{"id": str(number), "timestamp": 1780000000000, "message": json.dumps(row)} for number, row in enumerate(part)]
        documents.append({"messageType": "DATA_MESSAGE", "owner": "1", "logGroup": "bedrock", "logStream": "s", "subscriptionFilters": ["f"],
                          "logEvents": events})
    return random.choice(("", "\n")).join(json.dumps(document) for document in documents)


def as_filtered(rows, random):
    """What the command line prints of the log group, with lines of others in it."""
    events = [{"logStreamName": "s", "timestamp": 1780000000000, "message": json.dumps(row), "eventId": str(number)}
              for number, row in enumerate(rows)]
    return json.dumps({"events": events, "searchedLogStreams": []}, indent=random.choice((None, 4)))


def as_lines(rows, random):
    return lines([{"timestamp": "2026-06-01 00:00:00.000", "message": json.dumps(row)} for row in rows])


def cloudwatch(export):
    """Values by their place, in any order of time, on one page or two; a metric that is neither tokens nor requests."""
    random = export.random
    start = moment(random).replace(hour=0, minute=0, second=0)
    series = []
    kinds = {"InputTokenCount": 0, "CacheReadInputTokenCount": 1, "CacheWriteInputTokenCount": 2, "OutputTokenCount": 3}
    for model in random.sample(("eu.amazon.nova-pro-v1:0", "anthropic.claude-opus-5",
                                "arn:aws:bedrock:eu-west-1:1:inference-profile/eu.x"), random.randint(1, 3)):
        for metric in ("InputTokenCount", "OutputTokenCount", "CacheReadInputTokenCount", "CacheWriteInputTokenCount", "Invocations",
                       "InvocationLatency"):
            if metric != "InputTokenCount" and random.random() < 0.3:
                continue
            points = [(start + timedelta(days=day), some(random)) for day in random.sample(range(9), random.randint(1, 5))]
            for _, amount in points:
                export.read += 1
                if metric in kinds:
                    tokens = [0, 0, 0, 0]
                    tokens[kinds[metric]] = amount
                    export.count(*tokens)
                elif metric == "Invocations":
                    export.count(requests=amount)
            series.append({"Id": f"m{len(series)}", "Label": f"{model} {metric}", "Timestamps": [iso(time)[:-5] + "Z" for time,
                _ in points],
                           "Values": [float(amount) for _, amount in points], "StatusCode": "Complete"})
    random.shuffle(series)
    export.file("metrics.json", json.dumps({"MetricDataResults": series, "Messages": []}, indent=random.choice((None, 2))))


def azure_metrics(export):
    """Both generations of names, the same tokens; a series of zeros of a metric that the resource lacks; hours without a value; sums."""
    random = export.random
    start = moment(random).replace(hour=0, minute=0, second=0)
    values = []
    both = random.choice((0, 1, 2))
    models = {name: [(start + timedelta(days=day), some(random), some(random), random.randint(1, 99)) for day in range(random.randint(1,
        4))]
              for name in random.sample(("gpt-5", "gpt-4.1", "grok-4.6"), random.randint(1, 3))}

    def metric(name, column):
        series = []
        for model, points in models.items():
            data = []
            for time, *amounts in points:
                export.read += 1
                data.append({"timeStamp": iso(time), "total": float(amounts[column]) if column < 3 else float(amounts[0] + amounts[1])})
            if random.random() < 0.2:
                export.read += 1
                data.append({"timeStamp": iso(start + timedelta(days=20))})
            series.append({"metadatavalues": [{"name": {"value": "modeldeploymentname"}, "value": "chat"}, {"name": {"value": "modelname"},
                "value": model}],
                           "data": data})
        values.append({"id": "x", "type": "Microsoft.Insights/metrics", "name": {"value": name}, "unit": "Count", "timeseries": series})

    for points in models.values():
        for _, given, output, requests in points:
            export.count(given, 0, 0, output, requests)
    for names_of in (("InputTokens", "OutputTokens", "ModelRequests"), ("ProcessedPromptTokens", "GeneratedTokens", "AzureOpenAIRequests"))[
            both == 1:1 + (both > 0)]:
        for column, name in enumerate(names_of):
            metric(name, column)
    if random.random() < 0.5:
        metric(random.choice(("TokenTransaction", "TotalTokens")), 3)
    export.file("metrics.json", json.dumps({"cost": 0, "timespan": "x", "interval": "P1D",
                                            "namespace": "Microsoft.CognitiveServices/accounts",
                                            "resourceregion": "swedencentral", "value": values}))


def google_rows(export):
    """Hour, service, SKU, amount, cost, type: the amount is tokens whatever its unit says; corrections take off, and some are a cost
    alone."""
    random = export.random
    known, others = names("gcp_skus.csv")
    start = moment(random).replace(minute=0, second=0)
    for hour in range(random.randint(1, 4)):
        time = start + timedelta(hours=hour)
        for sku in random.sample(known, random.randint(1, 5)):
            tokens, quantities = parts(export, 1)
            per_million = D(random.randint(5, 900)) / 100
            for quantity in quantities:
                export.pay(quantity * per_million / 10**6, "EUR")
                yield time, "Vertex AI", sku["sku_description"], quantity, quantity * per_million / 10**6, random.choice(("regular",
                    "adjustment"))
            count(export, sku["kind"], tokens)
            if random.random() < 0.1:
                export.pay("-0.25", "EUR")
                yield time, "Gemini API", sku["sku_description"], D(0), D("-0.25"), "adjustment"
        for sku in random.sample(others, random.randint(0, 2)):
            if sku["class"] in WITHOUT_TOKENS:
                export.pay("2.5", "EUR")
            yield time, "Vertex AI", sku["sku_description"], D(7), D("2.5"), "regular"
        yield time, "Cloud Run", "CPU Allocation Time", D(3600), D("0.08"), "regular"
        yield time, "Vertex AI", "Tax", D(0), D("0.05"), "tax"


def google_export(export):
    """Nested or flat, numbers as text or not."""
    random = export.random
    rows = list(google_rows(export))
    random.shuffle(rows)
    export.read = len(rows)
    flat = random.random() < 0.4
    written = []
    for time, service, sku, amount, cost, kind in rows:
        whole = amount == amount.to_integral()
        number = (lambda value: plain(value)) if flat or random.random() < 0.5 or not whole else float
        written.append({"billing_account_id": "0", "service": {"id": "S", "description": service}, "sku": {"id": "K", "description": sku},
                        "usage_start_time": time.strftime("%Y-%m-%d %H:00:00 UTC"),
                        "usage_end_time": (time + timedelta(hours=1)).strftime("%Y-%m-%d %H:00:00 UTC"),
                        "project": {"id": "proj"}, "labels": [{"key": "team", "value": "docs"}], "location": {"region": "europe-west4"},
                        "cost": plain(cost), "currency": "EUR", "usage": {"amount": number(amount), "unit": random.choice(("count",
                            "requests"))},
                        "credits": [{"name": "x", "amount": "-1"}], "invoice": {"month": "202609"}, "cost_type": kind})
    if not flat:
        return in_parts(export, "export-000000000001.json", written, lines)
    cells = [{f"{name}.{part}" if isinstance(value, dict) else name: text for name, value in row.items()
              for part, text in (value.items() if isinstance(value, dict) else (("", value),)) if not isinstance(value,
                  list)} for row in written]
    in_parts(export, "export-000000000001.csv", cells, lambda part: shuffled_table(export, list(cells[0]), part))


GERMAN = ["Datum", "Dienstbeschreibung", "Dienst-ID", "SKU-Beschreibung", "SKU-ID", "Nutzungsmenge", "Nutzungseinheit", "Listenkosten (€)",
          "Ausgehandelte Einsparungen (€)", "Sparprogramme (€)", "Andere Einsparungen (€)", "Ungerundete Zwischensumme (€)",
          "Zwischensumme (€)"]
ENGLISH = ["Date", "Service description", "Service ID", "SKU description", "SKU ID", "Usage amount", "Usage unit", "List cost (€)",
           "Negotiated savings (€)", "Savings programmes (€)", "Other savings (€)", "Unrounded subtotal (€)", "Subtotal (€)"]


def google_console(export):
    """Days of the Pacific; numbers in the hand of the language; savings that bring the price to nothing; lines of totals."""
    random = export.random
    german = random.random() < 0.5
    number = comma if german else (lambda value: f"{value:,f}")
    rows = [row for row in google_rows(export) if row[5] != "tax"]
    export.read = len(rows)
    table, total = [], D(0)
    for time, service, sku, amount, cost, kind in rows:
        free = -cost if random.random() < 0.3 else D(0)
        total += cost + free
        table.append([time.strftime("%Y-%m-%d"), service, "S", sku, "K", number(amount), "count", number(cost), number(D(0)), number(D(0)),
                      number(free),
                      number(cost + free), number((cost + free).quantize(D("0.01")))])
    # a number that can be read in one way only tells of which hand the file is
    table[0][9] = "0,0000001" if german else "0.0000001"
    for word in (("Zwischensumme", "Steuer", "Summe") if german else ("Subtotal", "Tax", "Total")):
        export.read += 1
        amount = D(0) if word in ("Steuer", "Tax") else total
        table.append([""] * 10 + [word, number(amount), number(amount.quantize(D("0.01")))])
    columns = GERMAN if german else ENGLISH
    text = "\r\n".join(",".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in (columns, *table)) + "\r\n"
    export.file("costs.csv", random.choice(("", "\ufeff")) + text)


GENERATORS = {
    "aws.cloudwatch.metrics": cloudwatch,
    "aws.cur.legacy": cost_and_usage(legacy=True),
    "aws.cur2": cost_and_usage(legacy=False),
    "azure.monitor.metrics": azure_metrics,
    "bedrock.invocation-log": invocations(None),
    "bedrock.invocation-log.events": invocations(as_events),
    "bedrock.invocation-log.filtered": invocations(as_filtered),
    "bedrock.invocation-log.lines": invocations(as_lines),
    "google.billing.export": google_export,
    "google.console": google_console,
}

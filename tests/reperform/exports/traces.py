"""Traces and their stores: Langfuse, OpenTelemetry as spans, logs and metrics, MLflow."""
from datetime import timedelta
from decimal import Decimal as D

from writing import MODELS, call, iso, json, lines, moment, money, shuffled_table, split_file

CACHED = ("input_cached_tokens", "input_cache_read", "cache_read_input_tokens", "prompt_details.cache_read")
WRITTEN = ("input_cache_creation", "cache_creation_input_tokens")


def observations(export):
    """Id, parent, type, model, time, usage, cost, in the order of a tree: the total tells whether parts are inside; a parent whose usage is
    that of its children; an observation of which several versions stand; spans and events; generations without usage."""
    random = export.random
    rows = []
    for tree in range(random.randint(1, 5)):
        time = moment(random)
        children, root = [], f"t{tree}"
        for number in range(random.randint(1, 4)):
            uncached, cached, write, output = call(random)
            beside = random.random() < 0.5
            given = uncached if beside else uncached + cached + write
            usage = {random.choice(("input", "input_tokens")): given, "output": output, "total": uncached + cached + write + output}
            if cached:
                usage[random.choice(CACHED)] = cached
            if write:
                usage[random.choice(WRITTEN)] = write
            spent = money(random)
            name = f"g{tree}-{number}"
            export.count(uncached, cached, write, output, 1)
            export.pay(D(repr(float(spent))))
            row = (name, root, "GENERATION", random.choice(MODELS), time + timedelta(seconds=number), usage, float(spent))
            children.append((row, uncached + cached + write, output))
            if random.random() < 0.2:
                rows.append(row[:5] + ({**usage, "output": 0, "total": usage["total"] - output}, float(spent)))
            rows.append(row)
        if random.random() < 0.3:
            tokens = random.randint(1, 5000)
            export.count(tokens, requests=1)
            rows.append((f"e{tree}", root, "EMBEDDING", "text-embedding-3-small", time, {"input": tokens, "total": tokens}, None))
            children.append((None, tokens, 0))
        if random.random() < 0.3:
            total = sum(child[1] for child in children), sum(child[2] for child in children)
            rows.append((root, None, "GENERATION", MODELS[0], time, {"input": total[0], "output": total[1], "total": sum(total)}, None))
        else:
            rows.append((root, None, random.choice(("SPAN", "AGENT", "CHAIN")), None, time, None, None))
        if random.random() < 0.3:
            rows.append((f"n{tree}", root, "GENERATION", MODELS[1], time, random.choice((None, {})), None))
        if random.random() < 0.3:
            rows.append((f"v{tree}", root, "EVENT", None, time, None, None))
    random.shuffle(rows)
    export.read = len(rows)
    return rows


def in_camels(rows, trace="t"):
    return [{"id": name, "traceId": trace, "type": kind, "startTime": iso(time), "parentObservationId": parent, "model": model,
             "usageDetails": usage,
             "costDetails": {} if cost is None else {"total": cost}} for name, parent, kind, model, time, usage, cost in rows]


def langfuse_ui(export):
    rows = in_camels(observations(export))
    if export.random.random() < 0.5:
        return export.file("observations.json", json.dumps(rows))
    export.file("observations.jsonl", lines(rows))


def langfuse_api(export):
    rows = [{("providedModelName" if name == "model" else name): value for name,
             value in row.items()} for row in in_camels(observations(export))]
    export.file("page.json", json.dumps({"data": rows, "meta": {"cursor": None}}))


def langfuse_blob(export):
    rows = [{"id": name, "trace_id": "t", "project_id": "p", "type": kind, "parent_observation_id": parent or "", "model": "",
             "start_time": time.strftime("%Y-%m-%d %H:%M:%S.123000"), "provided_model_name": model or "", "usage_details": usage or {},
             "total_cost": "" if cost is None else repr(cost)} for name, parent, kind, model, time, usage, cost in observations(export)]
    if export.random.random() < 0.5:
        return split_file(export, "observations.jsonl", rows, lines, lambda row: row["usage_details"])
    cells = [row | {"usage_details": json.dumps(row["usage_details"])} for row in rows]
    split_file(export, "observations.csv", cells, lambda part: shuffled_table(export, list(rows[0]), part),
               lambda row: len(row["usage_details"]) > 2)


NAMES = (
    ("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens", "gen_ai.usage.cache_read.input_tokens",
     "gen_ai.usage.cache_creation.input_tokens"),
    ("gen_ai.usage.prompt_tokens", "gen_ai.usage.completion_tokens", "gen_ai.usage.cache_read_input_tokens",
     "gen_ai.usage.cache_creation_input_tokens"),
    ("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens", "gen_ai.usage.input_tokens.cached",
     "gen_ai.usage.input_tokens.cache_write"),
    ("llm.token_count.prompt", "llm.token_count.completion", "llm.token_count.prompt_details.cache_read",
     "llm.token_count.prompt_details.cache_write"),
    ("llm.usage.prompt_tokens", "llm.usage.completion_tokens", None, None),
    ("ai.usage.inputTokens", "ai.usage.outputTokens", "ai.usage.cachedInputTokens", None),
)


def spans(export):
    """Trace, id, parent, time, attributes: six families of names; agents above calls, with nothing, with the sum, or above a silent
    span."""
    random = export.random
    rows = []
    for tree in range(random.randint(1, 4)):
        trace, root, time = f"{tree:032x}", f"{tree}0".zfill(16), moment(random)
        prompt, completion, read, written = random.choice(NAMES)
        total = [0, 0]
        silent = random.random() < 0.3
        middle = f"{tree}9".zfill(16)
        if silent:
            rows.append((trace, middle, root, time, {"gen_ai.operation.name": "execute_tool"}))
        for number in range(random.randint(1, 4)):
            uncached, cached, write, output = call(random)
            cached, write = cached if read else 0, write if written else 0
            given = uncached + cached + write
            attributes = {"gen_ai.operation.name": "chat", "gen_ai.provider.name": random.choice(("openai", "mistral_ai")),
                          "gen_ai.request.model": random.choice(MODELS), prompt: given, completion: output}
            if cached:
                attributes[read] = cached
            if write:
                attributes[written] = write
            export.count(uncached, cached, write, output, 1)
            total = [total[0] + given, total[1] + output]
            rows.append((trace, f"{tree}{number + 1}".zfill(16), middle if silent else root, time, attributes))
        agent = {"gen_ai.operation.name": "invoke_agent"}
        if random.random() < 0.4:
            agent |= {prompt: total[0], completion: total[1]}
        rows.append((trace, root, "", time, agent))
    rows += random.sample(rows, random.choice((0, 0, 1)))
    random.shuffle(rows)
    export.read = len(rows)
    return rows


def value(attribute, random):
    if isinstance(attribute, str):
        return {"stringValue": attribute}
    return {"intValue": random.choice((attribute, str(attribute)))}


def otlp(attributes, random):
    return [{"key": name, "value": value(content, random)} for name, content in attributes.items()]


def otel_spans(export):
    random = export.random
    written = []
    rows = spans(export)
    while rows:
        part, rows = rows[:3], rows[3:]
        written.append({"resourceSpans": [{"resource": {"attributes": otlp({"service.name": "svc"}, random)},
                                           "scopeSpans": [{"scope": {"name": "x"}, "spans": [
            {"traceId": trace, "spanId": name, "parentSpanId": parent, "name": "span", "kind": 3, "attributes": otlp(attributes, random),
             "startTimeUnixNano": str(int(time.timestamp()) * 10**9), "endTimeUnixNano": str(int(time.timestamp()) * 10**9 + 5)}
            for trace, name, parent, time, attributes in part]}]}]})
    split_file(export, "spans.jsonl", written, lines, lambda row: "chat" in json.dumps(row))


def sdk_spans(export):
    written = [{"name": "span", "context": {"trace_id": f"0x{trace}", "span_id": f"0x{name}", "trace_state": "[]"},
                "kind": "SpanKind.CLIENT",
                "parent_id": f"0x{parent}" if parent else None, "start_time": iso(time), "end_time": iso(time), "attributes": attributes,
                "events": [],
                "links": [], "resource": {"attributes": {"service.name": "svc"}}} for trace, name, parent, time,
                attributes in spans(export)]
    if export.random.random() < 0.5:
        return export.file("spans.jsonl", lines(written))
    export.file("spans.json", "".join(json.dumps(row, indent=4) + "\n" for row in written))


def otel_logs(export):
    """A record a request; other events of the program; a record that was sent twice."""
    random = export.random
    rows = []
    for number in range(random.randint(1, 10)):
        time = str(int(moment(random).timestamp()) * 10**9)
        if number and random.random() < 0.3:
            rows.append({"timeUnixNano": time, "body": {"stringValue": "claude_code.tool_result"},
                         "attributes": otlp({"event.name": "tool_result", "duration_ms": 5}, random)})
            continue
        uncached, cached, write, output = call(random)
        spent = money(random)
        export.count(uncached, cached, write, output, 1)
        export.pay(D(repr(float(spent))))
        attributes = otlp({"event.name": "api_request", "model": "claude-sonnet-5", "input_tokens": uncached, "output_tokens": output,
                           "cache_read_tokens": cached, "cache_creation_tokens": write, "request_id": f"req_{number}"}, random)
        row = {"timeUnixNano": time, "body": {"stringValue": "claude_code.api_request"},
               "attributes": attributes + [{"key": "cost_usd", "value": {"doubleValue": float(spent)}}]}
        rows += [row] * random.choice((1, 1, 1, 2))
    export.read = len(rows)
    written = [{"resourceLogs": [{"resource": {"attributes": []}, "scopeLogs": [{"scope": {"name": "x"},
        "logRecords": [row]}]}]} for row in rows]
    split_file(export, "logs.jsonl", written, lines, lambda row: "api_request" in json.dumps(row))


def otel_metrics(export):
    """Counters that add and counters that count up, in any order of lines; one that begins anew, with a new start or without; other
    metrics."""
    random = export.random
    written = []
    kinds = {"input": 0, "cacheRead": 1, "cacheCreation": 2, "output": 3}
    for series in range(random.randint(1, 4)):
        start = int(moment(random).timestamp()) * 10**9
        counts_up = random.random() < 0.6
        kind = random.choice(list(kinds))
        level, time = 0, start
        for _ in range(random.randint(1, 6)):
            time += 60 * 10**9
            step = random.randint(1, 100_000)
            if counts_up and level > step and random.random() < 0.2:
                level = 0
                if random.random() < 0.5:
                    start = time - 10**9
            tokens = [0, 0, 0, 0]
            tokens[kinds[kind]] = step
            export.count(*tokens)
            export.read += 1
            level += step
            amount = level if counts_up else step
            point = {"attributes": otlp({"type": kind, "model": "claude-sonnet-5", "session.id": f"s{series}"}, random),
                     "startTimeUnixNano": str(start),
                     "timeUnixNano": str(time), **random.choice(({"asDouble": float(amount)}, {"asInt": str(amount)}))}
            temporality = random.choice((2, "AGGREGATION_TEMPORALITY_CUMULATIVE")) if counts_up else random.choice((1,
                "AGGREGATION_TEMPORALITY_DELTA"))
            metrics = [{"name": "claude_code.token.usage", "unit": "tokens",
                        "sum": {"aggregationTemporality": temporality, "isMonotonic": True, "dataPoints": [point]}}]
            if random.random() < 0.2:
                export.read += 1
                metrics.append({"name": "claude_code.cost.usage", "unit": "USD", "sum": {"aggregationTemporality": 1, "dataPoints": [
                    {"attributes": otlp({"model": "m"}, random), "timeUnixNano": str(time), "asDouble": 0.25}]}})
            written.append({"resourceMetrics": [{"resource": {"attributes": otlp({"service.name": "claude-code"}, random)},
                                                 "scopeMetrics": [{"scope": {"name": "x"}, "metrics": metrics}]}]})
    random.shuffle(written)
    split_file(export, "metrics.jsonl", written, lines)


def mlflow(export):
    """JSON in JSON; the total of a trace is no row; chains above calls, with nothing or with the sum."""
    random = export.random
    documents = []
    for tree in range(random.randint(1, 3)):
        start = int(moment(random).timestamp()) * 10**9
        rows, total = [], [0, 0]

        def span(name, parent, kind, usage, model):
            attributes = {"mlflow.spanType": json.dumps(kind)}
            if usage:
                attributes["mlflow.chat.tokenUsage"] = json.dumps(usage)
                attributes["mlflow.llm.model"] = json.dumps(model)
            return {"trace_id": f"t{tree}", "span_id": name, "parent_span_id": parent, "name": name, "start_time_unix_nano": start,
                    "end_time_unix_nano": start + 5, "attributes": attributes}

        for number in range(random.randint(1, 4)):
            uncached, cached, _, output = call(random)
            given = uncached + cached
            usage = {"input_tokens": given, "output_tokens": output, "total_tokens": given + output}
            if cached:
                usage["cache_read_input_tokens"] = cached
            export.count(uncached, cached, 0, output, 1)
            total = [total[0] + given, total[1] + output]
            rows.append(span(f"c{number}", "root", random.choice(("CHAT_MODEL", "LLM")), usage, "mistral-medium-2508"))
        usage = {"input_tokens": total[0], "output_tokens": total[1], "total_tokens": sum(total)}
        rows.append(span("root", None, random.choice(("CHAIN", "AGENT")), usage if random.random() < 0.4 else None, "mistral-medium-2508"))
        if random.random() < 0.4:
            rows.append(span("r", "root", "RETRIEVER", None, None))
        random.shuffle(rows)
        export.read += len(rows)
        documents.append({"info": {"trace_id": f"t{tree}", "trace_metadata": {"mlflow.trace.tokenUsage": json.dumps(usage)}},
                          "data": {"spans": rows}})
    if len(documents) == 1 and random.random() < 0.5:
        return export.file("trace.json", json.dumps(documents[0]))
    export.file("traces.jsonl", lines(documents))


GENERATORS = {
    "langfuse.api": langfuse_api,
    "langfuse.blob": langfuse_blob,
    "langfuse.ui": langfuse_ui,
    "mlflow.traces": mlflow,
    "otel.genai.spans": otel_spans,
    "otel.logs": otel_logs,
    "otel.metrics": otel_metrics,
    "otel.sdk.spans": sdk_spans,
}

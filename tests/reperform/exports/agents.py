"""Logs of agents: Claude Code, Codex, Gemini CLI, OpenCode, Cursor, ccusage; and of responses and requests alone."""
from datetime import timedelta
from decimal import Decimal as D

from writing import call, iso, json, lines, moment, money, shuffled_table, some, split_file


def claude_code(export):
    """A message is written once a block, with more each time; side conversations and resumed sessions repeat it under other requests."""
    random = export.random
    rows = []
    for number in range(random.randint(1, 12)):
        time = moment(random)
        uncached, cached, write, output = call(random)
        usage = {"input_tokens": uncached, "cache_creation_input_tokens": write, "cache_read_input_tokens": cached, "output_tokens": output}
        if random.random() < 0.1:
            more = call(random)
            usage["iterations"] = [
                {"type": "compaction", "input_tokens": more[0], "cache_read_input_tokens": more[1], "cache_creation_input_tokens": more[2],
                 "output_tokens": more[3]},
                {"type": "message", "input_tokens": uncached, "cache_read_input_tokens": cached, "cache_creation_input_tokens": write,
                 "output_tokens": output}]
            export.count(*more)
        export.count(uncached, cached, write, output, 1)
        native = random.random() < 0.8
        name = f"msg_{number}" if native else f"chatcmpl-{number}"
        row = {"type": "assistant", "timestamp": iso(time), "sessionId": "s1", "isSidechain": False, "requestId": f"req_{number}",
               "message": {"id": name, "role": "assistant", "model": "claude-sonnet-5", "stop_reason": "end_turn", "usage": usage}}
        for part in range(random.randint(0, 3)):
            earlier = usage | {"output_tokens": min(output, part + 1)}
            earlier.pop("iterations", None)
            rows.append(row | {"message": row["message"] | {"stop_reason": None, "usage": earlier}})
        rows.append(row)
        if native and random.random() < 0.3:
            rows.append(row | {"sessionId": "s2", "isSidechain": True, "requestId": random.choice((None, f"other_{number}"))})
        if random.random() < 0.3:
            rows.append({"type": "user", "timestamp": iso(time), "sessionId": "s1", "message": {"role": "user", "content": "x"}})
        if random.random() < 0.1:
            nothing = dict.fromkeys(usage, 0)
            rows.append({"type": "assistant", "timestamp": iso(time), "sessionId": "s1",
                         "message": {"id": f"syn{number}", "model": "<synthetic>", "usage": nothing}})
    export.read = len(rows)
    split_file(export, "session.jsonl", rows, lines, lambda row: row["type"] == "assistant" and row["message"]["model"][0] != "<")


def codex(steps):
    return lambda export: codex_session(export, steps)


def codex_session(export, steps):
    """The model stands in an earlier line; totals count up, and the step is beside them or is what they rose by; a total that comes again
    is the same turn, as is one that a fork copied; after a resume, totals go on or begin anew."""
    random = export.random
    names = ("input_tokens", "cached_input_tokens", "output_tokens", "reasoning_output_tokens")
    session = f"sess-{random.randint(0, 9)}"
    time = moment(random)
    rows = [{"timestamp": iso(time), "type": "session_meta", "payload": {"id": session}},
            {"timestamp": iso(time), "type": "turn_context", "payload": {"turn_id": "0", "model": "gpt-5.4-codex"}},
            {"timestamp": iso(time), "type": "event_msg", "payload": {"type": "token_count", "info": None}}]
    total = [0, 0, 0, 0]
    for number in range(random.randint(1, 12)):
        time += timedelta(seconds=random.randint(1, 600))
        uncached, cached, _, output = call(random)
        step = [uncached + cached, cached, output, random.randint(0, output)]
        # only where it falls is a total that begins anew told from one that goes on
        if step[0] + step[2] < total[0] + total[2] and random.random() < 0.2:
            total = [0, 0, 0, 0]
        total = [before + more for before, more in zip(total, step)]
        export.count(uncached, cached, 0, output, 1 if steps else None)
        info = {"total_token_usage": dict(zip(names, total)) | {"total_tokens": total[0] + total[2]}, "model_context_window": 272_000}
        if steps:
            info["last_token_usage"] = dict(zip(names, step)) | {"total_tokens": step[0] + step[2]}
        row = {"timestamp": iso(time), "type": "event_msg", "payload": {"type": "token_count", "info": info}}
        rows.append(row)
        if random.random() < 0.3:
            rows.append(row | {"timestamp": iso(time + timedelta(seconds=1))})
        if random.random() < 0.2:
            rows.append({"timestamp": iso(time), "type": "turn_context", "payload": {"turn_id": str(number),
                "model": random.choice(("gpt-5.4-mini", "o4-mini"))}})
        if random.random() < 0.3:
            rows.append({"timestamp": iso(time), "type": "response_item", "payload": {"type": "message", "role": "assistant"}})
    export.read = len(rows)
    export.file("rollout-1.jsonl", lines(rows))
    if random.random() < 0.3:
        copied = rows[: random.randint(4, len(rows))]
        export.read += len(copied)
        export.file("rollout-2.jsonl", lines(copied))


def gemini_rows(export):
    random = export.random
    rows = []
    for number in range(random.randint(1, 12)):
        time = iso(moment(random))
        uncached, cached, _, output = call(random)
        thoughts, tool = random.choice((0, random.randint(1, 900))), random.choice((0, random.randint(1, 90)))
        export.count(uncached + tool, cached, 0, output + thoughts, 1)
        rows.append({"id": f"r{number}", "timestamp": time, "type": "gemini", "model": "gemini-3-pro-preview",
                     "tokens": {"input": uncached + cached, "output": output, "cached": cached, "thoughts": thoughts, "tool": tool,
                                "total": uncached + cached + output + thoughts + tool}})
        if random.random() < 0.4:
            rows.append({"id": f"q{number}", "timestamp": time, "type": random.choice(("user", "info")), "content": "x"})
    return rows


def gemini(export):
    """Thoughts are output, prompts of tools are input; what people wrote has no tokens."""
    rows = gemini_rows(export)
    export.read = len(rows)
    export.file("session.json", json.dumps({"sessionId": "g", "startTime": "2026-03-01T00:00:00.000Z", "messages": rows}))


def gemini_log(export):
    """The same a line each; a line is written again, at first with less."""
    random = export.random
    written = [{"sessionId": "g1", "startTime": "2026-03-01T00:00:00.000Z", "kind": "main"}]
    for row in gemini_rows(export):
        if "tokens" in row and random.random() < 0.3:
            tokens = row["tokens"]
            less = tokens | {"output": 0, "total": tokens["total"] - tokens["output"]}
            written.append(row | {"tokens": random.choice((tokens, less))})
        written.append(row)
    export.read = len(written)
    split_file(export, "session.jsonl", written, lines, lambda row: "tokens" in row)


def opencode(export):
    """All kinds beside each other, reasoning too; answers that were broken off have none."""
    random = export.random
    rows = []
    for number in range(random.randint(1, 12)):
        created = int(moment(random).timestamp() * 1000)
        uncached, cached, write, output = call(random)
        reasoning = random.choice((0, random.randint(1, 900)))
        spent = money(random)
        row = {"id": f"m{number}", "sessionID": "s", "role": "assistant", "time": {"created": created}, "modelID": "mistral-medium-2508",
               "providerID": "mistral", "cost": float(spent),
               "tokens": {"input": uncached, "output": output, "reasoning": reasoning, "cache": {"read": cached, "write": write}}}
        export.count(uncached, cached, write, output + reasoning, 1)
        export.pay(D(repr(float(spent))))
        if random.random() < 0.3:
            rows.append(row | {"cost": 0, "tokens": row["tokens"] | {"output": 0, "reasoning": 0}})
        rows.append(row)
        if random.random() < 0.3:
            rows.append({"id": f"u{number}", "sessionID": "s", "role": "user", "time": {"created": created}})
        if random.random() < 0.2:
            nothing = {"input": 0, "output": 0, "reasoning": 0, "cache": {"read": 0, "write": 0}}
            rows.append(row | {"id": f"a{number}", "error": {"name": "AbortedError"}, "cost": 0, "tokens": nothing})
    export.read = len(rows)
    split_file(export, "messages.jsonl", rows, lines, lambda row: row.get("tokens", {}).get("input"))


def cursor(export):
    """What the column with cache writes holds is told by the total of the row; one that no reading adds up is rejected."""
    random = export.random
    kept = ["Date", "Kind", "Model", "Max Mode", "Input (w/ Cache Write)", "Input (w/o Cache Write)", "Cache Read", "Output Tokens",
            "Total Tokens", "Cost"]
    names = random.choice((kept, ["User", *kept], ["User", "Cloud Agent ID", "Automation ID", *kept]))
    rows = []
    for number in range(random.randint(1, 15)):
        uncached, cached, write, output = call(random)
        spent = money(random)
        total = uncached + cached + write + output
        with_write = random.choice((write, write + uncached))
        row = {"Date": iso(moment(random)), "User": "u", "Kind": "On-Demand", "Model": "claude-opus-5", "Max Mode": "No",
               "Cost": f"${spent:f}",
               "Input (w/ Cache Write)": with_write, "Input (w/o Cache Write)": uncached, "Cache Read": cached, "Output Tokens": output,
               "Total Tokens": total}
        if number and random.random() < 0.15:
            rows.append(row | {"Kind": "Errored, No Charge", "Input (w/ Cache Write)": 0, "Input (w/o Cache Write)": 0, "Cache Read": 0,
                               "Output Tokens": 0, "Total Tokens": 0, "Cost": "-"})
        elif number and random.random() < 0.1:
            export.rejected += 1
            rows.append(row | {"Total Tokens": total + uncached + 1})
        else:
            export.count(uncached, cached, write, output, 1)
            if random.random() < 0.4:
                row |= {"Kind": "Included", "Cost": random.choice(("Included", "Free", "-"))}
            else:
                export.pay(spent)
            rows.append(row)
    export.read = len(rows)
    export.file("events.csv", shuffled_table(export, names, rows))


def ccusage_days(export):
    random = export.random
    start = moment(random).date()
    for day in range(random.randint(1, 4)):
        parts, total = [], 0
        for model in random.sample(("claude-sonnet-4-20250514", "claude-haiku-4-5", "gpt-5.4-codex"), random.randint(1, 3)):
            uncached, cached, write, output = some(random), some(random), some(random), some(random)
            spent = money(random)
            export.count(uncached, cached, write, output)
            export.pay(D(repr(float(spent))))
            export.read += 1
            total += uncached + cached + write + output
            parts.append({"modelName": model, "inputTokens": uncached, "outputTokens": output, "cacheCreationTokens": write,
                          "cacheReadTokens": cached,
                          "cost": float(spent)})
        yield {"date": str(start + timedelta(days=day)), "inputTokens": 1, "outputTokens": 1, "cacheCreationTokens": 0,
               "cacheReadTokens": 0,
               "totalTokens": total, "totalCost": 0.1, "modelsUsed": [], "modelBreakdowns": parts}


def ccusage_totals(export):
    """What the report says that its models add up to; the input without what was cached or written to a cache."""
    sums = {kind: int(tokens) for kind, tokens in export.tokens.items()}
    return {"inputTokens": sums["input"] - sums["cached"] - sums["cacheWrite"], "cacheReadTokens": sums["cached"],
            "cacheCreationTokens": sums["cacheWrite"], "outputTokens": sums["output"], "totalTokens": sums["input"] + sums["output"]}


def ccusage(export):
    """The models of a day count, and not its sum."""
    days = list(ccusage_days(export))
    export.file("usage.json", json.dumps({"daily": days, "totals": ccusage_totals(export)}))


def ccusage_projects(export):
    projects = {name: list(ccusage_days(export)) for name in export.random.sample(("website", "shop.api", "a/b"), export.random.randint(1,
        3))}
    export.file("usage.json", json.dumps({"projects": projects, "totals": ccusage_totals(export)}))


def responses(export):
    """Answers of several interfaces, each of which counts in its own way."""
    random = export.random
    rows = []
    for number in range(random.randint(1, 12)):
        time = moment(random)
        uncached, cached, write, output = call(random)
        kind = random.choice(("chat", "responses", "message", "gemini", "converse", "embedding"))
        if kind == "chat":
            write = 0
            body = {"object": "chat.completion", "model": "gpt-5", "usage": {"prompt_tokens": uncached + cached,
                "completion_tokens": output,
                    "prompt_tokens_details": {"cached_tokens": cached}, "completion_tokens_details": {"reasoning_tokens": output // 2}}}
            energy = random.choice(("none", "joules", "watt-milliseconds"))
            if energy == "joules":
                stated = D(random.randint(0, 10**9)) / 10**6
                body["energy"] = {"energy_joules": float(stated), "energy_kwh": float(stated / 3_600_000)}
                export.joules += stated
            elif energy == "watt-milliseconds":
                stated = random.randint(0, 10**6)
                body["impact"] = {"version": "20250922", "energy": {"total": stated, "unit": "Wms"}, "emissions": {"total": 1, "unit": "ugCO2e"}}
                export.joules += D(stated) / 1000
        elif kind == "responses":
            write = 0
            body = {"object": "response", "model": "gpt-5", "usage": {"input_tokens": uncached + cached, "output_tokens": output,
                    "input_tokens_details": {"cached_tokens": cached}, "output_tokens_details": {"reasoning_tokens": output // 3}}}
        elif kind == "message":
            body = {"type": "message", "model": "claude-opus-5", "usage": {"input_tokens": uncached, "cache_read_input_tokens": cached,
                    "cache_creation_input_tokens": write, "output_tokens": output}}
        elif kind == "gemini":
            write, thoughts = 0, random.randint(1, 900)
            body = {"modelVersion": "gemini-3-pro", "usageMetadata": {"promptTokenCount": uncached + cached,
                                                                      "cachedContentTokenCount": cached,
                    "candidatesTokenCount": output, "thoughtsTokenCount": thoughts}}
            output += thoughts
        elif kind == "converse":
            body = {"usage": {"inputTokens": uncached, "cacheReadInputTokens": cached, "cacheWriteInputTokens": write,
                              "outputTokens": output}}
        else:
            cached = write = output = 0
            body = {"object": "list", "model": "text-embedding-3-small", "usage": {"prompt_tokens": uncached, "total_tokens": uncached}}
        export.count(uncached, cached, write, output, 1)
        rows.append({"request_uri": "/v1", "response_date": time.strftime("%a, %d %b %Y %H:%M:%S GMT"), "response": body})
    export.read = len(rows)
    export.file("responses.jsonl", lines(rows))


def mooncake(export):
    random = export.random
    rows = []
    for number in range(random.randint(1, 20)):
        given, output = some(random), some(random)
        export.count(given, 0, 0, output, 1)
        rows.append({"timestamp": number * 1000, "input_length": given, "output_length": output, "hash_ids": [number]})
    export.read = len(rows)
    export.file("trace.jsonl", lines(rows))


GENERATORS = {
    "ccusage": ccusage,
    "ccusage.projects": ccusage_projects,
    "claude-code.sessions": claude_code,
    "codex.rollout": codex(steps=True),
    "codex.rollout.totals": codex(steps=False),
    "cursor.usage": cursor,
    "gemini.cli": gemini,
    "gemini.cli.log": gemini_log,
    "mooncake.trace": mooncake,
    "opencode": opencode,
    "response-log": responses,
}

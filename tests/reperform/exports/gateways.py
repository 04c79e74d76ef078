"""Logs and tables of gateways: LiteLLM, OpenRouter, Helicone, Portkey, Cloudflare, Kong, Azure API Management, Langdock; and spend
alone."""
from datetime import timedelta
from decimal import Decimal as D

from writing import MODELS, call, iso, json, lines, moment, money, shuffled_table, some, split_file

ZEROS = "00000000-0000-0000-0000-000000000000"


def litellm_logs(export):
    """One row a request: the cache beside or inside the prompt, by the total; hits, polls, health checks, fetched and failed requests."""
    random = export.random
    rows = []
    for number in range(random.randint(2, 20)):
        time = moment(random)
        uncached, cached, write, output = call(random)
        beside = random.random() < 0.5
        given = uncached if beside else uncached + cached + write
        # a total that is stated tells; without one, parts above the prompt stand beside it
        total = given + output + (cached + write if beside and random.random() < 0.7 else 0)
        if beside and total == given + output and cached + write <= given:
            cached = write = 0
        parts = random.choice((
            {"cache_read_input_tokens": cached, "cache_creation_input_tokens": write},
            {"prompt_tokens_details": {"cached_tokens": cached, "cache_creation_tokens": write}},
            {"prompt_tokens_details": {"cached_tokens": cached, "text_tokens": None}, "cache_read_input_tokens": 0,
             "cache_creation_input_tokens": write}))
        reasoning = random.choice((None, random.randint(0, output)))
        row = {"request_id": f"req-{number}", "call_type": random.choice(("acompletion", "anthropic_messages", "aresponses")),
               "api_key": "hash",
               "spend": float(money(random)) + 0.001, "total_tokens": total, "prompt_tokens": given, "completion_tokens": output,
               "startTime": iso(time), "endTime": iso(time), "model": random.choice((*MODELS, "")), "custom_llm_provider": "openai",
               "metadata": {"usage_object": {"prompt_tokens": given, "completion_tokens": output, **parts,
                                             "completion_tokens_details": {"reasoning_tokens": reasoning}}},
               "cache_hit": "False", "team_id": "t", "status": "success"}
        draw = random.random()
        if number and draw < 0.08:
            rows.append(row | {"cache_hit": "True"})
        elif number and draw < 0.16:
            rows.append(row | {"call_type": random.choice(("aget_responses", "get_responses", "alist_input_items"))})
        elif number and draw < 0.22:
            rows.append(row | {"call_type": "ahealth_check"})
        elif number and draw < 0.28:
            rows.append(row | {"call_type": "afile_content", "prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0, "spend": 0,
                               "metadata": {}})
        elif number and draw < 0.34:
            refused = random.choice((0, 9))
            rows.append(row | {"status": "failure", "prompt_tokens": refused, "completion_tokens": 0, "total_tokens": refused, "spend": 0,
                               "metadata": {}})
        else:
            if draw > 0.95:
                row["status"] = "failure"
                row["spend"] = random.choice((row["spend"], 0)) if output else row["spend"]
            if 0.9 < draw <= 0.95:
                row["spend"] = -row["spend"]
            export.count(uncached, cached, write, output, 1)
            export.pay(D(repr(row["spend"])))
            rows.append(row)
            if random.random() < 0.15:
                rows.append(dict(row))
    export.read = len(rows)

    def usual(row):
        return row["status"] == "success" and row["cache_hit"] == "False" and row["call_type"] in ("acompletion", "anthropic_messages",
            "aresponses")

    if random.random() < 0.5:
        return split_file(export, "logs.jsonl", rows, lines, usual)
    cells = [row | {"metadata": json.dumps(row["metadata"]), "spend": repr(row["spend"])} for row in rows]
    split_file(export, "logs.csv", cells, lambda part: shuffled_table(export, list(rows[0]), part), usual)


def daily(key, alone=True):
    def table_of_days(export):
        """The cache inside the prompt; calls of tools; times of writing, which are no times of use."""
        random = export.random
        names = ["id", key, "date", "api_key", "model", "model_group", "custom_llm_provider", "endpoint", "mcp_namespaced_tool_name",
                 "prompt_tokens",
                 "completion_tokens", "cache_read_input_tokens", "cache_creation_input_tokens", "spend", "api_requests",
                 "successful_requests",
                 "failed_requests", "created_at", "updated_at"]
        rows = []
        for number in range(random.randint(1, 12)):
            row = {"id": number, key: f"k{random.randint(0, 3)}", "date": moment(random).strftime("%Y-%m-%d"), "api_key": f"h{number}",
                   "created_at": "2026-11-01 01:00:00", "updated_at": "2026-11-01 01:00:00", "spend": 0, "successful_requests": 0,
                   "failed_requests": 0,
                   "prompt_tokens": 0, "completion_tokens": 0, "cache_read_input_tokens": 0, "cache_creation_input_tokens": 0,
                   "api_requests": 5}
            if number and random.random() < 0.2:
                rows.append(row | {"mcp_namespaced_tool_name": "server-tool"})
                continue
            uncached, cached, write, output, requests = some(random), some(random), some(random), some(random), random.randint(1, 99)
            if alone:
                export.count(uncached, cached, write, output, requests)
                spent = money(random)
                export.pay(spent)
                row["spend"] = f"{spent:f}"
            rows.append(row | {"model": random.choice(MODELS), "model_group": "m", "custom_llm_provider": "openai",
                               "api_requests": requests,
                               "prompt_tokens": uncached + cached + write, "completion_tokens": output, "cache_read_input_tokens": cached,
                               "cache_creation_input_tokens": write, "successful_requests": requests})
        export.read = len(rows)
        export.refused = not alone
        if random.random() < 0.3:
            return export.file("daily.jsonl", lines(rows))
        export.file("daily.csv", shuffled_table(export, names, rows))
    return table_of_days


def litellm_activity(export):
    """Models are keys, names with points among them; providers repeat their tokens, and so does the day."""
    random = export.random
    start = moment(random).date()
    days = []
    for day in range(random.randint(1, 4)):
        models = {}
        for model in random.sample(("gpt-5-mini", "mistral.large-3", "anthropic/claude-sonnet-5", "eu.amazon.nova-pro-v1:0"),
                                   random.randint(1, 4)):
            uncached, cached, write, output, requests = some(random), some(random), some(random), some(random), random.randint(1, 99)
            spent = money(random)
            export.count(uncached, cached, write, output, requests)
            export.pay(spent)
            models[model] = {"metrics": {"spend": f"{spent:f}", "prompt_tokens": uncached + cached + write, "completion_tokens": output,
                                         "cache_read_input_tokens": cached, "cache_creation_input_tokens": write,
                                         "total_tokens": uncached + cached + write + output, "api_requests": requests}}
        export.read += len(models)
        total = {"prompt_tokens": sum(model["metrics"]["prompt_tokens"] for model in models.values()), "completion_tokens": 1}
        days.append({"date": f"{start + timedelta(days=day)}", "metrics": total,
                     "breakdown": {"models": models, "providers": {"openai": {"metrics": total}}, "api_keys": {}}})
    export.file("activity.json", json.dumps({"results": days, "metadata": {"page": 1, "total_pages": 1, "has_more": False}}))


def litellm_pages(export):
    random = export.random
    names = ["Date", "Team", "Team ID", "Model", "Spend ($)", "Requests", "Successful", "Failed", "Total Tokens", "Prompt Tokens",
             "Completion Tokens",
             "Cache Read Tokens", "Cache Creation Tokens"]
    rows = []
    for number in range(random.randint(1, 12)):
        uncached, cached, write, output, requests = some(random), some(random), some(random), some(random), random.randint(1, 99)
        spent = money(random)
        export.count(uncached, cached, write, output, requests)
        export.pay(spent)
        rows.append({"Date": moment(random).strftime("%Y-%m-%d"), "Team": f"team {number}", "Team ID": number,
                     "Model": random.choice(MODELS),
                     "Spend ($)": f"{spent:f}", "Requests": requests, "Successful": requests, "Failed": 0, "Cache Read Tokens": cached,
                     "Total Tokens": uncached + cached + write + output, "Prompt Tokens": uncached + cached + write,
                     "Completion Tokens": output,
                     "Cache Creation Tokens": write})
    export.read = len(rows)
    export.file("usage.csv", shuffled_table(export, names, rows))


def openrouter_rows(export, number):
    random = export.random
    given, output, requests = some(random), some(random), random.randint(1, 99)
    export.count(given, 0, 0, output, requests)
    spent = money(random)
    export.pay(spent)
    return moment(random).date() + timedelta(days=number), given, output, requests, random.randint(0, output), spent


def openrouter_activity(export):
    """Reasoning inside the completion; keys of one's own cost nothing here."""
    random = export.random
    rows = []
    for number in range(random.randint(1, 12)):
        day, given, output, requests, reasoning, spent = openrouter_rows(export, number)
        rows.append({"date": str(day), "model": "m", "model_permaslug": f"openai/gpt-{number}", "endpoint_id": f"e{number}",
                     "provider_name": "Azure",
                     "usage": f"{spent:f}", "byok_usage_inference": random.choice((0.0, 0.2)), "requests": requests, "prompt_tokens": given,
                     "completion_tokens": output, "reasoning_tokens": reasoning})
    export.read = len(rows)
    export.file("activity.json", json.dumps({"data": rows}))


def openrouter_daily(export):
    random = export.random
    rows = []
    for number in range(random.randint(1, 12)):
        day, given, output, requests, reasoning, spent = openrouter_rows(export, number)
        rows.append({"Date": f"{day} 00:00:00", "Slug": f"anthropic/claude-{number}", "Usage": f"{spent:f}", "BYOK Usage": "0",
                     "Requests": requests,
                     "Prompt Tokens": given, "Completion Tokens": output, "Reasoning Tokens": reasoning})
    export.read = len(rows)
    export.file("usage.csv", shuffled_table(export, list(rows[0]), rows))


def openrouter_generations(export):
    """The model's own counts where both are stated; the cache inside the prompt; a generation that was exported twice."""
    random = export.random
    native = random.random() < 0.5
    names = ["generation_id", "created_at", "model_permaslug", "provider_name", "tokens_prompt", "tokens_completion", "tokens_reasoning",
             "tokens_cached",
             "cost_total"] + (["native_tokens_prompt", "native_tokens_completion", "native_tokens_reasoning",
                               "native_tokens_cached"] if native else [])
    rows = []
    for number in range(random.randint(1, 15)):
        uncached, cached, _, output = call(random)
        spent = money(random)
        counts = (uncached + cached, output, random.randint(0, output), cached)
        row = {"generation_id": f"gen-{number}", "created_at": moment(random).strftime("%Y-%m-%d %H:%M:%S"),
               "model_permaslug": "z-ai/glm-5.3",
               "provider_name": "Novita", "cost_total": f"{spent:f}", **dict(zip(names[4:8], counts))}
        if native:
            row |= dict(zip(names[9:], counts)) | {"tokens_prompt": 1, "tokens_completion": 1, "tokens_reasoning": 0, "tokens_cached": 0}
        export.count(uncached, cached, 0, output, 1)
        export.pay(spent)
        rows += [row] * random.choice((1, 1, 1, 2))
    export.read = len(rows)
    split_file(export, "generations.csv", rows, lambda part: shuffled_table(export, names, part))


def helicone(export):
    """The cache beside the prompt, unless the total says that it is inside; answers from a cache, and failed requests."""
    random = export.random
    rows = []
    for number in range(random.randint(1, 15)):
        uncached, cached, write, output = call(random)
        inside = random.random() < 0.5
        given = uncached + (cached + write if inside else 0)
        spent = money(random)
        row = {"request_id": f"h{number}", "request_created_at": iso(moment(random)), "response_status": 200, "request_model": "m",
               "response_model": random.choice(MODELS), "provider": "OPENAI", "prompt_tokens": given, "prompt_cache_read_tokens": cached,
               "prompt_cache_write_tokens": write, "completion_tokens": output, "total_tokens": uncached + cached + write + output,
               "costUSD": float(spent),
               "cache_reference_id": random.choice((ZEROS, None, "")), "request_user_id": None}
        if number and random.random() < 0.2:
            rows.append(row | {"cache_reference_id": "9f0c0000-0000-0000-0000-00000000000a"})
        elif number and random.random() < 0.2:
            rows.append(row | {"response_status": -2, "prompt_tokens": 0, "prompt_cache_read_tokens": 0, "prompt_cache_write_tokens": 0,
                               "completion_tokens": 0, "total_tokens": 0, "costUSD": 0})
        else:
            export.count(uncached, cached, write, output, 1)
            export.pay(D(repr(float(spent))))
            rows += [row] * random.choice((1, 1, 1, 2))
    export.read = len(rows)
    split_file(export, "requests.jsonl", rows, lines, lambda row: row["prompt_tokens"] and "9f" not in (row["cache_reference_id"] or ""))


def portkey(export):
    """Costs in cents; hits of both caches; failed requests without tokens."""
    random = export.random
    rows = []
    for number in range(random.randint(1, 15)):
        given, output = random.randint(1, 90_000), random.randint(0, 5000)
        cents = random.randrange(1000)
        row = {"id": str(number), "created_at": iso(moment(random)), "is_success": 1, "ai_org": "mistral-ai",
               "ai_model": "mistral-medium-2508",
               "req_units": given, "res_units": output, "total_units": given + output, "cost": cents, "cost_currency": "USD",
               "response_status_code": 200, "cache_status": random.choice(("DISABLED", "MISS", "SEMANTIC MISS", None)),
               "metadata": {"team": "a"}}
        if number and random.random() < 0.2:
            rows.append(row | {"cache_status": random.choice(("HIT", "SEMANTIC HIT"))})
        elif number and random.random() < 0.2:
            rows.append(row | {"is_success": 0, "req_units": 0, "res_units": 0, "total_units": 0, "cost": 0, "response_status_code": 500})
        else:
            export.count(given, 0, 0, output, 1)
            export.pay(D(cents) / 100)
            rows += [row] * random.choice((1, 1, 1, 2))
    export.read = len(rows)
    split_file(export, "logs.jsonl", rows, lines, lambda row: row["req_units"] and "HIT" not in (row["cache_status"] or ""))


def cloudflare(export):
    """Each step is a row; a failed one has no tokens; answers from the cache."""
    random = export.random
    rows = []
    for number in range(random.randint(1, 15)):
        given, output = random.randint(1, 90_000), random.randint(1, 5000)
        spent = money(random)
        row = {"id": f"c{number}", "created_at": iso(moment(random)), "provider": "openai", "model": "gpt-5-mini", "model_type": "chat",
               "status_code": 200,
               "success": True, "cached": False, "tokens_in": given, "tokens_out": output, "cost": float(spent), "step": 0,
               "metadata": json.dumps({"team": "b"})}
        if random.random() < 0.3:
            rows.append(row | {"id": f"f{number}", "success": False, "status_code": 500, "tokens_in": 0, "tokens_out": 0, "cost": 0})
            row["step"] = 1
        if number and random.random() < 0.2:
            rows.append(row | {"cached": True, "cost": 0})
        else:
            export.count(given, 0, 0, output, 1)
            export.pay(D(repr(float(spent))))
            rows += [row] * random.choice((1, 1, 1, 2))
    export.read = len(rows)
    split_file(export, "logs.jsonl", rows, lines, lambda row: row["success"] and not row["cached"])


def kong(export):
    """The name of the plugin is a key, and a line may have several that call models, which count together; lines of other routes; equal
    lines are two calls, since nothing names one."""
    random = export.random
    rows = []
    for number in range(random.randint(1, 15)):
        started = int(moment(random).timestamp() * 1000)
        if number and random.random() < 0.2:
            rows.append({"started_at": started, "response": {"status": 404}})
            continue
        hit = number and random.random() < 0.2
        tokens, plugins = [0, 0], {}
        for name in random.sample(("proxy", "ai-proxy", "ai-proxy-advanced", "ai-request-transformer"), random.choice((1, 1, 2))):
            given, output = random.randint(1, 90_000), random.randint(0, 5000)
            spent = money(random)
            plugins[name] = {
                "usage": {"prompt_tokens": given, "completion_tokens": output, "total_tokens": given + output, "cost": float(spent)},
                "meta": {"request_model": "m", "response_model": "mistral-large-3", "provider_name": "mistral", "plugin_id": "pl",
                         "request_mode": random.choice(("oneshot", "stream"))}}
            if hit:
                plugins[name]["cache"] = {"cache_status": "Hit"}
            else:
                tokens = [tokens[0] + given, tokens[1] + output]
                export.pay(D(repr(float(spent))))
        if not hit:
            export.count(tokens[0], 0, 0, tokens[1], 1)
        if number and random.random() < 0.2:
            plugins["ai-rate-limiting-advanced"] = {"limit": 9}
        rows.append({"started_at": started, "response": {"status": 200}, "ai": plugins})
    export.read = len(rows)
    export.file("kong.log", lines(rows))


def management_log(export):
    """Part 0 of a call has its tokens, the parts of its messages have none; the model that served it, or its deployment."""
    random = export.random
    rows = []
    for number in range(random.randint(1, 10)):
        given, output = random.randint(1, 90_000), random.randint(0, 5000)
        both = {"TimeGenerated": moment(random).strftime("%Y-%m-%dT%H:%M:%S.1234567Z"), "CorrelationId": f"k{number}",
                "OperationName": "ChatCompletions",
                "DeploymentName": "chat", "IsStreamCompletion": random.choice((True, False)), "Region": random.choice(("Sweden Central",
                    "westeurope"))}
        export.count(given, 0, 0, output, 1)
        rows.append(both | {"SequenceNumber": 0, "ModelName": random.choice(("gpt-5-mini-2025-08-07", "")), "PromptTokens": given,
                            "CompletionTokens": output,
                            "TotalTokens": given + output})
        for part in range(random.randint(0, 3)):
            rows.append(both | {"SequenceNumber": part + 1, "ModelName": "", "PromptTokens": 0, "CompletionTokens": 0, "TotalTokens": 0})
    random.shuffle(rows)
    export.read = len(rows)
    if random.random() < 0.5:
        return split_file(export, "log.jsonl", rows, lines, lambda row: row["SequenceNumber"] == 0)
    export.file("log.csv", shuffled_table(export, list(rows[0]), rows))


def langdock(export):
    """One row a call; nothing names a call, and equal rows are two."""
    random = export.random
    spaced = random.random() < 0.5
    names = ["Date", "API Key ID", "API Key Name", "Provider", "Model", "Input Tokens", "Output Tokens", "Completion Time Ms"]
    rows = []
    for number in range(random.randint(1, 15)):
        given, output = random.randint(0, 90_000), random.randint(1, 5000)
        export.count(given, 0, 0, output, 1)
        rows.append(dict(zip(names, (iso(moment(random)), "k1", "web", "azure", "gpt-5-mini", given, output, 900 + number))))
    export.read = len(rows)
    text = shuffled_table(export, names, rows)
    if not spaced:
        head, rest = text.split("\n", 1)
        text = head.replace(" ", "_").lower() + "\n" + rest
    export.file("usage.csv", text)


def spend(export):
    """Amounts in the hand of one country a file; empty rows of a workbook that was saved as a table."""
    random = export.random
    commas = random.random() < 0.5
    names = ["period", "provider", "service", "amount", "currency", "country", "cost_centre"]
    rows = []
    for number in range(random.randint(1, 10)):
        amount = D(random.randrange(100, 10**8)).scaleb(-2)
        currency = random.choice(("EUR", "USD", "CHF"))
        export.pay(amount, currency)
        text = f"{amount:,.2f}"
        if commas:
            text = text.translate(str.maketrans(".,", ",."))
        rows.append({"period": f"2026-{random.randint(1, 9):02}", "provider": "openai", "service": f"s{number}", "amount": text,
                     "currency": currency,
                     "country": "DE", "cost_centre": f"CC-{number}"})
        if random.random() < 0.1:
            rows.append({})
    export.read = len(rows)
    export.file("invoices.csv", shuffled_table(export, names, rows, ";" if commas else ","))


GENERATORS = {
    "azure.apim.llm-log": management_log,
    "cloudflare.ai-gateway": cloudflare,
    "helicone": helicone,
    "kong.ai": kong,
    "langdock": langdock,
    "litellm.activity": litellm_activity,
    "litellm.daily.agent": daily("agent_id"),
    "litellm.daily.end-user": daily("end_user_id"),
    "litellm.daily.organization": daily("organization_id"),
    "litellm.daily.tag": daily("tag", alone=False),
    "litellm.daily.team": daily("team_id"),
    "litellm.daily.user": daily("user_id"),
    "litellm.spendlogs": litellm_logs,
    "litellm.ui.daily": litellm_pages,
    "openrouter.activity": openrouter_activity,
    "openrouter.daily": openrouter_daily,
    "openrouter.generations": openrouter_generations,
    "portkey": portkey,
    "spend": spend,
}

"""Exports of OpenAI, Anthropic, DeepSeek and Copilot: usage reports, batches, prices, and what was paid alone."""
from datetime import timedelta
from decimal import Decimal as D

from writing import call, iso, json, lines, moment, money, shuffled_table, some, split_file

CLAUDE = ("claude-sonnet-5", "claude-opus-5", "claude-haiku-4-5-20251001")
GPT = ("gpt-5-mini-2025-08-07", "gpt-5.4-2026-03-05", "o4-mini-2025-04-16")


def pages(export, name, buckets, page):
    """Buckets on one page or on several; a page says whether another one follows. Some are empty, and a page may be, too."""
    random = export.random
    cuts = sorted(random.sample(range(1, len(buckets)), random.randint(0, min(2, len(buckets) - 1)))) if len(buckets) > 1 else []
    parts = [buckets[first:last] for first, last in zip([0, *cuts], [*cuts, len(buckets)])]
    for number, part in enumerate(parts):
        export.file(f"{name}-{number}.json", json.dumps(page(part, number < len(parts) - 1)))


def anthropic_batch(export):
    """A succeeded line counts once, and all that a compaction took; others are no usage."""
    random = export.random
    export.declared = ("2026-05-01", "2026-05-31")
    rows = []
    for number in range(random.randint(2, 20)):
        if random.random() < 0.3:
            rows.append({"custom_id": f"c{number}", "result": {"type": random.choice(("errored", "canceled", "expired"))}})
            continue
        uncached, cached, write, output = call(random)
        usage = {"input_tokens": uncached, "cache_creation_input_tokens": write, "cache_read_input_tokens": cached, "output_tokens": output,
                 "service_tier": "batch", "inference_geo": random.choice(("eu", "us", "global", "not_available"))}
        if random.random() < 0.2:
            more = call(random)
            usage["iterations"] = [
                {"type": "compaction", "input_tokens": more[0], "cache_read_input_tokens": more[1], "cache_creation_input_tokens": more[2],
                 "output_tokens": more[3]},
                {"type": "message", "input_tokens": uncached, "cache_read_input_tokens": cached, "cache_creation_input_tokens": write,
                 "output_tokens": output}]
            export.count(*more)
        export.count(uncached, cached, write, output, requests=1)
        message = {"id": f"msg_{number}", "type": "message", "model": random.choice(CLAUDE), "usage": usage}
        rows.append({"custom_id": f"c{number}", "result": {"type": "succeeded", "message": message}})
    if random.random() < 0.3:
        rows.append(rows[0])
    random.shuffle(rows)
    if not any(row["result"]["type"] == "succeeded" for row in rows):
        uncached, _, _, output = call(random)
        export.count(uncached, 0, 0, output, requests=1)
        usage = {"input_tokens": uncached, "output_tokens": output}
        rows.append({"custom_id": "last", "result": {"type": "succeeded", "message": {"id": "msg_l", "model": CLAUDE[0], "usage": usage}}})
    export.read = len(rows)
    split_file(export, "results.jsonl", rows, lines, lambda row: "message" in row["result"])


def claude_code_analytics(export):
    """A record a person and day; two people who used the same both count. Amounts are in cents."""
    random = export.random
    start = moment(random).date()
    records = []
    for day in range(random.randint(1, 3)):
        for person in range(random.randint(1, 4)):
            breakdown = []
            for model in random.sample(CLAUDE, random.randint(1, 3)):
                uncached, cached, write, output = some(random), some(random), some(random), some(random)
                cents = random.randrange(10_000)
                export.count(uncached, cached, write, output)
                export.pay(D(cents) / 100)
                breakdown.append({"model": model, "tokens": {"input": uncached, "output": output, "cache_read": cached,
                                                             "cache_creation": write},
                                  "estimated_cost": {"amount": cents, "currency": "USD"}})
                export.read += 1
            records.append({"date": f"{start + timedelta(days=day)}T00:00:00Z", "actor": {"type": "user_actor",
                "email_address": f"p{person}@example.com"},
                            "core_metrics": {"num_sessions": person}, "model_breakdown": breakdown})
    # people of one day stand on several pages: they are read as one file of pages
    cut = random.randint(1, len(records))
    parts = [part for part in (records[:cut], records[cut:]) if part]
    export.file("analytics.jsonl", lines(
        [{"data": part, "has_more": part is not parts[-1], "next_page": "x" if part is not parts[-1] else None} for part in parts]))


def claude_rows(export, results):
    random = export.random
    for model in random.sample(CLAUDE, random.randint(1, 3)):
        uncached, cached, short, long, output = (some(random) for _ in range(5))
        yield model, uncached, cached, short, long, output


def anthropic_usage(export):
    """Disjoint kinds; writes to the cache by their two ages; days without rows."""
    random = export.random
    start = moment(random).replace(hour=0, minute=0, second=0)
    buckets = []
    for day in range(random.randint(1, 5)):
        results = []
        for model in random.sample(CLAUDE, random.randint(0 if day else 1, 3)):
            uncached, cached, short, long, output = (some(random) for _ in range(5))
            export.count(uncached, cached, short + long, output)
            results.append({"uncached_input_tokens": uncached, "cache_creation": {"ephemeral_1h_input_tokens": long,
                "ephemeral_5m_input_tokens": short},
                            "cache_read_input_tokens": cached, "output_tokens": output,
                            "server_tool_use": {"web_search_requests": random.randint(0, 5)},
                            "api_key_id": None, "workspace_id": None, "model": model, "service_tier": random.choice(("standard", "batch")),
                            "context_window": "0-200k", "inference_geo": random.choice(("global", "us", "not_available"))})
        export.read += len(results)
        buckets.append({"starting_at": iso(start + timedelta(days=day)), "ending_at": iso(start + timedelta(days=day + 1)),
                        "results": results})
    pages(export, "usage", buckets, lambda part, more: {"data": part, "has_more": more, "next_page": "x" if more else None})


def anthropic_enterprise(export):
    """Requests beside tokens; rows of code execution have neither model nor tokens; grouped by people's groups, it is refused."""
    random = export.random
    start = moment(random).replace(hour=0, minute=0, second=0)
    grouped = random.random() < 0.1
    buckets = []
    for day in range(random.randint(1, 4)):
        results = []
        for product in random.sample(("chat", "claude_code", "cowork", "office_agent"), random.randint(1, 4)):
            uncached, cached, short, long, output = (some(random) for _ in range(5))
            requests = random.randint(1, 500)
            export.count(uncached, cached, short + long, output, requests)
            results.append({"uncached_input_tokens": uncached, "cache_creation": {"ephemeral_1h_input_tokens": long,
                "ephemeral_5m_input_tokens": short},
                            "cache_read_input_tokens": cached, "output_tokens": output, "requests": requests,
                            "model": random.choice(CLAUDE),
                            "product": product, "context_window": None, "inference_geo": random.choice((None, "us", "global")),
                            "rbac_group_id": "g" if grouped else None, "slack_channel_id": None, "speed": None})
        if random.random() < 0.4:
            results.append({"uncached_input_tokens": 0, "cache_creation": {"ephemeral_1h_input_tokens": 0, "ephemeral_5m_input_tokens": 0},
                            "cache_read_input_tokens": 0, "output_tokens": 0, "requests": 9, "model": None, "product": None,
                            "context_window": None, "inference_geo": None, "rbac_group_id": None, "slack_channel_id": None, "speed": None})
        export.read += len(results)
        buckets.append({"starting_at": iso(start + timedelta(days=day)), "ending_at": iso(start + timedelta(days=day + 1)),
                        "results": results})
    export.refused = grouped
    document = {"data": buckets, "data_refreshed_at": "2026-11-01T00:00:00Z", "has_more": False, "next_page": None,
                "organization_id": "org"}
    export.file("report.json", json.dumps(document))


def console_tokens(export):
    """Days or hours; one column of cache writes in older exports, two since; what was not used may be empty or 0."""
    random = export.random
    hours, older = random.random() < 0.4, random.random() < 0.3
    day = moment(random).replace(minute=0)
    writes = ["usage_input_tokens_cache_write"] if older else ["usage_input_tokens_cache_write_5m", "usage_input_tokens_cache_write_1h"]
    names = ["usage_date_utc", "model_version", "api_key", "workspace", "usage_type", "context_window", "usage_input_tokens_no_cache",
             *writes,
             "usage_input_tokens_cache_read", "usage_output_tokens", "web_search_count", "inference_geo", "speed"]
    rows = []
    for number in range(random.randint(2, 15)):
        uncached, cached, output = some(random), some(random), some(random)
        written = [some(random) for _ in writes]
        export.count(uncached, cached, sum(written), output)
        time = day + timedelta(hours=number * (1 if hours else 24))
        rows.append({"usage_date_utc": time.strftime("%Y-%m-%d %H:00" if hours else "%Y-%m-%d"), "model_version": random.choice(CLAUDE),
                     "api_key": f"k{number}", "workspace": random.choice(("Default", "Support, EU")),
                     "usage_type": random.choice(("standard", "batch")),
                     "context_window": random.choice(("0-200k", "≤ 200k", "200k-1M")), "usage_input_tokens_no_cache": uncached,
                     "usage_input_tokens_cache_read": cached, "usage_output_tokens": output, "web_search_count": random.randint(0, 9),
                     "inference_geo": random.choice(("global", "us", "eu", "not_available", "")), **dict(zip(writes, written))})
    export.read = len(rows)
    split_file(export, "tokens.csv", rows, lambda part: shuffled_table(export, names, part))


def console_cost(export):
    """Prices alone, some of which are of no tokens, and some of which take off."""
    random = export.random
    names = ["usage_date_utc", "model", "workspace", "api_key", "usage_type", "context_window", "token_type", "cost_usd", "list_price_usd",
             "cost_type"]
    rows = []
    for number in range(random.randint(1, 12)):
        tokens = random.random() < 0.8
        amount = money(random) * random.choice((1, 1, 1, -1))
        export.pay(amount)
        rows.append({"usage_date_utc": moment(random).strftime("%Y-%m-%d"), "model": "Claude Sonnet 5" if tokens else "",
                     "workspace": f"w{number}",
                     "usage_type": "message", "token_type": random.choice(("input_no_cache", "output",
                         "input_cache_read")) if tokens else "",
                     "cost_usd": f"{amount:f}", "list_price_usd": f"{2 * amount:f}", "cost_type": "token" if tokens else "web_search"})
    export.read = len(rows)
    export.file("cost.csv", shuffled_table(export, names, rows))


def anthropic_costs(export):
    """Cents, as text."""
    random = export.random
    start = moment(random).replace(hour=0, minute=0, second=0)
    buckets = []
    for day in range(random.randint(1, 4)):
        results = []
        for kind in random.sample(("uncached_input_tokens", "output_tokens", "cache_read_input_tokens"), random.randint(0 if day else 1,
            3)):
            cents = money(random)
            export.pay(cents / 100)
            export.read += 1
            results.append({"currency": "USD", "amount": f"{cents:f}", "workspace_id": None, "description": None, "cost_type": "tokens",
                            "context_window": "0-200k", "model": CLAUDE[day % 3], "service_tier": "standard", "token_type": kind,
                            "inference_geo": None})
        buckets.append({"starting_at": iso(start + timedelta(days=day)), "ending_at": iso(start + timedelta(days=day + 1)),
                        "results": results})
    pages(export, "costs", buckets, lambda part, more: {"data": part, "has_more": more, "next_page": "x" if more else None})


def openai_costs(export):
    """Amounts as numbers or text, with exponents, one of them a zero of 6,176 places; line items that name nothing."""
    random = export.random
    start = int(moment(random).timestamp()) // 86_400 * 86_400
    buckets = []
    for day in range(random.randint(1, 4)):
        results = []
        for item in random.sample(("gpt-5.4, input", "gpt-5.4, output", "priority | gpt-5.4, cached input", "web search tool calls", None),
                                  3):
            amount = money(random)
            text = random.choice((f"{amount:f}", f"{amount:E}", float(amount), "0E-6176", -float(amount)))
            measured = {}
            if item is not None and "gpt" in item and random.random() < 0.5:
                # newer rows state the tokens that were paid for
                text, quantity = "0E-6176", random.randint(1, 10**9)
                export.count(**{"cached" if "cached" in item else "output" if "output" in item else "uncached": quantity})
                measured = {"quantity": quantity, "quantity_unit": random.choice(("tokens", "Tokens"))}
            if text != "0E-6176":
                export.pay(D(repr(text)) if isinstance(text, float) else amount)
            export.read += 1
            results.append({**measured, "object": "organization.costs.result", "amount": {"value": text, "currency": "usd"},
                            "line_item": item,
                            "project_id": None,
                            "organization_name": "Example", "user_email": "x@example.com"})
        buckets.append({"object": "bucket", "start_time": start + day * 86_400, "end_time": start + (day + 1) * 86_400, "results": results})
    pages(export, "costs", buckets, lambda part, more: {"object": "page", "has_more": more, "next_page": "x" if more else None,
                                                        "data": part})


def openai_usage(export):
    """Cached and written parts inside the input; embeddings without output; images, speech, storage and searches are no tokens."""
    random = export.random
    start = int(moment(random).timestamp()) // 86_400 * 86_400
    buckets = []
    for day in range(random.randint(1, 5)):
        results = []
        for model in random.sample(GPT, random.randint(0 if day else 1, 3)):
            uncached, cached, write, output = some(random), some(random), random.choice((0, 0, some(random))), some(random)
            requests = random.randint(1, 900)
            export.count(uncached, cached, write, output, requests)
            results.append({"object": "organization.usage.completions.result", "input_tokens": uncached + cached + write,
                            "output_tokens": output,
                            "input_cached_tokens": cached, "input_cache_write_tokens": write, "input_uncached_tokens": uncached,
                            "input_audio_tokens": 0,
                            "num_model_requests": requests, "project_id": None, "user_id": None, "api_key_id": None, "model": model,
                            "batch": random.choice((None, False, True)), "service_tier": None})
        if random.random() < 0.3:
            tokens, requests = some(random), random.randint(1, 90)
            export.count(tokens, requests=requests)
            results.append({"object": "organization.usage.embeddings.result", "input_tokens": tokens, "num_model_requests": requests,
                            "model": "text-embedding-3-small"})
        if results and random.random() < 0.3:
            results.append({"object": "organization.usage.web_searches.result", "num_model_requests": 2, "num_requests": 2, "model": None})
        if results and random.random() < 0.2:
            results.append({"object": "organization.usage.vector_stores.result", "usage_bytes": 1024, "project_id": None})
        if random.random() < 0.2:
            export.count(requests=3)
            results.append({"object": "organization.usage.images.result", "images": 4, "num_model_requests": 3, "model": "gpt-image-2"})
        export.read += len(results)
        buckets.append({"object": "bucket", "start_time": start + day * 86_400, "end_time": start + (day + 1) * 86_400, "results": results})
    pages(export, "usage", buckets, lambda part, more: {"object": "page", "has_more": more, "next_page": "x" if more else None,
                                                        "data": part})


def openai_dashboard(export):
    """Numbers with a point and a zero; days without usage are rows without anything."""
    random = export.random
    start = int(moment(random).timestamp()) // 86_400 * 86_400
    pointed = random.random() < 0.5
    names = ["start_time", "end_time", "start_time_iso", "end_time_iso", "project_id", "num_model_requests", "user_id", "api_key_id",
             "model", "batch",
             "service_tier", "input_tokens", "output_tokens", "input_cached_tokens", "input_uncached_tokens", "input_text_tokens",
             "output_text_tokens",
             "input_cached_text_tokens", "input_audio_tokens", "input_cached_audio_tokens", "output_audio_tokens"]
    rows = []
    for day in range(random.randint(2, 12)):
        first, last = start + day * 86_400, start + (day + 1) * 86_400
        row = {"start_time": first, "end_time": last, "start_time_iso": "", "end_time_iso": ""}
        if day and random.random() < 0.3:
            rows.append(row)
            continue
        uncached, cached, output, requests = some(random), some(random), some(random), random.randint(1, 900)
        export.count(uncached, cached, 0, output, requests)
        write = (lambda number: f"{number}.0") if pointed else str
        rows.append({**row, "project_id": "p", "num_model_requests": write(requests), "model": random.choice(GPT),
                     "batch": random.choice(("", "True", "False")),
                     "input_tokens": write(uncached + cached), "output_tokens": write(output), "input_cached_tokens": write(cached),
                     "input_uncached_tokens": write(uncached), "input_text_tokens": write(uncached + cached),
                     "output_text_tokens": write(output)})
    export.read = len(rows)
    split_file(export, "completions.csv", rows, lambda part: shuffled_table(export, names, part))


def dashboard_cost(export):
    random = export.random
    start = int(moment(random).timestamp()) // 86_400 * 86_400
    names = ["start_time", "end_time", "start_time_iso", "end_time_iso", "amount_value", "amount_currency", "line_item", "organization_id",
             "project_id"]
    rows = []
    for day in range(random.randint(1, 9)):
        row = {"start_time": start + day * 86_400, "end_time": start + (day + 1) * 86_400}
        if day and random.random() < 0.3:
            rows.append(row)
            continue
        amount = money(random)
        export.pay(amount)
        rows.append({**row, "amount_value": random.choice((f"{amount:f}", f"{amount:E}")), "amount_currency": "usd",
                     "line_item": "gpt-5.4, input",
                     "organization_id": "org", "project_id": "p"})
    export.read = len(rows)
    export.file("cost.csv", shuffled_table(export, names, rows))


def openai_legacy(export):
    """Buckets of five minutes; equal rows of one bucket are two. Embeddings have no output."""
    random = export.random
    start = int(moment(random).timestamp()) // 86_400 * 86_400
    rows = []
    for _ in range(random.randint(1, 12)):
        embeds = random.random() < 0.2
        context, generated, requests = some(random), 0 if embeds else some(random), random.randint(1, 50)
        export.count(context, 0, 0, generated, requests)
        rows.append({"organization_id": "org", "aggregation_timestamp": start + 300 * random.randrange(288), "n_requests": requests,
                     "operation": "embeddings" if embeds else "completion",
                     "snapshot_id": "text-embedding-ada-002-v2" if embeds else "gpt-4-0613",
                     "n_context": requests, "n_context_tokens_total": context, "n_generated": requests,
                     "n_generated_tokens_total": generated})
    export.read = len(rows)
    export.file("usage.json", json.dumps({"object": "list", "data": rows, "ft_data": [], "dalle_api_data": [], "whisper_api_data": [],
                                          "current_usage_usd": 0.0}))


def openai_batch(export):
    """Bodies of three interfaces; failed lines; a line that was fetched twice. An embedding has the time of the row before, if there is
    one."""
    random = export.random
    time = int(moment(random).timestamp())
    rows, timed = [], False
    for number in range(random.randint(2, 18)):
        row = {"id": f"br{number}", "custom_id": f"c{number}", "error": None}
        draw = random.random()
        if draw < 0.15:
            rows.append({**row, "response": {"status_code": random.choice((400, 429, 500)), "body": {"error": {"message": "x"}}}})
            continue
        if draw < 0.25:
            rows.append({**row, "response": None, "error": {"code": "batch_expired"}})
            continue
        uncached, cached, _, output = call(random)
        given, reasoning = uncached + cached, random.randint(0, output)
        if draw < 0.4:
            body = {"object": "list", "model": "text-embedding-3-small", "data": [], "usage": {"prompt_tokens": given,
                "total_tokens": given}}
            if timed:
                export.count(given, requests=1)
            else:
                export.rejected += 1
            rows.append({**row, "response": {"status_code": 200, "body": body}})
            continue
        if draw < 0.7:
            body = {"object": "response", "created_at": time + number, "model": GPT[0],
                    "usage": {"input_tokens": given, "input_tokens_details": {"cached_tokens": cached}, "output_tokens": output,
                              "output_tokens_details": {"reasoning_tokens": reasoning}, "total_tokens": given + output}}
        else:
            body = {"object": "chat.completion", "created": time + number, "model": GPT[1],
                    "usage": {"prompt_tokens": given, "completion_tokens": output, "total_tokens": given + output,
                              "prompt_tokens_details": {"cached_tokens": cached},
                              "completion_tokens_details": {"reasoning_tokens": reasoning}}}
        timed = True
        export.count(uncached, cached, 0, output, 1)
        rows.append({**row, "response": {"status_code": 200, "body": body}})
    if timed and random.random() < 0.3:
        rows.append(random.choice([row for row in rows if row["response"] and "created" in json.dumps(row["response"])]))
    if not timed:
        rows.append({"id": "last", "custom_id": "c", "error": None, "response": {"status_code": 200, "body": {
            "object": "response", "created_at": time, "model": GPT[0], "usage": {"input_tokens": 5, "output_tokens": 7,
                "total_tokens": 12}}}})
        export.count(5, 0, 0, 7, 1)
    export.read = len(rows)
    export.file("output.jsonl", lines(rows))


def deepseek_amount(export):
    """A row a kind, and one of requests, in the order of a day of Beijing."""
    random = export.random
    start = moment(random).date()
    rows = []
    for day in range(random.randint(1, 5)):
        uncached, cached, output, requests = some(random), some(random), some(random), random.randint(1, 99)
        export.count(uncached, cached, 0, output, requests)
        both = {"user_id": "u", "start_time_iso": f"{start + timedelta(days=day)}T00:00:00+08:00",
                "end_time_iso": f"{start + timedelta(days=day + 1)}T00:00:00+08:00", "model": "deepseek-chat", "api_key_name": "web",
                "api_key": "sk-***"}
        kinds = (("input_cache_hit_tokens", cached), ("input_cache_miss_tokens", uncached), ("output_tokens", output), ("request_count",
            requests))
        rows += [{**both, "type": kind, "price": "0.0000001", "amount": amount} for kind, amount in kinds]
    random.shuffle(rows)
    export.read = len(rows)
    names = ["user_id", "start_time_iso", "end_time_iso", "model", "api_key_name", "api_key", "type", "price", "amount"]
    export.file("amount.csv", shuffled_table(export, names, rows))


def deepseek_cost(export):
    random = export.random
    start = moment(random).date()
    rows = []
    for day in range(random.randint(1, 5)):
        amount = money(random)
        export.pay(amount, "CNY")
        rows.append({"user_id": "u", "start_time_iso": f"{start + timedelta(days=day)}T00:00:00+08:00", "model": "deepseek-chat",
                     "end_time_iso": f"{start + timedelta(days=day + 1)}T00:00:00+08:00", "wallet_type": "paid", "cost": f"{amount:f}",
                     "currency": "CNY"})
    export.read = len(rows)
    names = ["user_id", "start_time_iso", "end_time_iso", "model", "wallet_type", "cost", "currency"]
    export.file("cost.csv", shuffled_table(export, names, rows))


def copilot_credits(export):
    """Input beside the cache columns, of either generation of names; rows without tokens have a cost alone; requests repeat credits."""
    random = export.random
    older = random.random() < 0.5
    kinds = ["total_input_tokens", "total_output_tokens", "total_cache_read_tokens", "total_cache_creation_tokens"] if older else [
        "input", "output", "cache_read", "cache_write"]
    names = ["date", "username", "product", "sku", "model", "quantity", "unit_type", "applied_cost_per_quantity", "gross_amount",
             "discount_amount",
             "net_amount", "organization", "repository", "cost_center_name", "aic_quantity", "aic_gross_amount", *kinds]
    rows = []
    for number in range(random.randint(1, 15)):
        amount = money(random)
        row = {"date": moment(random).strftime("%Y-%m-%d"), "username": f"dev-{number}", "product": "copilot", "sku": "copilot_ai_credit",
               "model": random.choice(("Claude Opus 5", "Auto: Claude Haiku 4.5", "GPT-5.4")), "quantity": number,
               "unit_type": "ai-credits",
               "gross_amount": f"{amount:f}", "discount_amount": f"{amount:f}", "net_amount": "0", "organization": "org",
               "aic_quantity": number}
        draw = random.random()
        if number and draw < 0.15:
            rows.append({**row, "sku": "copilot_premium_request", "unit_type": random.choice(("requests", "Request"))})
            continue
        export.pay(amount)
        if number and draw < 0.3:
            rows.append(row)
            continue
        uncached, cached, write, output = some(random), some(random), some(random), some(random)
        export.count(uncached, cached, write, output)
        rows.append({**row, **dict(zip(kinds, (uncached, output, cached, write)))})
    export.read = len(rows)
    export.file("usage.csv", shuffled_table(export, names, rows))


def copilot_metrics(export):
    random = export.random
    rows = []
    for user in range(random.randint(1, 12)):
        row = {"day": moment(random).strftime("%Y-%m-%d"), "user_id": user, "user_login": f"dev-{user}",
               "user_initiated_interaction_count": user}
        if user == 0 or random.random() < 0.5:
            given, output, requests = some(random), some(random), random.randint(1, 99)
            export.count(given, 0, 0, output, requests)
            row["totals_by_cli"] = {"request_count": requests, "token_usage": {"prompt_tokens_sum": given, "output_tokens_sum": output}}
        rows.append(row)
    export.read = len(rows)
    export.file("users.ndjson", lines(rows))


def chatgpt_users(export):
    """Messages of people in one month each; their models stand in a cell, and no tokens anywhere."""
    random = export.random
    names = ["cadence", "period_start", "period_end", "account_id", "name", "email", "messages", "model_to_messages", "gpt_messages"]
    rows = []
    for user in range(random.randint(1, 12)):
        prompts = some(random) % 10**6
        export.count(requests=prompts)
        month = random.randint(3, 8)
        rows.append({"cadence": "Monthly", "period_start": f"2026-0{month}-01", "period_end": f"2026-0{month}-28", "account_id": "acc",
                     "name": f"n{user}, x", "email": f"u{user}@example.org", "messages": prompts,
                     "model_to_messages": f"{{'gpt-5-2': {prompts}, 'o3': 7}}", "gpt_messages": 3})
    export.read = len(rows)
    export.file("users.csv", shuffled_table(export, names, rows))


def m365_users(export):
    """Prompts over a window whose days intake.csv declares; those of single apps are parts."""
    random = export.random
    names = ["Report Refresh Date", "User Principal Name", "Report Period", "Prompts submitted for all apps",
             "Prompts submitted for Copilot Chat (work)"]
    rows = []
    for user in range(random.randint(1, 12)):
        prompts = some(random) % 10**6
        export.count(requests=prompts)
        rows.append({"Report Refresh Date": "2026-05-01", "User Principal Name": f"U{user}", "Report Period": 30,
                     "Prompts submitted for all apps": prompts, "Prompts submitted for Copilot Chat (work)": prompts // 2})
    export.read = len(rows)
    export.declared = ["2026-04-01", "2026-04-30"]
    export.file("users.csv", shuffled_table(export, names, rows))


def copilot_prompts(export):
    random = export.random
    rows = []
    for user in range(random.randint(1, 12)):
        prompts = random.randint(0, 99)
        export.count(requests=prompts)
        rows.append({"day": moment(random).strftime("%Y-%m-%d"), "user_id": user, "user_initiated_interaction_count": prompts,
                     "totals_by_model_feature": [{"model": "gpt-5.4", "user_initiated_interaction_count": prompts}]})
    export.read = len(rows)
    export.file("users.ndjson", lines(rows))


GENERATORS = {
    "anthropic.batch.results": anthropic_batch,
    "anthropic.claude-code.analytics": claude_code_analytics,
    "anthropic.console.cost.csv": console_cost,
    "anthropic.console.tokens.csv": console_tokens,
    "anthropic.costs.json": anthropic_costs,
    "anthropic.enterprise.usage": anthropic_enterprise,
    "anthropic.usage.json": anthropic_usage,
    "chatgpt.enterprise.users": chatgpt_users,
    "deepseek.amount": deepseek_amount,
    "deepseek.cost": deepseek_cost,
    "github.copilot.credits": copilot_credits,
    "github.copilot.metrics": copilot_metrics,
    "github.copilot.prompts": copilot_prompts,
    "microsoft365.copilot.users": m365_users,
    "openai.batch.output": openai_batch,
    "openai.costs.json": openai_costs,
    "openai.dashboard.cost.csv": dashboard_cost,
    "openai.dashboard.usage.csv": openai_dashboard,
    "openai.legacy.usage": openai_legacy,
    "openai.usage.json": openai_usage,
}

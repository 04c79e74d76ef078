using System.Text;

namespace LlmEnergy.Tests.Schemas;

/// <summary>Files that together have each key that a reader knows, and each kind of value of it.</summary>
internal static class Documents
{
    private const string Profile = """
        {
          "id": "made-up",
          "title": "Made up",
          "draft": false,
          "container": [ "csv", "json" ],
          "csv": { "separator": ";", "totals": [ "Total" ] },
          "headers": { "ignoreCase": true, "inParentheses": true, "currencyInHeader": true, "aliases": { "Datum": "time" } },
          "class": [ { "decode": "azure-services", "from": [ [ "a", "b" ], { "decode": "azure-meters", "from": "c", "give": "kind" } ], "give": "class" }, "d" ],
          "classes": { "tokens": "usage", "capacity": "cost-only", "training": "ignore", "other": "reject" },
          "ask": { "capacity": "the metrics" },
          "quantity": {
            "column": { "decode": "azure-units", "from": "q", "give": "block" }, "unit": "u", "whole": true,
            "check": { "cost": "cost", "price": [ "p" ], "tolerance": 0.01, "perMillion": [ 0.001, 1000 ], "printed": { "price": "p", "per": "u" } }
          },
          "pivot": { "kind": "kind", "value": "quantity", "holdsNone": true },
          "json": { "table": { "names": "columns[].name", "rows": "rows[]" }, "more": "more", "zip": [ "times", "values" ] },
          "detect": { "all": [ "time" ], "any": [ "a" ], "none": "b" },
          "fields": { "time": "time", "input": { "sum": [ "a", "b" ] }, "output": { "largest": [ "c", "d" ] }, "requests": { "difference": [ "c", "d" ] }, "cost": "cost", "total": "t" },
          "constants": { "provider": "acme" },
          "requires": { "input": "export it with tokens" },
          "parent": [ "parent" ],
          "identity": [ [ "id" ], [ "other" ] ],
          "semantics": {
            "grain": "bucket",
            "inputIncludesCached": true,
            "inputIncludesCacheWrite": "by-total",
            "outputIncludesReasoning": "by-size",
            "totalIs": [ [ "input", "output" ] ],
            "producesOutput": true,
            "duplicates": "largest",
            "time": [ "yyyy-MM-dd HH:mm" ],
            "zone": "UTC",
            "endIsInclusive": true,
            "covers": "month",
            "currency": "EUR",
            "scale": 1000,
            "costScale": 0.01,
            "noAmount": [ "-" ],
            "decimal": ",",
            "isBill": true
          },
          "controlTotals": { "when": { "kind": "total" }, "fields": { "input": "sum" } },
          "ignore": [
            { "rule": "one", "statesZero": true, "when": { "a": { "not": { "above": 0 } }, "b": { "atMost": 1.5 } } },
            { "rule": "two", "when": [ { "a": { "matches": "^x" }, "c": { "in": [ "x" ] } }, { "b": { "not": { "not": [ "x", "y" ] } } } ] }
          ],
          "reject": [ { "rule": "six", "when": { "a": { "sumOf": [ "b", "c" ] } }, "say": "mend it" } ],
          "refuse": [ { "rule": "seven", "when": { "a": "x" }, "say": "ask for another" } ],
          "carry": { "model": { "from": [ "m" ], "when": { "a": "x" } } },
          "optional": [ "old" ],
          "views": { "group": "g", "order": [ "one", "two" ], "notAlone": { "two": "one" } },
          "warn": [ { "rule": "three", "when": { "a": "x" }, "say": "look at it" } ],
          "twins": [ { "rule": "four", "when": { "a": "*" }, "same": [ "a" ], "differ": [ "b" ], "within": "second" } ],
          "cases": [ { "when": { "a": "x" }, "set": { "provider": "other" } } ],
          "variants": [
            {
              "when": { "a": "x" },
              "fields": { "input": "e" },
              "without": [ "cost" ],
              "constants": { "provider": "third" },
              "identity": "id",
              "semantics": { "grain": "request", "inputIncludesCached": false, "holdsNone": [ "output" ], "time": { "of-file": [ "MM/dd/yyyy", "dd/MM/yyyy" ], "else": "iso", "decideBy": "end" }, "zone": "UTC", "scale": 1, "totalIs": [ "input", "output" ], "noAmount": "-" },
              "ignore": [ { "rule": "five", "when": { "b": "x" } } ],
              "reject": [ { "rule": "eight", "when": { "b": "y" }, "say": "mend it" } ]
            }
          ]
        }
        """;

    private const string Counter = """
        {
          "id": "made-up-counter",
          "title": "Made up",
          "container": "csv",
          "fields": { "time": "time", "input": "a" },
          "counter": { "series": [ "s" ], "start": [ "b" ], "when": { "k": "2" }, "order": "time", "reset": "lower" },
          "semantics": { "grain": "bucket", "holdsNone": "output", "time": "unix-seconds" }
        }
        """;

    private const string Workspace = """
        {
          "schema": 1,
          "undertaking": "Acme A/S",
          "method": "class-factors-2026",
          "factors": "factors/*.csv",
          "precedence": [ "a", "b" ],
          "disjoint": [ { "sources": [ "a", "c" ], "reason": "made up" } ],
          "gaps": "estimate",
          "operatingPoint": { "closedModels": true },
          "interval": "simulated",
          "reconciliation": { "share": 0.02, "minimum": 50, "currency": "EUR", "performanceMateriality": 5000 },
          "unallocatedTolerance": 0.01,
          "fiscalYear": { "start": "07-01", "named": "start", "endsOn": "saturday", "weekEnd": "nearest" },
          "sources": [
            { "id": "a", "path": "a" },
            { "id": "b", "path": [ "b", "d" ] },
            { "id": "c", "path": "c", "partOf": "b", "attestedZero": "2026-08" },
            {
              "id": "d",
              "database": { "kind": "postgresql", "connection": "env:GATEWAY", "table": "public.LiteLLM_SpendLogs" }
            },
            {
              "id": "e",
              "database": { "kind": "clickhouse", "connection": "env:TRACES", "table": "default.observations" }
            }
          ]
        }
        """;

    private const string Report = """
        {
          "schema": 1,
          "texts": { "en": { "report.title": "Emissions" }, "de": { "report.title": "Emissionen" }, "fr": { "report.title": "Les emissions" } },
          "colors": { "ink": "#0B3D4F", "muted": "#0B3D4F", "accent": "#0A6B5E", "light": "#FFFFFF", "rule": "#0A6B5E", "tint": "#FFFFFF", "alarm": "#8B0000" },
          "logo": "logo.png",
          "fonts": { "regular": "regular.ttf", "bold": "bold.ttf" }
        }
        """;

    private const string Automation = """
        {
          "schema": 1,
          "fetch": [
            {
              "source": "a", "provider": "github-copilot", "key": "env:KEY", "address": "http://ours", "plainHttp": true, "scope": "orgs/acme",
              "endpoints": [ "users" ]
            },
            { "source": "b", "copy": "/mnt/b/{month}/*.csv" },
            { "source": "c", "download": "env:ADDRESS", "as": "{month}.csv" }
          ],
          "providers": [
            {
              "id": "ours", "title": "Ours", "address": "https://usage.example.org", "authorization": "x-api-key", "headers": [ "version: 1" ],
              "settles": 2, "oldest": 30,
              "endpoints": [
                {
                  "id": "usage", "path": "/usage", "query": [ "from={from:iso}" ], "window": "day",
                  "pages": { "by": "number", "next": "next", "more": "more", "total": "total", "parameter": "page" }
                }
              ]
            }
          ]
        }
        """;

    private const string Watch = """
        {
          "schema": 1, "inbox": "in", "everySeconds": 20, "settleSeconds": 20, "fetchEveryHours": 12, "period": "half", "fiscal": true, "day": 3,
          "port": 8080,
          "notify": {
            "file": "/var/log/drafts.jsonl", "webhook": "env:HOOK",
            "smtp": { "host": "mail", "port": 25, "from": "a@example.org", "to": "b@example.org", "user": "a", "password": "env:PASSWORD" }
          }
        }
        """;

    public static IReadOnlyList<(string Name, byte[] Json)> Automations => [.. Files("automation.json"), Made(Automation)];

    private const string Fill = """
        {
          "schema": 1,
          "names": { "Scope3_LLM": "total_tCO2e_N" },
          "cells": { "Input!C7": "report.period" },
          "tables": { "Verbrauch": { "from": "ledger: by=month", "columns": { "Monat": "month" } } }
        }
        """;

    public static IReadOnlyList<(string Name, byte[] Json)> Fills => [.. Files("*fill.json"), Made(Fill)];

    public static IReadOnlyList<(string Name, byte[] Json)> Services => [.. Files("watch.json"), Made(Watch)];

    public static IReadOnlyList<(string Name, byte[] Json)> Configurations => [.. Files("llmenergy.json"), Made(Workspace)];

    public static IReadOnlyList<(string Name, byte[] Json)> Profiles => [.. Files("*.profile.json"), Made(Profile), Made(Counter)];

    public static IReadOnlyList<(string Name, byte[] Json)> DecodeTables => [.. Files("*.decode.json")];

    public static IReadOnlyList<(string Name, byte[] Json)> Reports => [.. Files("report.json"), Made(Report)];

    private static (string, byte[]) Made(string json) => ("made up", Encoding.UTF8.GetBytes(json));

    /// <summary>Those of the samples, of the program and of the workspaces of earlier versions.</summary>
    private static IEnumerable<(string Name, byte[] Json)> Files(string pattern)
    {
        string[] folders =
        [
            "samples",
            Path.Combine("templates", "excel"),
            Path.Combine("src", "LlmEnergy.Ingestion", "Formats"),
            Path.Combine("tests", "LlmEnergy.EndToEnd", "Fixtures"),
        ];
        return folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, folder), pattern, SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/'), File.ReadAllBytes(file)));
    }
}

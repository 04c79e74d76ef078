namespace LlmEnergy.Ingestion.Tests;

/// <summary>Small mappings that tests read their rows by.</summary>
internal static class Profiles
{
    /// <summary>One row a request: date, model, input and output.</summary>
    public const string Requests = """
        { "id": "test.requests", "title": "requests", "container": ["csv"],
          "fields": { "time": "date", "model": "model", "input": "input_tokens", "output": "output_tokens" },
          "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC" } }
        """;

    /// <summary>All fields, with disjoint cached input and reasoning.</summary>
    public const string Everything = """
        { "id": "test.everything", "title": "all fields", "container": ["csv"],
          "fields": { "time": "time", "provider": "provider", "account": "account", "host": "host", "model": "model", "operation": "operation",
                      "region": "region", "serviceTier": "tier", "costKey": "key", "requests": "requests", "input": "input", "cached": "cached",
                      "cacheWrite": "write", "output": "output", "reasoning": "reasoning", "images": "images", "audioSeconds": "audio",
                      "cost": "cost", "currency": "currency" },
          "semantics": { "grain": "bucket", "inputIncludesCached": false, "inputIncludesCacheWrite": false, "outputIncludesReasoning": false,
                         "time": "iso", "zone": "UTC" } }
        """;

    public const string EverythingHeader =
        "time,provider,account,host,model,operation,region,tier,key,requests,input,cached,write,output,reasoning,images,audio,cost,currency\n";
}

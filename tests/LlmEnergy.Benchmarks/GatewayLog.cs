using System.Text;
using System.Text.Unicode;

namespace LlmEnergy.Benchmarks;

/// <summary>An invented request log in the columns of a LiteLLM gateway, about 170 bytes a row; the same for the same number of rows.</summary>
internal static class GatewayLog
{
    private const string Header =
        "request_id,call_type,api_key,spend,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model,model_id,custom_llm_provider,user,team_id,cache_hit,status\n";

    private static readonly string[] Models = ["gpt-4o-2024-08-06", "gpt-4o-mini-2024-07-18", "claude-sonnet-4-5", "mistral-large-2411", "gpt-5-2025-08-07", "gemini-2.5-pro", "llama-3.3-70b", "o4-mini"];
    private static readonly string[] Providers = ["openai", "openai", "anthropic", "mistral", "openai", "vertex_ai", "bedrock", "azure"];

    public static void Write(string path, long rows)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        file.Write(Encoding.UTF8.GetBytes(Header));
        Span<byte> row = stackalloc byte[512];
        var state = 0x9E3779B97F4A7C15UL;
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        for (var number = 0L; number < rows; number++)
        {
            var draw = Next(ref state);
            var model = (int)(draw & 7);
            var input = (long)(draw >> 8 & 0xFFF) + ((draw & 0x700000) == 0 ? 12_000 : 0);
            var output = (long)(draw >> 32 & 0x3FF);
            var time = start.AddSeconds(number * 7_776_000.0 / rows);
            Utf8.TryWrite(
                row,
                System.Globalization.CultureInfo.InvariantCulture,
                $"{Next(ref state):x16}{number:x8},acompletion,{draw & 0xFF:x20},0.{input * 3 + output * 9:00000000},{input + output},{input},{output},{time:yyyy-MM-dd HH:mm:ss},{time.AddSeconds(3):yyyy-MM-dd HH:mm:ss},{Models[model]},m{model},{Providers[model]},user-{draw >> 44 & 0xFF},team-{draw >> 54 & 63},False,success\n",
                out var length);
            file.Write(row[..length]);
        }
    }

    private static ulong Next(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }
}

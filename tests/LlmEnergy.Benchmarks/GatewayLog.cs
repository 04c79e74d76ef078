using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace LlmEnergy.Benchmarks;

/// <summary>
/// An invented request log in the members of a LiteLLM gateway: about 170 bytes a row of CSV, 400 of JSON lines; the same for the same
/// number of rows.
/// One row of 64 is written twice, as a gateway does that retries.
/// </summary>
internal static class GatewayLog
{
    private const string Header =
        "request_id,call_type,api_key,spend,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model,model_id,custom_llm_provider,user,team_id,cache_hit,status\n";

    private static readonly string[] Models =
    [
        "gpt-4o-2024-08-06",
        "gpt-4o-mini-2024-07-18",
        "claude-sonnet-4-5",
        "mistral-large-2411",
        "gpt-5-2025-08-07",
        "gemini-2.5-pro",
        "llama-3.3-70b",
        "o4-mini",
    ];
    private static readonly string[] Providers = ["openai", "openai", "anthropic", "mistral", "openai", "vertex_ai", "bedrock", "azure"];

    public static void WriteCsv(string path, long rows) => Write(path, rows, Encoding.UTF8.GetBytes(Header), CsvRow);

    public static void WriteJsonLines(string path, long rows) => Write(path, rows, [], JsonRow);

    private static void Write(string path, long rows, ReadOnlySpan<byte> header, Form form)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        file.Write(header);
        Span<byte> text = stackalloc byte[1_024];
        var state = 0x9E3779B97F4A7C15UL;
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        for (var number = 0L; number < rows; )
        {
            var draw = Draws.Next(ref state);
            var row = new Row(
                Draws.Next(ref state),
                number,
                draw,
                (int)(draw & 7),
                (long)(draw >> 8 & 0xFFF) + ((draw & 0x700000) == 0 ? 12_000 : 0),
                (long)(draw >> 32 & 0x3FF),
                start.AddSeconds(number * 7_776_000.0 / rows)
            );
            form(text, row, out var length);
            for (var times = (draw >> 3 & 63) == 0 ? 2 : 1; times > 0 && number < rows; times--, number++)
                file.Write(text[..length]);
        }
    }

    private static void CsvRow(Span<byte> text, in Row row, out int length) =>
        Utf8.TryWrite(
            text,
            CultureInfo.InvariantCulture,
            $"{row.Id:x16}{row.Number:x8},acompletion,{row.Draw & 0xFF:x20},0.{row.Spend:00000000},{row.Input + row.Output},{row.Input},{row.Output},{row.Time:yyyy-MM-dd HH:mm:ss},{row.Time.AddSeconds(3):yyyy-MM-dd HH:mm:ss},{Models[row.Model]},m{row.Model},{Providers[row.Model]},user-{row.Draw >> 44 & 0xFF},team-{row.Draw >> 54 & 63},False,success\n",
            out length
        );

    private static void JsonRow(Span<byte> text, in Row row, out int length) =>
        Utf8.TryWrite(
            text,
            CultureInfo.InvariantCulture,
            $"{{\"request_id\":\"{row.Id:x16}{row.Number:x8}\",\"call_type\":\"acompletion\",\"api_key\":\"{row.Draw & 0xFF:x20}\",\"spend\":0.{row.Spend:00000000},\"total_tokens\":{row.Input + row.Output},\"prompt_tokens\":{row.Input},\"completion_tokens\":{row.Output},\"startTime\":\"{row.Time:yyyy-MM-dd HH:mm:ss}\",\"endTime\":\"{row.Time.AddSeconds(3):yyyy-MM-dd HH:mm:ss}\",\"model\":\"{Models[row.Model]}\",\"model_id\":\"m{row.Model}\",\"custom_llm_provider\":\"{Providers[row.Model]}\",\"user\":\"user-{row.Draw >> 44 & 0xFF}\",\"metadata\":{{\"tags\":[\"a\",\"b\"]}},\"team_id\":\"team-{row.Draw >> 54 & 63}\",\"cache_hit\":\"False\",\"status\":\"success\"}}\n",
            out length
        );

    private delegate void Form(Span<byte> text, in Row row, out int length);

    private readonly record struct Row(ulong Id, long Number, ulong Draw, int Model, long Input, long Output, DateTime Time)
    {
        public long Spend => (Input * 3) + (Output * 9);
    }
}

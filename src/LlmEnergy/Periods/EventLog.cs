using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Periods;

/// <summary>
/// events.jsonl: one event a line, each with the hash of the line before, of the manifest, and of itself. The chain proves order, not
/// integrity:
/// who can write the folder can write a new chain. A hash that is kept elsewhere (verify --expect) proves the rest.
/// </summary>
public sealed class EventLog
{
    public const string FileName = "events.jsonl";
    private const int Schema = 1;
    private const string Beginning = "";
    private const string HashMember = ",\"hash\":\"";

    private readonly ImmutableArray<string> _lines;

    private EventLog(ImmutableArray<PeriodEvent> events, ImmutableArray<string> lines) => (Events, _lines) = (events, lines);

    public static EventLog Empty { get; } = new([], []);

    public ImmutableArray<PeriodEvent> Events { get; }

    /// <summary>The event that closed the period; null while it is open.</summary>
    public PeriodEvent? Closing => Events.FirstOrDefault(e => e.Kind == EventKind.Closed);

    /// <summary>Hash of the last event, and with it of the whole chain; empty where there is none.</summary>
    public string LastHash => _lines.IsEmpty ? Beginning : HashOf(_lines[^1]);

    /// <summary>Of each event: where one is known from elsewhere, the chain up to it is what it was.</summary>
    public ImmutableArray<string> Hashes => [.. _lines.Select(HashOf)];

    /// <summary>The log of a period folder; empty where there is none, as in a folder of an earlier version.</summary>
    /// <exception cref="RecordedFileException">The log is not as it was written: the message says which line.</exception>
    public static EventLog Read(string folder)
    {
        return File.Exists(Path.Combine(folder, FileName)) ? Parse(RecordedFile.Read(folder, FileName)) : Empty;
    }

    /// <exception cref="RecordedFileException">A line is not as it was written, or the chain is broken.</exception>
    public static EventLog Parse(byte[] bytes)
    {
        var log = Empty;
        var text = Encoding.UTF8.GetString(bytes);
        if (text.Length == 0)
            return log;
        if (text[^1] != '\n')
            throw RecordedFileException.Within(FileName, "the last line does not end");
        var lines = text[..^1].Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            // written again it must be the same text: a changed byte anywhere shows
            var next = ReadLine(lines[i]) is { } read ? log.With(read) : null;
            if (next is null || next._lines[^1] != lines[i])
                throw RecordedFileException.Within(
                    FileName,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"line {i + 1} is not as it was written, or does not follow the line before"
                    )
                );
            log = next;
        }

        if (!Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(bytes))
            throw RecordedFileException.Whole(FileName, "is not as it was written");
        return log;
    }

    public EventLog With(PeriodEvent made)
    {
        made = Kept(made);
        var content = Content(made, _lines.IsEmpty ? Beginning : HashOf(_lines[^1]));
        return new(Events.Add(made), _lines.Add($"{content[..^1]}{HashMember}{Sha256.OfText(content)}\"}}"));
    }

    public void WriteTo(Stream output) => output.Write(ToBytes());

    /// <summary>The file, byte by byte.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Concat(_lines.Select(line => line + "\n")));

    /// <summary>As it can be read back: to the second, in UTC, and without halves of surrogate pairs, which UTF-8 cannot hold.</summary>
    private static PeriodEvent Kept(PeriodEvent made)
    {
        static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        var time = made.Time.ToUniversalTime();
        return new(
            made.Kind,
            time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond)),
            Whole(made.By),
            Whole(made.Role),
            Whole(made.Email),
            Whole(made.Manifest),
            Whole(made.Detail)
        );
    }

    private static string Content(PeriodEvent made, string previous)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = PlainJson.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteString("event", made.Kind.ToString().ToLowerInvariant());
            json.WriteString("time", made.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteString("by", made.By);
            json.WriteString("role", made.Role);
            json.WriteString("email", made.Email);
            json.WriteString("detail", made.Detail);
            json.WriteString("manifest", made.Manifest);
            json.WriteString("previous", previous);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string HashOf(string line) => line[(line.LastIndexOf(HashMember, StringComparison.Ordinal) + HashMember.Length)..^2];

    private static PeriodEvent? ReadLine(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            string Text(string name) => json.RootElement.GetProperty(name).GetString() ?? "";
            return
                Enum.TryParse<EventKind>(Text("event"), ignoreCase: true, out var kind)
                && Enum.IsDefined(kind)
                && DateTimeOffset.TryParseExact(
                    Text("time"),
                    "yyyy-MM-dd'T'HH:mm:ss'Z'",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var time
                )
                ? new(kind, time, Text("by"), Text("role"), Text("email"), Text("manifest"), Text("detail"))
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}

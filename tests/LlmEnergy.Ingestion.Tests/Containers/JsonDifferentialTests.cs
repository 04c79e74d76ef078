using System.Text;
using System.Text.Json;
using CsCheck;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Containers.Json;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Tests.Containers;

/// <summary>
/// Values of JSON, by either of our two ways, are those that the platform's reader finds: of generated records with escapes, surrogates,
/// duplicate names, spaces, faults, and texts that reach over buffers.
/// </summary>
public class JsonDifferentialTests
{
    private const string NoJson = "no JSON";
    private const string NoUnicode = "no Unicode";
    private const string NoObject = "no object";
    private static readonly string[] Asked = ["a", "b.c", "b.d.e", "l.0", "l.*"];

    private static readonly Gen<string> Space = Gen.Frequency((12, Gen.Const("")), (3, Gen.Const(" ")), (1, Gen.OneOf("  ", "\t", " \r")));

    private static readonly Gen<string> TextPiece = Gen.Frequency(
        (20, Gen.OneOf("x", "y1", " ", "é", "日", "😀", "'", "/", ",", ":", "\u007f")),
        (4, Gen.OneOf("\\\"", "\\\\", "\\/", "\\b", "\\n", "\\u0041", "\\u00e9", "\\ud83d\\ude00", "\\u0000", "\\uFFFF")),
        (1, Gen.OneOf("\\ud800", "\\ude00", "\\ud83dx", "\\u12", "\\x", "\u0001", "\t"))
    );

    private static readonly Gen<string> Text = Gen.Frequency(
        (30, TextPiece.Array[0, 6].Select(pieces => string.Concat(pieces))),
        // over the border of a buffer of 64 KiB
        (1, Gen.Select(Gen.Int[65_400, 65_600], TextPiece, (length, end) => new string('z', length) + end))
    );

    private static readonly Gen<string> Scalar = Gen.Frequency(
        (6, Text.Select(text => $"\"{text}\"")),
        (6, Gen.OneOf("0", "-0", "7", "-12", "1.5", "1e5", "1E+400", "-2.50e-3", "12345678901234567890123", "true", "false", "null")),
        (1, Gen.OneOf("01", "1.", ".5", "+1", "-", "1e", "1e+", "tru", "nul", "NaN", "True", "'x'", ""))
    );

    private static readonly Gen<string> Name = Gen.Frequency(
        (20, Gen.OneOf("a", "b", "c", "d", "e", "l", "x", "b.c", "é", "")),
        (2, Gen.OneOf("\\u0061", "\\u0062", "b\\u002ec", "\\ud83d\\ude00", "a\\/")),
        (1, Gen.OneOf("\\ud800", "\\u00", "a\\"))
    );

    private static readonly Gen<string> Record = Objects(3);

    private static readonly Gen<string> Line = Gen.Frequency(
        (40, Gen.Select(Space, Record, Space, (before, record, after) => before + record + after)),
        (1, Gen.Select(Record, Gen.OneOf("}", "]", " x", "{}", "\0"), (record, more) => record + more)),
        (1, Gen.Select(Record, Gen.Int[0, 40], (record, cut) => record[..Math.Max(1, record.Length - cut)])),
        (1, Gen.OneOf("5", "[{}]", "\"{}\"", "null", "{", "{\"a\":1,}", "{\"a\" 1}", "{,}"))
    );

    [Test]
    public void Lines() =>
        Gen.Select(Line.Array[1, 12], Gen.Bool, Gen.Int[1, 5_000])
            .Sample(
                (lines, hasMark, buffer) =>
                {
                    var paths = new JsonPaths("");
                    var bytes = Encoding.UTF8.GetBytes((hasMark ? "\uFEFF" : "") + string.Join('\n', lines));
                    var read = Read(paths, new JsonLineSplitter(new MemoryStream(bytes)), buffer);
                    AssertSame(read, [.. lines.Where(line => line.AsSpan().Trim(" \t\r").Length > 0)]);
                },
                iter: 2_000
            );

    [Test]
    public void Documents() =>
        Gen.Select(Record.Where(IsWhole).Array[1, 12], Gen.Bool, Gen.OneOf("\n", "", " \r\n\t"), Gen.Int[1, 5_000])
            .Sample(
                (records, isList, between, buffer) =>
                {
                    var paths = new JsonPaths("");
                    var text = isList ? $"[{string.Join($",{between}", records)}]" : string.Join(between, records);
                    var read = Read(
                        paths,
                        new JsonDocumentSplitter(new MemoryStream(Encoding.UTF8.GetBytes(text)), paths, -1, new()),
                        buffer
                    );
                    AssertSame(read, records);
                },
                iter: 1_000
            );

    /// <summary>That the generator writes what is to be told apart, and that the other reader does so.</summary>
    [TestCase("""{"a":"x","a":"\u0041\ud83d\ude00","b":{"c":1.50,"d":{"e":true}},"l":[null,"y",{}]}""", "A😀|1.50|true||y")]
    [TestCase("""{"a":"x","a":null,"b.c":2,"b":{"c":3},"b":"text","l":[4]}""", "x|3||4|4")]
    [TestCase("""{"a":"\ud800"}""", NoUnicode)]
    [TestCase("""{"x":"\ud800"}""", "||||")]
    [TestCase("""{"x":01}""", NoJson)]
    [TestCase("[{}]", NoObject)]
    public void The_other_reader_says(string line, string expected)
    {
        var paths = new JsonPaths("");
        var read = Read(paths, new JsonLineSplitter(new MemoryStream(Encoding.UTF8.GetBytes(line))), 64);
        Assert.That((Expected(line), read.Single()), Is.EqualTo((expected, expected)));
    }

    private static Gen<string> Objects(int depth)
    {
        var value =
            depth == 0
                ? Scalar
                : Gen.Frequency(
                    (8, Scalar),
                    (2, Objects(depth - 1)),
                    (
                        2,
                        Gen.Select(Scalar.Array[0, 4], Space, Objects(depth - 1), (values, space, last) => (values, space, last))
                            .Select(list => $"[{string.Join($",{list.space}", list.values.Append(list.last))}]")
                    ),
                    (1, Gen.Const("[]"))
                );
        var member = Gen.Select(Name, Space, Space, value, Space, (name, one, two, of, three) => $"\"{name}\"{one}:{two}{of}{three}");
        return Gen.Select(member.Array[0, 5], Space, (members, space) => $"{{{space}{string.Join($",{space}", members)}}}");
    }

    private static List<string> Read(JsonPaths paths, IJsonSplitter splitter, int buffer)
    {
        var reader = new RowReader(Mapping.Parse(Encoding.UTF8.GetBytes(Profiles.Requests), "t"), paths, ReportingPeriod.Always, "t");
        var ordinals = Asked.Select(paths.OrdinalOf).ToList();
        var (extractor, batch, read) = (new JsonExtractor(paths), new JsonBatch(buffer), new List<string>());
        for (var isMore = true; isMore; )
        {
            isMore = splitter.Fill(batch);
            foreach (var (start, length, level, at, _, outer, fault) in batch.Records)
            {
                try
                {
                    var before = batch.Rows.Count;
                    extractor.Read(batch.Buffer, start, length, level, at, outer, reader, batch.Rows);
                    var said = batch.Rows.Count > before ? reader.Left.Take(batch.Rows[^1].Left).Issues[0].Message : "";
                    read.Add(
                        fault != JsonFault.None ? fault.ToString()
                        : said.Contains(NoUnicode, StringComparison.Ordinal) ? NoUnicode
                        : said.Contains("that is no object", StringComparison.Ordinal) ? NoObject
                        : string.Join('|', ordinals.Select(ordinal => Encoding.UTF8.GetString(extractor.Text(ordinal))))
                    );
                }
                catch (JsonException)
                {
                    read.Add(NoJson);
                }
            }
        }

        return read;
    }

    private static void AssertSame(List<string> read, string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
            Assert.That(read[i], Is.EqualTo(Expected(lines[i])), $"record {i + 1} of {lines.Length}: {lines[i]}");
        Assert.That(read, Has.Count.EqualTo(lines.Length));
    }

    /// <summary>Without looking at what escapes stand for.</summary>
    private static bool IsWhole(string record)
    {
        try
        {
            var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(record));
            while (json.Read()) { }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>By the platform's reader, which sees every token and unescapes what is asked for.</summary>
    private static string Expected(string line)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
                return NoObject;
            try
            {
                ReadObject(ref json, "", values);
            }
            catch (InvalidOperationException)
            {
                return NoUnicode;
            }

            while (json.Read()) { }
        }
        catch (JsonException)
        {
            return NoJson;
        }

        return string.Join('|', Asked.Select(name => values.GetValueOrDefault(name, "")));
    }

    private static void ReadObject(ref Utf8JsonReader json, string above, Dictionary<string, string> values)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var path = above + json.GetString();
            json.Read();
            ReadValue(ref json, path, values);
        }
    }

    private static void ReadValue(ref Utf8JsonReader json, string path, Dictionary<string, string> values)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject when path is "b" or "b.d":
                ReadObject(ref json, $"{path}.", values);
                break;
            case JsonTokenType.StartObject when path == "l":
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    _ = json.GetString();
                    json.Read();
                    ReadValue(ref json, "l.*", values);
                }

                break;
            case JsonTokenType.StartArray when path == "l":
                for (var index = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; index++)
                {
                    if (index == 0)
                    {
                        var first = json;
                        ReadValue(ref first, "l.0", values);
                    }

                    ReadValue(ref json, "l.*", values);
                }

                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                json.Skip();
                break;
            // a text is looked at where something was asked for, or for something below
            case JsonTokenType.String when path is "b" or "b.d" or "l" || Asked.Contains(path):
                var text = json.GetString()!;
                // a text that is a JSON text itself is the text in it
                var isQuoted = json.ValueIsEscaped && text is ['"', .. var inner, '"'] && inner.AsSpan().IndexOfAny('"', '\\') < 0;
                values[path] = isQuoted ? text[1..^1] : text;
                break;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                values[path] = Encoding.UTF8.GetString(json.ValueSpan);
                break;
        }
    }
}

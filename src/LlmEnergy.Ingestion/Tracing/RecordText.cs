using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CsvHelper;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Containers.Csv;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Tracing;

/// <summary>
/// What stands in a record, cell by cell, where it is a quantity, a time or the name of a model; everything else is masked. A cell that its
/// mapping takes for a number and that is none is masked too: columns may be shifted.
/// </summary>
internal sealed class RecordText
{
    private const int MostBytes = 1 << 16;
    private const int MostCharacters = 64;
    private readonly ExportFile _file;
    private readonly Dictionary<string, Kind> _shown = new(StringComparer.Ordinal);
    private readonly CsvHeader? _header;
    private readonly bool _isTree;

    public RecordText(ExportFile file, Mapping mapping, FileShape shape)
    {
        _file = file;
        _isTree = shape.IsTree;
        foreach (var one in mapping.Variants.Select(variant => variant.Mapping).Prepend(mapping))
        {
            foreach (var (field, columns) in one.Fields)
                Show(columns, KindOf(field), one, shape);
            if (one.Billed is { } billed)
                Show(billed.Quantity, Kind.Number, one, shape);
        }

        if (!_isTree && shape.Containers.Contains(ContainerNames.Csv))
            _header = CsvHeader.Read(file, file.Display, mapping.Separator);
    }

    /// <summary>Nothing of a container without text.</summary>
    /// <param name="end">Where the next record begins; null where none does.</param>
    public ImmutableArray<FoundCell> Of(RowLocation at, long? end)
    {
        if (_header is null && !_isTree)
            return [];
        using var stream = _file.Open(at.Offset);
        var bytes = new byte[(int)Math.Min(MostBytes, (end ?? long.MaxValue) - at.Offset)];
        var record = bytes.AsMemory(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        return _isTree ? OfJson(record.Span) : OfCsv(record.ToArray());
    }

    private ImmutableArray<FoundCell> OfCsv(byte[] record)
    {
        using var csv = CsvReader.Create(
            record,
            CsvReaderOptions.Default with
            {
                Separator = _header!.Separator,
                HasHeader = false,
                FieldCountMismatch = CsvFieldCountHandling.Allow,
                MalformedData = CsvMalformedDataHandling.Recover,
            }
        );
        if (!csv.Read())
            return [];
        var cells = ImmutableArray.CreateBuilder<FoundCell>();
        for (var i = 0; i < Math.Min(csv.FieldCount, _header.Names.Length); i++)
            cells.Add(Cell(_header.Names[i], Encoding.UTF8.GetString(csv.GetSpan(i))));
        return cells.ToImmutable();
    }

    private ImmutableArray<FoundCell> OfJson(ReadOnlySpan<byte> record)
    {
        var (cells, path) = (ImmutableArray.CreateBuilder<FoundCell>(), new Stack<string>());
        var name = "";
        try
        {
            var json = new Utf8JsonReader(record, isFinalBlock: false, default);
            while (json.Read())
            {
                switch (json.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = json.GetString() ?? "";
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        path.Push(path.Count == 0 ? "" : Joined(path.Peek(), name));
                        name = "";
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        path.Pop();
                        name = "";
                        break;
                    default:
                        if (path.Count > 0)
                            cells.Add(Cell(Joined(path.Peek(), name), Encoding.UTF8.GetString(json.ValueSpan)));
                        break;
                }

                if (path.Count == 0)
                    break;
            }
        }
        catch (JsonException)
        {
            // what is no JSON was rejected; what was read of it until there is shown
        }

        return cells.ToImmutable();
    }

    private FoundCell Cell(string name, string value) =>
        new(
            PrivateText.MaskedName(VisibleText.Escaped(name)),
            value.Length == 0 ? ""
                : _shown.TryGetValue(name, out var kind) && value.Length <= MostCharacters && IsOf(kind, value)
                    ? kind == Kind.Model ? PrivateText.MaskedName(VisibleText.Escaped(value))
                        : value
                : null
        );

    private static bool IsOf(Kind kind, string value) =>
        kind switch
        {
            Kind.Model => true,
            Kind.Number => value.All(sign => char.IsAsciiDigit(sign) || ".,-eE".Contains(sign, StringComparison.Ordinal)),
            _ => value.All(sign => char.IsAsciiDigit(sign) || "-:.+/ ,TZ".Contains(sign, StringComparison.Ordinal)),
        };

    private void Show(FieldColumns columns, Kind? kind, Mapping mapping, FileShape shape)
    {
        if (kind is not { } shown)
            return;
        foreach (var column in columns.Names)
        {
            var name = mapping.Headers is { } headers && shape.NameIn(headers, column) is { } own ? own : column;
            _shown.TryAdd(_isTree ? name.Replace("[]", "", StringComparison.Ordinal) : name, shown);
        }
    }

    private static string Joined(string path, string name) =>
        path.Length == 0 ? name
        : name.Length == 0 ? path
        : $"{path}.{name}";

    private static Kind? KindOf(Field field) =>
        field switch
        {
            Field.Model => Kind.Model,
            Field.Time or Field.TimeEnd => Kind.Time,
            Field.Cost or Field.AudioSeconds or Field.GenerationSeconds or Field.EnergyWh => Kind.Number,
            _ => FieldNames.Counts.Contains(field) ? Kind.Number : null,
        };

    private enum Kind : byte
    {
        Number,
        Time,
        Model,
    }
}

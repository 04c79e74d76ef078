using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Factors.Reading;

/// <summary>
/// A workspace's own factor files: each row brings its source along. A row whose id the pack has stands for that factor, and must say why
/// and
/// who decided it; any other row is an addition.
/// </summary>
internal sealed class OverlayReader(PackContent pack, ICollection<Issue> issues)
{
    // texts of a foreign file are printed: none breaks a line or a terminal, or fills a page
    private const int LongestText = 1_000;

    private static readonly string[] SourceColumns =
    [
        "source_title",
        "publisher",
        "source_year",
        "url",
        "licence",
        "attribution",
        "retrieved",
        "read_from",
    ];
    private static readonly string[] OverrideColumns = ["reason", "author", "date"];
    private static readonly string[] Columns = [.. FactorReader.Columns, .. SourceColumns, .. OverrideColumns];

    private readonly Dictionary<string, Citation> _sources = new(pack.Sources, StringComparer.Ordinal);
    private readonly List<FactorOverride> _overrides = [];

    /// <summary>The pack with what the files say; where they have issues it is of no use.</summary>
    public PackContent Read(FactorFiles overlays)
    {
        var factors = pack.Factors.ToDictionary(factor => factor.Id, StringComparer.OrdinalIgnoreCase);
        var validity = new ValidityCheck();
        foreach (var factor in pack.Factors)
            validity.Add(factor, null);
        var reader = new FactorReader(_sources, PackContent.Geographies(pack.Zones, pack.Providers, pack.Regions), issues);
        foreach (var name in overlays.Names)
        {
            foreach (var record in FactorTable.Read(overlays, name, Columns, issues, LongestText))
            {
                ReadSource(record);
                if (reader.Read(record) is not { } factor)
                    continue;
                if (!factors.TryGetValue(factor.Id, out var replaced))
                {
                    validity.Add(factor, record);
                    factors.Add(factor.Id, factor);
                }
                else if (Override(record, replaced, factor) is { } instead)
                {
                    _overrides.Add(instead);
                    factors[factor.Id] = instead.Factor;
                }
            }
        }

        validity.Report();
        return pack with { Factors = [.. factors.Values], Sources = _sources, Overrides = [.. pack.Overrides, .. _overrides] };
    }

    /// <summary>A source of the pack, or of an earlier row, need not be written again; where it is, it must be the same.</summary>
    private void ReadSource(TableRow record)
    {
        var id = record.Text("source_id");
        if (id.Length == 0 || (_sources.ContainsKey(id) && SourceColumns.All(column => record.Text(column).Length == 0)))
            return;
        var before = issues.Count;
        var source = new Citation(
            record.Id("source_id"),
            record.Required("source_title"),
            record.Required("publisher"),
            record.Whole("source_year") ?? 0,
            record.Required("url"),
            record.Required("licence"),
            record.Required("attribution"),
            record.RequiredDay("retrieved") ?? default,
            record.Required("read_from")
        );
        if (!_sources.TryAdd(id, source) && issues.Count == before && _sources[id] != source)
        {
            record.Wrong(
                "source_id",
                FactorCodes.Duplicate,
                $"found another source as {Excerpt.Of(id)}, expected the one that has this id: leave its columns empty, or choose "
                    + "another id"
            );
        }
    }

    private FactorOverride? Override(TableRow record, Factor replaced, Factor factor)
    {
        var before = issues.Count;
        foreach (var column in OverrideColumns.Where(column => record.Text(column).Length == 0))
        {
            record.Wrong(column, FactorCodes.Override, $"found no {column}, expected one: {factor.Id} stands for a factor of the pack");
        }

        Same(record, "unit", replaced.Unit, factor.Unit, factor.Id);
        Same(record, "geography", replaced.Geography, factor.Geography, factor.Id);
        Same(record, "valid_from", Day(replaced.ValidFrom), Day(factor.ValidFrom), factor.Id);
        Same(record, "valid_to", Day(replaced.ValidTo), Day(factor.ValidTo), factor.Id);
        var date = record.Day("date");
        if (issues.Count > before || date is null)
            return null;
        var (reason, author) = (record.Text("reason"), record.Text("author"));
        var trail = FormattableString.Invariant(
            $"in the place of {replaced.Value} of {replaced.SourceId}: {reason} ({author}, {date:yyyy-MM-dd})"
        );
        return new(
            replaced,
            factor with
            {
                Note = factor.Note.Length == 0 ? trail : $"{factor.Note}; {trail}",
            },
            reason,
            author,
            date.Value
        );
    }

    private static void Same(TableRow record, string column, string wanted, string found, string id)
    {
        if (found != wanted)
            record.Wrong(
                column,
                FactorCodes.Override,
                $"found another {column}, expected {wanted}: {id} stands for a factor of the pack, which has it"
            );
    }

    private static string Day(DateOnly day) => FormattableString.Invariant($"{day:yyyy-MM-dd}");
}

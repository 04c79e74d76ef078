using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>The part of a profile that says what the numbers mean.</summary>
internal sealed class SemanticsReader(ConfigurationProblems problems)
{
    private static readonly ImmutableSortedDictionary<string, Known> Quantities = new[]
    {
        (Field.Requests, Known.Requests),
        (Field.Input, Known.Input),
        (Field.Cached, Known.Cached),
        (Field.CacheWrite, Known.CacheWrite),
        (Field.Output, Known.Output),
        (Field.Reasoning, Known.Reasoning),
    }.ToImmutableSortedDictionary(pair => FieldNames.Of(pair.Item1), pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>What the total of a row may be the sum of.</summary>
    private static readonly ImmutableSortedDictionary<string, Field> Parts = new[]
    {
        Field.Input,
        Field.Cached,
        Field.CacheWrite,
        Field.Output,
        Field.Reasoning,
    }.ToImmutableSortedDictionary(FieldNames.Of, field => field, StringComparer.Ordinal);

    /// <summary>Microjoules of a unit; a watt-millisecond is a millijoule.</summary>
    private static readonly ImmutableSortedDictionary<string, decimal> EnergyUnits = new Dictionary<string, decimal>
    {
        ["J"] = 1e6m,
        ["kJ"] = 1e9m,
        ["mJ"] = 1e3m,
        ["Wms"] = 1e3m,
        ["mWh"] = Usage.MicrojoulesPerWattHour / 1_000m,
        ["Wh"] = Usage.MicrojoulesPerWattHour,
        ["kWh"] = Usage.MicrojoulesPerWattHour * 1_000m,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static readonly Semantics Nothing = new(
        Grain.Bucket,
        PartPlace.Inside,
        PartPlace.Inside,
        PartPlace.Inside,
        Known.Nothing,
        [TimeFormat.Dates],
        false,
        null,
        1,
        DecimalMark.Point,
        false,
        Duplicates.First
    );

    /// <summary>
    /// Whether a part is inside its total must be said where the part has a column: guessing it wrong counts tokens twice or not at all.
    /// </summary>
    /// <param name="format">What holds where a variant says nothing; null where the format itself is read.</param>
    public Semantics Read(ConfigurationNode? node, ImmutableSortedDictionary<Field, FieldColumns> fields, Semantics? format = null)
    {
        if (node is null)
            return Nothing;
        var otherwise = format ?? Nothing;
        var isFormat = format is null;
        var grain = Choice(node, "grain", isFormat, otherwise.Grain, ("request", Grain.Request), ("bucket", Grain.Bucket));
        var cached = Place(node, "inputIncludesCached", isFormat && fields.ContainsKey(Field.Cached), otherwise.Cached);
        var cacheWrite = Place(node, "inputIncludesCacheWrite", isFormat && fields.ContainsKey(Field.CacheWrite), otherwise.CacheWrite);
        var reasoning = Place(node, "outputIncludesReasoning", isFormat && fields.ContainsKey(Field.Reasoning), otherwise.Reasoning);
        var (times, ofFile) = isFormat || node.Has("time") ? Times(node) : (otherwise.Times, otherwise.TimesOfFile);
        var currency = node.Text("currency", isRequired: false);
        var scale = node.Number("scale") ?? otherwise.Scale;
        if (scale is not (1 or 1_000 or 1_000_000))
            problems.WrongValue(node.PathOf("scale"), scale.ToString(CultureInfo.InvariantCulture), "1, 1000 or 1000000");
        var semantics = new Semantics(
            grain,
            cached,
            cacheWrite,
            reasoning,
            HoldsNone(node, otherwise.HoldsNone),
            times,
            node.Flag("endIsInclusive", isRequired: false) ?? otherwise.EndIsInclusive,
            currency?.ToUpperInvariant() ?? otherwise.Currency,
            scale,
            Choice(
                node,
                "decimal",
                isRequired: false,
                otherwise.Mark,
                (".", DecimalMark.Point),
                (",", DecimalMark.Comma),
                ("of-file", DecimalMark.OfFile)
            ),
            node.Flag("isBill", isRequired: false) ?? otherwise.IsBill,
            DuplicatesOf(node, otherwise.Duplicates)
        )
        {
            TotalIs = node.Has("totalIs") ? TotalIs(node, fields) : otherwise.TotalIs,
            CostScale = CostScale(node) ?? otherwise.CostScale,
            NoAmount = node.Has("noAmount") ? node.Texts("noAmount") : otherwise.NoAmount,
            TimesOfFile = ofFile,
            Energy = EnergyOf(node) ?? otherwise.Energy,
            Version = isFormat ? node.Texts("version") : otherwise.Version,
            CoversMonth = Choice(node, "covers", isRequired: false, otherwise.CoversMonth, ("time", false), ("month", true)),
        };
        if (!fields.ContainsKey(Field.Total) && new[] { cached, cacheWrite, reasoning }.Contains(PartPlace.ByTotal))
            problems.MissingKey("fields.total", "the total that says it by-total");
        if (fields.ContainsKey(Field.EnergyWh) && semantics.Energy is null)
            problems.MissingKey(
                node.PathOf("energy"),
                "the unit of the energy, what it covers (accelerators, servers, facility) and whether it is metered"
            );
        node.Close();
        return semantics;
    }

    private Duplicates DuplicatesOf(ConfigurationNode node, Duplicates otherwise) =>
        Choice(node, "duplicates", isRequired: false, otherwise, ("first", Duplicates.First), ("largest", Duplicates.Largest));

    private PartPlace Place(ConfigurationNode node, string key, bool isRequired, PartPlace otherwise)
    {
        const string ByTotal = "by-total";
        const string BySize = "by-size";
        switch (node.TextOrFlag(key, isRequired, ByTotal, BySize))
        {
            case (ByTotal, _):
                return PartPlace.ByTotal;
            case (BySize, _):
                return PartPlace.BySize;
            case ({ } other, _):
                problems.WrongValue(node.PathOf(key), other, $"{ByTotal} or {BySize}");
                return otherwise;
            case (_, { } isInside):
                return isInside ? PartPlace.Inside : PartPlace.Beside;
            default:
                return otherwise;
        }
    }

    private ImmutableArray<ImmutableArray<Field>> TotalIs(ConfigurationNode node, ImmutableSortedDictionary<Field, FieldColumns> fields)
    {
        if (!fields.ContainsKey(Field.Total))
            problems.MissingKey("fields.total", "the total that is checked");
        return [.. node.TextLists("totalIs", [.. Parts.Keys]).Select(names => names.Select(name => Part(node, name)).ToImmutableArray())];
    }

    private Field Part(ConfigurationNode node, string name)
    {
        if (Parts.TryGetValue(name, out var field))
            return field;
        problems.WrongValue(node.PathOf("totalIs"), name, $"any of {string.Join(", ", Parts.Keys)}");
        return Field.Input;
    }

    private EnergyMeaning? EnergyOf(ConfigurationNode semantics)
    {
        if (semantics.Object("energy") is not { } node)
            return null;
        var unit = node.Text("unit", isRequired: true, [.. EnergyUnits.Keys]) ?? "";
        if (!EnergyUnits.TryGetValue(unit, out var microjoules))
            problems.WrongValue(node.PathOf("unit"), unit, string.Join(" or ", EnergyUnits.Keys));
        var covers = node.Text("covers", isRequired: true, StatedEnergies.Covers) ?? "";
        if (Array.IndexOf(StatedEnergies.Covers, covers) is not (>= 0 and var place))
        {
            problems.WrongValue(node.PathOf("covers"), covers, string.Join(" or ", StatedEnergies.Covers));
            place = 0;
        }

        var isMetered = node.Flag("metered", isRequired: true) ?? false;
        node.Close();
        return new(microjoules, StatedEnergies.Of(place, isMetered));
    }

    private decimal? CostScale(ConfigurationNode node)
    {
        if (node.Decimal("costScale") is not { } scale)
            return null;
        if (scale is > 0m and <= 1_000_000m)
            return scale;
        var found = scale.ToString(CultureInfo.InvariantCulture);
        problems.WrongValue(node.PathOf("costScale"), found, "a number above 0, such as 0.01 for cents");
        return null;
    }

    private T Choice<T>(
        ConfigurationNode node,
        string key,
        bool isRequired,
        T otherwise,
        params ReadOnlySpan<(string Name, T Value)> choices
    )
    {
        var names = new string[choices.Length];
        for (var at = 0; at < names.Length; at++)
            names[at] = choices[at].Name;
        if (node.Text(key, isRequired, names) is not { } text)
            return otherwise;
        if (Array.IndexOf(names, text) is >= 0 and var chosen)
            return choices[chosen].Value;

        problems.WrongValue(node.PathOf(key), text, string.Join(" or ", names));
        return otherwise;
    }

    /// <summary>A list of fields; formerly a flag that said it of the output alone.</summary>
    private Known HoldsNone(ConfigurationNode node, Known otherwise)
    {
        var name = node.NameOf("holdsNone", former: "producesOutput");
        if (!node.Has(name))
            return otherwise;
        if (name == "producesOutput")
            return node.Flag(name, isRequired: true) == false ? Known.Output : Known.Nothing;
        var fields = node.Texts(name, isRequired: false, [.. Quantities.Keys]);
        foreach (var other in fields.Where(field => !Quantities.ContainsKey(field)))
            problems.WrongValue(node.PathOf(name), other, $"any of {string.Join(", ", Quantities.Keys)}");
        return fields.Aggregate(Known.Nothing, (known, field) => known | Quantities.GetValueOrDefault(field));
    }

    private (ImmutableArray<TimeFormat> Tried, TimesOfFile? OfFile) Times(ConfigurationNode node)
    {
        var (ofFile, always) = node.ObjectOrTexts("time", form: "");
        if (ofFile is null && always.IsEmpty)
            _ = node.Texts("time", isRequired: true);
        var candidates = ofFile?.Texts("of-file", isRequired: true) ?? [];
        var tried = ofFile?.Texts("else") ?? always;
        var decideBy = ofFile?.Texts("decideBy") ?? [];
        ofFile?.Close();
        ImmutableArray<string> patterns = [.. tried, .. candidates];
        foreach (var other in patterns.Where(pattern => !TimeFormat.IsPattern(pattern)))
            problems.WrongValue(
                node.PathOf("time"),
                other,
                "unix-seconds, unix-milliseconds, unix-nanoseconds, http-date, iso or a pattern such as yyyy-MM-dd HH:mm:ss"
            );
        var name = node.Text("zone", isRequired: patterns.Any(pattern => TimeFormat.IsPattern(pattern) && TimeFormat.NeedsZone(pattern)));
        var zone = name is null ? LocalZone.Utc : LocalZone.Read(name);
        if (zone is null)
            problems.WrongValue(node.PathOf("zone"), name!, "UTC, a fixed offset such as +02:00 or a zone such as America/Los_Angeles");
        ImmutableArray<TimeFormat> Formats(IEnumerable<string> of) =>
            [.. of.Where(TimeFormat.IsPattern).Select(pattern => new TimeFormat(pattern, zone ?? LocalZone.Utc))];

        var formats = Formats(patterns);
        return (formats.IsEmpty ? [TimeFormat.Dates] : formats, ofFile is null ? null : new(Formats(candidates), decideBy));
    }
}

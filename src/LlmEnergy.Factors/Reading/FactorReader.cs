namespace LlmEnergy.Factors.Reading;

/// <summary>All files of factors, as one list; ids are unique over all of them.</summary>
internal sealed class FactorReader(IReadOnlyDictionary<string, Citation> sources, ISet<string> geographies, ICollection<Issue> issues)
{
    public static readonly string[] Columns =
    [
        "factor_id",
        "low",
        "value",
        "high",
        "unit",
        "valid_from",
        "valid_to",
        "geography",
        "boundary",
        "source_id",
        "locator",
        "status",
        "note",
    ];

    /// <summary>In the order of <see cref="FactorStatus"/>.</summary>
    private static readonly string[] Statuses = ["primary", "transcribed", "derived", "provisional"];

    private static readonly string[] Units = [.. FactorUnit.All.Select(unit => unit.Symbol)];

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly ValidityCheck _validity = new();

    public List<Factor> Read(FactorFiles files)
    {
        var factors = new List<Factor>();
        foreach (var name in files.OfFactors)
        {
            foreach (var record in CsvTable.Read(files, name, Columns, issues))
            {
                if (Read(record) is not { } factor)
                    continue;
                factors.Add(factor);
                _validity.Add(factor, record);
            }
        }

        _validity.Report();
        return factors;
    }

    /// <summary>Null where the record has an issue.</summary>
    public Factor? Read(CsvRecord record)
    {
        var before = issues.Count;
        var (low, value, high) = (record.Number("low"), record.Number("value"), record.Number("high"));
        var (from, to) = (record.Date("valid_from"), record.Date("valid_to"));
        record.Required("value");
        var unit = record.OneOf("unit", Units, FactorCodes.Unit);
        CheckMagnitude(record, low, value, high, unit);
        if (from > to)
            record.Refuse(
                "valid_to",
                FactorCodes.Validity,
                FormattableString.Invariant($"valid_to {to:yyyy-MM-dd} is before valid_from {from:yyyy-MM-dd}")
            );
        var factor = new Factor(
            record.Id("factor_id", _taken),
            low,
            value ?? 0m,
            high,
            unit,
            from ?? default,
            to ?? default,
            Geography(record),
            record.Required("boundary"),
            record.Reference("source_id", sources.ContainsKey, FactorFiles.Sources),
            record.Required("locator"),
            Status(record),
            record.Text("note")
        );
        if (issues.Count == before && FactorFamily.Of(factor.Id) is { } family)
            CheckFamily(record, factor, family);
        return issues.Count == before ? factor : null;
    }

    /// <summary>Families are chosen from by place and calendar year, in one unit: anything else would be chosen wrongly.</summary>
    private static void CheckFamily(CsvRecord record, Factor factor, FactorFamily family)
    {
        if (factor.Unit != family.Unit)
            record.Refuse("unit", FactorCodes.Unit, $"{factor.Id}: each {family.Name} is in {family.Unit}");
        if (factor.ValidFrom.DayOfYear != 1 || factor.ValidTo.AddDays(1).DayOfYear != 1)
            record.Refuse("valid_from", FactorCodes.Validity, $"{factor.Id}: each {family.Name} holds for whole calendar years");
    }

    private static void CheckMagnitude(CsvRecord record, decimal? low, decimal? value, decimal? high, string symbol)
    {
        if (low > value)
            record.Refuse("low", FactorCodes.Magnitude, FormattableString.Invariant($"low {low} is above value {value}"));
        if (high < value)
            record.Refuse("high", FactorCodes.Magnitude, FormattableString.Invariant($"high {high} is below value {value}"));
        if (FactorUnit.Find(symbol) is not { } unit)
            return;
        foreach (var (column, bound) in new[] { ("low", low), ("value", value), ("high", high) })
        {
            if (bound < unit.Least || bound > unit.Most)
            {
                record.Refuse(
                    column,
                    FactorCodes.Magnitude,
                    FormattableString.Invariant(
                        $"{column} {bound} is outside the {unit.Least} to {unit.Most} {unit.Symbol} that are plausible"
                    )
                );
            }
        }
    }

    private string Geography(CsvRecord record)
    {
        var text = record.Required("geography");
        if (text.Length > 0 && !geographies.Contains(text))
        {
            record.Refuse(
                "geography",
                FactorCodes.Reference,
                $"geography {Excerpt.Of(text)} is none of the zones of {FactorFiles.Zones}, the providers of {FactorFiles.Locations} and "
                    + $"the clouds and regions (cloud/region) of {FactorFiles.Regions}"
            );
        }

        return text;
    }

    private static FactorStatus Status(CsvRecord record)
    {
        var place = Array.IndexOf(Statuses, record.OneOf("status", Statuses, FactorCodes.Form));
        return place < 0 ? default : (FactorStatus)place;
    }
}

using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Factors.Reading;

/// <summary>operating-models.csv: sizes of models, in the order in which they are tried.</summary>
internal static class OperatingModelReader
{
    private const decimal MostBillions = 100_000m;

    private static readonly string[] Columns =
    [
        "provider",
        "pattern",
        "family",
        "status",
        "active_b",
        "total_b",
        "bits",
        "sd_ln_p",
        "sd_ln_n_over_p",
        "sd_ln_bits",
        "tier",
        "valid_from",
        "valid_to",
        "source_id",
        "locator",
        "note",
    ];

    /// <summary>In the order of <see cref="SizeStatus"/>.</summary>
    private static readonly string[] Statuses = ["published", "judged", "excluded"];

    public static List<OperatingModel> Read(FactorFiles files, IReadOnlyDictionary<string, Citation> sources, ICollection<Issue> issues)
    {
        var models = new List<OperatingModel>();
        if (files.Find(FactorFiles.OperatingModels) is null)
            return models; // a pack may do without
        foreach (var record in FactorTable.Read(files, FactorFiles.OperatingModels, Columns, issues))
            models.Add(Model(record, files.IsBuiltIn(FactorFiles.OperatingModels), sources));
        return models;
    }

    private static OperatingModel Model(TableRow record, bool isTrusted, IReadOnlyDictionary<string, Citation> sources)
    {
        var status = Math.Max(0, Array.IndexOf(Statuses, record.OneOf("status", Statuses, FactorCodes.Form)));
        var hasSize = (SizeStatus)status != SizeStatus.Excluded;
        decimal Size(string column, decimal least, decimal most) =>
            hasSize ? record.Required(column, least, most, FormattableString.Invariant($"{least} to {most}")) ?? 0m : 0m;
        var (active, total) = (Size("active_b", 0.001m, MostBillions), Size("total_b", 0.001m, MostBillions));
        if (active > total)
            record.Wrong("active_b", FactorCodes.Magnitude, "found more active parameters than there are, expected at most so many");
        return new(
            record.Required("provider").ToLowerInvariant(),
            ModelReader.Pattern(record, isTrusted),
            record.Required("family"),
            (SizeStatus)status,
            active,
            total,
            Size("bits", 1m, 64m),
            Size("sd_ln_p", 0m, 10m),
            Size("sd_ln_n_over_p", 0m, 10m),
            Size("sd_ln_bits", 0m, 10m),
            record.Whole("tier") ?? 5,
            record.Day("valid_from"),
            record.Day("valid_to"),
            record.Reference("source_id", sources.ContainsKey, FactorFiles.Sources),
            record.Required("locator"),
            record.Text("note")
        );
    }
}

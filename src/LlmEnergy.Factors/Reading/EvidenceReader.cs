namespace LlmEnergy.Factors.Reading;

/// <summary>evidence.csv: metered and published points, each with boundary, hardware, load, year and how it was read.</summary>
internal static class EvidenceReader
{
    private static readonly string[] Columns =
    [
        "evidence_id",
        "source_id",
        "kind",
        "provider",
        "model",
        "task",
        "hardware",
        "load",
        "year",
        "input_tokens",
        "output_tokens",
        "value",
        "unit",
        "low",
        "high",
        "boundary",
        "licence",
        "how_read",
        "note",
    ];

    /// <summary>In the order of <see cref="EvidenceKind"/>.</summary>
    private static readonly string[] Kinds = ["metered", "nameplate", "calculated", "disclosed", "latency"];

    /// <summary>In the order of <see cref="EvidenceBoundary"/>.</summary>
    private static readonly string[] Boundaries = ["unknown", "component", "accelerators", "server", "facility"];

    public static List<Evidence> Read(FactorFiles files, IReadOnlyDictionary<string, Citation> sources, ICollection<Issue> issues)
    {
        var points = new List<Evidence>();
        if (files.Find(FactorFiles.Evidence) is null)
            return points; // a pack may do without
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var record in FactorTable.Read(files, FactorFiles.Evidence, Columns, issues))
        {
            record.Required("value");
            points.Add(
                new(
                    record.Id("evidence_id", taken),
                    record.Reference("source_id", sources.ContainsKey, FactorFiles.Sources),
                    (EvidenceKind)Math.Max(0, Array.IndexOf(Kinds, record.OneOf("kind", Kinds, FactorCodes.Form))),
                    record.Text("provider"),
                    record.Text("model"),
                    record.Required("task"),
                    record.Text("hardware"),
                    record.Number("load"),
                    record.Whole("year") ?? 0,
                    record.Number("input_tokens"),
                    record.Number("output_tokens"),
                    record.Number("value") ?? 0m,
                    record.Required("unit"),
                    (EvidenceBoundary)Math.Max(0, Array.IndexOf(Boundaries, record.OneOf("boundary", Boundaries, FactorCodes.Form))),
                    record.Required("licence"),
                    record.Required("how_read")
                )
            );
        }

        return points;
    }
}

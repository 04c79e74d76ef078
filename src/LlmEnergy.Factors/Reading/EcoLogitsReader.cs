namespace LlmEnergy.Factors.Reading;

/// <summary>ecologits-models.csv: EcoLogits' models, each with the range of its parameters.</summary>
internal static class EcoLogitsReader
{
    private static readonly string[] Columns =
    [
        "provider",
        "name",
        "alias_of",
        "architecture",
        "total_params_b_min",
        "total_params_b_max",
        "active_params_b_min",
        "active_params_b_max",
        "tps",
        "ttft_s",
        "warnings",
        "sources",
    ];

    public static List<EcoLogitsModel> Read(FactorFiles files, ICollection<Issue> issues)
    {
        var models = new List<EcoLogitsModel>();
        if (files.Find(FactorFiles.EcoLogitsModels) is null)
            return models; // a pack may do without
        foreach (var record in FactorTable.Read(files, FactorFiles.EcoLogitsModels, Columns, issues))
        {
            decimal Billions(string column)
            {
                record.Required(column);
                return record.Number(column) ?? 0m;
            }

            var model = new EcoLogitsModel(
                record.Required("provider"),
                record.Required("name"),
                Billions("total_params_b_min"),
                Billions("total_params_b_max"),
                Billions("active_params_b_min"),
                Billions("active_params_b_max"),
                record.Text("warnings").Contains("not-released", StringComparison.Ordinal)
            );
            if (model.ActiveLeast > model.TotalLeast || model.ActiveMost > model.TotalMost)
                record.Wrong(
                    "active_params_b_max",
                    FactorCodes.Magnitude,
                    "found more active parameters than there are, expected at most so many"
                );
            models.Add(model);
        }

        return models;
    }
}

using LlmEnergy.Factors.Models;

namespace LlmEnergy.Factors.Reading;

/// <summary>
/// Deployment names: <c>provider,account,name,model,from,to</c>. On one day a name of one provider and account stands for one model.
/// </summary>
internal static class DeploymentReader
{
    private static readonly string[] Columns = ["provider", "account", "name", "model", "from", "to"];

    public static DeploymentNames Read(FactorFiles files, string file, ICollection<Issue> issues)
    {
        var rows = new List<DeploymentName>();
        foreach (var record in CsvTable.Read(files, file, Columns, issues))
        {
            var row = new DeploymentName(
                record.Text("provider"),
                record.Text("account"),
                record.Required("name"),
                record.Required("model"),
                Day(record, "from") ?? DateOnly.MinValue,
                Day(record, "to") ?? DateOnly.MaxValue,
                file,
                record.Line
            );
            if (row.To < row.From)
                record.Refuse("to", FactorCodes.Validity, "the name ends before it begins");
            else if (rows.Find(other => IsOverlap(other, row)) is { } other)
                record.Refuse(
                    "name",
                    FactorCodes.Validity,
                    FormattableString.Invariant($"{Excerpt.Of(row.Name)} overlaps line {other.Line}: on one day it stands for one model")
                );
            else
                rows.Add(row);
        }

        return new(rows);
    }

    private static DateOnly? Day(CsvRecord record, string column) => record.Text(column).Length == 0 ? null : record.Date(column);

    private static bool IsOverlap(DeploymentName one, DeploymentName other) =>
        string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase)
        && string.Equals(one.Provider, other.Provider, StringComparison.OrdinalIgnoreCase)
        && string.Equals(one.Account, other.Account, StringComparison.OrdinalIgnoreCase)
        && one.From <= other.To
        && other.From <= one.To;
}

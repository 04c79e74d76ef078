using LlmEnergy.Domain.Texts;
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
        foreach (var record in FactorTable.Read(files, file, Columns, issues))
        {
            var row = new DeploymentName(
                record.Text("provider"),
                record.Text("account"),
                record.Required("name"),
                record.Required("model"),
                record.Day("from") ?? DateOnly.MinValue,
                record.Day("to") ?? DateOnly.MaxValue,
                file,
                record.Line
            );
            if (row.To < row.From)
                record.Wrong("to", FactorCodes.Validity, "found an end before its start, expected from and to in this order");
            else if (rows.Find(other => IsOverlap(other, row)) is { } other)
                record.Wrong(
                    "name",
                    FactorCodes.Validity,
                    FormattableString.Invariant(
                        $"found {Excerpt.Of(row.Name)} on days of line {other.Line} too, expected one model on a day"
                    )
                );
            else
                rows.Add(row);
        }

        return new(rows);
    }

    private static bool IsOverlap(DeploymentName one, DeploymentName other) =>
        string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase)
        && string.Equals(one.Provider, other.Provider, StringComparison.OrdinalIgnoreCase)
        && string.Equals(one.Account, other.Account, StringComparison.OrdinalIgnoreCase)
        && one.From <= other.To
        && other.From <= one.To;
}

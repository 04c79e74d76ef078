using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>acceptances.csv: failed checks and findings that the undertaking accepts for a period, with who did, when and why.</summary>
public sealed partial class AcceptanceRegister
{
    public const string FileName = "acceptances.csv";

    private const string Expected = "that of a check such as coverage, or the code of a finding such as LE1026";

    private static readonly TableForm Form = Register.Form(FileName, ["check", "period", "by", "date", "reason"]);

    private readonly ImmutableArray<(string Period, Acceptance Acceptance)> _rows;

    private AcceptanceRegister(ImmutableArray<(string Period, Acceptance Acceptance)> rows) => _rows = rows;

    public static AcceptanceRegister Empty { get; } = new([]);

    /// <param name="issues">Takes all that is wrong with it, LE2020.</param>
    public static AcceptanceRegister Read(byte[] csv, FiscalYear fiscalYear, ICollection<Issue> issues)
    {
        var rows = ImmutableArray.CreateBuilder<(string Period, Acceptance Acceptance)>();
        var (known, periods) = (new HashSet<(string Period, string Of)>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var row in TableReader.Read(csv, Form, issues))
        {
            var before = issues.Count;
            var (check, period, by, reason) = (row.Required("check"), row.Required("period"), row.Required("by"), row.Required("reason"));
            row.Required("date");
            var date = row.Day("date");
            if (check.Length > 0 && !CheckOrCode().IsMatch(check))
                row.Wrong("check", $"found no id in check, expected {Expected}");
            if (period.Length > 0 && !periods.Contains(period))
                row.RefuseOtherPeriod(period, fiscalYear);
            if (issues.Count > before)
                continue;
            periods.Add(period);
            if (!known.Add((period, check)))
                row.Wrong("check", "found the check and period twice, expected them once");
            else
                rows.Add((period, new(check, by, date!.Value, reason) { At = row.Place("check") }));
        }

        return new(rows.ToImmutable());
    }

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<Acceptance> Of(string period) => [.. _rows.Where(row => row.Period == period).Select(row => row.Acceptance)];

    /// <summary>The command that would accept a failed check.</summary>
    public static string CommandFor(string check, string period, bool isForRestatement = false) =>
        $"llmenergy accept {check} --period {period} --by NAME --reason TEXT{(isForRestatement ? " --for-restatement" : "")}";

    [GeneratedRegex("^(LE[0-9]{4}|[a-z][a-z0-9-]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex CheckOrCode();
}

using System.Collections.Immutable;
using LlmEnergy.Calculation.Accounting;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>entities.csv, allocation.csv, decisions.csv and misstatements.csv: who bears usage, and what was decided and found.</summary>
internal static class GroupRegisters
{
    public const string Entities = "entities.csv";
    public const string Allocation = "allocation.csv";
    public const string Decisions = "decisions.csv";
    public const string Misstatements = "misstatements.csv";

    /// <summary>Shares that do not add up to 1.</summary>
    public const string SharesCode = "LE2052";

    private static readonly TableForm EntityForm = Register.Form(
        Entities,
        ["entity", "consolidation", "from"],
        "parent",
        "country",
        "share",
        "to"
    );
    private static readonly TableForm AllocationForm = Register.Form(
        Allocation,
        ["entity", "share", "from"],
        [.. LineParts.Columns, "cost_centre", "gl_account", "to"]
    );
    private static readonly TableForm DecisionForm = Register.Form(Decisions, ["vendor", "period", "decision", "by", "date", "reason"]);
    private static readonly TableForm MisstatementForm = Register.Form(
        Misstatements,
        ["period", "what", "amount", "currency", "status", "by", "date", "reason"],
        "tco2e"
    );

    public static ImmutableArray<Entity> EntityRows(byte[] csv, ICollection<Issue> issues)
    {
        var (rows, days) = (ImmutableArray.CreateBuilder<Entity>(), new StatedDays());
        foreach (var row in TableReader.Read(csv, EntityForm, issues))
        {
            var (entity, consolidation, (from, to)) = (row.Required("entity"), row.Required("consolidation"), OpenDays(row));
            var share = row.Number("share");
            if (consolidation is not ("" or "full" or "proportional" or "operational-control"))
                row.Wrong("consolidation", "found another consolidation, expected full, proportional or operational-control");
            if (share is < 0m or > 1m || (consolidation == "proportional" && share is null))
                row.Wrong("share", "found no share from 0 to 1, expected the part that is consolidated, such as 0.5");
            if (consolidation != "proportional" && share is not null and not 1m)
                row.Wrong("share", $"found a share of {consolidation}, expected none: only a proportional entity has one");
            days.Add(from, to, row.Place("entity"), entity);
            rows.Add(new(entity, row.Text("parent"), row.Text("country"), consolidation, share ?? 1m, from, to));
        }

        days.RefuseTwice(("entity", "one consolidation for each day"), issues);
        return rows.ToImmutable();
    }

    /// <summary>Rows with the same match and days have shares that add up to 1; no day of a match is stated by two such groups.</summary>
    public static ImmutableArray<AllocationRow> AllocationRows(byte[] csv, ICollection<Issue> issues)
    {
        var (rows, days) = (new List<(AllocationRow Row, SourceLocation At)>(), new StatedDays());
        foreach (var row in TableReader.Read(csv, AllocationForm, issues))
        {
            var (entity, share, (from, to)) = (
                row.Required("entity"),
                row.Required("share", 0m, 1m, "the part that falls on the entity, such as 0.25, of 1"),
                OpenDays(row)
            );
            var match = LineParts
                .Columns.Where(column => row.Text(column).Length > 0)
                .ToImmutableSortedDictionary(column => column, column => row.Text(column), StringComparer.Ordinal);
            rows.Add((new(match, entity, row.Text("cost_centre"), row.Text("gl_account"), share ?? 0m, from, to), row.Place("share")));
        }

        foreach (var group in rows.GroupBy(row => (row.Row.MatchKey, row.Row.From, row.Row.To)))
        {
            var sum = group.Sum(row => row.Row.Share);
            days.Add(group.Key.From, group.Key.To, group.First().At, group.Key.MatchKey);
            if (sum == 1m)
                continue;
            var lines = string.Join(", ", group.Select(row => row.At.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            issues.Add(
                new(
                    group.First().At,
                    SharesCode,
                    FormattableString.Invariant(
                        $"found shares that add up to {sum} in lines {lines}, expected 1 for rows with the same match, from and to"
                    )
                )
            );
        }

        days.RefuseTwice(("match", "rows that share a match to have the same from and to"), issues);
        return [.. rows.Select(row => row.Row)];
    }

    public static ImmutableArray<(string Period, VendorDecision Decision)> DecisionRows(
        byte[] csv,
        FiscalYear fiscalYear,
        ICollection<Issue> issues
    )
    {
        var (rows, seen) = (ImmutableArray.CreateBuilder<(string, VendorDecision)>(), new HashSet<(string, string)>());
        foreach (var row in TableReader.Read(csv, DecisionForm, issues))
        {
            var (vendor, period, decision) = (row.Required("vendor"), row.Required("period"), row.Required("decision"));
            row.Required("date");
            var (by, date, reason) = (row.Required("by"), row.Day("date"), row.Required("reason"));
            if (period.Length > 0)
                row.RefuseOtherPeriod(period, fiscalYear);
            if (decision is not ("" or "estimated" or "immaterial" or "excluded"))
                row.Wrong("decision", "found another decision, expected estimated, immaterial or excluded");
            if (!seen.Add((vendor.ToUpperInvariant(), period)))
                row.Wrong("vendor", "found vendor and period twice, expected them once");
            rows.Add((period, new(vendor, decision, by, date ?? default, reason)));
        }

        return rows.ToImmutable();
    }

    public static ImmutableArray<(string Period, Misstatement Found)> MisstatementRows(
        byte[] csv,
        FiscalYear fiscalYear,
        ICollection<Issue> issues
    )
    {
        var rows = ImmutableArray.CreateBuilder<(string, Misstatement)>();
        foreach (var row in TableReader.Read(csv, MisstatementForm, issues))
        {
            var (period, what, status) = (row.Required("period"), row.Required("what"), row.Required("status"));
            row.Required("date");
            var (by, date, reason) = (row.Required("by"), row.Day("date"), row.Required("reason"));
            var (amount, currency) = (row.Amount("amount", isRequired: true), row.Currency("currency"));
            if (period.Length > 0)
                row.RefuseOtherPeriod(period, fiscalYear);
            if (status is not ("" or "corrected" or "uncorrected"))
                row.Wrong("status", "found another status, expected corrected or uncorrected");
            rows.Add((period, new(what, amount ?? 0m, currency, row.Amount("tco2e"), status == "corrected", by, date ?? default, reason)));
        }

        return rows.ToImmutable();
    }

    /// <summary>From is required; an empty to has no end.</summary>
    private static (DateOnly From, DateOnly To) OpenDays(TableRow row)
    {
        row.Required("from");
        var (from, to) = (row.Day("from"), row.Day("to"));
        if (from > to)
            row.Wrong("to", "found an end before its start, expected from and to in this order");
        return (from ?? default, to ?? DateOnly.MaxValue);
    }
}

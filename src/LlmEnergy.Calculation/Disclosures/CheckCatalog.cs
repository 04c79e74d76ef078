using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>The controls of a disclosure: what came in is accounted for, and what goes out foots.</summary>
[Methodology("Checks")]
public static class CheckCatalog
{
    /// <summary>Above this many requests of one source, telling them apart by 64 bits is no longer safe.</summary>
    public const decimal FalseDuplicateTolerance = 0.01m;

    /// <summary>Begins the id of a check of costs, which goes on with a currency.</summary>
    public const string CostPrefix = "cost-";

    private const string StatedEnergyCheck = "stated-energy";

    private const string ControlTotal = "the import's control total against the sum of the ledger";

    private const int MostNamed = 3;
    private static readonly string[] Unsound = ["LE1019", "LE1023", "LE1024", "LE1031", "LE1035", "LE1039", "LE1040", "LE1062"];

    /// <summary>Every id that a check of this catalogue can have, but for those of costs.</summary>
    public static ImmutableArray<string> Ids { get; } =
    [
        "rows-balance",
        "rows-in-place",
        "rows-rejected",
        "files-unread",
        "inputs-once",
        "inputs-sound",
        "inputs-unchanged",
        "sources-once",
        "period-without-data",
        "rows",
        "drafts-settled",
        "identities",
        "assumed-prompts",
        "requests",
        "input-tokens",
        "cached-input-tokens",
        "output-tokens",
        StatedEnergyCheck,
        Check.Coverage,
        "energy-footing",
        "parts-footing",
        "emissions-footing",
        "completeness",
    ];

    public static ImmutableArray<Check> Evaluate(
        Inventory inventory,
        ImmutableArray<ModelTotals> byModel,
        ImmutableArray<MonthTotals> byMonth,
        ImmutableArray<InputFile> inputs,
        decimal notCalculatedTolerance
    )
    {
        var activity = inventory.Activity;
        var rows = activity.Rows;
        var bills = activity.Bills.Sum(line => line.Rows);
        var accepted = activity
            .Files.Where(file => file.Rows.Accepted > file.BillRows && !file.IsPrompts && !Prices.IsCostOnly(file.Accepted))
            .Aggregate(Usage.None, (sum, file) => sum + file.Accepted);
        var used = activity
            .Lines.Where(line => line.Estimate is null && !Prices.IsCostOnly(line.Usage))
            .Select(line => line.Usage)
            .ToList();
        var scope = new FigureScope(inventory, LedgerPositions.None, _ => null);
        // usage that fills gaps stands in no import, and what is assumed of prompts neither
        Condition[] measured = [.. Ledger.Measured(inventory)];
        Check Live(
            string id,
            string title,
            decimal expected,
            LedgerColumn column,
            Unit unit,
            decimal tolerance,
            string detail = ControlTotal
        ) => Summed(id, title, expected, new Expr.Sum(column), unit, tolerance, detail);
        Check Summed(string id, string title, decimal expected, Expr.Sum sum, Unit unit, decimal tolerance, string detail) =>
            new(id, title, expected, sum.Value(scope), tolerance, unit, sum, detail);
        Check Counted(
            string id,
            string title,
            decimal expected,
            decimal actual,
            string detail,
            decimal tolerance = 0m,
            Unit? unit = null
        ) => new(id, title, expected, actual, tolerance, unit ?? Unit.Count, null, detail);

        var checks = new List<Check>
        {
            Counted(
                "rows-balance",
                "Rows read = accepted + duplicate + ignored + rejected",
                rows.Read,
                rows.Accepted + rows.Duplicate + rows.Ignored + rows.Rejected,
                $"records counted by the bytes of {Domain.Texts.Counted.Of(activity.Files.Length, "file")}, against what became of the rows"
            ),
            Counted(
                "rows-in-place",
                "Rows handed on are the records of each file, in their order",
                0m,
                activity.Files.Count(file => file.Records != file.HandedOn),
                "files whose records, counted by their bytes, are others than the rows that were read from them"
            ),
            Counted("rows-rejected", "No row is rejected", 0m, rows.Rejected, "rows.csv lists them, issues.csv says why"),
            Counted("files-unread", "Every file is read", 0m, activity.Files.Count(file => !file.IsRead), "issues.csv says why"),
            Counted(
                "inputs-once",
                "No file is read twice under two names",
                0m,
                SameFiles(activity, inputs),
                "files with usage whose bytes are those of another one: their rows are counted twice"
            ),
            Counted(
                "inputs-sound",
                "Every input is whole, gives usage, is as obtained, and overlaps no other without a rule",
                0m,
                activity.Issues.Count(issue => issue.Severity == Severity.Error && Unsound.Contains(issue.Code)),
                "errors LE1019, LE1023, LE1024, LE1031, LE1035, LE1039, LE1040 and LE1062 in issues.csv"
            ),
            Counted(
                "inputs-unchanged",
                "No file changed while it was read",
                0m,
                activity.Issues.Count(issue => issue.Code == "LE1034"),
                "files that were written to, or replaced, while they were read: errors LE1034 in issues.csv"
            ),
            Counted(
                "sources-once",
                "No usage stands in two exports",
                0m,
                activity.Overlaps.Length,
                "pairs of exports that seem to state the same requests: errors LE4010 in issues.csv"
            ),
            Counted(
                "period-without-data",
                "The period has usage",
                0m,
                activity.Lines.Length == 0 ? 1m : 0m,
                "1 where no row of any file falls into the period"
            ),
            Live(
                "rows",
                "Accepted rows are in the ledger, but for bills of what is in it",
                rows.Accepted - bills,
                Ledger.Rows,
                Unit.Count,
                0m
            ),
        };
        if (activity.Files.Where(file => file.IsDraft).Select(file => file.Path).ToList() is { Count: > 0 } drafted)
        {
            var detail = $"{Some(drafted)}; the profile says what is left to decide";
            checks.Add(Counted("drafts-settled", "No file is read by a draft of a profile", 0m, drafted.Count, detail));
        }

        if (activity.Identities.Any(count => count > 0))
            checks.Add(
                Counted(
                    "identities",
                    "Probability that two requests were taken for one",
                    0m,
                    decimal.Round(activity.FalseDuplicateProbability, 18),
                    $"{activity.Identities.Sum().ToString("N0", CultureInfo.InvariantCulture)} identities of 64 bits, n²/2^65 for each "
                        + $"source",
                    FalseDuplicateTolerance,
                    Unit.Fraction
                )
            );
        // where costs without usage stand beside usage, the ledger has no sum of all lines: the control is then over those with usage
        void Control(string id, string title, Known quantity, Func<Usage, long> of, LedgerColumn column, Unit unit)
        {
            if (!accepted.Knows(quantity) || (used.Count == 0 && activity.Lines.Length > 0))
                return;
            var sum = new Expr.Sum(column, measured);
            if (sum.Value(scope) is not null)
                checks.Add(Summed(id, title, of(accepted), sum, unit, 0m, ControlTotal));
            else
                checks.Add(
                    Counted(
                        id,
                        title,
                        of(accepted),
                        used.Sum(usage => (decimal)of(usage)),
                        "the import's control total against the ledger lines that state usage",
                        0m,
                        unit
                    )
                );
        }

        Control("requests", "Requests are in the ledger", Known.Requests, usage => usage.Requests, Ledger.Requests, Unit.Count);
        Control("input-tokens", "Input tokens are in the ledger", Known.Input, usage => usage.Input, Ledger.InputTokens, Unit.Tokens);
        Control(
            "cached-input-tokens",
            "Cached input tokens are in the ledger",
            Known.Cached,
            usage => usage.Cached,
            Ledger.CachedTokens,
            Unit.Tokens
        );
        Control("output-tokens", "Output tokens are in the ledger", Known.Output, usage => usage.Output, Ledger.OutputTokens, Unit.Tokens);
        if (StatedEnergyColumns.StandIn(inventory))
            checks.Add(
                Live(
                    StatedEnergyCheck,
                    "Energy that suppliers state is in the ledger",
                    activity.Files.Sum(file => (decimal)file.Accepted.EnergyMicrojoules) / Usage.MicrojoulesPerWattHour,
                    StatedEnergyColumns.WattHours,
                    new("Wh"),
                    0.000001m
                )
            );
        // those that no assumption covers are in no figure, and fail it
        if (activity.Files.Any(file => file.IsPrompts))
        {
            const string Title = "Prompts whose tokens are assumed are in the ledger";
            var prompts = activity.Files.Where(file => file.IsPrompts).Sum(file => (decimal)file.Accepted.Requests);
            checks.Add(
                activity.Prompts.IsEmpty
                    ? Counted("assumed-prompts", Title, prompts, 0m, ControlTotal)
                    : Live("assumed-prompts", Title, prompts, Ledger.AssumedPrompts, Unit.Count, 0m)
            );
        }

        foreach (
            var currency in activity
                .Files.SelectMany(file => file.AcceptedCost.Keys)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        )
            checks.Add(
                Counted(
                    CostPrefix + currency.ToLowerInvariant(),
                    $"Cost in {Named(currency)} is in the ledger or in bills",
                    activity.Files.Sum(file => file.AcceptedCost.GetValueOrDefault(currency)),
                    CostIn(activity, currency),
                    "the import's control total against the ledger and the bills",
                    0m,
                    new(currency)
                )
            );
        if (activity.Coverage.Length > 0 && activity.Period != ReportingPeriod.Always)
            checks.Add(Coverage(activity));
        // by the low values where a method has no central one; not at all where the ledger has no such sum, and the tables none either
        void Foots(string id, string title, LedgerColumn central, LedgerColumn low, Unit unit, Func<Level, decimal> expected, string detail)
        {
            foreach (var (level, column) in new[] { (Level.Central, central), (Level.Low, low) })
            {
                if (new Expr.Sum(column).Value(scope) is null)
                    continue;
                checks.Add(Live(id, title, expected(level), column, unit, 0.000001m, detail));
                return;
            }
        }

        Foots(
            "energy-footing",
            "Energy of the models = energy of the ledger",
            Ledger.EnergyCentral,
            Ledger.EnergyLow,
            Unit.KilowattHours,
            level => byModel.Sum(model => At(model.Totals.Energy, level)?.KilowattHours ?? 0m),
            "the table by model against the sum of the ledger"
        );
        if (inventory.Lines.Any(line => line.Total is not null))
            Foots(
                "parts-footing",
                "Parts of the total = total",
                Ledger.TotalCentral,
                Ledger.TotalLow,
                Unit.KilogramsCo2e,
                level => inventory.Lines.Sum(line => Parts(line, level)),
                "location-based + upstream + losses + embodied + other cradle-to-gate against the sum of the ledger"
            );
        Foots(
            "emissions-footing",
            "Emissions of the months = emissions of the ledger",
            Ledger.TotalCentral,
            Ledger.TotalLow,
            Unit.KilogramsCo2e,
            level => byMonth.Sum(month => At(month.Totals.Total, level)?.KilogramsCo2e ?? 0m),
            "the table by month against the sum of the ledger"
        );

        var (share, basis) = Completeness.NotCalculated(inventory);
        checks.Add(
            Counted(
                "completeness",
                "Share of usage without a factor",
                0m,
                share,
                $"{basis}, at most {notCalculatedTolerance.ToString("0.##%", CultureInfo.InvariantCulture)}; such usage is disclosed as "
                    + $"not calculated",
                notCalculatedTolerance,
                Unit.Fraction
            )
        );
        return [.. checks];
    }

    /// <summary>Added up a second time on purpose, by the columns that a reader sees: TotalEmissions would agree with itself.</summary>
    private static decimal Parts(InventoryLine line, Level level) =>
        line.Total is null
            ? 0m
            : new[] { line.LocationBased, line.Upstream, line.TransmissionLosses, line.Embodied, line.CradleToGate }.Sum(part =>
                At(part, level)?.KilogramsCo2e ?? 0m
            );

    private static T? At<T>(Estimate<T>? estimate, Level level)
        where T : struct, IQuantity<T> => level == Level.Central ? estimate?.Central : estimate?.Low;

    private static decimal CostIn(Activity activity, string currency) =>
        activity.Lines.Concat(activity.Bills).Where(line => line.Cost?.Currency == currency).Sum(line => line.Cost!.Value.Amount);

    private static string Some(List<string> files) =>
        string.Join(", ", files.Take(MostNamed))
        + (files.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {files.Count - MostNamed} more") : "");

    private static string Named(string currency) => currency.Length == 0 ? "no named currency" : currency;

    /// <summary>
    /// Days of the period for each source, against those with rows, without usage as stated, or estimated: a gap is missing.
    /// </summary>
    private static Check Coverage(Activity activity)
    {
        var sources = activity.Coverage.Select(day => day.Source).Union(activity.Files.Select(file => file.Source), StringComparer.Ordinal);
        var days = (decimal)(activity.Period.Last.DayNumber - activity.Period.First.DayNumber + 1) * sources.Count();
        var accounted = activity.Coverage.Where(day => day.Status != DayStatus.Gap).Select(day => (day.Source, day.Day)).Distinct().Count();
        var (missing, size) = (days - accounted, "");
        if (missing > 0m)
            size = string.Create(CultureInfo.InvariantCulture, $" {missing} of {days} are missing, {missing / days:0.0%};");
        var estimated = activity.Coverage.Count(day => day.Status == DayStatus.Estimated);
        if (estimated > 0)
            size += string.Create(CultureInfo.InvariantCulture, $" {Counted.Of(estimated, "day")} estimated;");
        var detail = $"with rows, or without usage as stated;{size} coverage.csv lists them";
        return new(Check.Coverage, "Every day of every source is accounted for", days, accounted, 0m, new("days"), null, detail);
    }

    private static int SameFiles(Activity activity, ImmutableArray<InputFile> inputs)
    {
        var hashes = inputs.ToDictionary(input => input.Path, input => input.Sha256, StringComparer.Ordinal);
        var used = activity
            .Files.Where(file => file.Rows.Accepted > 0 && hashes.ContainsKey(file.Path))
            .Select(file => hashes[file.Path])
            .ToList();
        return used.Count - used.Distinct(StringComparer.Ordinal).Count();
    }
}

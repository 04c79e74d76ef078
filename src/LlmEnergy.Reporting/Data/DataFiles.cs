using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Data;

/// <summary>The CSV files of a period folder. Columns are only ever added at the end.</summary>
public static class DataFiles
{
    public static void Inventory(Inventory inventory, Stream output)
    {
        var positions = new LedgerPositions(inventory);
        CsvFile.Write(
            output,
            [
                .. Ledger
                    .ColumnsFor(inventory)
                    .Select(column => new CsvColumn<InventoryLine>(column.Name, line => column.Value(line, positions))),
            ],
            inventory.Lines
        );
    }

    /// <summary>The usage of the ledger: what verification recalculates from.</summary>
    public static void Activity(Inventory inventory, Stream output)
    {
        LedgerColumn[] columns =
        [
            Ledger.LineId,
            Ledger.Month,
            Ledger.Source,
            Ledger.Provider,
            Ledger.Account,
            Ledger.Host,
            Ledger.Model,
            Ledger.Operation,
            Ledger.Region,
            Ledger.ServiceTier,
            Ledger.CostKey,
            Ledger.Rows,
            Ledger.Requests,
            Ledger.InputTokens,
            Ledger.CachedTokens,
            Ledger.CacheWriteTokens,
            Ledger.OutputTokens,
            Ledger.ReasoningTokens,
            Ledger.Images,
            Ledger.AudioMinutes,
            Ledger.GenerationSeconds,
            Ledger.Cost,
            Ledger.Currency,
            Ledger.Band,
            Ledger.Basis,
            Ledger.MomentUncached,
            Ledger.MomentCached,
            Ledger.MomentOutput,
            Ledger.Characters,
            .. Ledger.OfEstimates(inventory),
            .. StatedEnergyColumns.OfUsage(inventory),
        ];
        CsvFile.Write(
            output,
            [.. columns.Select(column => new CsvColumn<InventoryLine>(column.Name, line => column.Value(line, LedgerPositions.None)))],
            inventory.Lines
        );
    }

    /// <summary>One row a coefficient.</summary>
    public static void Rates(Inventory inventory, Stream output) =>
        CsvFile.Write<(Rate Rate, string Kind, RateTerm Term)>(
            output,
            [
                new("rate_id", row => CellValue.Of(row.Rate.Id)),
                new("method", row => CellValue.Of(row.Rate.Method)),
                new("class", row => CellValue.Of(row.Rate.ModelClass)),
                new("tier", row => CellValue.Of(row.Rate.Tier)),
                new("kind", row => CellValue.Of(row.Kind)),
                new("quantity", row => CellValue.Of(NameOf(row.Term.Of))),
                new("low", row => CellValue.Of(row.Term.Low)),
                new("central", row => CellValue.Of(row.Term.Central)),
                new("high", row => CellValue.Of(row.Term.High)),
                new("unit", row => CellValue.Of((row.Kind == "energy" ? "Wh/" : "gCO2e/") + UnitOf(row.Term.Of))),
                new("derivation", row => CellValue.Of(row.Term.Derivation)),
                new("methodology", row => CellValue.Of(row.Rate.Methodology)),
                new("pue_low", row => CellValue.Of(row.Rate.Pue?.Low.Ratio)),
                new("pue", row => CellValue.Of(row.Rate.Pue?.Central?.Ratio)),
                new("pue_high", row => CellValue.Of(row.Rate.Pue?.High.Ratio)),
                new("context_offset", row => CellValue.Of(row.Rate.Context.Offset)),
                new("context_slope", row => CellValue.Of(row.Rate.Context.Slope)),
                new("context_span", row => CellValue.Of(row.Rate.Context.Span)),
                new("context_cap", row => CellValue.Of(row.Rate.Context.Cap)),
            ],
            inventory.Rates.SelectMany(rate =>
                new[] { ("energy", rate.Energy), ("embodied", rate.Embodied), ("as a whole", rate.CradleToGate) }.SelectMany(kind =>
                    kind.Item2?.Terms.Select(term => (rate, kind.Item1, term)) ?? []
                )
            )
        );

    /// <summary>The places where electricity was used, each with the ids of its factors.</summary>
    public static void Places(Inventory inventory, Stream output)
    {
        static CellValue Id(FactorUse? use) => CellValue.Of(use?.Factor.Id);
        CsvFile.Write<Place>(
            output,
            [
                new("place_id", place => CellValue.Of(place.Id)),
                new("zone", place => CellValue.Of(place.Grid.Zone)),
                new("grid_factor_id", place => Id(place.Grid.Factor)),
                new("official_factor_id", place => Id(place.Grid.Official)),
                new("upstream_factor_id", place => Id(place.Upstream)),
                new("td_losses_factor_id", place => Id(place.TransmissionLosses)),
                new("market_factor_id", place => Id(place.Market)),
                new("water_onsite_factor_id", place => Id(place.OnSiteWater)),
                new("water_offsite_factor_id", place => Id(place.OffSiteWater)),
            ],
            inventory.Places
        );
    }

    /// <summary>The factors used, each with its source and the way that led to it.</summary>
    public static void Factors(Inventory inventory, Stream output) =>
        CsvFile.Write<FactorUse>(
            output,
            [
                new("factor_id", use => CellValue.Of(use.Factor.Id)),
                new("low", use => CellValue.Of(use.Factor.Low)),
                new("value", use => CellValue.Of(use.Factor.Value)),
                new("high", use => CellValue.Of(use.Factor.High)),
                new("unit", use => CellValue.Of(use.Factor.Unit)),
                new("valid_from", use => CellValue.Of(use.Factor.ValidFrom)),
                new("valid_to", use => CellValue.Of(use.Factor.ValidTo)),
                new("geography", use => CellValue.Of(use.Factor.Geography)),
                new("boundary", use => CellValue.Of(use.Factor.Boundary)),
                new("status", use => CellValue.Of(use.Factor.Status.ToString().ToLowerInvariant())),
                new("lag_years", use => CellValue.Of(use.LagYears)),
                new("path", use => CellValue.Of(use.Path)),
                new("source_id", use => CellValue.Of(use.Source.Id)),
                new("locator", use => CellValue.Of(use.Factor.Locator)),
                new("title", use => CellValue.Of(use.Source.Title)),
                new("publisher", use => CellValue.Of(use.Source.Publisher)),
                new("year", use => CellValue.Of(use.Source.Year)),
                new("licence", use => CellValue.Of(use.Source.Licence)),
                new("attribution", use => CellValue.Of(use.Source.Attribution)),
                new("url", use => CellValue.Of(use.Source.Url)),
                new("note", use => CellValue.Of(use.Factor.Note)),
                new("retrieved", use => CellValue.Of(use.Source.Retrieved)),
                new("read_from", use => CellValue.Of(use.Source.ReadFrom)),
            ],
            inventory.Factors
        );

    /// <summary>
    /// What draws say of the total and of each of its parts, at six significant digits; an empty cell is not calculated. Parts do not add
    /// up.
    /// </summary>
    public static void Intervals(Disclosure disclosure, Intervals intervals, Stream output)
    {
        var rows = new List<(string Of, string Name, string Detail, GroupIntervals Interval)>
        {
            ("total", "", "", new(intervals.Energy, intervals.Emissions)),
        };
        rows.AddRange(
            from model in disclosure.ByModel
            where intervals.ByModel.ContainsKey(model.Key)
            select ("model", model.Model, model.Provider, intervals.ByModel[model.Key])
        );
        rows.AddRange(
            from provider in disclosure.ByProvider
            where intervals.ByProvider.ContainsKey(provider.Key)
            select ("provider", provider.Name, "", intervals.ByProvider[provider.Key])
        );
        rows.AddRange(
            from centre in disclosure.ByCostCentre
            where intervals.ByCostCentre.ContainsKey(centre.Key)
            select ("cost centre", centre.Name, "", intervals.ByCostCentre[centre.Key])
        );
        rows.AddRange(
            from month in intervals.ByMonth
            select ("month", month.Key.ToString("yyyy-MM", CultureInfo.InvariantCulture), "", month.Value)
        );
        CsvColumn<(string Of, string Name, string Detail, GroupIntervals Interval)> Column(
            string name,
            Func<GroupIntervals, Interval?> of,
            Func<Interval, decimal> part
        ) => new(name, row => CellValue.Of(of(row.Interval) is { } interval ? part(interval) : null));
        CsvFile.Write(
            output,
            [
                new("of", row => CellValue.Of(row.Of)),
                new("name", row => CellValue.Of(row.Name)),
                new("provider", row => CellValue.Of(row.Detail)),
                Column("kwh_p5", interval => interval.Energy, interval => interval.P5),
                Column("kwh_p50", interval => interval.Energy, interval => interval.P50),
                Column("kwh_p95", interval => interval.Energy, interval => interval.P95),
                Column("kwh_mean", interval => interval.Energy, interval => interval.Mean),
                Column("kgco2e_p5", interval => interval.Emissions, interval => interval.P5),
                Column("kgco2e_p50", interval => interval.Emissions, interval => interval.P50),
                Column("kgco2e_p95", interval => interval.Emissions, interval => interval.P95),
                Column("kgco2e_mean", interval => interval.Emissions, interval => interval.Mean),
            ],
            rows
        );
    }

    /// <summary>Every row that was not accepted, in runs of neighbours with the same fate.</summary>
    public static void Rows(Activity activity, Stream output) =>
        CsvFile.Write<RowDecision>(
            output,
            [
                new("file", run => CellValue.Of(run.Path)),
                new("first_line", run => CellValue.Of(run.FirstLine)),
                new("last_line", run => CellValue.Of(run.LastLine)),
                new("rows", run => CellValue.Of(run.Rows)),
                new("outcome", run => CellValue.Of(run.Outcome.ToString().ToLowerInvariant())),
                new("rule", run => CellValue.Of(run.Rule)),
                new("kept_file", run => CellValue.Of(run.KeptPath)),
                new("kept_line", run => CellValue.Of(run.KeptLine == 0 ? (decimal?)null : run.KeptLine)),
            ],
            activity.NotAccepted
        );

    /// <summary>What each source states of each day; an empty cell is not known, or of a day without rows.</summary>
    public static void Coverage(Activity activity, Stream output)
    {
        static CellValue Known(CoverageDay day, Known quantity, long value) =>
            CellValue.Of(day.Usage.Knows(quantity) ? value : (decimal?)null);
        CsvFile.Write<CoverageDay>(
            output,
            [
                new("source", day => CellValue.Of(day.Source)),
                new("day", day => CellValue.Of(day.Day)),
                new("status", day => CellValue.Of(day.Status.ToString().ToLowerInvariant())),
                new("rows", day => CellValue.Of(day.Rows)),
                new("requests", day => Known(day, Domain.Activities.Known.Requests, day.Usage.Requests)),
                new("input_tokens", day => Known(day, Domain.Activities.Known.Input, day.Usage.Input)),
                new("output_tokens", day => Known(day, Domain.Activities.Known.Output, day.Usage.Output)),
            ],
            activity.Coverage
        );
    }

    public static void Issues(IEnumerable<Issue> issues, Stream output) =>
        CsvFile.Write<Issue>(
            output,
            [
                new("file", issue => CellValue.Of(issue.At.File)),
                new("line", issue => CellValue.Of(issue.At.Line)),
                new("column", issue => CellValue.Of(issue.At.Column)),
                new("severity", issue => CellValue.Of(issue.Severity.ToString().ToLowerInvariant())),
                new("code", issue => CellValue.Of(issue.Code)),
                new("share_of_emissions", issue => CellValue.Of(issue.Share)),
                new("message", issue => CellValue.Of(issue.Message)),
            ],
            issues
        );

    /// <summary>The quantity that a name in rates.csv stands for.</summary>
    /// <exception cref="FormatException">There is none of that name.</exception>
    public static Quantity QuantityOf(string name) =>
        Enum.GetValues<Quantity>().Where(quantity => NameOf(quantity) == name).Select(quantity => (Quantity?)quantity).FirstOrDefault()
        ?? throw new FormatException(name);

    private static string NameOf(Quantity quantity) =>
        quantity switch
        {
            Quantity.Request => "request",
            Quantity.UncachedInput => "uncached input",
            Quantity.CachedInput => "cached input",
            Quantity.Output => "output",
            Quantity.Image => "image",
            Quantity.AudioMinute => "audio minute",
            Quantity.GenerationSecond => "generation second",
            Quantity.CurrencyUnit => "currency unit",
            Quantity.StatedWattHour => "stated watt-hour",
            _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity, null),
        };

    private static string UnitOf(Quantity quantity) =>
        quantity is Quantity.UncachedInput or Quantity.CachedInput or Quantity.Output ? "1000 tokens" : NameOf(quantity);
}

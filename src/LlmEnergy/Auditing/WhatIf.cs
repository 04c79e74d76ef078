using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Calculation.Uncertainty;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Auditing;

/// <summary>A period of a workspace as it is and with something changed. Nothing of it is written.</summary>
/// <param name="Before">As it is.</param>
/// <param name="After">With the changes; the same where there are none.</param>
/// <param name="Drivers">What the total as it is depends on, ranked.</param>
public sealed record WhatIf(Inventory Before, Inventory After, ImmutableArray<Sensitivity> Drivers)
{
    /// <exception cref="ConfigurationException">A change cannot be read, or concerns no line.</exception>
    public static WhatIf Of(
        Workspace workspace,
        ReportingPeriod period,
        IReadOnlyList<string> changes,
        FactorPack builtIn,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation
    )
    {
        var parsed = changes.Select(Change.Parse).ToList();
        var concerned = workspace.OfPeriod(period);
        var pack = concerned.Factors(builtIn);
        var activity = Prices.Aside(
            Pipeline.Ingest(concerned, period, progress, cancellation, forReport: true),
            pack.With(concerned.Models)
        );
        var basis = CalculationBasis.Of(concerned, activity, pack);
        var before = Pipeline.Calculate(activity, basis);
        var changed = parsed.Aggregate(before.Activity, (now, change) => now with { Lines = change.Of(now.Lines, before) });
        return new(before, Pipeline.Calculate(changed, basis), new Sensitivities(before, basis.Factors).Ranked());
    }

    /// <summary>One change of usage: <c>model:A=B</c>, <c>region:PROVIDER=R</c> or <c>cached=0.6</c>; * is any.</summary>
    private sealed record Change(string Written, string What, string From, string To)
    {
        public static Change Parse(string written)
        {
            var equals = written.LastIndexOf('=');
            var (left, to) = equals > 0 ? (written[..equals], written[(equals + 1)..]) : ("", "");
            var colon = left.IndexOf(':', StringComparison.Ordinal);
            var (what, of) = colon > 0 ? (left[..colon], left[(colon + 1)..]) : (left, "*");
            var isCached = what == "cached" && colon < 0 && Share(to) is >= 0m and <= 1m;
            return to.Length > 0 && of.Length > 0 && (isCached || (colon > 0 && what is "model" or "region"))
                ? new(written, what, of, to)
                : throw Wrong(
                    written,
                    "expected model:A=B, region:PROVIDER=REGION (* for any provider), or cached= and a share from 0 to 1"
                );
        }

        public ImmutableArray<ActivityLine> Of(ImmutableArray<ActivityLine> lines, Inventory before)
        {
            var resolved = before.Lines.ToDictionary(line => line.Activity.Number, line => line.Model.Resolved);
            bool Is(ActivityLine line) =>
                What switch
                {
                    "model" => From == "*" || From == line.Key.Model || From == resolved[line.Number],
                    "region" => From == "*" || From == line.Key.Provider,
                    _ => line.Usage.Knows(Known.Input) && line.Usage.Input > 0,
                };
            return lines.Any(Is)
                ? [.. lines.Select(line => Is(line) ? Changed(line) : line)]
                : throw Wrong(Written, "expected a change of usage that the period has: no line is concerned");
        }

        private ActivityLine Changed(ActivityLine line) =>
            What switch
            {
                "model" => line with { Key = line.Key with { Model = To } },
                "region" => line with { Key = line.Key with { Region = To } },
                _ => Cached(line, Share(To)!.Value),
            };

        /// <summary>Contexts stay as long as they are: their moments are shared out as the input is.</summary>
        private static ActivityLine Cached(ActivityLine line, decimal share)
        {
            var moment = line.Moments.Uncached + line.Moments.Cached;
            return line with
            {
                Usage = line.Usage with
                {
                    Cached = (long)decimal.Round(line.Usage.Input * share, MidpointRounding.AwayFromZero),
                    Known = line.Usage.Known | Known.Cached,
                },
                Moments = line.Moments with { Uncached = moment * (1m - share), Cached = moment * share },
            };
        }

        private static decimal? Share(string text) =>
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) ? share : null;

        private static ConfigurationException Wrong(string written, string expected) =>
            new(new Issue(new("--set", 0, 0), "LE2001", $"found '{written}', {expected}"));
    }
}

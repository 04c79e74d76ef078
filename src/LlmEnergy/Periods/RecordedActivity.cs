using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Periods;

/// <summary>activity.csv of a period folder: what was measured or estimated, from which everything else can be calculated again.</summary>
public static class RecordedActivity
{
    public const string FileName = "activity.csv";

    /// <exception cref="RecordedFileException">The file is missing or not one that this program writes; the message names the
    /// line.</exception>
    public static ImmutableArray<ActivityLine> Read(string folder) => [.. RecordedTable.Read(folder, FileName, Line)];

    private static ActivityLine Line(RecordedRow row)
    {
        var known = Known.Everything;
        long Count(string column, Known quantity, long scale = 1)
        {
            if (!row.Has(column))
                known &= ~quantity;
            return (long)decimal.Round((row.Optional(column) ?? 0m) * scale, MidpointRounding.AwayFromZero);
        }

        var (requests, input, cached, cacheWrite) = (
            Count("requests", Known.Requests),
            Count("input_tokens", Known.Input),
            Count("cached_input_tokens", Known.Cached),
            Count("cache_write_tokens", Known.CacheWrite)
        );
        var (output, reasoning, images) = (
            Count("output_tokens", Known.Output),
            Count("reasoning_tokens", Known.Reasoning),
            Count("images", Known.Images)
        );
        var (audio, generation) = (Count("audio_minutes", Known.Audio, 60_000), Count("generation_seconds", Known.Generation, 1_000));
        var cost = row.Optional("cost") is { } amount ? new Money(amount, row.Text("currency")) : default(Money?);
        var characters = Count("characters", Known.Characters);
        var energy = Count("stated_wh", Known.Energy, (long)Usage.MicrojoulesPerWattHour);
        if (cost is null)
            known &= ~Known.Cost;
        var days = (int)(row.Optional("gap_days") ?? 0m);
        UsageEstimate? estimate =
            row.Optional("assumed_low") is { } low ? new(days, low, row.Number("assumed_high")) { Assumption = row.Text("assumption") }
            : days > 0 ? new(days, row.Number("gap_low"), row.Number("gap_high"))
            : null;
        var key = new LineKey(
            row.Day("month"),
            row.Text("source"),
            row.Text("provider"),
            row.Text("account"),
            row.Text("host"),
            row.Text("model"),
            row.Text("operation"),
            row.Text("region"),
            row.Text("service_tier"),
            row.Text("cost_key"),
            cost?.Currency ?? "",
            (ContextBand)(byte)row.Number("context_band"),
            row.Text("context_basis") switch
            {
                "request" => ContextBasis.Request,
                "bucket mean" => ContextBasis.BucketMean,
                "none" => ContextBasis.None,
                _ => throw new FormatException("context_basis"),
            }
        )
        {
            IsEstimated = estimate is not null,
            Energy = row.Has("stated_energy_of") ? StatedEnergies.Named(row.Text("stated_energy_of")) : StatedEnergy.None,
        };
        return new(
            int.Parse(row.Text("line_id").AsSpan(1), CultureInfo.InvariantCulture),
            key,
            (long)row.Number("rows"),
            new(requests, input, cached, cacheWrite, output, reasoning, images, audio, known, characters, generation, energy),
            new(row.Optional("moment_uncached") ?? 0m, row.Optional("moment_cached") ?? 0m, row.Optional("moment_output") ?? 0m),
            cost
        )
        {
            Estimate = estimate,
        };
    }
}

using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Counting;

/// <summary>January 2026 has Mondays on the 5th, 12th, 19th and 26th; days of other weekdays had no usage, as somebody attests.</summary>
public class GapEstimatesTests
{
    private const string Header = "date,model,input_tokens,output_tokens\n";
    private const string Mondays = Header + "2026-01-05,m,10,0\n2026-01-12,m,20,0\n2026-01-26,m,30,0\n";

    [Test]
    public void A_gap_is_the_mean_of_the_same_weekdays_with_their_minimum_and_maximum_as_its_range()
    {
        var line = Estimated(Mondays).Lines.Single(line => line.Estimate is not null);
        Assert.Multiple(() =>
        {
            Assert.That(
                (line.Usage.Input, line.Usage.Output, line.Usage.Requests, line.Rows, line.Cost),
                Is.EqualTo((20L, 0L, 1L, 0L, (Domain.Quantities.Money?)null))
            );
            Assert.That(line.Estimate, Is.EqualTo(new UsageEstimate(1, 0.5m, 1.5m)));
            Assert.That(
                (line.Key.Month, line.Key.Model, line.Key.Account, line.Key.IsEstimated),
                Is.EqualTo((new DateOnly(2026, 1, 1), "m", "org-1", true))
            );
        });
    }

    [Test]
    public void Estimated_and_measured_usage_stand_on_lines_of_their_own()
    {
        var activity = Estimated(Mondays);
        Assert.That(
            activity.Lines.Select(line => (line.Number, line.Usage.Input, line.Key.IsEstimated)),
            Is.EqualTo(new[] { (1, 60L, false), (2, 20L, true) })
        );
        Assert.That(activity.Coverage.Where(day => day.Status == DayStatus.Estimated).Select(day => day.Day.Day), Is.EqualTo(new[] { 19 }));
        Assert.That(activity.Coverage.Any(day => day.Status == DayStatus.Gap), Is.False);
    }

    [Test]
    public void Without_the_setting_a_gap_stays_one()
    {
        var activity = InJanuary(Mondays, estimates: false);
        Assert.That((activity.Lines.Length, activity.Coverage.Count(day => day.Status == DayStatus.Gap)), Is.EqualTo((1, 1)));
    }

    [Test]
    public void Each_model_is_nothing_on_days_on_which_only_others_have_rows()
    {
        // m: (10 + 20 + 30) / 3; n: (0 + 0 + 9) / 3, from nothing to three times as much
        var lines = Estimated(Mondays + "2026-01-26,n,9,0\n").Lines.Where(line => line.Estimate is not null);
        Assert.That(
            lines.Select(line => (line.Key.Model, line.Usage.Input, line.Estimate!.Value.Low, line.Estimate!.Value.High)),
            Is.EqualTo(new[] { ("m", 20L, 0.5m, 1.5m), ("n", 3L, 0m, 3m) })
        );
    }

    [Test]
    public void Gaps_of_a_month_are_added_up_and_rounded_once()
    {
        // Mondays 12, 19 and 26 are gaps of (1 + 1 + 2) / 3 each, with the three Mondays of February
        using var folder = Folder(Header + "2026-01-05,m,1,0\n2026-02-02,m,1,0\n2026-02-09,m,2,0\n", new(2026, 1, 1), new(2026, 2, 9));
        folder.Source = folder.Source with
        {
            AttestedZero =
            [
                .. OtherDays,
                .. Enumerable.Range(1, 8).Where(day => day != 2).Select(day => new DateOnly(2026, 2, day)).Select(day => (day, day)),
            ],
        };
        var line = folder.Ingest().Lines.Single(line => line.Estimate is not null);
        Assert.That((line.Usage.Input, line.Estimate), Is.EqualTo((4L, new UsageEstimate(3, 0.75m, 1.5m))));
    }

    [Test]
    public void A_day_without_usage_as_stated_is_no_gap_and_counts_in_no_mean()
    {
        // the 12th had nothing, as stated: the 19th is (10 + 30) / 2
        using var folder = Folder(Header + "2026-01-05,m,10,0\n2026-01-26,m,30,0\n");
        folder.Source = folder.Source with { AttestedZero = [.. folder.Source.AttestedZero, (new(2026, 1, 12), new(2026, 1, 12))] };
        var activity = folder.Ingest();
        Assert.That(
            activity.Lines.Single(line => line.Estimate is not null) is { Usage.Input: 20, Estimate: { Days: 1, Low: 0.5m, High: 1.5m } },
            Is.True
        );
        Assert.That(activity.Coverage[11].Status, Is.EqualTo(DayStatus.Zero));
    }

    [Test]
    public void A_weekday_without_any_day_stays_a_gap()
    {
        // a Monday says nothing of Tuesday the 20th
        using var folder = Folder(Mondays);
        folder.Source = folder.Source with { AttestedZero = [.. folder.Source.AttestedZero.Where(span => span.First.Day != 20)] };
        var activity = folder.Ingest();
        Assert.That((activity.Coverage[18].Status, activity.Coverage[19].Status), Is.EqualTo((DayStatus.Estimated, DayStatus.Gap)));
    }

    [Test]
    public void Without_data_there_is_nothing_to_estimate_by()
    {
        var activity = Estimated(Header);
        Assert.That((activity.Lines.Length, activity.Coverage.Count(day => day.Status == DayStatus.Gap)), Is.EqualTo((0, 4)));
    }

    [Test]
    public void Sums_of_several_days_say_nothing_of_one()
    {
        // a bucket from Monday the 5th to the 11th, and days on the 12th and the 26th: the 19th is (20 + 30) / 2
        const string Buckets =
            "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,model,input_tokens,output_tokens\n";
        using var folder = new ExportFolder { Period = January, EstimatesGaps = true }.With(
            "usage.csv",
            Buckets
                + "1767571200,1768176000,,,p,7,gpt-5,700,0\n1768176000,1768262400,,,p,1,gpt-5,20,0\n1769385600,1769472000,,,p,1,gpt-5,30,0\n"
        );
        folder.Source = folder.Source with { AttestedZero = [.. OtherDays] };
        Assert.That(folder.Ingest().Lines.Single(line => line.Estimate is not null).Usage.Input, Is.EqualTo(25));
    }

    [Test]
    public void Long_inputs_keep_their_context_by_the_mean()
    {
        var line = Estimated(Header + "2026-01-05,m,20000,100\n2026-01-12,m,20000,100\n2026-01-26,m,20000,100\n")
            .Lines.Single(line => line.Estimate is not null);
        Assert.That(
            (line.Key.Band, line.Key.Basis, line.Moments.Output),
            Is.EqualTo((ContextBand.UpTo100K, ContextBasis.BucketMean, 2_000_000m))
        );
    }

    private static ReportingPeriod January => ReportingPeriod.Spanning(new(2026, 1, 1), new(2026, 1, 31));

    private static (DateOnly First, DateOnly Last)[] OtherDays =>
        [
            .. Enumerable
                .Range(1, 31)
                .Select(day => new DateOnly(2026, 1, day))
                .Where(day => day.DayOfWeek != DayOfWeek.Monday)
                .Select(day => (day, day)),
        ];

    private static Activity Estimated(string csv) => InJanuary(csv, estimates: true);

    private static Activity InJanuary(string csv, bool estimates)
    {
        using var folder = Folder(csv);
        folder.EstimatesGaps = estimates;
        return folder.Ingest();
    }

    private static ExportFolder Folder(string csv, DateOnly? first = null, DateOnly? last = null)
    {
        var folder = new ExportFolder
        {
            Period = first is { } start ? ReportingPeriod.Spanning(start, last!.Value) : January,
            EstimatesGaps = true,
        }
            .As(Profiles.Requests)
            .With("usage.csv", csv);
        folder.Source = folder.Source with { AttestedZero = [.. OtherDays] };
        return folder;
    }
}

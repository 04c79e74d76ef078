using CsCheck;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Domain.Tests;

public class UsageTests
{
    [Test]
    public void What_one_side_does_not_know_is_unknown_in_the_sum()
    {
        var sum = Usage.None with { Input = 5 } + new Usage(1, 10, 0, 0, 2, 0, 0, 0, Known.Requests | Known.Input | Known.Output);
        Assert.That((sum.Input, sum.Knows(Known.Input), sum.Knows(Known.Cached)), Is.EqualTo((15L, true, false)));
    }

    [Test]
    public void Every_quantity_is_added()
    {
        var one = new Usage(1, 2, 3, 4, 5, 6, 7, 8, Known.Everything, 9, 10);
        Assert.That(one + one, Is.EqualTo(new Usage(2, 4, 6, 8, 10, 12, 14, 16, Known.Everything, 18, 20)));
    }

    [Test]
    public void Every_fate_is_added()
    {
        var one = new RowCounts(10, 1, 2, 3, 4);
        Assert.That((one + one, (one + one).Balance), Is.EqualTo((new RowCounts(20, 2, 4, 6, 8), true)));
    }

    [Test]
    public void Every_way_of_telling_parts_is_added()
    {
        var one = new PartCounts(1, 2, 3);
        Assert.That((one + one, one.Rows), Is.EqualTo((new PartCounts(2, 4, 6), 6L)));
    }

    [Test]
    public void None_changes_no_sum()
    {
        var usage = new Usage(1, 10, 4, 0, 2, 0, 0, 0, Known.Requests | Known.Input);
        Assert.That(Usage.None + usage, Is.EqualTo(usage));
    }

    [Test]
    public void A_sum_beyond_64_bits_is_an_error_and_not_a_negative_number() =>
        Assert.That(
            () => Usage.None with { Input = long.MaxValue } + Usage.None with { Input = 1 },
            Throws.InstanceOf<OverflowException>()
        );

    [TestCase(10_000, 1, ContextBand.UpTo10K)]
    [TestCase(10_001, 1, ContextBand.UpTo100K)]
    [TestCase(100_000, 1, ContextBand.UpTo100K)]
    [TestCase(100_001, 1, ContextBand.Above100K)]
    [TestCase(20_000, 2, ContextBand.UpTo10K)]
    [TestCase(20_001, 2, ContextBand.UpTo100K)]
    [TestCase(200_000, 2, ContextBand.UpTo100K)]
    [TestCase(200_001, 2, ContextBand.Above100K)]
    [TestCase(long.MaxValue, long.MaxValue, ContextBand.UpTo10K)]
    public void The_band_is_that_of_the_mean_input(long input, long requests, ContextBand band) =>
        Assert.That(ContextBands.Of(input, requests), Is.EqualTo(band));

    [Test]
    public void Lines_are_ordered_by_how_their_band_was_told_last()
    {
        var key = new LineKey(new(2026, 7, 1), "s", "p", "", "", "m", "", "", "", "", "", ContextBand.UpTo10K, ContextBasis.Request);
        LineKey[] inOrder = [key, key with { Basis = ContextBasis.BucketMean }, key with { Band = ContextBand.UpTo100K }];
        Assert.That(inOrder.Reverse().Order(LineKey.Order), Is.EqualTo(inOrder));
    }

    [Test]
    public void Moments_of_a_request_are_its_input_times_its_tokens() =>
        Assert.That(
            ContextMoments.Of(new(1, 20_000, 5_000, 0, 300, 0, 0, 0, Known.Everything)),
            Is.EqualTo(new ContextMoments(300_000_000m, 100_000_000m, 6_000_000m))
        );

    [Test]
    public void Moments_of_a_bucket_use_its_mean() =>
        Assert.That(ContextMoments.Of(new(4, 80_000, 0, 0, 300, 0, 0, 0, Known.Everything)).Output, Is.EqualTo(20_000m * 300m));

    [Test]
    public void Moments_of_more_tokens_than_a_decimal_has_digits_for_keep_what_it_has()
    {
        // 4e14 tokens twice, by 3 requests: 1.6e29 / 3, of which a decimal holds the whole tokens
        const long Tokens = 400_000_000_000_000;
        var moments = ContextMoments.Of(new(3, Tokens, 0, 0, Tokens, 0, 0, 0, Known.Everything));
        Assert.That(moments.Output, Is.EqualTo(53_333_333_333_333_333_333_333_333_333m));
    }

    [Test]
    public void Every_moment_is_added()
    {
        var one = new ContextMoments(1m, 2m, 3m);
        Assert.That(one + one, Is.EqualTo(new ContextMoments(2m, 4m, 6m)));
    }

    [Test]
    public void Moments_do_not_depend_on_the_order_of_rows() =>
        Gen.Select(Gen.Long[1, 9], Gen.Long[10_001, 900_000], Gen.Long[0, 5_000])
            .Array[2, 20]
            .Sample(rows =>
            {
                var parts = rows.Select(row => ContextMoments.Of(new(row.Item1, row.Item2, 0, 0, row.Item3, 0, 0, 0, Known.Everything)))
                    .ToArray();
                return parts.Aggregate((sum, part) => sum + part) == parts.Reverse().Aggregate((sum, part) => sum + part);
            });

    [Test]
    public void Rows_balance_when_every_row_has_one_fate() =>
        Assert.That((new RowCounts(10, 5, 1, 2, 2).Balance, new RowCounts(10, 5, 1, 2, 1).Balance), Is.EqualTo((true, false)));

    [Test]
    public void Lines_are_ordered_by_ordinal_text_and_not_by_culture()
    {
        // da-DK sorts aa after z
        var key = new LineKey(new(2026, 7, 1), "s", "aa", "", "", "", "", "", "", "", "", ContextBand.UpTo10K, ContextBasis.Request);
        Assert.That(LineKey.Order.Compare(key, key with { Provider = "z" }), Is.LessThan(0));
    }
}

using CsCheck;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Controls;

namespace LlmEnergy.Ingestion.Tests.Controls;

public class RowTallyTests
{
    [Test]
    public void Weighs_places_by_their_order() => Assert.That(Of(7, 10, 20), Is.EqualTo(new RecordTally(3, (1 * 7) + (2 * 10) + (3 * 20))));

    [Test]
    public void Is_what_its_definition_says() =>
        Gen.Long[0, long.MaxValue].List[0, 30].Sample(places => Of([.. places]) == Counted.At(places));

    [Test]
    public void A_dropped_a_doubled_a_substituted_and_a_swapped_row_all_show()
    {
        var rows = Enumerable.Range(0, 100).Select(row => 37L + (row * 170) + (row % 7)).ToList();
        Assert.Multiple(() =>
        {
            for (var row = 0; row < rows.Count - 1; row++)
            {
                var (before, after) = (rows[..row], rows[(row + 1)..]);
                Assert.That(Of([.. before, .. after]), Is.Not.EqualTo(Of([.. rows])));
                Assert.That(Of([.. before, rows[row], rows[row], .. after]), Is.Not.EqualTo(Of([.. rows])));
                Assert.That(Of([.. before, rows[row + 1], .. after]), Is.Not.EqualTo(Of([.. rows])));
                Assert.That(Of([.. before, rows[row + 1], rows[row], .. after[1..]]), Is.Not.EqualTo(Of([.. rows])));
            }
        });
    }

    private static RecordTally Of(params ReadOnlySpan<long> places)
    {
        var tally = default(RowTally);
        foreach (var place in places)
            tally.Add(place);
        return tally.Value;
    }
}

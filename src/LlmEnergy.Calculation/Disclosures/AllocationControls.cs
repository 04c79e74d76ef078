using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using static System.FormattableString;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>The checks of an allocation: nothing much is left over, and the postings foot to the ledger.</summary>
public static class AllocationControls
{
    public const string Unallocated = "unallocated";
    public const string Footing = "postings-footing";
    private const decimal Digit = 0.000001m;

    public static IEnumerable<Control> Of(Allocation allocation, Inventory inventory)
    {
        var (share, most) = (allocation.UnallocatedShare, allocation.UnallocatedTolerance);
        var open = allocation.Postings.Where(posting => posting.Key.Entity.Length == 0).ToList();
        var named = string.Join(
            ", ",
            open.GroupBy(posting => (posting.Key.Provider, posting.Key.Model, posting.Key.CostCentre))
                .OrderByDescending(group => group.Sum(posting => posting.Kilograms))
                .Take(3)
                .Select(group =>
                    string.Join(' ', new[] { group.Key.Provider, group.Key.Model, group.Key.CostCentre }.Where(text => text.Length > 0))
                )
        );
        yield return new(
            new(
                Unallocated,
                "Share of the emissions that no row of allocation.csv matches",
                0m,
                share,
                most,
                Unit.Fraction,
                null,
                open.Count == 0 ? "postings.csv has every part" : Invariant($"at most {most:0.## %}; largest: {named}")
            ),
            share > most
                ?
                [
                    new(
                        new("allocation.csv", 0, 0),
                        "LE4026",
                        Invariant($"found {share:0.## %} of the emissions that no row matches, expected at most {most:0.## %}: {named}")
                    ),
                ]
                : []
        );
        yield return new(
            new(
                Footing,
                "Postings add up to the ledger",
                inventory.Lines.Sum(line => line.Total?.Central?.KilogramsCo2e ?? 0m),
                allocation.Postings.Sum(posting => posting.Kilograms),
                Digit,
                Unit.KilogramsCo2e,
                null,
                "emissions of postings.csv, each rounded to 6 decimals by largest remainder, against the sum of the ledger"
            ),
            allocation.OutsideControlKilograms > 0m
                ?
                [
                    new(
                        new("entities.csv", 0, 0),
                        "LE4027",
                        Invariant(
                            $"found {allocation.OutsideControlKilograms:0.######} kgCO2e of days on which entities are not under control: "
                        ) + "they are in the figure total, and not in consolidated_total"
                    ),
                ]
                : []
        );
    }
}

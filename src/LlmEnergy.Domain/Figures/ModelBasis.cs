using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Domain.Figures;

/// <summary>
/// Usage of a model by one rate, at one place, in one band of contexts: what its emissions follow from by multiplication.
/// </summary>
/// <param name="Key">Number that stands for provider and model in the ledger.</param>
/// <param name="MapRow">Row of the model map that gave the class.</param>
/// <param name="Place">Null where the rate gives emissions as a whole.</param>
/// <param name="Stated">By <see cref="Quantity"/>, as exports state it; tokens in thousands.</param>
/// <param name="Weighted">The same with the weight of contexts.</param>
/// <param name="Electricity">kgCO2e of a kWh at the place, with all that comes with it; 0 without a place.</param>
/// <param name="Kilograms">Of its lines, kgCO2e, central value; null where one has none.</param>
public sealed record ModelBasis(
    int Key,
    int MapRow,
    Rate Rate,
    Place? Place,
    ContextBand Band,
    ImmutableArray<decimal> Stated,
    ImmutableArray<decimal> Weighted,
    decimal Electricity,
    decimal? Kilograms
)
{
    /// <summary>Weight of contexts; null where there is no usage.</summary>
    public decimal? Weight(Quantity of) => Stated[(int)of] == 0m ? null : Weighted[(int)of] / Stated[(int)of];
}

/// <summary>Why a model has its class: a row of the model map.</summary>
/// <param name="File">The workspace's file that the row stands in; empty for a built-in row.</param>
/// <param name="Active">Billions of parameters that work on a token, as stated: a number, a range, or empty.</param>
/// <param name="Total">All of them, as above.</param>
/// <param name="Status">published, estimated, leaked, unknown ...</param>
public sealed record ModelEvidence(int Row, string File, string Basis, string Active, string Total, string Status, string Source);

namespace LlmEnergy.Domain.Figures;

/// <summary>Why a total is not that of the same period of the year before.</summary>
/// <param name="Period">Of the year before.</param>
/// <param name="ClosedVersion">Whose usage, rates and places it is; empty where exports were read and calculated.</param>
/// <param name="Stated">The comparative that is printed, kgCO2e; null where none is.</param>
public sealed record ComparativeBridge(string Period, string ClosedVersion, Bridge Bridge, decimal? Stated)
{
    /// <summary>Whether the bridge begins at the comparative that is printed, but for half a gram.</summary>
    public bool BeginsAtStated => Stated is null || Math.Abs(Stated.Value - Bridge.Before) <= 0.0005m;
}

namespace LlmEnergy.Factors.Entries;

/// <summary>What is assumed about a provider or host where the export says nothing.</summary>
/// <param name="Provider">Canonical id, such as <c>azure-openai</c>.</param>
/// <param name="Maker">Whose models it serves, as the model map names makers; empty where it serves those of several.</param>
/// <param name="Cloud">Whose regions an export of it names; empty where it names none.</param>
/// <param name="Location">Where and by whom the service is run, in words.</param>
/// <param name="Zone">Assumed grid zone; empty where there is no fixed place.</param>
/// <param name="Serving">How deep it batches: <c>standard</c> (a maker or a cloud), <c>host</c> (of others' open weights),
/// <c>dedicated</c>, or <c>none</c>: on accelerators that no method is calibrated for.</param>
/// <param name="Confidence">high, medium or low.</param>
public sealed record ProviderLocation(
    string Provider,
    string Maker,
    string Cloud,
    string Location,
    string Zone,
    string Serving,
    string SourceId,
    string Confidence,
    string Note
)
{
    public const string Standard = "standard";
    public const string IndependentHost = "host";
    public const string Dedicated = "dedicated";
    public const string NotCalibrated = "none";

    internal static readonly string[] Kinds = [Standard, IndependentHost, Dedicated, NotCalibrated];
}

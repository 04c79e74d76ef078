using LlmEnergy.Periods;

namespace LlmEnergy.Verification;

/// <summary>What was kept elsewhere against what is found: each hash is made anew, none is taken from the folder's word.</summary>
/// <param name="Calculation">Of the inputs, configuration, factors and outputs that the manifest records.</param>
/// <param name="Figures">SHA-256 of figures.json as it stands; empty where there is none.</param>
/// <param name="Log">Null where it is not as it was written.</param>
internal sealed record Expectation(RecordedManifest Manifest, string Calculation, string Figures, EventLog? Log)
{
    /// <summary>The code of the folder with all of its events; empty where there is none.</summary>
    public string Code => Codes.LastOrDefault() ?? "";

    /// <summary>One for each event about this manifest.</summary>
    private IEnumerable<string> Codes => EventHashes.Select(hash => ClosingCode.Compute(Manifest.Sha256, Figures, hash));

    /// <summary>An event proves this folder only where it is about the manifest that was found.</summary>
    private IEnumerable<string> EventHashes =>
        Log is null ? [] : Log.Events.Zip(Log.Hashes).Where(made => made.First.Manifest == Manifest.Sha256).Select(made => made.Second);

    /// <param name="expected">A code, or a hash of the manifest, of the calculation or of an event.</param>
    public Finding? Against(string expected)
    {
        var hash = Plain(expected);
        if (
            hash == Manifest.Sha256
            || hash == Plain(Calculation)
            || EventHashes.Contains(hash, StringComparer.Ordinal)
            || Codes.Contains(ClosingCode.Plain(expected), StringComparer.Ordinal)
        )
            return null;
        var isOfAnother = Log is not null && Log.Hashes.Contains(hash);
        return new(
            VerificationLevel.Hashes,
            LlmEnergy.Manifest.FileName,
            "",
            isOfAnother
                ? "is not the manifest that the expected event is about"
                : $"its SHA-256 is {Manifest.Sha256}, its calculation hash {Calculation} and its code "
                    + $"{(Code.Length > 0 ? Code : "unknown")}: neither one of these nor an event about it is the expected {expected}"
        );
    }

    private static string Plain(string hash) => hash.Trim().ToLowerInvariant().Replace("sha256:", "", StringComparison.Ordinal);
}

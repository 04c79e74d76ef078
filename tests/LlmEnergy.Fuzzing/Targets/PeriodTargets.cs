using LlmEnergy.Domain;
using LlmEnergy.Periods;
using LlmEnergy.Tests;
using LlmEnergy.Verification;

namespace LlmEnergy.Fuzzing.Targets;

/// <summary>
/// A closed period of which one file is what comes, verified down to the calculation. Whatever differs is a finding, but for events that
/// end earlier, which only a code kept elsewhere tells.
/// </summary>
internal static class PeriodTargets
{
    private const string Period = "2026-Q3";

    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> Files = new(Closed);

    public static IEnumerable<FuzzTarget> All =>
        [
            Of("period-manifest", "manifest.json", 60, "states the calculation hash"),
            Of("period-events", EventLog.FileName, 60, "does not end"),
            Of("period-figures", "figures.json", 50, "not one that this program writes"),
            Of("period-checks", "checks.json", 50, "has other bytes"),
            Of("period-activity", "activity.csv", 50, "comes out of activity.csv"),
            Of("period-inventory", "inventory.csv", 50, "is not what comes out"),
            Of("period-rates", "rates.csv", 50, "names column"),
            Of("period-snapshot", "inputs.zip", 50, "has other bytes"),
        ];

    private static FuzzTarget Of(string name, string file, int inputs, string planted) =>
        new(
            name,
            inputs,
            folder =>
            {
                foreach (var (path, bytes) in Files.Value)
                    folder.With(path, bytes);
                return bytes => Outcome(folder, file, bytes);
            },
            planted,
            () => [Files.Value[PathOf(file)]]
        );

    private static string PathOf(string file) => Path.Combine("periods", Period, file);

    private static string Outcome(FuzzFolder folder, string file, byte[] bytes)
    {
        folder.With(PathOf(file), bytes);
        string outcome;
        try
        {
            outcome = PeriodWorkspace
                .Verify(folder.PathOf(Path.Combine("periods", Period)), new() { Level = VerificationLevel.Recalculation })
                .Text();
        }
        catch (ConfigurationException refused)
        {
            return string.Join('\n', refused.Issues);
        }

        var before = Files.Value[PathOf(file)].AsSpan();
        var isEarlierEnd = file == EventLog.FileName && before.StartsWith(bytes) && bytes is [] or [.., (byte)'\n'];
        if (outcome.Length == 0 && !before.SequenceEqual(bytes) && !isEarlierEnd)
            throw new UnnoticedException($"{file} is another, and nothing is found");
        return outcome.Length == 0 ? "ok" : outcome;
    }

    /// <summary>All files of the workspace, by their paths in it.</summary>
    private static Dictionary<string, byte[]> Closed()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01", "2026-08-15", "2026-09-30");
        workspace.Write("inputs.csv", "period,input,value,unit,source\n2026-Q3,net_revenue,158000000,DKK,p. 3\n");
        workspace.Report(Period);
        workspace.Close(Period, packsInputs: true);
        return Directory
            .EnumerateFiles(workspace.Folder.FullName, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(workspace.Folder.FullName, path), File.ReadAllBytes, StringComparer.Ordinal);
    }
}

/// <summary>A file of a closed period that was changed, and verified.</summary>
internal sealed class UnnoticedException(string message) : Exception(message);

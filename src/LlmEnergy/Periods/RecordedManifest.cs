using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Periods;

/// <summary>manifest.json of a period folder, read back.</summary>
/// <param name="Sha256">Of the file's bytes: what events and predecessors refer to.</param>
/// <param name="Tool">Name and version of the program that wrote it.</param>
/// <param name="Configuration">As it was recorded, as JSON.</param>
/// <param name="Accounts">What became of the rows of each export, without their usage.</param>
/// <param name="Exports">With their hashes; an entry of an archive has its own size, and the hash of the archive.</param>
/// <param name="Settings">Files besides the exports, the configuration among them.</param>
/// <param name="Closed">Closed versions of periods that its comparisons rest on.</param>
public sealed record RecordedManifest(
    string Sha256,
    string Tool,
    string Period,
    DateOnly First,
    DateOnly Last,
    string Status,
    ImmutableArray<string> Methods,
    string FactorPack,
    string CalculationHash,
    string Configuration,
    ImmutableArray<RowAccount> Accounts,
    ImmutableArray<InputFile> Exports,
    ImmutableArray<InputFile> Settings,
    ImmutableArray<ClosedPeriod> Closed,
    ImmutableSortedDictionary<string, string> Outputs
)
{
    public const string FileName = "manifest.json";

    /// <summary>Of all reports before manifests recorded it.</summary>
    private const string EarlierLanguage = "en";

    /// <summary>Of the report; that of all reports where an earlier version of the program wrote it.</summary>
    public string Language { get; init; } = EarlierLanguage;

    /// <summary>Inputs that rows were read of, and settings, without a hash: nobody can say whether they are as they were read.</summary>
    public ImmutableArray<string> WithoutHash { get; private init; } = [];

    /// <summary>Inputs that are tables of databases, with the output that holds the sums of each.</summary>
    public ImmutableSortedDictionary<string, string> Tables { get; private init; } = ImmutableSortedDictionary<string, string>.Empty;

    public bool IsOf(string toolVersion) => Tool == $"LlmEnergy {toolVersion}";

    /// <exception cref="RecordedFileException">It is missing or not a manifest.</exception>
    public static RecordedManifest Read(string folder)
    {
        if (!File.Exists(Path.Combine(folder, FileName)))
            throw new RecordedFileException(FileName, "is missing", $"found no {FileName}, expected the folder of a period");
        var bytes = RecordedFile.Read(folder, FileName);
        try
        {
            // a reader who looks at one of two members of a name, and a program that takes the other, see two manifests
            using var json = JsonDocument.Parse(bytes, new() { AllowDuplicateProperties = false });
            var root = json.RootElement;
            string Text(string name) => root.GetProperty(name).GetString() ?? "";
            DateOnly Day(string name) => DateOnly.ParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture);
            return new(
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)),
                Text("tool"),
                Text("period"),
                Day("first"),
                Day("last"),
                Text("status"),
                [.. root.GetProperty("methods").EnumerateArray().Select(method => method.GetString()!)],
                Text("factorPack"),
                Text("calculationHash"),
                root.GetProperty("configuration").GetRawText(),
                [.. root.GetProperty("inputs").EnumerateArray().Select(Account)],
                [.. Files(root.GetProperty("inputs"))],
                [.. Files(root.GetProperty("settings"))],
                [.. ClosedIn(root).Distinct()],
                root.GetProperty("outputs")
                    .EnumerateObject()
                    .ToImmutableSortedDictionary(output => output.Name, output => output.Value.GetString() ?? "", StringComparer.Ordinal)
            )
            {
                WithoutHash =
                [
                    .. root.GetProperty("inputs")
                        .EnumerateArray()
                        .Where(file => file.GetProperty("rowsRead").GetInt64() > 0)
                        .Concat(root.GetProperty("settings").EnumerateArray())
                        .Where(file => !file.TryGetProperty("sha256", out _))
                        .Select(file => file.GetProperty("path").GetString() ?? ""),
                ],
                Tables = root.GetProperty("inputs")
                    .EnumerateArray()
                    .Where(file => file.TryGetProperty("sums", out _))
                    .ToImmutableSortedDictionary(
                        file => file.GetProperty("path").GetString() ?? "",
                        file => file.GetProperty("sums").GetString() ?? "",
                        StringComparer.Ordinal
                    ),
                Language = root.TryGetProperty("language", out var language) ? language.GetString() ?? "" : EarlierLanguage,
            };
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw RecordedFileException.Whole(FileName, $"is not one that this program writes ({e.GetType().Name})", e);
        }
    }

    /// <summary>The calculation hash of what the manifest records, made anew.</summary>
    /// <param name="isFile">Whether a path is one of a file: where it is not, the file may be an archive that holds it.</param>
    public string Calculation(Func<string, bool> isFile)
    {
        using var configuration = JsonDocument.Parse(Configuration);
        var inputs = Exports
            .Select(input => input with { Path = InputPath.FileOf(input.Path, isFile) ?? input.Path })
            .Concat(Settings)
            .DistinctBy(input => input.Path)
            .OrderBy(input => input.Path, StringComparer.Ordinal);
        return Hashing.CalculationHash.Compute(
            inputs,
            configuration.RootElement,
            FactorPack,
            Outputs.GetValueOrDefault("inventory.csv", ""),
            Outputs.GetValueOrDefault(RecordedFigures.FileName, "")
        );
    }

    private static RowAccount Account(JsonElement file)
    {
        long Rows(string name) => file.GetProperty(name).GetInt64();
        string? Text(string name) => file.GetProperty(name).GetString();
        return new(
            Text("path")!,
            Text("source") ?? "",
            Text("format"),
            Text("why") ?? "",
            Rows("bytes"),
            new(Rows("rowsRead"), Rows("rowsAccepted"), Rows("rowsDuplicate"), Rows("rowsIgnored"), Rows("rowsRejected")),
            Usage.None,
            Usage.None,
            ImmutableSortedDictionary<string, decimal>.Empty
        )
        {
            IsDraft = file.TryGetProperty("draft", out var draft) && draft.GetBoolean(),
        };
    }

    private static IEnumerable<InputFile> Files(JsonElement list) =>
        list.EnumerateArray()
            .Where(file => file.TryGetProperty("sha256", out _))
            .Select(file => new InputFile(
                file.GetProperty("path").GetString()!,
                file.GetProperty("bytes").GetInt64(),
                file.GetProperty("sha256").GetString()!
            )
            {
                Rows = file.TryGetProperty("rows", out var rows) ? rows.GetInt64() : null,
            });

    /// <summary>Manifests of earlier versions may lack any of them.</summary>
    private static IEnumerable<ClosedPeriod> ClosedIn(JsonElement manifest)
    {
        foreach (var name in new[] { "previousClosed", "comparativeClosed", "previouslyStatedClosed", "baseYearClosed" })
            if (manifest.TryGetProperty(name, out var closed) && closed.ValueKind == JsonValueKind.Object)
                yield return ClosedPeriod.Read(closed);
        if (manifest.TryGetProperty("closedQuarters", out var quarters))
            foreach (var quarter in quarters.EnumerateArray())
                yield return ClosedPeriod.Read(quarter);
        if (manifest.TryGetProperty("restatement", out var restatement) && restatement.ValueKind == JsonValueKind.Object)
            yield return ClosedPeriod.Read(restatement.GetProperty("of"));
    }
}

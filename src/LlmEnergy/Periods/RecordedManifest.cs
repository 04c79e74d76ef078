using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Periods;

/// <summary>manifest.json of a period folder, read back.</summary>
/// <param name="Sha256">Of the file's bytes: what events and predecessors refer to.</param>
/// <param name="Tool">Name and version of the program that wrote it.</param>
/// <param name="Configuration">As it was recorded, as JSON.</param>
/// <param name="Inputs">Exports and settings with their hashes; an entry of an archive stands under its archive.</param>
public sealed record RecordedManifest(
    string Sha256, string Tool, string Period, DateOnly First, DateOnly Last, string Status, ImmutableArray<string> Methods, string FactorPack, string CalculationHash, string Configuration,
    bool ComparesMethods, ImmutableArray<InputFile> Inputs, ImmutableSortedDictionary<string, string> Outputs)
{
    /// <exception cref="InvalidDataException">It is missing or not a manifest.</exception>
    public static RecordedManifest Read(string folder)
    {
        var path = Path.Combine(folder, Manifest.FileName);
        if (!File.Exists(path)) throw new InvalidDataException($"found no {Manifest.FileName}, expected the folder of a period");
        var bytes = File.ReadAllBytes(path);
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var root = json.RootElement;
            string Text(string name) => root.GetProperty(name).GetString() ?? "";
            DateOnly Day(string name) => DateOnly.ParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture);
            return new(
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), Text("tool"), Text("period"), Day("first"), Day("last"), Text("status"),
                [.. root.GetProperty("methods").EnumerateArray().Select(method => method.GetString()!)], Text("factorPack"), Text("calculationHash"), root.GetProperty("configuration").GetRawText(),
                root.TryGetProperty("comparesMethods", out var compares) && compares.GetBoolean(),
                [.. Files(root.GetProperty("inputs")).Concat(Files(root.GetProperty("settings"))).DistinctBy(file => file.Path)],
                root.GetProperty("outputs").EnumerateObject().ToImmutableSortedDictionary(output => output.Name, output => output.Value.GetString() ?? "", StringComparer.Ordinal));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{Manifest.FileName} is not one that this program writes ({e.GetType().Name})", e);
        }
    }

    private static IEnumerable<InputFile> Files(JsonElement list) => list.EnumerateArray().Where(file => file.TryGetProperty("sha256", out _)).Select(file => new InputFile(
        file.GetProperty("path").GetString()!.Split(Ingestion.InputPath.EntryMark)[0], file.GetProperty("bytes").GetInt64(), file.GetProperty("sha256").GetString()!));
}

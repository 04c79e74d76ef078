using System.Text.Json;

namespace LlmEnergy.Periods;

/// <summary>checks.json of a period folder: what passed, what failed, and what of that was accepted.</summary>
public static class RecordedChecks
{
    public const string FileName = "checks.json";

    /// <summary>Ids of the failed checks that nobody accepts. Folders of earlier versions know no acceptance.</summary>
    /// <exception cref="RecordedFileException">The file is missing or not one that this program writes.</exception>
    public static IReadOnlyList<string> NotAccepted(string folder)
    {
        try
        {
            using var json = JsonDocument.Parse(RecordedFile.Read(folder, FileName));
            var failed = json.RootElement.GetProperty("checks").EnumerateArray().Where(check => !check.GetProperty("passed").GetBoolean());
            return [.. failed.Where(check => !IsAccepted(check)).Select(check => check.GetProperty("id").GetString() ?? "")];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw RecordedFileException.Whole(FileName, "is missing, or not one that this program writes", e);
        }
    }

    private static bool IsAccepted(JsonElement check) =>
        check.TryGetProperty("acceptance", out var acceptance) && acceptance.ValueKind == JsonValueKind.Object;
}

using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Files;

namespace LlmEnergy.Fetching;

/// <summary>A key, from the environment or a file outside of the workspace. It prints itself as nothing.</summary>
public sealed class Secret
{
    private const string Variable = "env:";
    private const long MostBytes = 1 << 16;

    private readonly string _value;

    private Secret(string value) => _value = value;

    /// <summary>For who sends it: never for a text that is stored or printed.</summary>
    public string Reveal() => _value;

    /// <param name="place"><c>env:NAME</c>, or the path of a file.</param>
    /// <exception cref="ConfigurationException">LE2090: there is none there, or the file lies in the workspace.</exception>
    public static Secret Read(string place, DirectoryInfo workspace)
    {
        if (place.StartsWith(Variable, StringComparison.Ordinal))
            return Of(Environment.GetEnvironmentVariable(place[Variable.Length..]), place);
        var file = new FileInfo(place);
        var target = file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
        if (IsInside(file.FullName, workspace) || IsInside(target, workspace))
            throw Refused("found a key inside the workspace, expected it elsewhere: who gets the workspace would get the key");
        try
        {
            return Of(Encoding.UTF8.GetString(RegularFile.ReadAll(file.FullName, MostBytes)), "the file that key names");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused("found no readable file where key says, expected one with the key alone");
        }
    }

    /// <summary>Nothing: no log and no message can hold it by mistake.</summary>
    public override string ToString() => "";

    private static Secret Of(string? text, string place)
    {
        var value = text?.Trim() ?? "";
        if (value.Length == 0)
            throw Refused($"found nothing in {place}, expected a key");
        return value.Any(char.IsControl) ? throw Refused($"found several lines in {place}, expected a key alone") : new(value);
    }

    private static bool IsInside(string path, DirectoryInfo workspace) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(workspace.FullName) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static ConfigurationException Refused(string message) => new(new Issue(new("key", 0, 0), FetchCodes.Key, message));
}

/// <summary>Codes of findings of fetching.</summary>
internal static class FetchCodes
{
    /// <summary>A key that cannot be had.</summary>
    public const string Key = "LE2090";

    /// <summary>A provider refused, or gave no answer.</summary>
    public const string Refused = "LE2091";

    /// <summary>Pages that are no whole.</summary>
    public const string Chain = "LE2092";

    /// <summary>Files that cannot take their place.</summary>
    public const string Place = "LE2093";

    /// <summary>Days that the provider does not give.</summary>
    public const string Days = "LE2094";
}

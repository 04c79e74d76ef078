using System.Globalization;
using System.Text.Json;

namespace LlmEnergy.Verification;

/// <summary>
/// Which members of a manifest or of a configuration differ, for people: <c>electricity.transmissionLosses, sources.0.path</c>.
/// </summary>
internal static class ManifestDifference
{
    private const int Most = 10;

    /// <summary>Empty where nothing differs but the form of the text.</summary>
    /// <param name="withAdded">Whether members count that are new: a later version of the program writes some.</param>
    public static string Describe(JsonElement then, byte[] now, bool withAdded = true)
    {
        using var other = JsonDocument.Parse(now);
        var paths = Differing(then, other.RootElement, "", withAdded).Distinct(StringComparer.Ordinal).ToList();
        return string.Join(", ", paths.Take(Most))
            + (paths.Count > Most ? string.Create(CultureInfo.InvariantCulture, $" and {paths.Count - Most} more") : "");
    }

    private static IEnumerable<string> Differing(JsonElement? then, JsonElement? now, string path, bool withAdded)
    {
        if (then is not { } one || now is not { } other || one.ValueKind != other.ValueKind)
            return [path];
        string Below(string name) => path.Length == 0 ? name : $"{path}.{name}";
        return one.ValueKind switch
        {
            JsonValueKind.Object => Names(one)
                .Union(withAdded ? Names(other) : [], StringComparer.Ordinal)
                .SelectMany(name => Differing(Member(one, name), Member(other, name), Below(name), withAdded)),
            JsonValueKind.Array => Enumerable
                .Range(0, Math.Max(one.GetArrayLength(), other.GetArrayLength()))
                .SelectMany(at => Differing(Item(one, at), Item(other, at), Below(at.ToString(CultureInfo.InvariantCulture)), withAdded)),
            JsonValueKind.String => one.GetString() == other.GetString() ? [] : [path], // however its letters are escaped
            _ => one.GetRawText() == other.GetRawText() ? [] : [path],
        };
    }

    private static IEnumerable<string> Names(JsonElement parent) => parent.EnumerateObject().Select(member => member.Name);

    private static JsonElement? Member(JsonElement parent, string name) => parent.TryGetProperty(name, out var found) ? found : null;

    private static JsonElement? Item(JsonElement parent, int at) => at < parent.GetArrayLength() ? parent[at] : null;
}

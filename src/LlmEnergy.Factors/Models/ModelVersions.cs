using System.Text.RegularExpressions;

namespace LlmEnergy.Factors.Models;

/// <summary>Versions, tags and dates after a model's name.</summary>
internal static partial class ModelVersions
{
    /// <summary>Takes off all but a date, which moves behind a hyphen: <c>@20240620</c> becomes <c>-20240620</c>.</summary>
    public static string TakeOff(string name, List<string> steps)
    {
        name = Cut(name, BedrockVersion(), steps);
        name = SizeTag().Replace(name, "-$1");
        name = Cut(name, Tag(), steps);
        name = Cut(name, Alias(), steps);
        return VertexDate().Replace(name, "-$1");
    }

    public static string TakeOffDate(string name, List<string> steps) => Cut(name, Date(), steps);

    private static string Cut(string name, Regex ending, List<string> steps)
    {
        var match = ending.Match(name);
        if (!match.Success) return name;
        steps.Add($"taken off: {Excerpt.Of(match.Value)}");
        return name[..match.Index];
    }

    /// <summary>-v1:0, -v1:0:48k; without colon only after a date, since deepseek-v3 is a name.</summary>
    [GeneratedRegex(@"(-v[0-9]+:[0-9]+(:[a-z0-9]+)?|(?<=-20[0-9]{6})-v[0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex BedrockVersion();

    /// <summary>Ollama: llama3.1:70b.</summary>
    [GeneratedRegex(@":([0-9]+(\.[0-9]+)?b)", RegexOptions.CultureInvariant)]
    private static partial Regex SizeTag();

    /// <summary>OpenRouter: model:free.</summary>
    [GeneratedRegex(@":.*$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex(@"[-@](latest|default)$", RegexOptions.CultureInvariant)]
    private static partial Regex Alias();

    [GeneratedRegex(@"@(20[0-9]{6})$", RegexOptions.CultureInvariant)]
    private static partial Regex VertexDate();

    /// <summary>-2024-08-06, -20241022, -08-2024.</summary>
    [GeneratedRegex(@"-(20[0-9]{2}-[0-9]{2}-[0-9]{2}|20[0-9]{6}|[0-9]{2}-20[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}

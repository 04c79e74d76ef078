using System.Collections.Immutable;

namespace LlmEnergy.Domain.Configuration;

/// <summary>All that is wrong with a configuration file, and what has another name now, in the order in which it was found.</summary>
public sealed class ConfigurationProblems(string file)
{
    private readonly List<Issue> _issues = [];

    /// <summary>Takes what the readers of the file ask for; null: nobody wants to know.</summary>
    public ConfigurationShape? Shape { get; init; }

    public IReadOnlyList<Issue> Issues => _issues;

    public void NotJson(long line, string found) =>
        _issues.Add(new(new(file, line, 0), "LE2002", $"found {found}, expected a JSON object"));

    public void WrongType(string key, string found, string expected) => Add("LE2003", $"{key}: found {found}, expected {expected}");

    public void MissingKey(string key, string expected) => Add("LE2004", $"{key}: found nothing, expected {expected}");

    public void UnknownKey(string key, IEnumerable<string> known) =>
        Add("LE2005", $"{key}: found an unknown key, expected one of {string.Join(", ", known.Order(StringComparer.Ordinal))}");

    public void WrongValue(string key, string? value, string expected) => Add("LE2006", $"{key}: found '{value}', expected {expected}");

    /// <param name="key">Empty for the whole file.</param>
    public void HiddenText(string key, string found) =>
        Add("LE2006", $"{(key.Length == 0 ? "" : $"{key}: ")}found {found}, expected text that a reader sees as it is");

    /// <summary>A warning: what earlier versions called otherwise is read, and the new name is said.</summary>
    public void FormerName(string found, string now) =>
        _issues.Add(new(new(file, 0, 0), "LE2015", $"found {found}, expected its new name {now}: read as {now}"));

    public void Add(string code, string message) => _issues.Add(new(new(file, 0, 0), code, message));

    /// <summary>A warning alone stops nothing.</summary>
    public void ThrowIfAny()
    {
        var errors = _issues.Where(issue => issue.Severity == Severity.Error).ToImmutableArray();
        if (!errors.IsEmpty)
            throw new ConfigurationException(errors);
    }
}

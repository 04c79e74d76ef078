namespace LlmEnergy.Domain.Configuration;

/// <summary>All that is wrong with a configuration file, in the order in which it was found.</summary>
public sealed class ConfigurationProblems(string file)
{
    private readonly List<Issue> _issues = [];

    public IReadOnlyList<Issue> Issues => _issues;

    public void NotJson(long line, string found) => _issues.Add(new(new(file, line, 0), "LE2002", $"found {found}, expected a JSON object"));

    public void WrongType(string key, string found, string expected) => Add("LE2003", $"{key}: found {found}, expected {expected}");

    public void MissingKey(string key, string expected) => Add("LE2004", $"{key}: found nothing, expected {expected}");

    public void UnknownKey(string key, IEnumerable<string> known) => Add("LE2005", $"{key}: found an unknown key, expected one of {string.Join(", ", known.Order(StringComparer.Ordinal))}");

    public void WrongValue(string key, string? value, string expected) => Add("LE2006", $"{key}: found '{value}', expected {expected}");

    public void Add(string code, string message) => _issues.Add(new(new(file, 0, 0), code, message));

    public void ThrowIfAny()
    {
        if (_issues.Count > 0) throw new ConfigurationException([.. _issues]);
    }
}

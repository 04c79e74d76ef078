using LlmEnergy.Domain;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>All that is wrong with a profile, in the order in which it was found.</summary>
internal sealed class ProfileProblems(string file)
{
    private readonly List<Issue> _issues = [];

    public void NotJson(string message) => Add(IssueCodes.ProfileNotJson, $"found no JSON ({message}), expected a mapping profile");

    public void UnknownKey(string key, IEnumerable<string> known) =>
        Add(IssueCodes.ProfileUnknownKey, $"found unknown key {key}, expected one of {string.Join(", ", known.Order(StringComparer.Ordinal))}");

    public void MissingKey(string key) => Add(IssueCodes.ProfileMissingKey, $"found no key {key}, expected one");

    public void WrongType(string key, string expected) => Add(IssueCodes.ProfileWrongType, $"found another type at {key}, expected {expected}");

    public void WrongValue(string key, string? value, string expected) =>
        Add(IssueCodes.ProfileWrongValue, $"found '{value}' at {key}, expected {expected}");

    public void ThrowIfAny()
    {
        if (_issues.Count > 0) throw new ConfigurationException([.. _issues]);
    }

    private void Add(string code, string message) => _issues.Add(new(new(file, 0, 0), code, message));
}

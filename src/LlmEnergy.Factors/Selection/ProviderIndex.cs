namespace LlmEnergy.Factors.Selection;

/// <summary>Providers by any usual spelling: without regard to case, with space, underscore and hyphen as one.</summary>
internal sealed class ProviderIndex
{
    private readonly Dictionary<string, ProviderLocation> _byName = new(StringComparer.Ordinal);

    public ProviderIndex(IReadOnlyList<ProviderLocation> locations, IReadOnlyDictionary<string, string> aliases)
    {
        Locations = locations;
        foreach (var location in locations)
            _byName.TryAdd(location.Provider, location);
        foreach (var (alias, provider) in aliases)
        {
            if (_byName.TryGetValue(provider, out var location))
                _byName.TryAdd(alias, location);
        }
    }

    public IReadOnlyList<ProviderLocation> Locations { get; }

    /// <summary>Null for a provider that is not listed.</summary>
    public ProviderLocation? Find(string written) => _byName.GetValueOrDefault(Normalise(written));

    /// <summary>Canonical id; for a provider that is not listed, the name as written, in lower case and with hyphens.</summary>
    public string Canonical(string written) => Find(written)?.Provider ?? Normalise(written);

    private static string Normalise(string written) => written.Trim().ToLowerInvariant().Replace('_', '-').Replace(' ', '-');
}

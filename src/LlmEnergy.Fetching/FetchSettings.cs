using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Fetching.Providers;
using LlmEnergy.Ingestion.Files;

namespace LlmEnergy.Fetching;

/// <summary>
/// What <c>automation.json</c> in a workspace says: how its sources are fetched. No report depends on it, and no key stands in it.
/// </summary>
/// <param name="Sources">By what they fetch.</param>
public sealed record FetchSettings(ImmutableArray<FetchSource> Sources)
{
    public const string FileName = "automation.json";
    private const long MostBytes = 1 << 20;

    /// <exception cref="ConfigurationException">The file is missing, or all that is wrong with it.</exception>
    public static FetchSettings Read(DirectoryInfo workspace)
    {
        var problems = new ConfigurationProblems(FileName);
        byte[] json;
        try
        {
            json = RegularFile.ReadAll(Path.Combine(workspace.FullName, FileName), MostBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                new Issue(new(FileName, 0, 0), "LE2009", $"found no readable file, expected {FileName} in the workspace")
            );
        }

        var settings = ConfigurationNode.Parse(json, problems, root => Read(root, problems));
        problems.ThrowIfAny();
        return settings!;
    }

    internal static FetchSettings Read(ConfigurationNode root, ConfigurationProblems problems)
    {
        root.Schema(1);
        var providers = ProviderReader.BuiltIn.AddRange(new ProviderReader(problems).Read(root, isRequired: false));
        var sources = root.Objects("fetch").Select(node => ReadSource(node, providers, problems)).ToImmutableArray();
        foreach (var twice in sources.GroupBy(source => source.Source, StringComparer.Ordinal).Where(same => same.Count() > 1))
            problems.WrongValue("fetch", twice.Key, "each source once");
        root.Close();
        return new(sources);
    }

    private static FetchSource ReadSource(ConfigurationNode node, ImmutableArray<Provider> providers, ConfigurationProblems problems)
    {
        var id = node.Text("source") ?? "";
        if (id.Length == 0 || id is "." or ".." || id.AsSpan().ContainsAny("/\\:"))
            problems.WrongValue(node.PathOf("source"), id, "the id of a source of llmenergy.json that is a name of a folder");
        var name = node.Text("provider", isRequired: false);
        var provider = name is null ? null : providers.FirstOrDefault(one => one.Id == name);
        if (name is not null && provider is null)
            problems.WrongValue(node.PathOf("provider"), name, $"one of {string.Join(", ", providers.Select(one => one.Id))}");
        var source = new FetchSource(
            id,
            provider,
            node.Text("key", isRequired: false),
            Addresses.Read(node, "address", problems) ?? provider?.Address,
            node.Text("scope", isRequired: false),
            node.Texts("endpoints"),
            node.Text("copy", isRequired: false),
            node.Text("download", isRequired: false),
            node.Text("as", isRequired: false)
        );
        var plain = node.Flag("plainHttp", isRequired: false) ?? false;
        node.Close();
        Check(node, source, plain, problems);
        return source;
    }

    private static void Check(ConfigurationNode node, FetchSource source, bool plain, ConfigurationProblems problems)
    {
        if (new[] { source.Provider is not null, source.Copy is not null, source.Download is not null }.Count(is_ => is_) != 1)
            problems.Add("LE2004", $"{node.PathOf("provider")}: found none or several of provider, copy and download, expected one");
        if (source.Download is not null && !IsFileName(source.As))
            problems.WrongValue(node.PathOf("as"), source.As, "the name that the downloaded file gets");
        if (source.Provider is not { } provider)
            return;
        if (source.Key is null)
            problems.MissingKey(node.PathOf("key"), "where the key is: env:NAME, or a file outside of the workspace");
        if (source.Address is null)
            problems.MissingKey(node.PathOf("address"), $"the address of {provider.Id}");
        else if (source.Address is { Scheme: "http", IsLoopback: false } && !plain)
            problems.WrongValue(node.PathOf("address"), "http", "https, or plainHttp: true where the network may see the key");
        foreach (var other in source.Endpoints.Where(name => provider.Endpoints.All(endpoint => endpoint.Id != name)))
            problems.WrongValue(
                node.PathOf("endpoints"),
                other,
                $"one of {string.Join(", ", provider.Endpoints.Select(endpoint => endpoint.Id))}"
            );
        var isScoped = provider.Endpoints.Any(endpoint => endpoint.Path.Contains("{scope}", StringComparison.Ordinal));
        if (isScoped && (source.Scope is not { Length: > 0 } scope || scope.Contains("..", StringComparison.Ordinal)))
            problems.MissingKey(node.PathOf("scope"), "what the provider asks for in its path, such as orgs/NAME");
    }

    private static bool IsFileName(string? name) =>
        name is { Length: > 0 and <= 120 } && !name.StartsWith('.') && !name.AsSpan().ContainsAny("/\\:\0");
}

/// <summary>How one source of a workspace is fetched: from a provider, by a copy of files, or by a download.</summary>
/// <param name="Source">Id of a source of llmenergy.json; its files come to exports/ID/.</param>
/// <param name="Key">Where the key is: <c>env:NAME</c>, or a file outside of the workspace.</param>
/// <param name="Scope">What takes the place of <c>{scope}</c> in the paths of the provider.</param>
/// <param name="Endpoints">Of the provider; empty: all.</param>
/// <param name="Copy">Files on a mounted disk; <c>{month}</c> in it is each month, as <c>2026-09</c>.</param>
/// <param name="Download">Where a signed address is: as <paramref name="Key"/>, since it is a secret.</param>
/// <param name="As">Name of the file that is downloaded.</param>
public sealed record FetchSource(
    string Source,
    Provider? Provider,
    string? Key,
    Uri? Address,
    string? Scope,
    ImmutableArray<string> Endpoints,
    string? Copy,
    string? Download,
    string? As
)
{
    /// <summary>The folder of its files, relative to the workspace.</summary>
    public string Folder => $"exports/{Source}";
}

using System.Collections.Immutable;
using LlmEnergy.Domain.Configuration;

namespace LlmEnergy.Fetching.Providers;

/// <summary>Reads providers: the built-in ones and those of a workspace have the same form.</summary>
internal sealed class ProviderReader(ConfigurationProblems problems)
{
    private static readonly Lazy<ImmutableArray<Provider>> Own = new(ReadBuiltIn);

    public static ImmutableArray<Provider> BuiltIn => Own.Value;

    public ImmutableArray<Provider> Read(ConfigurationNode root, bool isRequired) =>
        [.. root.Objects("providers", isRequired).Select(ReadOne)];

    private static ImmutableArray<Provider> ReadBuiltIn()
    {
        using var stream = typeof(ProviderReader).Assembly.GetManifestResourceStream("LlmEnergy.Fetching.providers.json")!;
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        var problems = new ConfigurationProblems("providers.json");
        var providers = ConfigurationNode.Parse<object>(json, problems, root => new ProviderReader(problems).Read(root, isRequired: true));
        problems.ThrowIfAny();
        return (ImmutableArray<Provider>)providers!;
    }

    private Provider ReadOne(ConfigurationNode node)
    {
        var provider = new Provider(
            Named(node, "id"),
            node.Text("title") ?? "",
            Addresses.Read(node, "address", problems),
            node.Text("authorization") ?? "",
            [.. node.Texts("headers").Select(header => Header(node, header))],
            node.Number("settles", isRequired: true) ?? 0,
            node.Number("oldest"),
            [.. node.Objects("endpoints", isRequired: true, "endpoint").Select(ReadEndpoint)]
        );
        node.Close();
        return provider;
    }

    private Endpoint ReadEndpoint(ConfigurationNode node)
    {
        var path = node.Text("path") ?? "";
        if (!path.StartsWith('/') || path.Contains("..", StringComparison.Ordinal))
            problems.WrongValue(node.PathOf("path"), path, "a path from the root, such as /v1/usage");
        var endpoint = new Endpoint(
            Named(node, "id"),
            path,
            node.Texts("query"),
            node.OneOf("window", "month", "month", "day") == "day",
            node.Object("pages") is { } pages ? ReadPaging(pages) : Paging.None
        );
        node.Close();
        return endpoint;
    }

    private static Paging ReadPaging(ConfigurationNode node)
    {
        var by = node.OneOf("by", "none", "none", "cursor", "number", "link", "downloads");
        var paging = new Paging(
            Enum.Parse<PagedBy>(by, ignoreCase: true),
            node.Text("next", isRequired: by is "cursor" or "downloads"),
            node.Text("more", isRequired: false),
            node.Text("total", isRequired: by == "number"),
            node.Text("parameter", isRequired: by is "cursor" or "number")
        );
        node.Close();
        return paging;
    }

    /// <summary>A name that becomes part of a file's name.</summary>
    private string Named(ConfigurationNode node, string key)
    {
        var name = node.Text(key) ?? "";
        if (name.Length is 0 or > 40 || !name.All(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign) || sign is '-' or '_'))
            problems.WrongValue(node.PathOf(key), name, "up to 40 small letters, digits, - and _");
        return name;
    }

    private (string Name, string Value) Header(ConfigurationNode node, string header)
    {
        if (header.Split(": ", 2) is [var name, var value])
            return (name, value);
        problems.WrongValue(node.PathOf("headers"), header, "NAME: VALUE");
        return ("", "");
    }
}

/// <summary>Addresses of providers.</summary>
internal static class Addresses
{
    /// <summary>An address without a path, a query or a user; null where the key is not there, or with a problem.</summary>
    public static Uri? Read(ConfigurationNode node, string key, ConfigurationProblems problems)
    {
        if (node.Text(key, isRequired: false) is not { } text)
            return null;
        if (
            Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { Scheme: "https" or "http", UserInfo: "", Query: "", Fragment: "" }
        )
            return address;
        problems.WrongValue(node.PathOf(key), "(hidden)", "an address such as https://api.example.com, without a user or a query");
        return null;
    }
}

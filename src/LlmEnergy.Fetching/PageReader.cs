using System.Globalization;
using System.Text.Json;
using LlmEnergy.Fetching.Providers;
using LlmEnergy.Ingestion.Files;

namespace LlmEnergy.Fetching;

/// <summary>What a page says of the pages after it.</summary>
internal static class PageReader
{
    /// <summary>The address of the first page.</summary>
    public static Uri First(Uri address, Endpoint endpoint, FetchSpan span, string scope)
    {
        var query = endpoint.Query.Select(span.Fill);
        if (endpoint.Pages.By == PagedBy.Number)
            query = query.Append($"{endpoint.Pages.Parameter}=1");
        var path = endpoint.Path.Replace(
            "{scope}",
            string.Join('/', scope.Split('/').Select(Uri.EscapeDataString)),
            StringComparison.Ordinal
        );
        var prefix = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new($"{prefix}{path}?{string.Join('&', query.Select(Escaped))}");
    }

    /// <summary>The address of the page after this one; null: it is the last.</summary>
    /// <param name="number">Of this page, from 1.</param>
    /// <exception cref="FetchException">The page is no JSON, or does not say whether it is the last (LE2092).</exception>
    public static Uri? Next(Uri first, Paging paging, string path, Uri? link, int number, long most, string what)
    {
        using var page = Parse(path, most, what);
        switch (paging.By)
        {
            case PagedBy.Link when link is not null && !IsSameHost(link, first):
                throw Wrong(what, "found a next page of another host, expected one of the provider");
            case PagedBy.Link:
                return link;
            case PagedBy.Cursor:
                return Cursor(page.RootElement, paging, what) is { } cursor ? With(first, paging.Parameter!, cursor) : null;
            case PagedBy.Number:
                if (
                    Find(page.RootElement, paging.Total!) is not { ValueKind: JsonValueKind.Number } total
                    || !total.TryGetInt32(out var pages)
                )
                    throw Wrong(what, $"found no number of pages in page {Text(number)}, expected it as {paging.Total}");
                return number < pages ? With(first, paging.Parameter!, Text(number + 1)) : null;
            default:
                return null;
        }
    }

    /// <summary>The addresses that an answer lists.</summary>
    /// <exception cref="FetchException">It is no JSON, or lists none (LE2092).</exception>
    public static IReadOnlyList<Uri> Downloads(Paging paging, string path, long most, string what)
    {
        using var page = Parse(path, most, what);
        if (Find(page.RootElement, paging.Next!) is not { ValueKind: JsonValueKind.Array } list)
            throw Wrong(what, $"found no list of files, expected it as {paging.Next}");
        return
        [
            .. list.EnumerateArray()
                .Select(item =>
                    item.ValueKind == JsonValueKind.String
                    && Uri.TryCreate(item.GetString(), UriKind.Absolute, out var address)
                    && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback))
                        ? address
                        : throw Wrong(what, "found a file without an address that begins with https, expected one")
                ),
        ];
    }

    private static string? Cursor(JsonElement page, Paging paging, string what)
    {
        var next = Find(page, paging.Next!) switch
        {
            { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } value => value,
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };
        if (paging.More is null)
            return next;
        return Find(page, paging.More) switch
        {
            { ValueKind: JsonValueKind.False } => null,
            { ValueKind: JsonValueKind.True } => next
                ?? throw Wrong(what, $"found {paging.More} true without {paging.Next}, expected where the list goes on: it is cut short"),
            _ => throw Wrong(what, $"found no {paging.More}, expected true or false"),
        };
    }

    private static JsonDocument Parse(string path, long most, string what)
    {
        try
        {
            return JsonDocument.Parse(RegularFile.ReadAll(path, most));
        }
        catch (JsonException)
        {
            throw Wrong(what, "found an answer that is no JSON or ends early, expected a page");
        }
    }

    private static JsonElement? Find(JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        return element;
    }

    private static Uri With(Uri first, string parameter, string value)
    {
        var query = first.Query.TrimStart('?').Split('&').Where(part => !part.StartsWith(parameter + "=", StringComparison.Ordinal));
        return new($"{first.GetLeftPart(UriPartial.Path)}?{string.Join('&', query.Append($"{parameter}={Uri.EscapeDataString(value)}"))}");
    }

    private static string Escaped(string parameter) =>
        parameter.Split('=', 2) is [var name, var value] ? $"{name}={Uri.EscapeDataString(value)}" : Uri.EscapeDataString(parameter);

    private static bool IsSameHost(Uri link, Uri first) =>
        link.GetLeftPart(UriPartial.Authority) == first.GetLeftPart(UriPartial.Authority);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static FetchException Wrong(string what, string message) => new(FetchCodes.Chain, what, message);
}

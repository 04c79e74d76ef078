using System.Collections.Immutable;

namespace LlmEnergy.Fetching.Providers;

/// <summary>How one provider is asked for what it measured, as data.</summary>
/// <param name="Address">Without a path; null where the workspace has to state it.</param>
/// <param name="Authorization">How the key is sent: <c>bearer</c>, <c>basic</c>, or the name of a header.</param>
/// <param name="Headers">Sent with each request.</param>
/// <param name="Settles">Days after which what was measured of a day no longer changes.</param>
/// <param name="Oldest">Days before today that it still gives; null: no limit is known.</param>
public sealed record Provider(
    string Id,
    string Title,
    Uri? Address,
    string Authorization,
    ImmutableArray<(string Name, string Value)> Headers,
    int Settles,
    int? Oldest,
    ImmutableArray<Endpoint> Endpoints
);

/// <summary>One list that a provider gives.</summary>
/// <param name="Path">Absolute; <c>{scope}</c> in it is the workspace's setting.</param>
/// <param name="Query">Parameters in their order, as <c>name=value</c>, not yet escaped.</param>
/// <param name="IsByDay">Whether it is asked for day by day, and not month by month.</param>
public sealed record Endpoint(string Id, string Path, ImmutableArray<string> Query, bool IsByDay, Paging Pages);

/// <summary>How the pages of a list follow each other.</summary>
/// <param name="Next">Path in a page to the cursor of the next one, or to the list of downloads.</param>
/// <param name="More">Path in a page to whether there are more; null where it does not say.</param>
/// <param name="Total">Path in a page to the number of pages.</param>
/// <param name="Parameter">That asks for a page.</param>
public sealed record Paging(PagedBy By, string? Next = null, string? More = null, string? Total = null, string? Parameter = null)
{
    public static Paging None { get; } = new(PagedBy.None);
}

public enum PagedBy : byte
{
    /// <summary>One answer is all.</summary>
    None,

    /// <summary>A page states what to ask for the next one with.</summary>
    Cursor,

    /// <summary>Pages are numbered from 1, and each says how many there are.</summary>
    Number,

    /// <summary>The header <c>Link</c> has the address of the next one (RFC 8288).</summary>
    Link,

    /// <summary>The answer lists addresses of files, which are the pages.</summary>
    Downloads,
}

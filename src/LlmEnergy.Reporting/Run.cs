using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting;

/// <summary>
/// What paragraphs, tiles and cells are made of. A figure and a source stand in it by their ids, so that tie-out needs no search in texts.
/// </summary>
public abstract record Run
{
    private Run() { }

    public sealed record Text(string Value, bool IsStrong = false) : Run;

    /// <summary>A figure of the disclosure as it is printed.</summary>
    public sealed record Number(FigureId Figure, string Formatted) : Run;

    /// <summary>Refers to a footnote; <paramref name="Position"/> counts from 1 in order of first use.</summary>
    public sealed record Note(int Position, Citation Source) : Run;

    public sealed record Link(string Url) : Run;

    /// <summary>The page of a heading, where a format has pages; nothing elsewhere.</summary>
    /// <param name="Before">Stands between what it follows and the number.</param>
    public sealed record Page(string Heading, string Before) : Run;

    /// <summary>As a reader sees it.</summary>
    public string Plain =>
        this switch
        {
            Text text => text.Value,
            Number number => number.Formatted,
            Note note => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{note.Position}]"),
            Link link => link.Url,
            Page => "",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

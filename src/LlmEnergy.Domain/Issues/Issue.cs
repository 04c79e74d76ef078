namespace LlmEnergy.Domain;

/// <summary>
/// Where something stands: line is where the record starts, column the number of the field, both from 1; 0 where there is none.
/// </summary>
public readonly record struct SourceLocation(string File, long Line, int Column)
{
    /// <summary>As compilers write it: the file, and as much of its place as there is.</summary>
    public override string ToString() =>
        Line == 0 ? File
        : Column == 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}

public enum Severity : byte
{
    /// <summary>Worth a look; nothing is missing.</summary>
    Warning,

    /// <summary>Something was not counted.</summary>
    Error,
}

/// <summary>
/// A finding, as a value. Codes: LE1 ingestion, LE2 configuration, LE3 factors, LE4 calculation and reporting. Never holds keys, users or
/// prompts.
/// </summary>
/// <param name="Share">Share of the emissions that the finding concerns, 0 to 1, or null where it cannot be told; warnings are ranked by
/// it.</param>
public sealed record Issue(SourceLocation At, string Code, string Message, Severity Severity, decimal? Share = null)
{
    /// <summary>As serious as findings of its code are.</summary>
    /// <exception cref="KeyNotFoundException">There is no such code.</exception>
    public Issue(SourceLocation at, string code, string message)
        : this(at, code, message, IssueCatalog.Of(code).Severity) { }

    /// <summary>For people: the place, a sentence, and the code at its end.</summary>
    /// <param name="beside">What stands after the message, with the blank before it.</param>
    /// <param name="more">What stands after the code, inside of its brackets.</param>
    public string Sentence(string beside = "", string more = "") => $"{At}: {Word}: {Message}{beside} ({Code}{more})";

    /// <summary>As compilers write it: for the message of an exception and a debugger.</summary>
    public override string ToString() => $"{At}: {Word} {Code}: {Message}";

    private string Word => Severity == Severity.Error ? "error" : "warning";
}

namespace LlmEnergy.Domain.Figures;

public enum CellKind : byte
{
    Empty,
    Text,
    Number,
    Date,
}

/// <summary>What stands in a cell. Empty means missing, which is not zero.</summary>
public readonly record struct CellValue
{
    private CellValue(CellKind kind, string? text, decimal number) => (Kind, Text, Number) = (kind, text, number);

    public static CellValue Empty => default;

    public CellKind Kind { get; }

    /// <summary>Of a text cell.</summary>
    public string? Text { get; }

    /// <summary>Of a number; of a date, its day number.</summary>
    public decimal Number { get; }

    public static CellValue Of(string? text) => string.IsNullOrEmpty(text) ? Empty : new(CellKind.Text, text, 0m);

    public static CellValue Of(decimal? number) => number is { } value ? new(CellKind.Number, null, value) : Empty;

    public static CellValue Of(DateOnly date) => new(CellKind.Date, null, date.DayNumber);

    public static CellValue Of(DateOnly? date) => date is { } day ? Of(day) : Empty;

    public DateOnly Date => DateOnly.FromDayNumber((int)Number);
}

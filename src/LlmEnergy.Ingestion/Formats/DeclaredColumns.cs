namespace LlmEnergy.Ingestion.Formats;

/// <summary>Columns that no file has: the days that <c>intake.csv</c> declares for it, as <c>yyyy-MM-dd</c>.</summary>
public static class DeclaredColumns
{
    public const string From = "declared.from";

    /// <summary>The last day.</summary>
    public const string To = "declared.to";

    public static bool Is(string name) => name is From or To;
}

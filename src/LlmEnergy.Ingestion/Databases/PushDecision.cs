using System.Globalization;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>Whether a database adds rows up, as its source states it, or by how many there are.</summary>
internal static class PushDecision
{
    /// <param name="mostStreamed">Rows that are sent where the source leaves it open.</param>
    /// <returns>What the database is asked for, or null where rows are sent; and why, where that was open.</returns>
    /// <exception cref="RefusedFileException">The source says that the database does, and it cannot.</exception>
    public static (PushQuery? Query, string Why) Of(OpenTable open, long mostStreamed, CancellationToken cancellation)
    {
        if (open.Table.Read == DatabaseTable.Stream)
            return (null, "");
        if (open.Table.Read == DatabaseTable.Push)
            return (open.Pushed(), "");
        var rows = open.Database.Count(open.Query.Count, cancellation);
        var many = string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, {(rows > mostStreamed ? "more than" : "up to")} {mostStreamed:N0}");
        if (rows <= mostStreamed)
            return (null, $"streamed: {many}");
        try
        {
            return (open.Pushed(), $"added up by the database: {many}");
        }
        catch (RefusedFileException refused) when (refused.Issue.Code == IssueCodes.NotPushed)
        {
            return (null, $"streamed: {many}, but {refused.Issue.Message}");
        }
    }
}

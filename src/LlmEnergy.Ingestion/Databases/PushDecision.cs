using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>Whether a database adds rows up, as its source states it, or by how many there are.</summary>
internal static class PushDecision
{
    /// <param name="mostStreamed">Rows that are sent where the source leaves it open.</param>
    /// <returns>What the database is asked for, or null where rows are sent; and why, where that was open.</returns>
    /// <exception cref="RefusedFileException">The source says that the database does, and it cannot.</exception>
    public static (Pushed? Pushed, string Why) Of(OpenTable open, ReportingPeriod period, long mostStreamed, CancellationToken cancellation)
    {
        if (open.Table.Read == DatabaseTable.Stream)
            return (null, "");
        if (open.Table.Read == DatabaseTable.Push)
            return (Pushed.Of(open, period, cancellation), "");
        var (isMany, many) = (true, "shards");
        if (!open.Table.HasShards)
        {
            var rows = open.Database.Count(open.Query.Count, cancellation);
            isMany = rows > mostStreamed;
            many = string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, {(isMany ? "more than" : "up to")} {mostStreamed:N0}");
        }

        try
        {
            return isMany ? (Pushed.Of(open, period, cancellation), $"added up by the database: {many}") : (null, $"streamed: {many}");
        }
        catch (RefusedFileException refused) when (refused.Issue.Code == IssueCodes.NotPushed)
        {
            return (null, $"streamed: {many}, but {refused.Issue.Message}");
        }
    }
}

/// <summary>What is asked, and of whom: the table itself, or the parts of it.</summary>
internal sealed record Pushed(PushQuery Query, IReadOnlyList<OpenTable> Tables, IDisposable? Shards) : IDisposable
{
    /// <exception cref="RefusedFileException">The database cannot add the rows up as it is done here.</exception>
    public static Pushed Of(OpenTable open, ReportingPeriod period, CancellationToken cancellation)
    {
        if (!open.Table.HasShards)
            return new(open.Pushed(), [open], null);
        // what cannot be added up is refused before other servers are asked
        _ = open.Pushed();
        var shards = TableShards.Of(open, period, cancellation);
        return new(shards.All[0].Pushed(), shards.All, shards);
    }

    public void Dispose() => Shards?.Dispose();
}

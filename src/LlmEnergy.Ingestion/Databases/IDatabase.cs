using LlmEnergy.Ingestion.Findings;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>A server that a table is read from, and is never written to.</summary>
internal interface IDatabase : IDisposable
{
    /// <summary>Its name and version, such as <c>PostgreSQL 15.18</c>.</summary>
    string Server { get; }

    /// <summary>What all statements see, as the server names it; empty where each sees the table as it is then.</summary>
    string Snapshot { get; }

    SqlDialect Dialect { get; }

    /// <param name="identity">Columns that name a row.</param>
    /// <returns>Without columns where there is no such table.</returns>
    TableSchema Schema(IReadOnlyList<string> identity);

    /// <summary>The rows of a statement as CSV in UTF-8 with a line of names; what is NULL is empty.</summary>
    Stream Csv(string sql, CancellationToken cancellation);

    /// <summary>The one number that a statement gives.</summary>
    long Count(string sql, CancellationToken cancellation);

    /// <summary>What a record of the rows says that is an error of the server in the place of a row; null where it is a row.</summary>
    RefusedFileException? ErrorIn(ReadOnlySpan<byte> record);
}

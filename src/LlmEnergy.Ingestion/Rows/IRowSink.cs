using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>Takes the rows of a file in the order in which they stand there. Called on one thread.</summary>
internal interface IRowSink
{
    /// <summary>A record that was read into fields; why it does not count, where it does not, stands in the row.</summary>
    void Accept(in UsageRow row, CancellationToken cancellation);

    /// <summary>A record that could not be read into fields.</summary>
    void Reject(RowLocation at, Issue issue, CancellationToken cancellation);

    /// <summary>Something to know about the file as a whole.</summary>
    void Warn(string code, string message);

    /// <summary>The records that the container counted apart from its rows; once, after the last row.</summary>
    void Counted(RecordTally records, PlaceKind places);

    /// <summary>The last page says that others follow.</summary>
    /// <param name="member">What says so.</param>
    void MissPages(string member);
}

/// <summary>What a tally takes for the place of a record.</summary>
internal enum PlaceKind : byte
{
    /// <summary>Its first byte.</summary>
    Offset,

    /// <summary>Its line, or its number.</summary>
    Line,
}

using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>
/// Reads the amounts and times of a file for their form alone: the reader notes what they show, and the rows are read a second time for
/// what they count.
/// </summary>
/// <param name="isDecided">Whether what was read tells all.</param>
/// <param name="stop">Cancelled when it does.</param>
internal sealed class FormProbe(Func<bool> isDecided, CancellationTokenSource stop) : IRowSink
{
    public void Accept(in UsageRow row, CancellationToken cancellation)
    {
        if (isDecided())
            stop.Cancel();
        cancellation.ThrowIfCancellationRequested();
    }

    public void Reject(RowLocation at, Issue issue, CancellationToken cancellation) => cancellation.ThrowIfCancellationRequested();

    public void Warn(string code, string message)
    {
        // the second reading says it
    }

    public void Counted(RecordTally records, PlaceKind places)
    {
        // the second reading compares it
    }

    public void MissPages(string member)
    {
        // the second reading says it
    }
}

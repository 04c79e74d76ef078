using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Findings;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>The parts of a table that the servers of a cluster hold, each of which adds up its own.</summary>
internal sealed class TableShards : IDisposable
{
    private readonly List<OpenTable> _shards = [];

    public IReadOnlyList<OpenTable> All => _shards;

    /// <param name="whole">The <c>Distributed</c> table, as the first of the servers has it.</param>
    /// <exception cref="RefusedFileException">
    /// Rows that depend on each other may lie on several shards, or the servers are not the shards of the cluster, each once.
    /// </exception>
    public static TableShards Of(OpenTable whole, ReportingPeriod period, CancellationToken cancellation)
    {
        if (whole.Database is not ClickHouseDatabase first || DistributedEngine.Of(first.Engine(cancellation)) is not { } engine)
            throw PushRefusals.Refused(whole.Display, "shards of a table that is not Distributed");
        if (engine.WhySpread([.. whole.Mapping.Identity.SelectMany(names => names)]) is { } spread)
            throw PushRefusals.Refused(
                whole.Display,
                $"{spread}, where those of one {whole.Mapping.DescribedIdentity} have to lie on one shard"
            );
        var shards = new TableShards();
        try
        {
            var table = whole.Table with { Table = engine.Database.Length == 0 ? engine.Table : $"{engine.Database}.{engine.Table}" };
            foreach (var connection in ConnectionReference.Resolve(whole.Table.Connection, whole.Display))
                shards._shards.Add(
                    OpenTable.Of(table, connection, _ => (whole.Mapping, whole.Why), whole.Display, period, isOrdered: false, cancellation)
                );
            shards.RefuseOthers(first.Shards(engine.Cluster, isOwn: false, cancellation), engine.Cluster, whole.Display, cancellation);
            return shards;
        }
        catch
        {
            shards.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var shard in _shards)
            shard.Dispose();
    }

    /// <summary>Each server says which shard it is: none is asked twice, and none is left out.</summary>
    private void RefuseOthers(ImmutableArray<string> expected, string cluster, string display, CancellationToken cancellation)
    {
        var found = _shards.SelectMany(shard => ((ClickHouseDatabase)shard.Database).Shards(cluster, isOwn: true, cancellation)).ToList();
        if (found.Count != _shards.Count || !found.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)))
            throw PushRefusals.Refused(
                display,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Counted.Of(_shards.Count, "connection string")} that lead to {Counted.Of(found.Distinct().Count(), "shard")} "
                ) + string.Create(CultureInfo.InvariantCulture, $"of the {expected.Length} of {cluster}, where each has one line")
            );
        if (_shards.Any(shard => !shard.Schema.Columns.SequenceEqual(_shards[0].Schema.Columns)))
            throw PushRefusals.Refused(display, "shards whose tables have other columns");
    }
}

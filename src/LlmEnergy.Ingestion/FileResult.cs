using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Counting;

namespace LlmEnergy.Ingestion;

/// <summary>What came of one file, apart from its lines.</summary>
/// <param name="NotAccepted">Null where there is nothing to list.</param>
internal sealed record FileResult(RowAccount Account, DecisionRuns? NotAccepted, ImmutableArray<Issue> Issues);

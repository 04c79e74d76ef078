using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion;

/// <summary>What came of one file, apart from its lines.</summary>
internal sealed record FileResult(RowAccount Account, ImmutableArray<RowDecision> NotAccepted, ImmutableArray<Issue> Issues);

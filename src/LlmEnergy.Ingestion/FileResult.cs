using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion;

/// <summary>What came of one file, apart from its lines.</summary>
/// <param name="NotAccepted">Null where there is nothing to list.</param>
internal sealed record FileResult(RowAccount Account, DecisionRuns? NotAccepted, ImmutableArray<Issue> Issues)
{
    private static readonly ImmutableSortedDictionary<string, decimal> NoCost = ImmutableSortedDictionary.Create<string, decimal>(
        StringComparer.Ordinal
    );

    public static FileResult Of(SourceInput source, ReadFile file, Usage accepted, long billed)
    {
        var (totals, fates) = (file.Totals, file.Totals.Fates);
        var rows = fates.Counts with { Read = totals.Records.Counted.Records + totals.CutRows };
        var account = new RowAccount(
            file.Path.Display,
            source.Id,
            file.Mapping.Id,
            file.Why,
            file.Bytes,
            rows,
            accepted,
            fates.NotAccepted,
            CostOf(totals)
        )
        {
            Sha256 = file.Sha256,
            Evidence = file.Evidence,
            BillRows = billed,
            Fates = fates.All,
            Records = totals.Records.Counted,
            HandedOn = totals.Records.HandedOn,
            IsDraft = file.Mapping.IsDraft,
            IsPrompts = file.Mapping.Prompts is not null,
            Parts = totals.Lines.Doubts.Parts,
            Days = totals.Days.Span,
        };
        return new(account, fates.Decisions, totals.Issues);
    }

    public static FileResult Refused(SourceInput source, RefusedFile file) =>
        new(
            new(file.Path.Display, source.Id, null, file.Why.Message, file.Path.Bytes, default, Usage.None, Usage.None, NoCost),
            null,
            [file.Why]
        );

    private static ImmutableSortedDictionary<string, decimal> CostOf(FileTotals totals) =>
        totals
            .Lines.Inside.Where(line => line.Totals.HasCost)
            .GroupBy(line => totals.Dimensions[Field.Currency][line.Key.Currency], StringComparer.Ordinal)
            .ToImmutableSortedDictionary(
                currency => currency.Key,
                currency => currency.Sum(line => line.Totals.Cost),
                StringComparer.Ordinal
            );
}

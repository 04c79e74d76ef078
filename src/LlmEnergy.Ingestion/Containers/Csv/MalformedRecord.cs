using CsvHelper;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Csv;

/// <summary>A record that breaks the rules of quoting, as the reader reports it before it hands the record out.</summary>
internal readonly record struct MalformedRecord(long Line, string Found, bool SpansLines)
{
    public static MalformedRecord Of(CsvMalformedRecord record, RowLocation start) =>
        new(
            start.Line + record.LineNumber - 1,
            record.Reason switch
            {
                CsvMalformedReason.UnterminatedQuote or CsvMalformedReason.LineBreakInQuotes => "a quote that is not closed",
                CsvMalformedReason.TextAfterClosingQuote => "text after a closing quote",
                _ => "a quote inside an unquoted field",
            },
            record.RawRecord.AsSpan().ContainsAny('\n', '\r')
        );

    public Issue ToIssue(string file)
    {
        var reading = SpansLines ? "; reading goes on at the next line" : "";
        return new(
            new(file, Line, 0),
            IssueCodes.Quote,
            $"found {Found}, expected quotes around the whole field and doubled inside{reading}"
        );
    }
}

using System.Globalization;
using System.Text;
using LlmEnergy.Ingestion.Tests;

namespace LlmEnergy.EndToEnd;

/// <summary>
/// What somebody downloads who has never run the program: usage of the third quarter of 2026 of three providers, a list of invoices with
/// decimal commas, a scanned contract, a CSV of nobody's format, and what programs leave beside them.
/// </summary>
internal sealed class NewcomerFolder : IDisposable
{
    private static readonly DateTime First = new(2026, 7, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("llmenergy-test-");

    public NewcomerFolder()
    {
        var acme = System.IO.Path.Combine(RepositoryRoot.Samples, "acme", "exports", "openai");
        foreach (var month in new[] { "07-01_2026-08-01", "08-01_2026-09-01", "09-01_2026-10-01" })
            Copy(System.IO.Path.Combine(acme, $"completions_usage_2026-{month}.csv"));
        Write(
            "gateway log.csv",
            "request_id,call_type,spend,total_tokens,prompt_tokens,completion_tokens,startTime,model,custom_llm_provider,cache_hit",
            day =>
                FormattableString.Invariant(
                    $"r{day:yyyyMMdd},acompletion,0.01,150,100,50,{day:yyyy-MM-dd} 12:00:00,claude-sonnet-4-5,anthropic,False"
                )
        );
        Write(
            "cursor.csv",
            "Zeitstempel;Anbieter;Modell;Eingabe-Tokens;Ausgabe-Tokens",
            day => FormattableString.Invariant($"{day:dd.MM.yyyy} 08:00:00;mistral;mistral-large-2411;{1000 + day.DayOfYear};300"),
            Encoding.Unicode
        );
        Invoices("Rechnungen.xlsx");
        File.WriteAllText(Named("Vertrag.pdf"), "%PDF-1.7\nnot a real one");
        File.WriteAllText(Named("Mitarbeiter.csv"), "Name,Abteilung\nBerg,Einkauf\n");
        File.WriteAllText(Named("~$Rechnungen.xlsx"), "the lock of an open workbook");
    }

    public string Path => System.IO.Path.Combine(_parent.FullName, "Musterwerk");

    public string Named(string file)
    {
        Directory.CreateDirectory(Path);
        return System.IO.Path.Combine(Path, file);
    }

    public string Read(string file) => File.ReadAllText(System.IO.Path.Combine(Path, file));

    public void Dispose() => _parent.Delete(recursive: true);

    private void Copy(string file) => File.Copy(file, Named(System.IO.Path.GetFileName(file)));

    private void Write(string file, string header, Func<DateTime, string> row, Encoding? encoding = null) =>
        File.WriteAllText(
            Named(file),
            string.Join("\r\n", Enumerable.Range(0, 92).Select(day => row(First.AddDays(day))).Prepend(header)) + "\r\n",
            encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)
        );

    private void Invoices(string file)
    {
        string[][] rows =
        [
            ["Rechnungsdatum", "Lieferant", "Nettobetrag", "Währung"],
            .. new[] { 7, 8, 9 }.Select(month =>
                new[] { string.Create(CultureInfo.InvariantCulture, $"15.{month:00}.2026"), "Cohere", "1.234,56", "USD" }
            ),
        ];
        File.WriteAllBytes(Named(file), Workbook.Of(string.Concat(rows.Select((row, index) => Workbook.Row(index + 1, row)))));
    }
}

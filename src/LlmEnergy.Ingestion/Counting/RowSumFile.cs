using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>The sums of a table as CSV, lines in ordinal order: the same rows give the same bytes, whoever added them up.</summary>
internal static class RowSumFile
{
    private static readonly ImmutableArray<string> Names =
    [
        .. "outcome,rule,day".Split(','),
        .. FieldNames.Text.Select(FieldNames.Of),
        .. "band,basis,known,marks,warned,twin,rows,requests,input,cached,cacheWrite,output,reasoning,images".Split(','),
        .. "audioMilliseconds,characters,generationMilliseconds,energyMicrojoules,energyOf".Split(','),
        .. "inputByUncached,inputByCached,inputByOutput,cost,total,dropped".Split(','),
    ];

    /// <param name="costKeyOf">What a cost key stands for: no output has it as the rows do.</param>
    public static byte[] Write(RowSums sums, Func<string, string> costKeyOf)
    {
        var lines = sums.All.Select(sum => LineOf(sum.Key, sum.Value, sums.Reader, costKeyOf)).ToList();
        lines.Sort(StringComparer.Ordinal);
        return Encoding.UTF8.GetBytes(string.Join(',', Names) + "\n" + string.Concat(lines));
    }

    /// <summary>Adds what is written to the totals of a table.</summary>
    /// <exception cref="RefusedFileException">It is not as it was written.</exception>
    public static void Read(ReadOnlyMemory<byte> csv, FileTotals totals)
    {
        using var reader = CsvReader.Create(csv, CsvReaderOptions.Default);
        try
        {
            reader.ReadHeader();
            if (!(reader.Headers ?? []).SequenceEqual(Names))
                throw new FormatException();
            while (reader.Read())
                Add(reader, totals);
        }
        catch (Exception e) when (e is FormatException or CsvFormatException or IndexOutOfRangeException or ArgumentException)
        {
            throw new RefusedFileException(
                totals.Path,
                IssueCodes.Unreadable,
                "found sums of the table that are not as they were written, expected the file of the report"
            );
        }
    }

    private static string LineOf(in RowSumKey key, in RowSum sum, RowReader reader, Func<string, string> costKeyOf)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{key.Outcome.ToString().ToLowerInvariant()},{key.Rule},");
        if (key.Day > 0)
            line.Append(DateOnly.FromDayNumber(key.Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        foreach (var field in FieldNames.Text)
        {
            var text = reader.Dimensions[field][NumberOf(key.Key, field)];
            Quote(line.Append(','), field == Field.CostKey ? costKeyOf(text) : text);
        }

        var (band, basis) = key.Outcome == RowOutcome.Accepted ? ($"{key.Key.Band}", $"{key.Key.Basis}") : ("", "");
        var usage = sum.Usage;
        line.Append(CultureInfo.InvariantCulture, $",{band},{basis},{(int)key.Known},{(int)key.Marks},{key.Warned}");
        line.Append(',').Append(key.Twin == 0 ? "" : reader.Mapping.Twins[key.Twin - 1].Name);
        line.Append(CultureInfo.InvariantCulture, $",{sum.Rows},{usage.Requests},{usage.Input},{usage.Cached},{usage.CacheWrite}");
        line.Append(CultureInfo.InvariantCulture, $",{usage.Output},{usage.Reasoning},{usage.Images},{usage.AudioMilliseconds}");
        line.Append(CultureInfo.InvariantCulture, $",{usage.Characters},{usage.GenerationMilliseconds}");
        line.Append(CultureInfo.InvariantCulture, $",{usage.EnergyMicrojoules},{StatedEnergies.NameOf(key.Key.Energy)}");
        line.Append(CultureInfo.InvariantCulture, $",{Plain(sum.Moments.Uncached)},{Plain(sum.Moments.Cached)}");
        line.Append(CultureInfo.InvariantCulture, $",{Plain(sum.Moments.Output)},{Plain(sum.Cost)},{sum.Total},{sum.Dropped}\n");
        return line.ToString();
    }

    private static void Add(CsvReader csv, FileTotals totals)
    {
        var next = 0;
        string Text() => Encoding.UTF8.GetString(csv.GetSpan(next++));
        long Number() => long.Parse(Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        decimal Amount() =>
            decimal.Parse(Text(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        var reader = totals.Reader;
        var outcome = Enum.Parse<RowOutcome>(Text(), ignoreCase: true);
        var rule = Text();
        var day = Text() is { Length: > 0 } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : default;
        Span<int> numbers = stackalloc int[FieldNames.Text.Length];
        foreach (var (index, field) in FieldNames.Text.Index())
            numbers[index] = Math.Max(0, reader.Dimensions[field].NumberOf(csv.GetSpan(next++)));
        var band = Text() is { Length: > 0 } named ? Enum.Parse<ContextBand>(named) : default;
        var basis = Text() is { Length: > 0 } based ? Enum.Parse<ContextBasis>(based) : default;
        var (known, marks, warned) = ((Known)Number(), (RowMarks)Number(), (byte)Number());
        var twin = Text() is { Length: > 0 } name ? NumberOf(name, reader.Mapping) : (byte)0;
        var rows = Number();
        var usage = new Usage(
            Number(),
            Number(),
            Number(),
            Number(),
            Number(),
            Number(),
            Number(),
            Number(),
            known,
            Number(),
            Number(),
            Number()
        );
        var energy = StatedEnergies.Named(Text());
        var moments = new ContextMoments(Amount(), Amount(), Amount());
        var (cost, total, dropped) = (Amount(), Number(), Number());
        var key = KeyOf(RowKey.MonthOf(day), numbers, band, basis) with { Energy = energy };
        var sum = new UsageRow(
            default,
            outcome == RowOutcome.Accepted ? reader.Keys.NumberOf(key) : reader.Keys.OfCurrency(key.Currency),
            0,
            day.DayNumber,
            band,
            warned,
            marks,
            0,
            0,
            usage,
            cost,
            total,
            dropped,
            0
        );
        totals.Count(outcome, rule, sum, rows, moments, twin);
    }

    /// <param name="texts">Numbers in the order of the text fields.</param>
    public static RowKey KeyOf(int month, ReadOnlySpan<int> texts, ContextBand band, ContextBasis basis) =>
        new(month, 0, texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6], texts[7], texts[8], band, basis);

    /// <exception cref="FormatException">The format has no such rule.</exception>
    private static byte NumberOf(string twin, Mapping mapping) =>
        (byte)(mapping.Twins.Index().FirstOrDefault(rule => rule.Item.Name == twin, (-1, null!)).Index + 1) is > 0 and var number
            ? number
            : throw new FormatException();

    private static int NumberOf(in RowKey key, Field field) => new DistinctCount(field).NumberOf(key);

    private static void Quote(StringBuilder line, string text)
    {
        if (text.AsSpan().ContainsAny(",\"\r\n"))
            line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            line.Append(text);
    }

    /// <summary>Without zeros at its end.</summary>
    private static string Plain(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}

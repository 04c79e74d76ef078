using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion;

/// <summary>A file that is read and gives no usage. It passes for a time without usage only where the file or somebody says so.</summary>
internal static class NoUsage
{
    private const int MostNames = 3;

    /// <returns>What is wrong with it; null where it has usage, or where something says that there was none.</returns>
    public static string? Of(SourceInput source, ReportingPeriod period, FileTotals file, RowSettlement rows, FileShape shape)
    {
        if (rows.Rows == 0)
        {
            // pages state their empty list
            if (file.Mapping.Rows.Length > 0 || source.IntakeOf(file.Path) is { From: not null, To: not null })
                return null;
            if (source.AttestedZero.Any(span => span.First <= period.Last && period.First <= span.Last))
                return null;
            return "found no rows, expected some, or a span that says so: from and to in intake.csv, or attestedZero";
        }

        if (!rows.IsAllOther || IsAttested(source, file))
            return null;
        var rules = file.Fates.All.Select(fate => string.Create(CultureInfo.InvariantCulture, $"{fate.Rows:N0} by {fate.Rule}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"found {Counted.Of(rows.Rows, "row that is ignored", "rows that are all ignored")} ({string.Join(", ", rules)}), expected "
                + $"usage{Unread(file.Mapping, shape)}"
        );
    }

    /// <summary>A part of an export need not have usage where another part has it.</summary>
    public static void Say(IEnumerable<FileTotals> files, SourceInput source)
    {
        foreach (var export in ExportParts.Of(files, source).Where(export => export.All(file => file.NoUsage is not null)))
        foreach (var file in export)
            file.Fault(IssueCodes.NoUsage, file.NoUsage!);
    }

    private static bool IsAttested(SourceInput source, FileTotals file) =>
        file.Days.All.Any() && file.Days.All.All(day => source.AttestedZero.Any(span => span.First <= day.Day && day.Day <= span.Last));

    /// <summary>Attributes have whatever names a library gives them: those that may be counts of tokens.</summary>
    private static string Unread(Mapping mapping, FileShape shape)
    {
        var read = mapping.Fields.Values.SelectMany(columns => columns.Names).Select(name => shape.PathOf(mapping, name));
        var unread = shape
            .Names.Except(read)
            .Where(name => name.EndsWith(']') && name.Contains("token", StringComparison.OrdinalIgnoreCase))
            .Select(name => name[(name.LastIndexOf('[') + 1)..^1])
            .Take(MostNames)
            .ToImmutableArray();
        return unread.IsEmpty ? "" : $": it has {string.Join(", ", unread)}, which {mapping.Id} does not read";
    }
}

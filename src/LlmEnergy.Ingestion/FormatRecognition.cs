using System.Collections.Immutable;
using LlmEnergy.Ingestion.Containers;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion;

/// <summary>What a file is, by its first records alone.</summary>
public static class FormatRecognition
{
    /// <summary>The file itself; of a zip archive its first entry that may be an export.</summary>
    public static InputPath FirstOf(InputPath path)
    {
        var source = new SourceInput("", SourceInput.DetectFormat, "", null, null, [path], ImmutableDictionary<string, string>.Empty);
        return Archives.Open(source).Source.Files.Select(file => (InputPath?)file).FirstOrDefault() ?? path;
    }

    /// <summary>The columns of a table, or the members of JSON; none where the file cannot be read.</summary>
    public static ImmutableArray<string> ColumnsOf(InputPath path)
    {
        try
        {
            using var file = ExportFile.Open(path);
            return [.. RowSources.Open(file, null, 1).Shape.Names];
        }
        catch (Exception exception) when (exception is RefusedFileException || Unreadable.Is(exception))
        {
            return [];
        }
    }

    /// <summary>The format, and which columns told; or what keeps the file from being one.</summary>
    public static FormatMatch Recognise(FormatCatalog formats, InputPath path)
    {
        try
        {
            using var file = ExportFile.Open(path);
            return formats.Detect(RowSources.Open(file, null, 1).Shape);
        }
        catch (RefusedFileException refused)
        {
            return new(null, refused.Issue.Message, refused.Issue.Code);
        }
        catch (Exception exception) when (Unreadable.Is(exception))
        {
            return new(null, $"found {Unreadable.Reason(exception)}, expected a readable file", IssueCodes.Unreadable);
        }
    }
}

using System.CommandLine;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Files;

namespace LlmEnergy.Cli.Commands;

internal sealed class FactorsCheckCommand : Command
{
    private readonly Argument<FileInfo[]> _files = new("file")
    {
        Description =
            "Files of a workspace's own factors, or files of a pack that take the place of the built-in ones of the same name; without "
            + "any, the built-in pack is checked",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string> _against = new("--against")
    {
        Description = "Folder of factor files to compare with: a whole pack, or some files on top of the built-in one",
    };
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Lazy<FactorPack> _factors;
    private readonly Terminal _terminal;

    public FactorsCheckCommand(Lazy<FactorPack> factors, Terminal terminal)
        : base(
            "check",
            "Checks factor files as they are checked when they are loaded, and shows what they change: grids that moved by more than 5 % "
                + "first, then other changes, additions, removals.\n\nExample: llmenergy factors check "
                + "templates/factors/import.csv\nExample: llmenergy factors check --against ../factors-2025"
        )
    {
        (_factors, _terminal) = (factors, terminal);
        Add(_files);
        Add(_against);
        Add(_format);
        SetAction(Run);
    }

    private int Run(ParseResult result)
    {
        var files = result.GetRequiredValue(_files);
        if (Read(FactorFiles.BuiltIn, files) is not { } pack || Other(result.GetValue(_against)) is not { } other)
            return ExitCode.DoneWithFindings;
        if (!result.IsJson(_format))
            _terminal.Print(
                $"{pack.Hash}: {Counted.Of(pack.Factors.Count, "factor")} of {Counted.Of(pack.Sources.Count, "source")}, nothing to report"
            );
        var changes = FactorComparison.Compare(other, pack);
        if (result.IsJson(_format) || changes.Length > 0)
            FactorText.Print(_terminal, result.IsJson(_format), changes);
        return ExitCode.Done;
    }

    private FactorPack? Other(string? against)
    {
        if (against is null)
            return _factors.Value;
        var folder = InputFiles.Folder(against);
        FileInfo[] files = folder.Exists ? [.. folder.EnumerateFiles("*.csv").OrderBy(file => file.Name, StringComparer.Ordinal)] : [];
        if (files.Length == 0)
            throw new ConfigurationException(
                new Issue(new("--against", 0, 0), "LE2009", "found no folder with files *.csv, expected factor files")
            );
        // a folder with sources is a pack of its own: what it does not have, it does not have
        return Read(files.Any(file => file.Name == FactorFiles.Sources) ? FactorFiles.None : FactorFiles.BuiltIn, files);
    }

    /// <summary>Null where there is something to report, which is then said.</summary>
    private FactorPack? Read(FactorFiles start, FileInfo[] files)
    {
        var (whole, own) = (start, FactorFiles.None);
        foreach (var file in files)
        {
            var content = InputFiles.Bytes(file, "a factor file");
            if (FactorLoader.IsOverlay(content))
                own = own.With(file.Name, new MemoryStream(content));
            else
                whole = whole.With(file.Name, new MemoryStream(content));
        }

        try
        {
            return FactorLoader.Load(whole).With(own);
        }
        catch (ConfigurationException bad)
        {
            _terminal.Say(bad.Issues);
            return null;
        }
    }
}

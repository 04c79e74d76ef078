using System.CommandLine;
using LlmEnergy.Reporting.Pdf;

namespace LlmEnergy.Cli.Commands;

/// <summary>What the program starts itself with to try a font or a logo, see <see cref="TrialProcess"/>; not for people.</summary>
internal sealed class TrialCommand : Command
{
    public const string Verb = "try-look";

    private readonly Argument<LookPart> _part = new("part");
    private readonly Terminal _terminal;

    public TrialCommand(Terminal terminal)
        : base(Verb, "Tries a font or a logo, given on standard input.")
    {
        _terminal = terminal;
        Hidden = true;
        Add(_part);
        SetAction(Run);
    }

    private int Run(ParseResult result)
    {
        var file = new byte[FontFile.MostBytes + 1];
        using var input = Console.OpenStandardInput();
        var length = input.ReadAtLeast(file, file.Length, throwOnEndOfStream: false);
        file = file[..length];
        var refusal = result.GetRequiredValue(_part) == LookPart.Font ? FontFile.Refusal(file) : LogoFile.Read(file).Refusal;
        _terminal.Print(string.IsNullOrEmpty(refusal) ? TrialProcess.Usable : refusal);
        return ExitCode.Done;
    }
}

using System.CommandLine;

namespace LlmEnergy.Cli.Commands;

/// <summary>What the program ships beside its own code, and licences that ask to be shipped too; a single file has them inside.</summary>
internal sealed class NoticesCommand : Command
{
    private const string Resources = "Notices.";

    public NoticesCommand(Terminal terminal)
        : base("notices", "Prints what the program ships beside its own code, and its licences.\n\nExample: llmenergy notices") =>
        SetAction(
            (_, _) =>
            {
                foreach (var text in Texts())
                    terminal.Print(text);
                return Task.FromResult(ExitCode.Done);
            }
        );

    /// <summary>NOTICE.md, then each text that it points to.</summary>
    internal static IEnumerable<string> Texts()
    {
        var assembly = typeof(NoticesCommand).Assembly;
        foreach (
            var name in assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(Resources, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return text.ReadToEnd();
        }
    }
}

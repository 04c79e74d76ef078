using System.Collections.Immutable;
using System.CommandLine;

namespace LlmEnergy.Cli.Commands;

/// <summary>Prints what a shell has to run so that it completes commands and options.</summary>
internal sealed class CompletionCommand : Command
{
    /// <summary>The parser answers <c>[suggest:POSITION] LINE</c> with what may stand there, a line each.</summary>
    private static readonly ImmutableSortedDictionary<string, string> Scripts = new Dictionary<string, string>
    {
        ["bash"] = """
            _llmenergy() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(llmenergy "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _llmenergy llmenergy
            """,
        ["fish"] = """
            complete -c llmenergy -a '(llmenergy "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName llmenergy -ScriptBlock {
              param($word, $line, $position)
              llmenergy "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
        ["zsh"] = """
            _llmenergy() {
              local -a found
              found=("${(@f)$(llmenergy "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
              compadd -a found || _files
            }
            compdef _llmenergy llmenergy
            """,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public CompletionCommand(Terminal terminal)
        : base(
            "completion",
            "Prints a script that has a shell complete commands and options.\n\nExample: llmenergy completion bash >> ~/.bashrc"
        )
    {
        var shell = new Argument<string>("shell") { Description = string.Join(", ", Scripts.Keys) };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        Add(shell);
        SetAction(result => terminal.Print(Scripts[result.GetRequiredValue(shell)]));
    }
}

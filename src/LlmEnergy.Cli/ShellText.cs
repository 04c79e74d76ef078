namespace LlmEnergy.Cli;

/// <summary>Text as a shell takes it, so that a command that is shown can be copied.</summary>
internal static class ShellText
{
    public static string Quoted(string argument) =>
        argument.Length > 0 && argument.All(sign => char.IsLetterOrDigit(sign) || "-_./:,=@+\\".Contains(sign))
            ? argument
            : $"\"{argument.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}

using System.CommandLine;
using System.Globalization;
using LlmEnergy.Factors;
using LlmEnergy.Periods;
using LlmEnergy.Verification;

namespace LlmEnergy.Cli.Commands;

internal sealed class VerifyCommand : Command
{
    private readonly Argument<string> _folder = new("folder") { Description = "Folder of a period, such as samples/acme/periods/2026-Q3" };
    private readonly Option<string?> _workspace = new("--workspace") { Description = "Where its inputs are; by default the folder two levels up" };
    private readonly Option<string?> _expect = new("--expect") { Description = "A hash that was kept elsewhere: of the manifest or of an event, as close prints them, or of the calculation, as the report prints it" };
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Lazy<FactorPack> _factors;
    private readonly Terminal _terminal;

    public VerifyCommand(Lazy<FactorPack> factors, Terminal terminal)
        : base("verify", "Checks a period's folder: every hash; inventory and figures calculated again; the exports read and everything written again.\n\nExample: llmenergy verify samples/acme/periods/2026-Q3")
    {
        (_factors, _terminal) = (factors, terminal);
        Add(_folder);
        foreach (var option in new Option[] { _workspace, _expect, _format }) Add(option);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        var workspace = result.GetValue(_workspace) is { } named ? InputFiles.Folder(named) : null;
        var verified = new Verifier(_factors).Verify(InputFiles.Folder(result.GetRequiredValue(_folder)), workspace, result.GetValue(_expect), _terminal.Progress(), cancellation);
        if (result.IsJson(_format)) Terminal.Print(output => VerificationJson.Write(verified, output));
        else Print(verified);
        return verified.Passed ? ExitCode.Done : ExitCode.Different;
    }

    private void Print(VerificationResult verified)
    {
        foreach (var level in verified.Levels)
        {
            var differences = verified.Findings.Count(finding => finding.Level == level.Level);
            _terminal.Print(string.Create(CultureInfo.InvariantCulture, $"{(int)level.Level} {What(level)}: {level switch { { WhyNotCompared: { } why } => $"not compared: {why}", _ when differences > 0 => $"{differences} differences", _ => $"{level.Compared} compared, no difference" }}"));
        }

        if (verified.FromSnapshot.Count > 0) _terminal.Print($"as {InputSnapshot.FileName} of the closing holds them, since they were "
            + $"changed or are gone: {string.Join(", ", verified.FromSnapshot)}");
        foreach (var finding in verified.Findings) _terminal.Print($"{(finding.File.Length > 0 ? finding.File : "the folder")}: {finding.Message}{(finding.Figure.Length > 0 ? $" (figure {finding.Figure})" : "")}");
        _terminal.Print(verified.Passed ? "verified" : "NOT verified");
        _terminal.Print($"manifest sha256:{verified.Manifest}");
    }

    private static string What(LevelResult level) => level.Level switch
    {
        Level.Hashes => "hashes of outputs and inputs",
        Level.Recalculation => "lines calculated again",
        _ => "outputs written again",
    };
}

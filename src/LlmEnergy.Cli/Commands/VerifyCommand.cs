using System.CommandLine;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Filling;
using LlmEnergy.Periods;
using LlmEnergy.Verification;

namespace LlmEnergy.Cli.Commands;

internal sealed class VerifyCommand : Command
{
    private readonly Argument<string> _folder = new("folder")
    {
        Description = "Folder of a period, such as samples/acme/periods/2026-Q3; a pack; or a workbook that fill filled",
    };
    private readonly Option<string?> _workspace = new("--workspace")
    {
        Description = "Where its inputs are; by default the folder two levels up, of a workbook the current one",
    };
    private readonly Option<string?> _expect = new("--expect")
    {
        Description =
            "What was kept elsewhere: the code, or the hash of the manifest or of an event, as close prints them; or the hash of the "
            + "calculation, as the report prints it",
    };
    private readonly Option<string?> _key = new("--key")
    {
        Description = "Public key (ECDSA P-256, PEM) that events.jsonl.sig is to be by",
    };
    private readonly Option<string?> _timeStamp = new("--timestamp")
    {
        Description = "A time stamp of events.jsonl by RFC 3161: a response or a token; needs --ca",
    };
    private readonly Option<string?> _authorities = new("--ca") { Description = "Certificates in PEM that the time stamp is to rest on" };
    private readonly Option<int> _level = new("--level")
    {
        Description = "1: hashes; 2: also calculated again; 3: also written again from the exports",
        DefaultValueFactory = _ => (int)VerificationLevel.Rerun,
    };
    private readonly Option<bool> _source = new("--source")
    {
        Description = "Ask the databases of the sources again, and compare what they give now with what they gave",
    };
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Verifier _verifier;
    private readonly Terminal _terminal;

    public VerifyCommand(Verifier verifier, Terminal terminal)
        : base(
            "verify",
            "Checks a period's folder: every hash; inventory and figures calculated again; the exports read and everything written "
                + "again.\n\nExample: llmenergy verify samples/acme/periods/2026-Q3"
        )
    {
        (_verifier, _terminal) = (verifier, terminal);
        Add(_folder);
        foreach (var option in new Option[] { _workspace, _expect, _level, _key, _timeStamp, _authorities, _source, _format })
            Add(option);
        _level.AcceptOnlyFromAmong("1", "2", "3");
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        if (FilledWorkbook.IsOne(result.GetRequiredValue(_folder)))
            return Workbook(result, cancellation);
        using var key = result.GetValue(_key) is { } file ? KeyFiles.Public(file) : null;
        var request = new VerificationRequest
        {
            Workspace = result.GetValue(_workspace) is { } named ? InputFiles.Folder(named) : null,
            Expected = result.GetValue(_expect),
            AsksDatabases = result.GetValue(_source),
            Level = (VerificationLevel)result.GetValue(_level),
            Key = key,
            TimeStamp = TimeStamp(result),
        };
        var folder = InputFiles.Folder(result.GetRequiredValue(_folder));
        var verified = File.Exists(folder.FullName)
            ? new PackVerification(_verifier).Verify(new(folder.FullName), request, _terminal.Progress(), cancellation)
            : _verifier.Verify(folder, request, _terminal.Progress(), cancellation);
        if (result.IsJson(_format))
            _terminal.Print(output => VerificationJson.Write(verified, output));
        else
            Print(verified);
        return verified.IsDifferent ? ExitCode.Different
            : verified.Passed ? ExitCode.Done
            : ExitCode.NotFullyVerified;
    }

    private int Workbook(ParseResult result, CancellationToken cancellation)
    {
        var verified = FilledWorkbook.Verify(
            InputFiles.File(result.GetRequiredValue(_folder)),
            InputFiles.Folder(result.GetValue(_workspace) ?? "."),
            cancellation
        );
        if (result.IsJson(_format) || verified.Differences.Count > 0)
            _terminal.PrintRows(result.IsJson(_format), ["difference"], verified.Differences.Select(difference => new[] { difference }));
        _terminal.Say($"filled with {verified.Record.Period} at {verified.Record.Time}, calculation {verified.Record.CalculationHash}");
        if (!verified.IsUnchanged)
            _terminal.Say("the file was saved since: other cells than those that were filled are not compared");
        _terminal.Say(
            verified.Differences.Count > 0
                ? $"NOT verified: {Counted.Of(verified.Differences.Count, "difference")}"
                : string.Create(CultureInfo.InvariantCulture, $"verified: {verified.Compared} compared, no difference")
        );
        return verified.Differences.Count > 0 ? ExitCode.Different : ExitCode.Done;
    }

    private TimeStamp? TimeStamp(ParseResult result) =>
        (result.GetValue(_timeStamp), result.GetValue(_authorities)) switch
        {
            ({ } stamp, { } authorities) => new(InputFiles.Bytes(new(stamp), "a time stamp"), KeyFiles.Certificates(authorities)),
            (null, null) => null,
            _ => throw new ConfigurationException(
                new Issue(
                    new("--timestamp", 0, 0),
                    "LE2001",
                    "found one of --timestamp and --ca, expected both: a time stamp proves what its authority is trusted with"
                )
            ),
        };

    private void Print(VerificationResult verified)
    {
        foreach (var level in verified.Levels)
        {
            var differences = verified.Findings.Count(finding => finding.Level == level.Level);
            var outcome = level switch
            {
                { WhyNotCompared: { } why } => $"not compared: {why}",
                _ when differences > 0 => $"{differences} differences",
                _ => $"{level.Compared} compared, no difference",
            };
            _terminal.Print($"{(int)level.Level} {What(level)}: {outcome}");
        }

        if (verified.FromSnapshot.Count > 0)
            _terminal.Print(
                $"as {InputSnapshot.FileName} of the closing holds them, since they were changed or are gone: "
                    + $"{string.Join(", ", verified.FromSnapshot)}"
            );
        foreach (var finding in verified.Findings)
            _terminal.Print(
                $"{(finding.File.Length > 0 ? finding.File : "the folder")}: "
                    + $"{finding.Message}{(finding.Figure.Length > 0 ? $" (figure {finding.Figure})" : "")}"
            );
        foreach (var proof in verified.Proofs)
            _terminal.Print(proof);
        _terminal.Print(Verdict(verified));
        _terminal.Print($"manifest sha256:{verified.Manifest}");
        if (verified.Code.Length > 0)
            _terminal.Print($"code {verified.Code}");
    }

    /// <summary>With the levels that it rests on.</summary>
    private static string Verdict(VerificationResult verified)
    {
        var reached = verified.Levels.Except(verified.NotReached).Select(level => (int)level.Level).ToList();
        var not = string.Join(
            "; ",
            verified.NotReached.Select(level =>
                string.Create(CultureInfo.InvariantCulture, $"level {(int)level.Level} because {level.WhyNotCompared}")
            )
        );
        return verified.IsDifferent ? $"NOT verified: {Counted.Of(verified.Findings.Count, "difference")}"
            : verified.Passed ? $"verified: level {string.Join(", ", reached)}"
            : $"not fully verified: {not}";
    }

    private static string What(LevelResult level) =>
        level.Level switch
        {
            VerificationLevel.Hashes => "hashes of outputs and inputs",
            VerificationLevel.Recalculation => "lines calculated again",
            _ => "outputs written again",
        };
}

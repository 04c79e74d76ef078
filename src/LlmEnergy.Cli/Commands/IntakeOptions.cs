using System.CommandLine;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Cli.Commands;

/// <summary>What a user says of a file that is put on record.</summary>
internal sealed class IntakeOptions(TimeProvider time)
{
    private readonly Option<string> _accept = new("--accept") { Description = "A file of the workspace to put on record in intake.csv" };
    private readonly Option<string> _by = new("--by") { Description = "With --accept: who obtained it", DefaultValueFactory = _ => "" };
    private readonly Option<DateOnly?> _on = new("--on")
    {
        Description = "With --accept: the day it was obtained; today by default",
        CustomParser = Parsed.Day,
    };
    private readonly Option<string> _source = new("--obtained-from")
    {
        Description = "With --accept: where it was exported, such as a page of a console",
        DefaultValueFactory = _ => "",
    };
    private readonly Option<DateOnly?> _from = new("--from")
    {
        Description = "With --accept: the first day it covers; that of its first row by default",
        CustomParser = Parsed.Day,
    };
    private readonly Option<DateOnly?> _to = new("--to")
    {
        Description = "With --accept: the last day it covers",
        CustomParser = Parsed.Day,
    };
    private readonly Option<string> _filter = new("--filter")
    {
        Description = "With --accept: what the export was limited to, such as a project",
        DefaultValueFactory = _ => "",
    };

    public IEnumerable<Option> All => [_accept, _by, _on, _source, _from, _to, _filter];

    public string? File(ParseResult result) => result.GetValue(_accept);

    public string By(ParseResult result) => result.GetValue(_by) ?? "";

    public string From(ParseResult result) => result.GetValue(_source) ?? "";

    /// <exception cref="Domain.ConfigurationException">Only one end of the span is stated, or they are in the wrong order.</exception>
    public Intake Statement(ParseResult result)
    {
        var (from, to) = (result.GetValue(_from), result.GetValue(_to));
        if (from is null != to is null || from > to)
            throw new Domain.ConfigurationException(
                new Domain.Issue(new("--from", 0, 0), "LE2001", "found no span of days, expected --from and --to in this order, or neither")
            );
        return new(result.GetValue(_on) ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), from, to, result.GetValue(_filter) ?? "");
    }
}

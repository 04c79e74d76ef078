using System.Collections.Immutable;
using System.CommandLine;
using LlmEnergy.Auditing;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain;
using LlmEnergy.Factors;
using LlmEnergy.Reporting;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Cli.Commands;

internal sealed class EstimateCommand : Command
{
    private const int MostSeconds = 86_400;
    private const decimal MostKilograms = 10m;
    private const long MostTokens = 1_000_000_000_000_000;
    private readonly Argument<string[]> _files = new("file")
    {
        Description = "Exports; or describe one case with the options below",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string> _provider = new("--provider")
    {
        Description = "Provider of the case, such as openai",
        DefaultValueFactory = _ => "",
    };
    private readonly Option<string> _model = new("--model")
    {
        Description = "Model of the case, as the provider writes it",
        DefaultValueFactory = _ => "",
    };
    private readonly Option<long?> _requests = new("--requests") { Description = "Number of requests" };
    private readonly Option<long?> _input = new("--input-tokens") { Description = "Input tokens over all requests, cached ones included" };
    private readonly Option<long?> _cached = new("--cached-input-tokens") { Description = "Part of the input that was read from a cache" };
    private readonly Option<long?> _output = new("--output-tokens") { Description = "Output tokens over all requests, reasoning included" };
    private readonly Option<string> _zone = new("--zone") { Description = "Grid zone for all usage, such as DE, US, EU27, WORLD" };
    private readonly Option<int?> _year = new("--year")
    {
        Description = "Year of the case; the latest year of the grid factors by default",
    };
    private readonly Option<decimal?> _gridFactor = new("--grid-factor")
    {
        Description = "Grid factor in kg of CO2e per kWh, in place of a zone's",
        CustomParser = Parsed.Invariant,
    };
    private readonly Option<decimal?> _latency = new("--latency-seconds")
    {
        Description = "Seconds from a request's arrival to its last token, on average",
        CustomParser = Parsed.Invariant,
    };
    private readonly Option<string?> _method = new("--method")
    {
        Description =
            $"One of {string.Join(", ", MethodCatalog.BuiltIn.All.Select(method => method.Id))}; by default "
            + $"{string.Join(", then ", MethodCatalog.DefaultHierarchy)}",
    };
    private readonly Option<string?> _period = new("--period")
    {
        Description = "Of a workspace, which stands in the place of files: what drives its total, and what --set would change",
    };
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "With --period: model:A=B, region:PROVIDER=REGION (* for any), cached=0.6; may be given more than once",
    };
    private readonly Option<FileInfo[]> _profiles = InputFiles.ProfileOption();
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Lazy<FactorPack> _factors;
    private readonly Terminal _terminal;

    public EstimateCommand(Lazy<FactorPack> factors, Terminal terminal)
        : base(
            "estimate",
            "Energy and emissions without a workspace: of files, or of one case.\n\nExample: llmenergy estimate --provider openai --model "
                + "gpt-4o --requests 1000000 --input-tokens 500000000 --output-tokens 300000000 --zone US --year 2024"
        )
    {
        (_factors, _terminal) = (factors, terminal);
        Add(_files);
        foreach (
            var option in new Option[]
            {
                _provider,
                _model,
                _requests,
                _input,
                _cached,
                _output,
                _zone,
                _year,
                _gridFactor,
                _latency,
                _method,
                _profiles,
                _period,
                _set,
                _format,
            }
        )
            Add(option);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        if (result.GetValue(_period) is { } period)
            return OfPeriod(result, period, cancellation);
        if (result.GetValue(_set) is { Length: > 0 })
            throw Wrong("--set", "found it without --period, expected both, and a workspace");
        var estimation = new Estimation(_factors.Value, Methods(result), Grids(result));
        var files = result.GetRequiredValue(_files);
        if (files.Length > 0)
            RefuseCaseOptions(result);
        var disclosure =
            files.Length > 0
                ? estimation.OfFiles(
                    InputFiles.Formats(result.GetValue(_profiles), _terminal),
                    InputFiles.Of(files),
                    _terminal.Progress(),
                    cancellation
                )
                : estimation.OfCase(Case(result), Year(result));
        _terminal.Say(disclosure.Issues);
        if (result.IsJson(_format))
            _terminal.Print(output => SummaryJson.Write(disclosure, disclosure.Issues, null, output));
        else
            DisclosureText.Print(_terminal, disclosure, ReportCulture.Of("en"));
        return DisclosureText.ExitCodeOf(disclosure);
    }

    private int OfPeriod(ParseResult result, string name, CancellationToken cancellation)
    {
        RefuseCaseOptions(result);
        foreach (var option in new Option[] { _zone, _gridFactor, _method, _profiles })
            if (result.GetResult(option) is { Implicit: false })
                throw Wrong(option.Name, "found beside --period, expected it only without: a workspace states it itself");
        var workspace = InputFiles.Workspace(
            result.GetRequiredValue(_files) is [var only] ? only : throw Wrong("--period", "found it without one workspace, expected one")
        );
        var changes = result.GetValue(_set) ?? [];
        var whatIf = WhatIf.Of(workspace, workspace.Period(name), changes, _factors.Value, _terminal.Progress(), cancellation);
        if (result.IsJson(_format))
            _terminal.Print(output => WhatIfText.Write(whatIf, output));
        else
            WhatIfText.Print(_terminal, whatIf, changes.Length > 0);
        return ExitCode.Done;
    }

    private ImmutableArray<IMethod> Methods(ParseResult result)
    {
        if (result.GetValue(_method) is not { } id)
            return MethodCatalog.BuiltIn.Hierarchy(MethodCatalog.DefaultHierarchy);
        return
        [
            MethodCatalog.BuiltIn.Find(id)
                ?? throw Wrong(
                    "--method",
                    $"found '{id}', expected one of {string.Join(", ", MethodCatalog.BuiltIn.All.Select(known => known.Id))}"
                ),
        ];
    }

    private void RefuseCaseOptions(ParseResult result)
    {
        foreach (var option in new Option[] { _provider, _model, _requests, _input, _cached, _output, _year, _latency })
            if (result.GetResult(option) is { Implicit: false })
                throw Wrong(option.Name, "found beside files, expected it only where one case is described: files state it themselves");
    }

    private ElectricityOptions Grids(ParseResult result)
    {
        if (result.GetValue(_gridFactor) is { } kilograms)
            return kilograms is >= 0m and <= MostKilograms
                ? new(null, Estimation.GivenGrid(kilograms))
                : throw Wrong("--grid-factor", "found a number out of range, expected kg of CO2e per kWh from 0 to 10");
        if (result.GetValue(_zone) is not { } zone)
            return ElectricityOptions.ByPlace;
        return _factors.Value.KnowsZone(zone)
            ? new(zone, null)
            : throw Wrong("--zone", $"found '{zone}', expected a grid zone: factors list shows them");
    }

    private int? Year(ParseResult result) =>
        result.GetValue(_year) is null or (>= 2000 and <= 2199)
            ? result.GetValue(_year)
            : throw Wrong("--year", $"found {result.GetValue(_year)}, expected a year from 2000 to 2199");

    private UsageCase Case(ParseResult result)
    {
        long Count(Option<long?> option) =>
            result.GetValue(option) is not { } count ? throw Wrong(option.Name, "found nothing, expected a whole number; or name files")
            : count is >= 0 and <= MostTokens ? count
            : throw Wrong(option.Name, $"found {count}, expected a whole number from 0 to {MostTokens}");
        var (requests, input, output) = (Count(_requests), Count(_input), Count(_output));
        long? cached = result.GetValue(_cached) is null ? null : Count(_cached);
        if (cached > input)
            throw Wrong("--cached-input-tokens", $"found {cached}, expected no more than --input-tokens");
        return new(
            result.GetRequiredValue(_provider).ToLowerInvariant(),
            result.GetRequiredValue(_model),
            requests,
            input,
            cached,
            output,
            Latency(result, requests)
        );
    }

    private decimal? Latency(ParseResult result, long requests)
    {
        if (result.GetValue(_latency) is not { } seconds)
            return null;
        if (seconds is < 0m or > MostSeconds)
            throw Wrong("--latency-seconds", $"found a number out of range, expected seconds from 0 to {MostSeconds}");
        return seconds * requests <= long.MaxValue / 1_000
            ? seconds
            : throw Wrong(
                "--latency-seconds",
                "found more seconds over all requests than can be counted, expected fewer requests or seconds"
            );
    }

    private static ConfigurationException Wrong(string option, string message) => new(new Issue(new(option, 0, 0), "LE2001", message));
}

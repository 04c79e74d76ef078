using LlmEnergy.Benchmarks;

return args switch
{
    ["ingest", .. var rest] => IngestBenchmark.Run(rest),
    ["memory", .. var rest] => MemoryBenchmark.Run(rest),
    ["report", .. var rest] => ReportBenchmark.Run(rest),
    ["workbook", .. var rest] => WorkbookBenchmark.Run(rest),
    ["verify", .. var rest] => VerifyBenchmark.Run(rest),
    ["bounds", .. var rest] => BoundsBenchmark.Run(rest),
    ["tables", .. var rest] => TableBenchmark.Run(rest),
    ["calculate", "--processor"] => CalculationBenchmark.Processor(),
    ["calculate", .. var rest] => Calculate(rest),
    _ => Usage(),
};

static int Calculate(string[] arguments)
{
    BenchmarkDotNet.Running.BenchmarkRunner.Run<CalculationBenchmark>(args: arguments);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine(
        "dotnet run -c Release --project tests/LlmEnergy.Benchmarks -- ingest [--case "
            + "csv|csv-identities|csv-hashed|litellm|jsonl|parquet|bill|bill-parquet] [--program PATH] [--rows N] [--rounds N] | memory [--rows N] | report "
            + "[--rows N] | workbook [--lines N] | verify [--rows N] [--rounds N] | bounds [--share PERCENT] | tables [--rows N] [--rounds N] | calculate [--processor]"
    );
    return 2;
}

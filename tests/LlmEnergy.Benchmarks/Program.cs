using LlmEnergy.Benchmarks;

return args switch
{
    ["ingest", .. var rest] => IngestBenchmark.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project tests/LlmEnergy.Benchmarks -- ingest [--rows N] [--rounds N]");
    return 2;
}

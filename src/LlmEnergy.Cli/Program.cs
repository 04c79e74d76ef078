using LlmEnergy.Cli;
using LlmEnergy.Cli.Commands;

return await CommandLine.Run(args, Streams.OfProcess()).ConfigureAwait(false);

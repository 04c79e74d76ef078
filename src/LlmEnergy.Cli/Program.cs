using LlmEnergy.Cli;

return await CommandLine.Run(args, Streams.OfProcess()).ConfigureAwait(false);

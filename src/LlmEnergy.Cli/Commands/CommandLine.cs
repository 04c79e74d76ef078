using System.CommandLine;
using LlmEnergy.Composition;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LlmEnergy.Cli.Commands;

/// <summary>The commands, composed and run once.</summary>
public static class CommandLine
{
    /// <returns>One of <see cref="ExitCode"/>; what can be foreseen to fail is said on stderr and throws nothing.</returns>
    public static async Task<int> Run(string[] arguments, Streams streams)
    {
        // empty: no appsettings.json, no environment variable and no clock changes a result
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLlmEnergy();
        builder.Services.AddSingleton(streams);
        builder.Services.AddSingleton<Terminal>();
        builder.Services.AddSingleton(OwnProgram.Trial);
        AddCommands(builder.Services);
        using var host = builder.Build();

        var terminal = host.Services.GetRequiredService<Terminal>();
        var root = new RootCommand("Turns usage exports of LLM APIs into a Scope 3 disclosure (CSRD, ESRS E1): Excel, PDF, CSV, JSON.")
        {
            HelpName = "llmenergy",
        };
        var debug = new Option<bool>("--debug") { Description = "Where a fault of the program is: print the stack", Recursive = true };
        root.Add(debug);
        foreach (var command in host.Services.GetServices<Command>())
            root.Add(command);
        if (arguments.Length == 0)
        {
            foreach (var line in Beginning.ReplaceLineEndings("\n").Split('\n'))
                terminal.Print(line);
            return ExitCode.Done;
        }

        // a folder alone asks for its report
        if (root.Subcommands.All(command => command.Name != arguments[0]) && Directory.Exists(InputFiles.WithSlashes(arguments[0])))
            arguments = ["report", .. arguments];

        // Cloudflare's models begin with @, which would name a file of arguments
        var parse = root.Parse(arguments, new() { ResponseFileTokenReplacer = null });
        if (parse.Errors.Count > 0)
        {
            // an unknown word is the reason why no command was found
            var unknown = parse.Errors.Where(error => parse.UnmatchedTokens.Any(error.Message.Contains)).ToList();
            foreach (var error in unknown.Count > 0 ? unknown : parse.Errors)
                terminal.Say($"error: {error.Message} (LE2001)");
            if (arguments is [var first, ..] && Path.Exists(first))
                terminal.Say("for a report of a folder: llmenergy FOLDER");
            terminal.Say($"see: llmenergy {(parse.CommandResult.Command == root ? "" : parse.CommandResult.Command.Name + " ")}--help");
            return ExitCode.Usage;
        }

        try
        {
            return await parse
                .InvokeAsync(
                    new()
                    {
                        EnableDefaultExceptionHandler = false,
                        Output = streams.Output,
                        Error = streams.Error,
                    }
                )
                .ConfigureAwait(false);
        }
        catch (Exception e)
        {
            return Failure.Say(e, terminal, arguments, parse.GetValue(debug));
        }
    }

    /// <summary>What somebody reads who has never run it.</summary>
    private const string Beginning = """
        llmenergy turns usage exports of LLM APIs into the energy and emissions that a company discloses
        (Scope 3, CSRD): a report, a workbook and the data behind them. Nothing leaves this machine.

          llmenergy FOLDER         a draft report of the exports in a folder, whatever they are called
          llmenergy init FOLDER    asks what the draft assumed, and writes it down
          llmenergy --help         all commands

        Begin with usage that you downloaded from your providers, for example:

          llmenergy Downloads/llm-usage
        """;

    private static void AddCommands(IServiceCollection services)
    {
        services.AddSingleton<Command, ReportCommand>();
        services.AddSingleton<Command, InitCommand>();
        services.AddSingleton<Command, DoctorCommand>();
        services.AddSingleton<Command, CompletionCommand>();
        services.AddSingleton<Command, NoticesCommand>();
        services.AddSingleton<Command, VerifyCommand>();
        services.AddSingleton<Command, CloseCommand>();
        services.AddSingleton<Command, ExplainCommand>();
        services.AddSingleton<Command, CompareCommand>();
        services.AddSingleton<Command, PackCommand>();
        services.AddSingleton<Command, AcceptCommand>();
        services.AddSingleton<Command, RestateCommand>();
        services.AddSingleton<Command, FillCommand>();
        services.AddSingleton<Command, ReconcileCommand>();
        services.AddSingleton<Command, PostingsCommand>();
        services.AddSingleton<Command, InputsCommand>();
        services.AddSingleton<Command, IngestCommand>();
        services.AddSingleton<Command, FetchCommand>();
        services.AddSingleton<Command, WatchCommand>();
        services.AddSingleton<Command, EstimateCommand>();
        services.AddSingleton<Command, FormatsCommand>();
        services.AddSingleton<Command, ModelsCommand>();
        services.AddSingleton<Command, FactorsCommand>();
        services.AddSingleton<Command, TrialCommand>();
        services.AddSingleton<Command, RoundCommand>();
    }
}

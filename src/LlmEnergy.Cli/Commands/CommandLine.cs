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

        // Cloudflare's models begin with @, which would name a file of arguments
        var parse = root.Parse(arguments, new() { ResponseFileTokenReplacer = null });
        if (parse.Errors.Count > 0)
        {
            foreach (var error in parse.Errors)
                terminal.Say($"error LE2001: {error.Message}");
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

    private static void AddCommands(IServiceCollection services)
    {
        services.AddSingleton<Command, ReportCommand>();
        services.AddSingleton<Command, VerifyCommand>();
        services.AddSingleton<Command, CloseCommand>();
        services.AddSingleton<Command, AcceptCommand>();
        services.AddSingleton<Command, RestateCommand>();
        services.AddSingleton<Command, IngestCommand>();
        services.AddSingleton<Command, FetchCommand>();
        services.AddSingleton<Command, WatchCommand>();
        services.AddSingleton<Command, EstimateCommand>();
        services.AddSingleton<Command, FormatsCommand>();
        services.AddSingleton<Command, ModelsCommand>();
        services.AddSingleton<Command, FactorsCommand>();
        services.AddSingleton<Command, TrialCommand>();
    }
}

using LlmEnergy.Domain;
using LlmEnergy.Factors;
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
        builder.Services.AddSingleton(new Lazy<FactorPack>(() => FactorPack.BuiltIn)); // --help reads no factors
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(streams);
        builder.Services.AddSingleton<Terminal>();
        builder.Services.AddSingleton<System.CommandLine.Command, ReportCommand>();
        builder.Services.AddSingleton<System.CommandLine.Command, VerifyCommand>();
        builder.Services.AddSingleton<System.CommandLine.Command, CloseCommand>();
        builder.Services.AddSingleton<System.CommandLine.Command, AcceptCommand>();
        builder.Services.AddSingleton<System.CommandLine.Command, RestateCommand>();
        builder.Services.AddSingleton<System.CommandLine.Command, IngestCommand>();
        builder.Services.AddSingleton<System.CommandLine.Command, EstimateCommand>();
        builder.Services.AddSingleton<System.CommandLine.Command, FormatsCommand>();
        builder.Services.AddSingleton<System.CommandLine.Command, ModelsCommand>();
        builder.Services.AddSingleton<System.CommandLine.Command, FactorsCommand>();
        builder.Services.AddSingleton<System.CommandLine.Command, TrialCommand>();
        using var host = builder.Build();

        var terminal = host.Services.GetRequiredService<Terminal>();
        var root = new System.CommandLine.RootCommand(
            "Turns usage exports of LLM APIs into a Scope 3 disclosure (CSRD, ESRS E1): Excel, PDF, CSV, JSON."
        )
        {
            HelpName = "llmenergy",
        };
        foreach (var command in host.Services.GetServices<System.CommandLine.Command>())
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
        catch (ConfigurationException e)
        {
            terminal.Say(e.Issues);
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            terminal.Say("cancelled: nothing was written");
            return ExitCode.Failed;
        }
        catch (InvalidDataException e)
        {
            terminal.Say($"error: {e.Message}. The folder was changed since it was written: llmenergy verify names every difference.");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Say($"error: {FailureText.Of(e)}");
            return ExitCode.Failed;
        }
        catch (Exception e)
        {
            // the message of an unforeseen exception may quote an input: it is not printed
            terminal.Say(
                $"error: a fault of the program ({e.GetType().Name} in {e.TargetSite?.DeclaringType?.Name}.{e.TargetSite?.Name}); nothing "
                    + $"was half-written."
            );
            return ExitCode.Failed;
        }
    }
}

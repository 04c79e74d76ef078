using LlmEnergy.Composition;
using LlmEnergy.Fetching;
using LlmEnergy.Periods;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LlmEnergy.Service;

/// <summary>Runs the service until it is stopped, as a unit of systemd, a service of Windows or in a terminal.</summary>
public static class WatchService
{
    /// <exception cref="Domain.ConfigurationException">The workspace or watch.json cannot be used as it stands.</exception>
    /// <exception cref="IOException">Another service watches the workspace.</exception>
    public static async Task Run(DirectoryInfo workspace, TimeProvider time, CancellationToken cancellation)
    {
        var settings = WatchSettings.Read(workspace);
        Workspace.Open(workspace, null);
        using var only = PeriodLock.Take(workspace, "watch", new(Environment.UserName, time.GetUtcNow()));
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddJsonConsole(options => options.UseUtcTimestamp = true);
        // stdout is for results, and a service has none
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options =>
            options.LogToStandardErrorThreshold = LogLevel.Trace
        );
        builder.Services.AddSystemd();
        builder.Services.AddWindowsService(options => options.ServiceName = "llmenergy");
        builder.Services.AddLlmEnergy();
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(workspace);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(FetchLimits.Default);
        builder.Services.AddSingleton<Tally>();
        builder.Services.AddHostedService<Watcher>();
        builder.Services.AddHostedService<HealthServer>();
        using var host = builder.Build();
        await host.RunAsync(cancellation).ConfigureAwait(false);
    }
}

using LlmEnergy.Periods;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LlmEnergy.Service;

/// <summary>Runs the service until it is stopped, as a unit of systemd, a service of Windows or in a terminal.</summary>
public static class WatchService
{
    /// <param name="rounds">Runs the rounds of work.</param>
    /// <returns>The code to end with: not 0 where no round could begin, which then was said on stderr.</returns>
    /// <exception cref="Domain.ConfigurationException">watch.json cannot be used as it stands.</exception>
    /// <exception cref="IOException">Another service watches the workspace.</exception>
    public static async Task<int> Run(DirectoryInfo workspace, RoundProcess rounds, TimeProvider time, CancellationToken cancellation)
    {
        var settings = WatchSettings.Read(workspace);
        using var only = PeriodLock.Take(workspace, "watch", new(Environment.UserName, time.GetUtcNow()));
        if (await rounds.Try(workspace).ConfigureAwait(false) is not 0 and var code)
            return code;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        ServiceLog.Add(builder.Logging);
        builder.Services.AddSystemd();
        builder.Services.AddWindowsService(options => options.ServiceName = "llmenergy");
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(workspace);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<RunRound>((order, stop) => rounds.Run(workspace, order, stop));
        builder.Services.AddSingleton<Tally>();
        builder.Services.AddHostedService<Watcher>();
        builder.Services.AddHostedService<HealthServer>();
        using var host = builder.Build();
        await host.RunAsync(cancellation).ConfigureAwait(false);
        return 0;
    }
}

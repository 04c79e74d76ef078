using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using LlmEnergy.Composition;
using LlmEnergy.Fetching;
using LlmEnergy.Periods;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmEnergy.Service;

/// <summary>
/// A round in a process of its own, so that the service holds what a service needs and not what a report takes, and outlives a round
/// that is killed. The order goes in as a line of JSON, the result comes out as one, and the log of the round is the service's.
/// </summary>
/// <param name="program">This program, and the arguments by which it runs <see cref="Answer"/>.</param>
public sealed class RoundProcess(string program, params IReadOnlyList<string> arguments)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    /// <summary>Whether a round could begin: the workspace opens. What is wrong with it is said on stderr.</summary>
    /// <returns>The code that the program ends with.</returns>
    public async Task<int> Try(DirectoryInfo workspace)
    {
        using var process = Process.Start(Of(workspace))!;
        process.StandardInput.Close();
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;
    }

    /// <inheritdoc cref="RunRound"/>
    internal async Task<RoundResult> Run(DirectoryInfo workspace, RoundOrder order, CancellationToken cancellation)
    {
        try
        {
            using var process = Process.Start(Of(workspace))!;
            // the end of its input is what tells a round that the service ends
            await using var stop = cancellation.Register(process.StandardInput.Close);
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order, RoundJson.Default.RoundOrder)).ConfigureAwait(false);
            await process.StandardInput.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            var answer = await process.StandardOutput.ReadLineAsync(CancellationToken.None).ConfigureAwait(false);
            await End(process).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return answer is null
                ? RoundResult.Nothing with
                {
                    Failure = FormattableString.Invariant($"found that the round ended with {process.ExitCode}, expected its result"),
                }
                : JsonSerializer.Deserialize(answer, RoundJson.Default.RoundResult)!;
        }
        catch (Exception e) when (e is Win32Exception or IOException or ObjectDisposedException or JsonException)
        {
            cancellation.ThrowIfCancellationRequested();
            return RoundResult.Nothing with { Failure = $"found no way to run a round ({e.GetType().Name}), expected {program} to start" };
        }
    }

    /// <summary>The round itself: reads its order, and works until it is done or its input ends.</summary>
    /// <param name="input">A line with the order; its end stops the round.</param>
    /// <returns>The result, as a line; null where nothing was ordered.</returns>
    /// <exception cref="Domain.ConfigurationException">The workspace or watch.json cannot be used as it stands.</exception>
    /// <exception cref="IOException">Another round of the workspace runs.</exception>
    public static async Task<string?> Answer(DirectoryInfo workspace, TextReader input, TimeProvider time)
    {
        Workspace.Open(workspace, null);
        if (await input.ReadLineAsync().ConfigureAwait(false) is not { } line)
            return null;
        var order = JsonSerializer.Deserialize(line, RoundJson.Default.RoundOrder)!;
        using var stop = new CancellationTokenSource();
        _ = Task.Run(async () =>
        {
            await input.ReadToEndAsync().ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
        });
        await using var services = new ServiceCollection().AddLogging(ServiceLog.Add).AddLlmEnergy().BuildServiceProvider();
        // one that outlives its service for a moment does not meet the first of the next
        using var only = PeriodLock.Take(workspace, "watch-round", new(Environment.UserName, time.GetUtcNow()));
        var round = new Round(
            workspace,
            WatchSettings.Read(workspace),
            services.GetRequiredService<Pipeline>(),
            time,
            FetchLimits.Default,
            services.GetRequiredService<ILogger<Round>>()
        );
        var result = await round.Run(order, stop.Token).ConfigureAwait(false);
        return JsonSerializer.Serialize(result, RoundJson.Default.RoundResult);
    }

    private ProcessStartInfo Of(DirectoryInfo workspace) =>
        new(program, [.. arguments, workspace.FullName])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };

    private static async Task End(Process process)
    {
        using var grace = new CancellationTokenSource(Grace);
        try
        {
            await process.WaitForExitAsync(grace.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}

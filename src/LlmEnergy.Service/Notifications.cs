using System.Net;
using System.Net.Http.Json;
using System.Net.Mail;
using System.Text.Json;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Fetching;

namespace LlmEnergy.Service;

/// <summary>Tells of a draft: a line in a file, a webhook, an e-mail, with counts alone and no secret.</summary>
internal sealed class Notifications(DirectoryInfo workspace, NotifySettings settings)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <returns>The ways that failed.</returns>
    public async Task<IReadOnlyList<string>> Tell(DraftNotice notice, CancellationToken cancellation)
    {
        var failed = new List<string>();
        await Try("file", settings.File is null ? null : () => AddLine(notice)).ConfigureAwait(false);
        await Try("webhook", settings.Webhook is null ? null : () => Post(notice, cancellation)).ConfigureAwait(false);
        await Try("smtp", settings.Host is null ? null : () => Send(notice, cancellation)).ConfigureAwait(false);
        return failed;

        async Task Try(string way, Func<Task>? tell)
        {
            try
            {
                await (tell?.Invoke() ?? Task.CompletedTask).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                // its message may quote an address that lets in who has it
                failed.Add($"{way}: {e.GetType().Name}");
            }
        }
    }

    private Task AddLine(DraftNotice notice) => File.AppendAllTextAsync(settings.File!, JsonSerializer.Serialize(notice) + "\n");

    private async Task Post(DraftNotice notice, CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Longest };
        using var response = await client
            .PostAsJsonAsync(new Uri(Secret.Read(settings.Webhook!, workspace).Reveal()), notice, cancellation)
            .ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }

    private async Task Send(DraftNotice notice, CancellationToken cancellation)
    {
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = true, Timeout = (int)Longest.TotalMilliseconds };
        if (settings.Password is { } place)
            client.Credentials = new NetworkCredential(settings.User, Secret.Read(place, workspace).Reveal());
        using var mail = new MailMessage(settings.From!, settings.To!, notice.Text, notice.Text);
        await client.SendMailAsync(mail, cancellation).ConfigureAwait(false);
    }
}

/// <summary>A draft that is there.</summary>
/// <param name="FailedChecks">Of it.</param>
public sealed record DraftNotice(string Undertaking, string Period, int FailedChecks, int Findings)
{
    public string Text =>
        FormattableString.Invariant(
            $"Draft of {Period} for {Undertaking}: {Counted.Of(FailedChecks, "check fails", "checks fail")}, {Counted.Of(Findings, "finding")}."
        );
}

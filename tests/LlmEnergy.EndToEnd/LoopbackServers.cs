using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LlmEnergy.EndToEnd;

/// <summary>Answers each request with status 403, and remembers it with its key.</summary>
internal sealed class WebServer : IDisposable
{
    private readonly HttpListener _listener = new();

    public WebServer()
    {
        Address = FormattableString.Invariant($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = Task.Run(Answer);
    }

    public string Address { get; }

    public ConcurrentQueue<string> Requests { get; } = new();

    public void Dispose() => ((IDisposable)_listener).Dispose();

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private async Task Answer()
    {
        while (_listener.IsListening)
        {
            var context = await _listener.GetContextAsync();
            Requests.Enqueue($"{context.Request.RawUrl} {context.Request.Headers["Authorization"]}");
            context.Response.StatusCode = 403;
            // what a server says of a failure may quote what it was sent
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(Requests.Last()));
            context.Response.Close();
        }
    }
}

/// <summary>A server of mail at localhost that takes mail by TLS alone, from who knows the password.</summary>
internal sealed class MailServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;
    private readonly string _password;

    public MailServer(string password)
    {
        _password = password;
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        _certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        _listener.Start();
        _ = Task.Run(async () =>
        {
            while (true)
                _ = Talk(await _listener.AcceptTcpClientAsync());
        });
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>By which a client knows it, as PEM.</summary>
    public string Certificate => _certificate.ExportCertificatePem();

    public ConcurrentQueue<string> Mails { get; } = new();

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    private async Task Talk(TcpClient client)
    {
        using var closing = client;
        Stream stream = client.GetStream();
        var (isSecret, isKnown) = (false, false);
        await Say(stream, "220 localhost");
        while (await Line(stream) is { } line)
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await Say(stream, isSecret ? "250-localhost\r\n250 AUTH LOGIN" : "250-localhost\r\n250 STARTTLS");
                    break;
                case "STARTTLS":
                    await Say(stream, "220 go on");
                    var tls = new SslStream(stream);
                    await tls.AuthenticateAsServerAsync(_certificate);
                    (stream, isSecret) = (tls, true);
                    break;
                case "AUTH":
                    await Say(stream, "334 UGFzc3dvcmQ6");
                    isKnown = isSecret && Encoding.UTF8.GetString(Convert.FromBase64String(await Line(stream) ?? "")) == _password;
                    await Say(stream, isKnown ? "235 welcome" : "535 no");
                    break;
                case "DATA" when isKnown:
                    await Say(stream, "354 go on");
                    var mail = new StringBuilder();
                    while (await Line(stream) is { } text and not ".")
                        mail.AppendLine(text);
                    Mails.Enqueue(mail.ToString());
                    await Say(stream, "250 taken");
                    break;
                case "QUIT":
                    await Say(stream, "221 goodbye");
                    return;
                default:
                    await Say(stream, isKnown ? "250 ok" : "530 who is there");
                    break;
            }
    }

    private static ValueTask Say(Stream stream, string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));

    private static async Task<string?> Line(Stream stream)
    {
        var (line, one) = (new StringBuilder(), new byte[1]);
        while (await stream.ReadAsync(one) == 1)
            if (one[0] == '\n')
                return line.ToString().TrimEnd('\r');
            else
                line.Append((char)one[0]);
        return null;
    }
}

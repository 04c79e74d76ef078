using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LlmEnergy.Reporting.Browser;

namespace LlmEnergy.Reporting.Tests.Rendering;

/// <summary>The browser of this machine.</summary>
internal static partial class Chromium
{
    public static string Program => InstalledBrowser.Find() ?? throw Tool.Missing("no Chromium, Chrome or Edge is installed");

    /// <summary>Opens a page in a frame of a width, which may be less than that of the narrowest window.</summary>
    public static OpenedPage Open(string html, int width) =>
        // the copy may run the one script that tells its width to the frame's page, which writes it into its title
        Framed(
            html.Replace("default-src 'none';", "default-src 'none'; script-src 'unsafe-inline';", StringComparison.Ordinal),
            "<script>onload = () => parent.postMessage(document.documentElement.scrollWidth + ' of ' + innerWidth, '*')</script>",
            width
        );

    /// <summary>What axe-core finds in a page, after the scheme of colours in which it looked: <c>dark; empty-table-header: th</c>.</summary>
    public static string Audit(string html, int width, bool isDark) =>
        Framed(
            // a script of another file is none that a policy could allow by its place
            html.Replace("http-equiv=\"Content-Security-Policy\"", "name=\"policy\"", StringComparison.Ordinal),
            "<script src='axe.js'></script><script>onload = () => axe.run().then(found => parent.postMessage("
                + "[matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light', "
                + "...found.violations.map(rule => rule.id + ': ' + rule.nodes.map(node => node.target).join(' '))].join('; '), '*'))</script>",
            width,
            $"--blink-settings=preferredColorScheme={(isDark ? 0 : 1)}"
        ).Title;

    private static OpenedPage Framed(string html, string script, int width, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("llmenergy-test-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "page.html"), html.Replace("</body>", $"{script}</body>", StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(folder, "axe.js"), Axe.Value);
            File.WriteAllText(
                Path.Combine(folder, "frame.html"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<!DOCTYPE html><script>onmessage = e => document.title = e.data</script><iframe src='page.html' style='width: "
                        + $"{width}px; height: 900px; border: 0'></iframe>"
                )
            );
            var network = Path.Combine(folder, "network.json");
            var ran = Tool.Run(
                Program,
                [
                    "--headless",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--hide-scrollbars",
                    "--host-resolver-rules=MAP * ~NOTFOUND",
                    $"--user-data-dir={Path.Combine(folder, "profile")}",
                    .. Environment.IsPrivilegedProcess ? ["--no-sandbox"] : Array.Empty<string>(),
                    "--enable-logging=stderr",
                    "--v=0",
                    $"--log-net-log={network}",
                    "--window-size=1400,1000",
                    .. options,
                    "--virtual-time-budget=5000",
                    "--dump-dom",
                    new Uri(Path.Combine(folder, "frame.html")).AbsoluteUri,
                ]
            );
            return new(
                Title().Match(ran.Output).Groups[1].Value,
                [.. ran.Error.Split('\n').Where(line => line.Contains("CONSOLE", StringComparison.Ordinal))],
                [.. Requests(network)]
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Of the page: what the browser asks for on its own account has no origin.</summary>
    private static IEnumerable<string> Requests(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var request in json.RootElement.GetProperty("events").EnumerateArray())
        {
            if (
                request.TryGetProperty("params", out var about)
                && about.TryGetProperty("initiator", out var initiator)
                && initiator.GetString() != "not an origin"
            )
                yield return about.GetProperty("url").GetString()!;
        }
    }

    /// <summary>The script that the package carries.</summary>
    private static readonly Lazy<string> Axe = new(() =>
    {
        var assembly = typeof(Deque.AxeCore.Commons.AxeResult).Assembly;
        var name = assembly.GetManifestResourceNames().Single(name => name.EndsWith("axe.min.js", StringComparison.Ordinal));
        using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return text.ReadToEnd();
    });

    [GeneratedRegex("<title>([^<]*)")]
    private static partial Regex Title();
}

/// <param name="Title">What the script told; of <see cref="Chromium.Open"/> the width of the content and of the frame.</param>
internal sealed record OpenedPage(string Title, IReadOnlyList<string> Console, IReadOnlyList<string> Requests);

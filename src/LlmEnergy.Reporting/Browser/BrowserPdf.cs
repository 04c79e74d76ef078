using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Html;

namespace LlmEnergy.Reporting.Browser;

/// <summary>
/// Prints the page of a report with a browser: a tagged PDF with bookmarks. The browser has a profile and a folder of its own, both gone
/// afterwards, and no network. Equal documents give equal bytes, as long as the browser is the same.
/// </summary>
public static partial class BrowserPdf
{
    private const long MostBytes = 1L << 30;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <param name="browser">Path of its program.</param>
    /// <exception cref="IOException">It cannot be started, takes longer than two minutes, or prints nothing.</exception>
    public static void Write(ReportDocument document, string browser, Stream target) => Write(document, browser, target, Limit);

    internal static void Write(ReportDocument document, string browser, Stream target, TimeSpan limit)
    {
        var folder = Directory.CreateTempSubdirectory("llmenergy-print-"); // for this account alone
        try
        {
            var (page, printed) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "page.pdf"));
            using (var file = new FileStream(page, FileMode.CreateNew, FileAccess.Write))
                HtmlRenderer.Write(document, file);
            Run(browser, limit, [.. Arguments(folder.FullName), $"--print-to-pdf={printed}", new Uri(page).AbsoluteUri]);
            if (!File.Exists(printed))
                throw new IOException($"{browser} printed nothing");
            target.Write(Dated(Content(printed, browser), document.Info.Date));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Of a folder that is this account's alone.</summary>
    private static byte[] Content(string printed, string browser)
    {
        using var file = new FileStream(printed, FileMode.Open, FileAccess.Read);
        if (file.Length > MostBytes)
            throw new IOException($"{browser} printed {file.Length} bytes, which is no report");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>What a PDF says it was made by, such as <c>Skia/PDF m156</c>; empty where it says nothing.</summary>
    public static string Producer(byte[] pdf) => ProducerEntry().Match(Encoding.Latin1.GetString(pdf)).Groups[1].Value;

    private static IEnumerable<string> Arguments(string folder) =>
        [
            "--headless",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-extensions",
            "--disable-sync",
            "--disable-component-update",
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            $"--user-data-dir={Path.Combine(folder, "profile")}",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
            // the sandbox refuses to run as root
            .. !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess ? new[] { "--no-sandbox" } : [],
        ];

    private static void Run(string browser, TimeSpan limit, IReadOnlyList<string> arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(browser, arguments)
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                }
            )!;
            // its messages end when the last of its children does, which may still write into the profile
            if (
                Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()).Wait(limit)
                && process.WaitForExit(limit)
            )
                return;
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            throw new IOException(
                $"{browser} took longer than {limit.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s to print"
            );
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new IOException($"{browser} cannot be started ({e.Message})", e);
        }
    }

    /// <summary>With the document's date in place of the clock's, which has as many characters.</summary>
    private static byte[] Dated(byte[] pdf, DateOnly date)
    {
        var dates = ClockDate().Matches(Encoding.Latin1.GetString(pdf));
        if (dates.Count != 2)
            throw new IOException("the browser printed a PDF whose dates are not where they are looked for");
        foreach (Match found in dates)
            Encoding
                .ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{date:yyyyMMdd}000000+00'00'"))
                .CopyTo(pdf, found.Groups[1].Index);
        return pdf;
    }

    [GeneratedRegex(@"/(?:CreationDate|ModDate) \(D:(\d{14}[+-]\d\d'\d\d')\)")]
    private static partial Regex ClockDate();

    [GeneratedRegex(@"/Producer \(([^)]*)\)")]
    private static partial Regex ProducerEntry();
}

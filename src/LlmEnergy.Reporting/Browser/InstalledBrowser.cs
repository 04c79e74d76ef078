using LlmEnergy.Domain;

namespace LlmEnergy.Reporting.Browser;

/// <summary>A browser of the Chromium family on this machine.</summary>
public static class InstalledBrowser
{
    private static readonly string[] Names =
    [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
        "microsoft-edge",
        "microsoft-edge-stable",
        "msedge",
    ];

    /// <summary>Path of its program: the first on PATH, else where installers put it; null where there is none.</summary>
    public static string? Find() => Find(Environment.GetEnvironmentVariable("PATH") ?? "", Places());

    /// <summary>As <see cref="Find()"/>.</summary>
    /// <exception cref="ConfigurationException">There is none (LE4020).</exception>
    public static string Require() =>
        Find()
        ?? throw new ConfigurationException(
            new Issue(
                new("--pdf-engine", 0, 0),
                PrintingCodes.NoBrowser,
                $"found no browser, expected one to print the PDF with: install Chromium, Chrome or Edge, or use --pdf-engine "
                    + $"{PdfEngine.BuiltIn.Name()}"
            )
        );

    internal static string? Find(string path, IEnumerable<string> places)
    {
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        var folders = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names
            .SelectMany(name => folders.Select(folder => Path.Combine(folder, name + suffix)))
            .Concat(places)
            .FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> Places()
    {
        if (OperatingSystem.IsWindows())
        {
            foreach (
                var root in (Environment.SpecialFolder[])
                    [
                        Environment.SpecialFolder.ProgramFiles,
                        Environment.SpecialFolder.ProgramFilesX86,
                        Environment.SpecialFolder.LocalApplicationData,
                    ]
            )
            {
                foreach (
                    var program in (string[])
                        [
                            @"Chromium\Application\chrome.exe",
                            @"Google\Chrome\Application\chrome.exe",
                            @"Microsoft\Edge\Application\msedge.exe",
                        ]
                )
                    yield return Path.Combine(Environment.GetFolderPath(root), program);
            }
        }

        foreach (var name in (string[])["Chromium", "Google Chrome", "Microsoft Edge"])
            yield return $"/Applications/{name}.app/Contents/MacOS/{name}"; // macOS
        foreach (var program in (string[])["google/chrome/chrome", "microsoft/msedge/msedge"])
            yield return $"/opt/{program}"; // Linux
    }
}

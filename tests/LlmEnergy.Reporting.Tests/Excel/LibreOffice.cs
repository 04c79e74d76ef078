using System.Diagnostics;

namespace LlmEnergy.Reporting.Tests.Excel;

/// <summary>LibreOffice without a window, with a profile of its own. Where it is not installed a test is ignored; on CI it fails.</summary>
internal static class LibreOffice
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The workbook as LibreOffice saves it after opening it. It computes formulas without a value and believes those that have one.
    /// </summary>
    public static byte[] Saved(byte[] workbook)
    {
        var program = Find();
        if (program is null)
        {
            const string reason = "LibreOffice (soffice) is not on the PATH, so the formulas are not recalculated";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(reason);
            Assert.Ignore(reason);
        }

        var folder = Directory.CreateTempSubdirectory("llmenergy-");
        try
        {
            var input = Path.Combine(folder.FullName, "in.xlsx");
            var output = Directory.CreateDirectory(Path.Combine(folder.FullName, "out"));
            File.WriteAllBytes(input, workbook);
            using var process = Process.Start(
                new ProcessStartInfo(
                    program!,
                    [
                        $"-env:UserInstallation={new Uri(Path.Combine(folder.FullName, "profile")).AbsoluteUri}",
                        "--headless",
                        "--convert-to",
                        "xlsx",
                        "--outdir",
                        output.FullName,
                        input,
                    ]
                )
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var said = process.StandardOutput.ReadToEndAsync();
            var complained = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"LibreOffice did not end within {Patience}");
            }

            var saved = Path.Combine(output.FullName, "in.xlsx");
            Assert.That(saved, Does.Exist, () => said.Result + complained.Result);
            return File.ReadAllBytes(saved);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => new[] { Path.Combine(folder, "soffice"), Path.Combine(folder, "libreoffice") })
            .FirstOrDefault(File.Exists);
}

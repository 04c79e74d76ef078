using System.Security.Cryptography;

namespace LlmEnergy.EndToEnd;

public class DeterminismTests
{
    [Test]
    public void Culture_time_zone_directory_and_environment_change_no_byte()
    {
        var (first, second, hostile) = (
            Cli.CopyOf("acme"),
            Cli.CopyOf("acme"),
            Directory.CreateTempSubdirectory("llmenergy-test-").FullName
        );
        try
        {
            File.WriteAllText(
                Path.Combine(hostile, "appsettings.json"),
                """{ "Calculation": { "Method": "seed-2023-flops", "GridFactor": 0 }, "Logging": { "LogLevel": { "Default": "Trace" } } }"""
            );
            var one = Cli.Run(
                first,
                new Dictionary<string, string>
                {
                    ["LANG"] = "da_DK.UTF-8",
                    ["LC_ALL"] = "da_DK.UTF-8",
                    ["TZ"] = "UTC",
                },
                "report",
                ".",
                "--period",
                "2026-Q3"
            );
            var two = Cli.Run(
                hostile,
                new Dictionary<string, string>
                {
                    ["LANG"] = "en_US.UTF-8",
                    ["LC_ALL"] = "en_US.UTF-8",
                    ["TZ"] = "Pacific/Auckland",
                    ["Calculation__Method"] = "seed-2023-flops",
                    ["Calculation__GridFactor"] = "0",
                    ["DOTNET_ENVIRONMENT"] = "Development",
                },
                "report",
                second,
                "--period",
                "2026-Q3"
            );
            Assert.That((one.ExitCode, two.ExitCode), Is.EqualTo((0, 0)), one.Error + two.Error);
            Assert.That(Hashes(first), Is.EqualTo(Hashes(second)).And.Not.Empty);
        }
        finally
        {
            foreach (var folder in new[] { first, second, hostile })
                Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void A_second_run_replaces_the_folder_by_the_same_one()
    {
        var workspace = Cli.CopyOf("acme");
        try
        {
            Cli.Run("report", workspace, "--period", "2026-Q2");
            var before = Hashes(workspace);
            Assert.That(Cli.Run("report", workspace, "--period", "2026-Q2").ExitCode, Is.EqualTo(0));
            Assert.That(Hashes(workspace), Is.EqualTo(before).And.Not.Empty);
            Assert.That(
                Directory.EnumerateFileSystemEntries(Path.Combine(workspace, "periods")).Select(Path.GetFileName),
                Is.EqualTo(new[] { "2026-Q2" })
            );
        }
        finally
        {
            Directory.Delete(workspace, recursive: true);
        }
    }

    /// <summary>Of all but the events, where alone time and user stand.</summary>
    private static List<string> Hashes(string workspace) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(workspace, "periods"), "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) != "events.jsonl")
                .Order(StringComparer.Ordinal)
                .Select(file =>
                    $"{Path.GetRelativePath(workspace, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"
                ),
        ];
}

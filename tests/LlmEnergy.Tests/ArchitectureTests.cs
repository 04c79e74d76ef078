using System.Xml.Linq;

namespace LlmEnergy.Tests;

/// <summary>The arrows between the projects, as the README draws them.</summary>
public class ArchitectureTests
{
    private static readonly string Repository = RepositoryRoot.Path;

    [TestCase("LlmEnergy.Domain", "")]
    [TestCase("LlmEnergy.Ingestion", "LlmEnergy.Domain CsvHelper NodaTime Npgsql Snappier System.IO.Hashing ZstdSharp.Port")]
    [TestCase("LlmEnergy.Factors", "LlmEnergy.Domain CsvHelper")]
    [TestCase("LlmEnergy.Calculation", "LlmEnergy.Domain LlmEnergy.Factors")]
    [TestCase(
        "LlmEnergy.Reporting",
        "LlmEnergy.Domain CsvHelper PdfPig ClosedXML DocumentFormat.OpenXml ExcelNumberFormat System.IO.Packaging System.Drawing.Common "
            + "Microsoft.NETCore.Platforms"
    )]
    [TestCase(
        "LlmEnergy",
        "LlmEnergy.Domain LlmEnergy.Ingestion LlmEnergy.Factors LlmEnergy.Calculation LlmEnergy.Reporting CsvHelper "
            + "Microsoft.Extensions.DependencyInjection.Abstractions Microsoft.Extensions.FileSystemGlobbing System.Security.Cryptography.Pkcs"
    )]
    [TestCase("LlmEnergy.Fetching", "LlmEnergy Microsoft.Extensions.Http.Resilience")]
    [TestCase(
        "LlmEnergy.Service",
        "LlmEnergy.Fetching Microsoft.Extensions.Hosting Microsoft.Extensions.Hosting.Systemd "
            + "Microsoft.Extensions.Hosting.WindowsServices"
    )]
    [TestCase(
        "LlmEnergy.Cli",
        "LlmEnergy LlmEnergy.Fetching LlmEnergy.Service Microsoft.Extensions.Hosting System.CommandLine Spectre.Console"
    )]
    public void A_project_refers_to_these_and_no_others(string project, string references) =>
        Assert.That(string.Join(' ', References(Path.Combine(Repository, "src", project, project + ".csproj"))), Is.EqualTo(references));

    [Test]
    public void There_are_nine_projects() =>
        Assert.That(
            Directory.EnumerateDirectories(Path.Combine(Repository, "src")).Select(Path.GetFileName),
            Is.EquivalentTo(
                new[]
                {
                    "LlmEnergy",
                    "LlmEnergy.Calculation",
                    "LlmEnergy.Cli",
                    "LlmEnergy.Domain",
                    "LlmEnergy.Factors",
                    "LlmEnergy.Fetching",
                    "LlmEnergy.Ingestion",
                    "LlmEnergy.Reporting",
                    "LlmEnergy.Service",
                }
            )
        );

    [Test]
    public void No_source_file_is_longer_than_500_lines() =>
        Assert.That(Sources.Where(file => File.ReadLines(file).Count() > 500), Is.Empty);

    [Test]
    public void No_line_of_source_ends_beyond_column_140() =>
        Assert.That(
            Sources.SelectMany(file => File.ReadLines(file).Where(line => line.Length > 140).Select(line => $"{file}: {line}")),
            Is.Empty
        );

    private static List<string> Sources
    {
        get
        {
            List<string> files = [.. Directory.EnumerateFiles(Path.Combine(Repository, "src"), "*.cs", SearchOption.AllDirectories)];
            Assert.That(files, Has.Count.GreaterThan(100), "the sources were found");
            return files;
        }
    }

    private static IEnumerable<string> References(string project) =>
        XDocument
            .Load(project)
            .Descendants()
            .Where(element => element.Name.LocalName is "ProjectReference" or "PackageReference")
            .Select(element =>
                element.Attribute("Include")!.Value.Replace('\\', '/').Split('/')[^1].Replace(".csproj", "", StringComparison.Ordinal)
            );
}

using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using LlmEnergy.Cli.Commands;
using LlmEnergy.Factors;

namespace LlmEnergy.Cli.Tests;

/// <summary>
/// src/NOTICE.md is written from what the program ships: the packages beside it with the licence that each states, and the data within it.
/// </summary>
public class NoticeTests
{
    private static readonly string NoticePath = Path.Combine(RepositoryRoot.Path, "src", "NOTICE.md");

    [Test]
    public void It_names_every_package_and_every_set_of_data_that_is_shipped()
    {
        var notice = Notice();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(NoticePath, notice);
        Assert.That(File.ReadAllText(NoticePath).ReplaceLineEndings("\n"), Is.EqualTo(notice), "UPDATE_GOLDEN=1 writes it");
    }

    [Test]
    public void Every_package_states_a_licence_that_lets_it_be_shipped()
    {
        string[] permissive = ["MIT", "Apache-2.0", "BSD-3-Clause", "PostgreSQL", "MS-PL OR Apache-2.0"];
        Assert.That(Packages().Select(package => package.Licence), Is.Not.Empty.And.All.AnyOf(permissive));
    }

    private static string Notice()
    {
        var text = new StringBuilder();
        text.Append(
            """
            # Notice

            What the program ships beside its own code. A test writes this file from the packages and the data themselves.

            ## Packages

            | package | version | licence | by |
            |---|---|---|---|

            """
        );
        foreach (var (id, version, licence, authors) in Packages())
            text.Append(FormattableString.Invariant($"| {id} | {version} | {licence} | {authors} |\n"));
        text.Append(
            """

            ## Factors

            Where a licence asks for it, the attribution is printed with the factor: `llmenergy factors show ID`.

            | source | title | licence | attribution |
            |---|---|---|---|

            """
        );
        foreach (var source in FactorPack.BuiltIn.Sources.OrderBy(source => source.Id, StringComparer.Ordinal))
            text.Append(
                FormattableString.Invariant(
                    $"| `{source.Id}` | {Cell(source.Title)} | {Cell(source.Licence)} | {Cell(source.Attribution)} |\n"
                )
            );
        text.Append(
            """

            ## Other data

            | what | licence | its text |
            |---|---|---|
            | Inter, the fonts of the report | SIL Open Font License 1.1 | `templates/report/fonts/OFL.txt` |
            | Letters that look alike and what letters are written with, Unicode 15.0, Copyright (c) 1991-2022 Unicode, Inc., modified | Unicode License | `src/LlmEnergy/Periods/Unicode/LICENSE.txt` |
            | Models and constants of EcoLogits, GenAI Impact | MPL-2.0 | `src/LlmEnergy.Factors/Data/ecologits-models.LICENSE.txt` |

            """
        );
        return text.ToString().ReplaceLineEndings("\n");
    }

    [Test]
    public void The_texts_of_licences_that_it_points_to_stand_there() =>
        Assert.That(
            File.ReadAllText(NoticePath).Split('`').Where(part => part.EndsWith(".txt", StringComparison.Ordinal)),
            Has.Exactly(3).Items.And.All.Matches<string>(path => File.Exists(Path.Combine(RepositoryRoot.Path, path!)))
        );

    [Test]
    public void The_program_carries_it_and_the_licences_that_it_points_to()
    {
        var texts = NoticesCommand.Texts().ToList();
        var pointed = texts[0].Split('`').Where(part => part.EndsWith(".txt", StringComparison.Ordinal));
        Assert.That(texts[0], Is.EqualTo(File.ReadAllText(NoticePath)));
        Assert.That(texts.Skip(1), Is.EqualTo(pointed.Select(path => File.ReadAllText(Path.Combine(RepositoryRoot.Path, path)))));
    }

    /// <summary>Those whose files stand beside the published program.</summary>
    private static IEnumerable<(string Id, string Version, string Licence, string Authors)> Packages()
    {
        var cache =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "LlmEnergy.Cli.deps.json")));
        foreach (var library in json.RootElement.GetProperty("libraries").EnumerateObject())
        {
            if (library.Value.GetProperty("type").GetString() != "package")
                continue;
            var (id, version) = library.Name.Split('/') is [var name, var number] ? (name, number) : throw new InvalidOperationException();
            var folder = Path.Combine(cache, id.ToLowerInvariant(), version);
            var about = XDocument.Load(Directory.EnumerateFiles(folder, "*.nuspec").Single()).Root!.Elements().First();
            string Of(string element) => about.Elements().FirstOrDefault(found => found.Name.LocalName == element)?.Value ?? "";
            yield return (id, version, Of("license"), Cell(Of("authors")));
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ").Trim();
}

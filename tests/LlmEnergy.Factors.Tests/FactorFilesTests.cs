using System.Text;
using LlmEnergy.Factors.Files;

namespace LlmEnergy.Factors.Tests;

public sealed class FactorFilesTests
{
    [Test]
    public void The_hash_names_its_algorithm() => Assert.That(FactorFiles.None.Hash(), Does.Match("^sha256:[0-9a-f]{64}$"));

    // printf 'a\n' | sha256sum; printf '<that>  x.csv\n' | sha256sum
    [Test]
    public void The_hash_can_be_redone_with_sha256sum() =>
        Assert.That(
            FactorFiles.None.With("x.csv", "a\n").Hash(),
            Is.EqualTo("sha256:170138f238d05deaf2f19fff6e767131188bf9df232f0e0df00f68ece6472ad6")
        );

    [Test]
    public void The_hash_does_not_depend_on_line_endings() =>
        Assert.That(FactorFiles.None.With("x.csv", "a\r\nb\r\n").Hash(), Is.EqualTo(FactorFiles.None.With("x.csv", "a\nb\n").Hash()));

    [Test]
    public void The_hash_does_not_depend_on_the_order_in_which_files_are_added() =>
        Assert.That(
            FactorFiles.None.With("x", "1").With("y", "2").Hash(),
            Is.EqualTo(FactorFiles.None.With("y", "2").With("x", "1").Hash())
        );

    [Test]
    public void The_hash_depends_on_names() =>
        Assert.That(FactorFiles.None.With("x", "1").Hash(), Is.Not.EqualTo(FactorFiles.None.With("y", "1").Hash()));

    [Test]
    public void One_changed_digit_changes_the_hash() =>
        Assert.That(FactorFiles.None.With("x", "1.0").Hash(), Is.Not.EqualTo(FactorFiles.None.With("x", "1.1").Hash()));

    [Test]
    public void A_stream_and_a_text_of_the_same_bytes_are_the_same()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("é\n"));
        Assert.That(FactorFiles.None.With("x", stream).Hash(), Is.EqualTo(FactorFiles.None.With("x", "é\n").Hash()));
    }

    [Test]
    public void The_built_in_files_are_those_of_the_data_folder() =>
        Assert.That(
            FactorFiles.BuiltIn.Names,
            Is.EqualTo(
                new[]
                {
                    "addons.csv",
                    "aliases.csv",
                    "classes.csv",
                    "datacenters.csv",
                    "deflator.csv",
                    "ecologits-models.csv",
                    "ecologits.csv",
                    "embodied.csv",
                    "evidence.csv",
                    "grid-us.csv",
                    "grid.csv",
                    "locations.csv",
                    "methods.csv",
                    "models.csv",
                    "official.csv",
                    "operating-models.csv",
                    "operating-point.csv",
                    "pack.csv",
                    "place-candidates.csv",
                    "regions.csv",
                    "seed.csv",
                    "sources.csv",
                    "spend-epa.csv",
                    "spend-exiobase.csv",
                    "units.csv",
                    "water.csv",
                    "zones.csv",
                }
            )
        );
}

using LlmEnergy.Hashing;

namespace LlmEnergy.Tests.Verification;

/// <summary>
/// The hash that a manifest gives of an export is that of the bytes that were counted, whatever becomes of the file between reading and
/// writing.
/// </summary>
public class CountedInputsTests
{
    private const string Name = "exports/log.csv";
    private static readonly string Text = PeriodWorkspace.Header + PeriodWorkspace.Row("r0", "2025-07-01");

    [Test]
    public void A_file_that_is_deleted_after_it_was_read_keeps_its_hash_and_its_bytes() => Counted(path => File.Delete(path));

    [Test]
    public void A_file_that_is_replaced_by_one_of_the_same_size_after_it_was_read_keeps_its_hash() =>
        Counted(path => File.WriteAllText(path, Text.Replace("2500000", "1500000", StringComparison.Ordinal)));

    [Test]
    public void A_file_that_grows_after_it_was_read_keeps_its_hash_and_its_bytes() =>
        Counted(path => File.AppendAllText(path, PeriodWorkspace.Row("r1", "2025-07-01")));

    private static void Counted(Action<string> afterReading)
    {
        using var workspace = PeriodWorkspace.WithLog("2025-07-01");
        var opened = workspace.Open();
        var activity = Pipeline.Ingest(opened, opened.Period("2025-Q3"), null, CancellationToken.None, forReport: true);
        afterReading(workspace.PathOf(Name));
        var input = opened.Hashed(activity, CancellationToken.None).Single(file => file.Path == Name);
        Assert.That((input.Bytes, input.Sha256), Is.EqualTo(((long)Text.Length, Sha256.OfText(Text))));
    }
}

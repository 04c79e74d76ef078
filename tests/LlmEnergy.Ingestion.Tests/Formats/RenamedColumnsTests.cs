using System.Text;
using System.Text.RegularExpressions;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>A column of tokens under another name: the file is refused, or a finding says so; tokens never go in silence.</summary>
[TestFixture]
internal sealed partial class RenamedColumnsTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Samples, "formats");

    [TestCaseSource(nameof(Tables))]
    public void Tokens_do_not_go_in_silence(string file)
    {
        var lines = File.ReadAllText(Path.Combine(Folder, file)).TrimStart('\uFEFF').Split('\n', 2);
        var separator = lines[0].Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var columns = lines[0].TrimEnd('\r').Split(separator);
        var whole = Read(file, lines[0] + "\n" + lines[1]);
        var silent = new List<string>();
        for (var column = 0; column < columns.Length; column++)
        {
            var renamed = columns.Select((name, index) => index == column ? "renamed" : name);
            var activity = Read(file, string.Join(separator, renamed) + "\n" + lines[1]);
            var isSaid =
                activity.Rows.Rejected > whole.Rows.Rejected
                || !activity.Issues.Select(issue => issue.Code).ToHashSet().IsSubsetOf(whole.Issues.Select(issue => issue.Code));
            if (Tokens(activity) != Tokens(whole) && !isSaid)
                silent.Add($"{columns[column]}: {Tokens(activity)} of {Tokens(whole)}");
        }

        Assert.That(silent, Is.Empty);
    }

    [Test]
    public void The_column_that_is_lacking_is_named_with_what_it_means()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "anthropic.console.tokens.csv.csv"))
            .Replace("cache_read", "reads", StringComparison.Ordinal);
        Assert.That(
            Read("tokens.csv", text).Issues.Select(issue => issue.ToString()),
            Has.One.EqualTo(
                "tokens.csv: error LE1070: found no column usage_input_tokens_cache_read, expected it in anthropic.console.tokens.csv: "
                    + "its cached tokens are not counted"
            )
        );
    }

    /// <summary>A member of JSON, one after another.</summary>
    [TestCaseSource(nameof(Trees))]
    public void Tokens_of_members_do_not_go_in_silence(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        var whole = Read(file, text);
        var silent = new List<string>();
        foreach (
            var name in Member().Matches(text).Select(member => member.Groups[1].Value).Where(IsOfTokens).Distinct(StringComparer.Ordinal)
        )
        {
            var activity = Read(file, Regex.Replace(text, $"(\\\\?\"){Regex.Escape(name)}\\1", $"$1{name}_v2$1"));
            var isSaid =
                activity.Rows.Rejected > whole.Rows.Rejected
                || !activity.Issues.Select(issue => issue.Code).ToHashSet().IsSubsetOf(whole.Issues.Select(issue => issue.Code));
            if (Tokens(activity) != Tokens(whole) && !isSaid)
                silent.Add($"{name}: {Tokens(activity)} of {Tokens(whole)}");
        }

        Assert.That(silent, Is.Empty);
    }

    [Test]
    public void The_member_that_has_the_look_of_it_is_named()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "opencode.jsonl"))
            .Replace("\"read\"", "\"cache_reads\"", StringComparison.Ordinal);
        Assert.That(
            Read("opencode.jsonl", text.Replace("tokens.cache.read", "", StringComparison.Ordinal)).Issues.Select(issue => issue.Code),
            Does.Contain("LE1010")
        );
        var usage = File.ReadAllText(Path.Combine(Folder, "anthropic.enterprise.usage.json"))
            .Replace("cache_read_input_tokens", "cache_read_tokens", StringComparison.Ordinal);
        Assert.That(
            Read("usage.json", usage).Issues.Select(issue => issue.ToString()),
            Has.One.EqualTo(
                "usage.json: error LE1070: found no member cache_read_input_tokens, and data[].results[].cache_read_tokens, which "
                    + "anthropic.enterprise.usage does not read; expected it under the name of the format: its cached tokens are not counted"
            )
        );
    }

    private static bool IsOfTokens(string name) =>
        new[] { "token", "read", "creation", "write", "cached", "input", "output", "thought" }.Any(word =>
            name.Contains(word, StringComparison.OrdinalIgnoreCase)
        );

    private static IEnumerable<string> Trees() =>
        Directory.EnumerateFiles(Folder, "*.json*").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    [GeneratedRegex("\\\\?\"([A-Za-z0-9_.()-]+)\\\\?\" *:")]
    private static partial Regex Member();

    private static (long, long) Tokens(Activity activity) => (activity.Total.Input, activity.Total.Output);

    private static Activity Read(string file, string text)
    {
        using var folder = new ExportFolder().With(file, Encoding.UTF8.GetBytes(text));
        return folder.Ingest();
    }

    private static IEnumerable<string> Tables() =>
        Directory
            .EnumerateFiles(Folder, "*.csv")
            .Select(file => Path.GetFileName(file)!)
            .Where(file => file != "litellm.daily.tag.csv")
            .Order();
}

using System.Collections.Immutable;

namespace LlmEnergy.Domain;

/// <summary>The workspace or the command line cannot be used as it stands: every issue at once (LE2xxx), and no output.</summary>
public sealed class ConfigurationException(ImmutableArray<Issue> issues) : Exception(string.Join(Environment.NewLine, issues))
{
    public ConfigurationException(Issue issue)
        : this([issue]) { }

    public ImmutableArray<Issue> Issues { get; } = issues;

    /// <summary>The first three issues for people, in one line.</summary>
    public string Sentences => string.Join("; ", Issues.Take(3).Select(issue => issue.Sentence()));
}

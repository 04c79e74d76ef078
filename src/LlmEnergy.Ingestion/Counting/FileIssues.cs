using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Findings;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>The findings of one file: the first thousand, and how many more there are.</summary>
internal sealed class FileIssues(string file)
{
    private const int Most = 1_000;
    private readonly ImmutableArray<Issue>.Builder _listed = ImmutableArray.CreateBuilder<Issue>();
    private long _more;

    public ImmutableArray<Issue> All =>
        _more == 0
            ? _listed.ToImmutable()
            :
            [
                .. _listed,
                new(
                    new(file, 0, 0),
                    IssueCodes.NotListed,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"found {Counted.Of(_more, "more finding")} in this file, expected none; every row of them is counted and listed"
                    )
                ),
            ];

    public void Add(ImmutableArray<Issue> issues)
    {
        foreach (var issue in issues)
        {
            if (_listed.Count < Most)
                _listed.Add(issue);
            else
                _more++;
        }
    }
}

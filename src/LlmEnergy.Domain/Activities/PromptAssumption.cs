namespace LlmEnergy.Domain.Activities;

/// <summary>What somebody assumes a prompt of a product to be, whose reports count prompts and state no tokens.</summary>
/// <param name="Product">As the format of its reports calls it, such as <c>chatgpt-enterprise</c>.</param>
/// <param name="Model">Whose energy a prompt is taken to need.</param>
/// <param name="Input">Tokens per prompt, with the context that goes along.</param>
/// <param name="Output">Tokens per prompt.</param>
/// <param name="Low">Part of these tokens that it may be at least: 0 to 1.</param>
/// <param name="High">Multiple of these tokens that it may be at most: 1 or more.</param>
/// <param name="Source">Where the tokens are from.</param>
/// <param name="By">Who assumes it.</param>
/// <param name="From">First day of a month.</param>
/// <param name="To">Last day of a month.</param>
public sealed record PromptAssumption(
    string Product,
    string Model,
    decimal Input,
    decimal Output,
    decimal Low,
    decimal High,
    string Source,
    string By,
    DateOnly On,
    DateOnly From,
    DateOnly To,
    SourceLocation At
)
{
    private const string OfPrompts = "prompts of ";

    /// <summary>What lines of prompts have for an operation, so that they stand on no line with measured tokens.</summary>
    public static string OperationOf(string product) => OfPrompts + product;

    /// <summary>Whether a line counts prompts of the product and states no tokens.</summary>
    public bool IsOf(ActivityLine line) =>
        line.Key.Operation == OperationOf(Product) && line.Key.Month >= From && line.Key.Month <= To && IsPrompts(line);

    /// <summary>Whether a line counts prompts of some product and states no tokens.</summary>
    public static bool IsPrompts(ActivityLine line) =>
        line.Key.Operation.StartsWith(OfPrompts, StringComparison.Ordinal)
        && line.Usage.Knows(Known.Requests)
        && (line.Usage.Known & (Known.Input | Known.Output)) == 0;
}

/// <summary>An assumption that a report rests on, with the prompts that it was multiplied by.</summary>
public sealed record AssumedPrompts(PromptAssumption Assumption, long Prompts, long Input, long Output);

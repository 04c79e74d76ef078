using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Takes the rows of a table as they are settled.</summary>
internal interface IRowFates
{
    /// <param name="rule">That the row was left by; empty where it counts.</param>
    /// <param name="twin">Number of the rule by which it repeats another row, from 1; 0 where it does not.</param>
    /// <exception cref="OverflowException">The sum cannot be held.</exception>
    void Add(RowOutcome outcome, string rule, in UsageRow row, byte twin = 0);
}

namespace LlmEnergy.Tests;

/// <summary>What many tests begin with is made once, and copied for each: to report takes longer.</summary>
[SetUpFixture]
public class Beginnings
{
    private static readonly Dictionary<object, PeriodWorkspace> Made = [];

    /// <param name="name">The same of what begins in the same way.</param>
    internal static PeriodWorkspace Copy(object name, Func<PeriodWorkspace> make)
    {
        if (!Made.TryGetValue(name, out var made))
            Made.Add(name, made = make());
        return made.Copy();
    }

    [OneTimeTearDown]
    public void Delete()
    {
        foreach (var workspace in Made.Values)
            workspace.Dispose();
        Made.Clear();
    }
}

namespace LlmEnergy.EndToEnd;

/// <summary>
/// Commands that run in the process of the tests find samples as a user finds them who stands at the root of the repository.
/// </summary>
[SetUpFixture]
public class RepositoryDirectory
{
    private string _before = "";

    [OneTimeSetUp]
    public void Enter()
    {
        _before = Directory.GetCurrentDirectory();
        Directory.SetCurrentDirectory(RepositoryRoot.Path);
    }

    [OneTimeTearDown]
    public void Leave() => Directory.SetCurrentDirectory(_before);
}

using Microsoft.AspNetCore.Http;

namespace LlmEnergy.Fetching.Tests;

/// <summary>Bills that a cloud puts into storage: copied from a mounted disk, downloaded from a signed address.</summary>
public class StorageTests
{
    [Test]
    public async Task Files_of_the_months_are_copied_once_and_put_on_record()
    {
        using var workspace = new FetchWorkspace();
        foreach (var month in new[] { "2026-06", "2026-07", "2026-08" })
        {
            var folder = workspace.Beside.CreateSubdirectory($"billing/PERIOD={month}");
            File.WriteAllText(Path.Combine(folder.FullName, "part-0.csv"), $"a,b\n{month},1\n");
        }

        var source = Storage(copy: Path.Combine(workspace.Beside.FullName, "billing/PERIOD={month}/*.csv"));
        workspace.Now = new(2026, 8, 20, 0, 0, 0, TimeSpan.Zero);
        var result = await workspace.Fetch(source);
        Assert.That(
            workspace.Exports,
            Is.EqualTo(
                new Dictionary<string, string>
                {
                    ["exports/given/PERIOD=2026-07_part-0.csv"] = "a,b\n2026-07,1\n",
                    ["exports/given/PERIOD=2026-08_part-0.csv"] = "a,b\n2026-08,1\n",
                }
            )
        );
        Assert.That(result.Files.Select(file => file.Source), Is.All.StartsWith("copied from "));
        Assert.That((await workspace.Fetch(source)).Files, Is.Empty, "they are there already");
    }

    [Test]
    public async Task A_disk_that_is_not_mounted_is_said()
    {
        using var workspace = new FetchWorkspace();
        var result = await workspace.Fetch(Storage(copy: "/no/such/disk/*.csv"));
        Assert.That(result.Issues.Single().ToString(), Does.Contain("error LE2093: found no such folder"));
    }

    [Test]
    public async Task A_signed_address_is_a_secret()
    {
        using var workspace = new FetchWorkspace();
        await using var storage = await FakeProvider.Start(context => context.Response.WriteAsync("a,b\n1,2\n"));
        File.WriteAllText(workspace.KeyFile, $"{storage.Address}bill.csv?X-Amz-Signature=SIGNED");
        var result = await workspace.Fetch(Storage(download: workspace.KeyFile, name: "bill_{month}.csv"), limits: FetchWorkspace.Limits);
        Assert.That(workspace.Exports.Keys, Has.Exactly(3).StartsWith("exports/given/bill_2026-0"));
        Assert.That(result.Files[0].Source, Is.EqualTo($"GET {storage.Address}bill.csv"));
        Assert.That(workspace.Intake, Does.Not.Contain("SIGNED"));
    }

    private static FetchSource Storage(string? copy = null, string? download = null, string? name = null) =>
        new("given", null, null, null, null, [], copy, download, name);
}

using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace LlmEnergy.Cli.Tests;

/// <summary>Packages that restore can still fail at run time: each does here what the program asks of it.</summary>
public class PackageSmokeTests
{
    [Test]
    public void Hosting_builds_an_empty_host_without_configuration()
    {
        Environment.SetEnvironmentVariable("LLMENERGY_TEST", "1");
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(TimeProvider.System);
        using var host = builder.Build();
        Assert.That(
            (host.Services.GetRequiredService<TimeProvider>(), builder.Configuration["LLMENERGY_TEST"]),
            Is.EqualTo((TimeProvider.System, (string?)null))
        );
    }

    [Test]
    public void Command_line_parses_options_and_reports_errors()
    {
        var option = new Option<string>("--format");
        option.AcceptOnlyFromAmong("text", "json");
        var root = new RootCommand { option };
        Assert.That((root.Parse("--format json").GetValue(option), root.Parse("--format xml").Errors.Count), Is.EqualTo(("json", 1)));
    }

    [Test]
    public void Spectre_draws_a_table_of_plain_text()
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        var table = new Table();
        table.AddColumn("[[model]]");
        table.AddRow(new Text("[red]gpt-4o"));
        console.Write(table);
        Assert.That(text.ToString(), Does.Contain("[model]").And.Contain("[red]gpt-4o"));
    }

    [Test]
    public void Pkcs_writes_and_reads_a_request_for_a_time_stamp_and_takes_no_junk_for_one()
    {
        var request = Rfc3161TimestampRequest.CreateFromData("x"u8, HashAlgorithmName.SHA256);
        Assert.That(Rfc3161TimestampRequest.TryDecode(request.Encode(), out var read, out _), Is.True);
        Assert.That(read!.GetMessageHash().ToArray(), Is.EqualTo(SHA256.HashData("x"u8)));
        Assert.That(Rfc3161TimestampToken.TryDecode(request.Encode(), out _, out _), Is.False);
    }
}

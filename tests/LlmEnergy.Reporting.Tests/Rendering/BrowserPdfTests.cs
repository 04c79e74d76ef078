using System.Text;
using LlmEnergy.Reporting.Browser;
using UglyToad.PdfPig;
using static LlmEnergy.Reporting.Tests.Rendering.Report;

namespace LlmEnergy.Reporting.Tests.Rendering;

internal sealed class BrowserPdfTests
{
    [Test]
    public void Equal_documents_give_equal_bytes()
    {
        var again = new Report(Full.Document).PrintedByABrowser().Bytes;
        Assert.That(again.AsSpan().SequenceEqual(Full.PrintedByABrowser().Bytes), Is.True);
    }

    [Test]
    public void Is_tagged_and_dated_by_the_document()
    {
        var bytes = LongTable.PrintedByABrowser().Bytes;
        using var pdf = PdfDocument.Open(bytes);
        Assert.That(
            (pdf.Information.CreationDate, pdf.Information.ModifiedDate),
            Is.EqualTo(("D:20260930000000+00'00'", "D:20260930000000+00'00'"))
        );
        Assert.That(
            Encoding.Latin1.GetString(bytes),
            Does.Contain("/StructTreeRoot").And.Contain("/Marked true").And.Contain("/S /TH").And.Contain("/Lang (en)")
        );
    }

    [Test]
    public void Says_what_it_was_printed_by() =>
        Assert.That(BrowserPdf.Producer(LongTable.PrintedByABrowser().Bytes), Does.StartWith("Skia/PDF"));

    [Test]
    [Platform(Exclude = "Win", Reason = "the browser is a shell script")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Prints_in_a_folder_of_its_own_that_is_gone_afterwards_and_without_network()
    {
        var folder = Directory.CreateTempSubdirectory("llmenergy-test-");
        try
        {
            var (browser, seen) = (Path.Combine(folder.FullName, "browser"), Path.Combine(folder.FullName, "seen"));
            File.WriteAllText(browser, $"#!/bin/sh\nprintf '%s\\n' \"$@\" > '{seen}'\n");
            File.SetUnixFileMode(browser, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Assert.That(
                () => BrowserPdf.Write(Full.Document, browser, Stream.Null),
                Throws.TypeOf<IOException>().With.Message.EndsWith("printed nothing")
            );
            var arguments = File.ReadAllLines(seen);
            var printed = arguments.Single(argument => argument.StartsWith("--print-to-pdf=", StringComparison.Ordinal))[
                "--print-to-pdf=".Length..
            ];
            Assert.That(
                arguments,
                Does.Contain("--host-resolver-rules=MAP * ~NOTFOUND")
                    .And.Contain($"--user-data-dir={Path.Combine(Path.GetDirectoryName(printed)!, "profile")}")
            );
            Assert.That(Directory.Exists(Path.GetDirectoryName(printed)), Is.False);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void A_browser_that_takes_too_long_is_stopped()
    {
        var failure = Assert.Throws<IOException>(() =>
            BrowserPdf.Write(Full.Document, Chromium.Program, Stream.Null, TimeSpan.FromMilliseconds(1))
        );
        Assert.That(failure!.Message, Does.EndWith("took longer than 0 s to print"));
    }

    [Test]
    public void A_program_that_is_none_is_named() =>
        Assert.That(
            () => BrowserPdf.Write(Full.Document, "/no/such/browser", Stream.Null),
            Throws.TypeOf<IOException>().With.Message.StartsWith("/no/such/browser cannot be started")
        );

    [Test]
    public void The_first_browser_on_the_path_is_taken_else_where_installers_put_it()
    {
        var folder = Directory.CreateTempSubdirectory("llmenergy-test-");
        try
        {
            var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
            var (chrome, elsewhere) = (Path.Combine(folder.FullName, "google-chrome" + suffix), Path.Combine(folder.FullName, "edge"));
            File.WriteAllText(chrome, "");
            File.WriteAllText(elsewhere, "");
            Assert.Multiple(() =>
            {
                Assert.That(InstalledBrowser.Find(folder.FullName, [elsewhere]), Is.EqualTo(chrome));
                Assert.That(InstalledBrowser.Find("", [elsewhere]), Is.EqualTo(elsewhere));
                Assert.That(InstalledBrowser.Find("", []), Is.Null);
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

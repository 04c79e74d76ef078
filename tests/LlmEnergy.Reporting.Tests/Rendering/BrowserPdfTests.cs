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
        Assert.That(again, Is.EqualTo(Full.PrintedByABrowser().Bytes));
    }

    [Test]
    public void Is_tagged_and_dated_by_the_document()
    {
        var bytes = LongTable.PrintedByABrowser().Bytes;
        using var pdf = PdfDocument.Open(bytes);
        Assert.That((pdf.Information.CreationDate, pdf.Information.ModifiedDate), Is.EqualTo(("D:20260930000000+00'00'", "D:20260930000000+00'00'")));
        Assert.That(Encoding.Latin1.GetString(bytes), Does.Contain("/StructTreeRoot").And.Contain("/Marked true").And.Contain("/S /TH").And.Contain("/Lang (en)"));
    }

    [Test]
    public void Says_what_it_was_printed_by() => Assert.That(BrowserPdf.Producer(LongTable.PrintedByABrowser().Bytes), Does.StartWith("Skia/PDF"));

    [Test]
    public void Leaves_nothing_behind()
    {
        var before = Folders();
        With(Text("text")).PrintedByABrowser();
        Assert.That(Folders(), Is.SubsetOf(before));

        static string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), "llmenergy-print-*");
    }

    [Test]
    public void A_browser_that_takes_too_long_is_stopped()
    {
        var failure = Assert.Throws<IOException>(() => BrowserPdf.Write(Full.Document, Chromium.Program, Stream.Null, TimeSpan.FromMilliseconds(1)));
        Assert.That(failure!.Message, Does.EndWith("took longer than 0 s to print"));
    }

    [Test]
    public void A_program_that_is_none_is_named() =>
        Assert.That(() => BrowserPdf.Write(Full.Document, "/no/such/browser", Stream.Null), Throws.TypeOf<IOException>().With.Message.StartsWith("/no/such/browser cannot be started"));

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

using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace LlmEnergy.EndToEnd;

/// <summary>Ledgers and workbooks of the size that groups have, filled by the program as a process of its own.</summary>
[Category("Long")]
public class FillSizeTests
{
    private const int Teams = 33_334;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private string _workspace = "";

    [OneTimeSetUp]
    public void Report()
    {
        _workspace = Directory.CreateTempSubdirectory("llmenergy-test-").FullName;
        Directory.CreateDirectory(Path.Combine(_workspace, "e"));
        File.WriteAllText(
            Path.Combine(_workspace, "llmenergy.json"),
            $$"""{"schema":1,"undertaking":"T","sources":[{"id":"s","path":"e","account":"a","region":"GB",{{Cli.AttestedZero(2026)}}}]}"""
        );
        var log = new StringBuilder(
            "request_id,call_type,prompt_tokens,completion_tokens,startTime,spend,model,custom_llm_provider,cache_hit,team_id\n"
        );
        foreach (var month in new[] { 7, 8, 9 })
            for (var team = 0; team < Teams; team++)
                log.Append(
                    CultureInfo.InvariantCulture,
                    $"r{month}-{team},acompletion,{100 + (team % 7)},2500,2026-{month:00}-05 10:00:00,0.5,gpt-4.1-mini,openai,False,t{team}\n"
                );
        File.WriteAllText(Path.Combine(_workspace, "e", "log.csv"), log.ToString());
        var report = Cli.RunProcess("report", _workspace, "--period", "2026-Q3");
        Assert.That(report.ExitCode, Is.AnyOf(0, 3), report.Error);
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    [Platform("Linux")]
    public void A_hundred_thousand_ledger_lines_take_less_than_5_seconds_of_processor_and_300_MB()
    {
        var template = Path.Combine(RepositoryRoot.Path, "templates", "excel", "journal-ledger.xlsx");
        var (result, seconds, bytes) = Fill(template, Path.Combine(_workspace, "ledger.xlsx"));
        Assert.Multiple(() =>
        {
            Assert.That(result.Output, Does.Contain("100,002 rows"), result.Error);
            Assert.That(seconds, Is.LessThan(5.0), "seconds of processor");
            Assert.That(bytes, Is.LessThan(300L << 20), "bytes of memory");
        });
    }

    [Test]
    public void A_workbook_of_50_MB_is_filled_and_all_else_in_it_stays()
    {
        var (template, output) = (Path.Combine(_workspace, "large.xlsx"), Path.Combine(_workspace, "filled.xlsx"));
        Write(template);
        Assert.That(new FileInfo(template).Length, Is.GreaterThan(50_000_000));
        var (result, _, _) = Fill(template, output);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        using var before = ZipFile.OpenRead(template);
        using var after = ZipFile.OpenRead(output);
        Assert.That(
            before.Entries.Where(part => after.GetEntry(part.FullName)!.Crc32 != part.Crc32).Select(part => part.FullName),
            Is.EquivalentTo(["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
        );
        Assert.That(Cli.Run("verify", output, "--workspace", _workspace).ExitCode, Is.Zero);
    }

    private (Result Result, double Seconds, long Bytes) Fill(string template, string output)
    {
        using var process = Cli.Start("fill", template, "--workspace", _workspace, "--period", "2026-Q3", "--out", output);
        var used = Task.Run(() => Used(process));
        var result = Cli.Finish(process);
        return (result, used.Result.Seconds, used.Result.Bytes);
    }

    /// <summary>What a process took until just before its end.</summary>
    private static (double Seconds, long Bytes) Used(Process process)
    {
        var (seconds, bytes) = (0.0, 0L);
        while (!process.WaitForExit(1))
        {
            try
            {
                process.Refresh();
                (seconds, bytes) = (process.TotalProcessorTime.TotalSeconds, Math.Max(bytes, process.PeakWorkingSet64));
            }
            catch (InvalidOperationException)
            {
                break; // it has just ended
            }
        }

        return (seconds, bytes);
    }

    /// <summary>A marker on the first sheet, two million numbers on the second, and a picture of noise.</summary>
    private static void Write(string path)
    {
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        void Part(string name, string text)
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(text);
        }

        Part(
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
        );
        Part("_rels/.rels", Relations(("rId1", "officeDocument", "xl/workbook.xml")));
        Part(
            "xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relation}\"><sheets><sheet name=\"Input\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Own\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>"
        );
        Part(
            "xl/_rels/workbook.xml.rels",
            Relations(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "worksheet", "worksheets/sheet2.xml"))
        );
        Part(
            "xl/worksheets/sheet1.xml",
            $"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{{{{total_tCO2e_N}}}}</t></is></c></row></sheetData></worksheet>"
        );
        var random = new Random(20_261_130);
        using (var sheet = new StreamWriter(archive.CreateEntry("xl/worksheets/sheet2.xml").Open()))
        {
            sheet.Write($"<worksheet xmlns=\"{Main}\"><sheetData>");
            for (var row = 1; row <= 200_000; row++)
            {
                sheet.Write("<row>");
                for (var column = 0; column < 10; column++)
                    sheet.Write(FormattableString.Invariant($"<c><v>{random.NextInt64(1_000_000_000_000)}</v></c>"));
                sheet.Write("</row>");
            }

            sheet.Write("</sheetData></worksheet>");
        }

        using var picture = archive.CreateEntry("xl/media/image1.png", CompressionLevel.NoCompression).Open();
        var noise = new byte[1 << 20];
        for (var part = 0; part < 40; part++)
        {
            random.NextBytes(noise);
            picture.Write(noise);
        }
    }

    private static string Relations(params (string Id, string Type, string Target)[] relations) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(
            relations.Select(relation =>
                $"<Relationship Id=\"{relation.Id}\" Type=\"{Relation}/{relation.Type}\" Target=\"{relation.Target}\"/>"
            )
        )
        + "</Relationships>";
}

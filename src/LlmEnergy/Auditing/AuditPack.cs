using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LlmEnergy.Calculation.Citations;
using LlmEnergy.Domain;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Files;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Periods;
using LlmEnergy.Reporting.Data;
using LlmEnergy.Reporting.Excel;

namespace LlmEnergy.Auditing;

/// <summary>
/// One archive that an auditor opens without the program: a workspace with the period's folder and the inputs it was made from, and beside
/// them the factors, the mappings and the methodology as they were applied, a sample, and a walk-through. The same folder gives the same
/// bytes.
/// </summary>
/// <param name="Sample">Lines that are drawn besides the largest.</param>
/// <param name="IsRedacted">Without the inputs: their hashes alone.</param>
public sealed record AuditPack(AuditedPeriod Period, Workspace Workspace, FactorPack Factors, int Sample, int Seed, bool IsRedacted)
{
    /// <summary>What the pack is, with the hash of each of its files.</summary>
    public const string Contents = "pack/contents.json";

    private const int RowsOfLine = 20;
    private const int WalkedLines = 3;

    /// <exception cref="ConfigurationException">An input is not as it was read, so that the pack would prove nothing (LE2080).</exception>
    public void Write(Stream output, CancellationToken cancellation)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (
            var name in Period.Manifest.Outputs.Keys.Append(RecordedManifest.FileName).Append(EventLog.FileName).Concat(ClosingFiles.Names)
        )
        {
            // a snapshot holds the inputs, which a redacted pack leaves out
            if (File.Exists(Path.Combine(Period.Folder.FullName, name)) && !(IsRedacted && name == InputSnapshot.FileName))
                files[$"periods/{Period.Folder.Name}/{name}"] = RecordedFile.Read(Period.Folder.FullName, name);
        }

        AddReferred(files);
        var inputs = Inputs();
        AddBasis(files);
        AddSample(files, cancellation);
        files["pack/README.md"] = Text(ReadMe());
        files["pack/inputs.sha256"] = Text(
            string.Concat(Period.Manifest.Exports.Concat(Period.Manifest.Settings).Select(input => $"{input.Sha256}  {input.Path}\n"))
        );
        files[Contents] = ContentsOf(files, IsRedacted ? [] : inputs);
        PlainZip.Write(
            output,
            files
                .Select(file => (file.Key, (Action<Stream>)(to => to.Write(file.Value))))
                .Concat(
                    (IsRedacted ? [] : inputs).Select(input =>
                        (
                            input.Display,
                            (Action<Stream>)(
                                to =>
                                {
                                    using var from = Ingestion.Files.RegularFile.OpenRead(input.FullPath);
                                    from.CopyTo(to);
                                }
                            )
                        )
                    )
                )
        );
    }

    /// <summary>Closed versions that the report rests on, without what people read of them, and why the total is another one.</summary>
    private void AddReferred(SortedDictionary<string, byte[]> files)
    {
        foreach (var closed in Period.Manifest.Closed)
        {
            var folder = closed.PathIn(Period.Folder.Parent!);
            var names = RecordedManifest.Read(folder).Outputs.Keys.Append(RecordedManifest.FileName).Append(EventLog.FileName);
            foreach (var name in names.Where(name => Path.GetExtension(name) is ".csv" or ".json" or ".jsonl"))
                if (File.Exists(Path.Combine(folder, name)))
                    files[$"periods/{closed.Folder}/{name}"] = RecordedFile.Read(folder, name);
            using var changes = new MemoryStream();
            PeriodComparisonJson.Write(PeriodComparison.Of(AuditedPeriod.Read(new(folder)), Period), changes);
            files[$"pack/changes-since-{closed.Folder}.json"] = changes.ToArray();
        }
    }

    private List<InputPath> Inputs()
    {
        var recorded = new RecordedInputs(Period.Manifest, Workspace);
        var inputs = new List<InputPath>();
        foreach (var (input, file) in Closing.Files(Workspace, Period.Manifest))
        {
            if (file is not { } path || !recorded.Is(input, path.FullPath))
                throw new ConfigurationException(
                    new Issue(
                        new(input.Path, 0, 0),
                        "LE2080",
                        $"found it {(file is null ? "gone" : "changed")} since the report of {Period.Manifest.Period}, expected the inputs "
                            + "as they were read: a pack of others proves nothing. Run report again, or bring them back"
                    )
                );
            inputs.Add(path);
        }

        return InputSnapshot.Refusal([.. inputs.Select(input => input.FullPath)]) is { } refusal && !IsRedacted
            ? throw new ConfigurationException(
                new Issue(new(Period.Manifest.Period, 0, 0), "LE2080", $"{refusal}: pack with --redact, and hand over the inputs yourself")
            )
            : inputs;
    }

    private void AddBasis(SortedDictionary<string, byte[]> files)
    {
        foreach (var name in FactorFiles.BuiltIn.Names)
            files[$"pack/factors/{name}"] = FactorFiles.BuiltIn.Find(name)!.Value.ToArray();
        files["pack/methodology.md"] = Text(MethodologyText.All);
        foreach (var format in Period.Manifest.Accounts.Select(account => account.Format).OfType<string>().Distinct(StringComparer.Ordinal))
            if (FormatCatalog.BuiltInText(format) is { } profile)
                files[$"pack/formats/{format}.profile.json"] = Text(profile);
    }

    private void AddSample(SortedDictionary<string, byte[]> files, CancellationToken cancellation)
    {
        var sample = LineSample.Of(Period.Inventory, Sample, Seed);
        var explainer = new Explainer(Period, Workspace, Factors) { Most = RowsOfLine };
        var steps = explainer.Lines([.. sample.Select(line => line.Line)], cancellation);
        List<SampledLine> lines =
        [
            .. steps.Select(
                (step, index) =>
                    new SampledLine(
                        step.Line,
                        sample[index].Why,
                        [
                            .. (step.Rows?.Largest ?? []).Select(row => new SampledRow(
                                row.File,
                                row.At,
                                row.Day is { } day ? PlainJson.Of(day) : "",
                                row.Usage.Input,
                                row.Usage.Output,
                                string.Join(
                                    "; ",
                                    row.Cells.Where(cell => cell.Value is { Length: > 0 }).Select(cell => $"{cell.Name} {cell.Value}")
                                )
                            )),
                        ]
                    )
            ),
        ];
        using var workbook = new MemoryStream();
        SampleWorkbook.Write(lines, $"Sample of {Period.Manifest.Period}, seed {Seed}", Period.Manifest.Last, workbook);
        files["pack/sample.xlsx"] = workbook.ToArray();
        // one of many tokens, one in the middle, a small one
        var bySize = steps.OrderByDescending(step => step.Line.Total!.Value.Central!.Value.KilogramsCo2e).ToList();
        var walked = Enumerable
            .Range(0, WalkedLines)
            .Select(at => at * (bySize.Count - 1) / (WalkedLines - 1))
            .Where(at => at >= 0)
            .Distinct()
            .Select(at => bySize[at])
            .ToList();
        files["pack/reperform.md"] = Text(WalkThrough.Of(Period, walked));
    }

    private byte[] ContentsOf(SortedDictionary<string, byte[]> files, List<InputPath> inputs)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, PlainJson.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteString("period", Period.Folder.Name);
            json.WriteString("manifest", Period.Manifest.Sha256);
            json.WriteString("factorPack", FactorFiles.BuiltIn.Hash());
            json.WriteBoolean("redacted", IsRedacted);
            json.WriteNumber("sample", Sample);
            json.WriteNumber("seed", Seed);
            json.WriteStartObject("files");
            foreach (
                var (name, hash) in files
                    .Select(file => (file.Key, Hash: Convert.ToHexStringLower(SHA256.HashData(file.Value))))
                    .Concat(inputs.Select(input => (input.Display, Hashing.Sha256.Of(input.FullPath))))
                    .OrderBy(file => file.Item1, StringComparer.Ordinal)
            )
                json.WriteString(name, hash);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private string ReadMe()
    {
        var folder = $"periods/{Period.Folder.Name}/";
        (string What, string Holds)[] files =
        [
            (
                folder,
                "the report (PDF, HTML, workbook), figures, ledger (inventory.csv), usage, rates, places and factors used, checks, "
                    + "findings, account of the rows, coverage, events with sign-offs, manifest.json"
            ),
            (
                "outside of pack/ and periods/",
                IsRedacted ? "nothing: the inputs were left out" : "the inputs, byte by byte: exports, settings, registers"
            ),
            ("pack/inputs.sha256", "hashes of all inputs"),
            ("pack/factors/", $"every factor of the program with its source; those that were used stand in {folder}factors.csv"),
            ("pack/methodology.md, pack/formats/", "formulas with sources; how the exports were read"),
            (
                "pack/sample.xlsx",
                FormattableString.Invariant(
                    $"the {LineSample.Largest} largest lines, and {Sample} drawn in proportion to emissions (seed {Seed}), with live "
                ) + "steps, the rows behind them, and a cell for your own value"
            ),
            ("pack/changes-since-*.json", "why the total is not that of a closed period that the report refers to, where there is one"),
            ("pack/reperform.md", "three lines from rows to emissions, for a calculator"),
            (Contents, "SHA-256 of every file"),
        ];
        return string.Join(
            '\n',
            [
                $"# Pack of {Period.Manifest.Period}",
                "",
                $"Made by {Period.Manifest.Tool}. Nothing in here needs that program; with it, `llmenergy verify PACK.zip` checks every",
                "hash, calculates the lines again and writes every output again from the exports. Of rows, quantities, times and models",
                "are shown in `pack/`, and nothing else.",
                "",
                "| what | holds |",
                "|---|---|",
                .. files.Select(file => $"| `{file.What}` | {file.Holds} |"),
                "",
            ]
        );
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}

namespace LlmEnergy.Shared;

/// <summary>LibreOffice without a window, with a profile of its own.</summary>
internal static class LibreOffice
{
    /// <summary>
    /// The workbooks as LibreOffice saves them after opening them, in one start, which takes longer than to open one. It computes formulas
    /// without a value and believes those that have one.
    /// </summary>
    public static byte[][] Saved(params IReadOnlyList<byte[]> workbooks)
    {
        var program = Tool.Require("soffice", "libreoffice");
        var folder = Directory.CreateTempSubdirectory("llmenergy-");
        try
        {
            var inputs = workbooks.Select((_, i) => Path.Combine(folder.FullName, FormattableString.Invariant($"{i}.xlsx"))).ToList();
            var output = Directory.CreateDirectory(Path.Combine(folder.FullName, "out"));
            foreach (var (input, workbook) in inputs.Zip(workbooks))
                File.WriteAllBytes(input, workbook);
            var ran = Tool.Run(
                program,
                [
                    $"-env:UserInstallation={new Uri(Path.Combine(folder.FullName, "profile")).AbsoluteUri}",
                    "--headless",
                    "--convert-to",
                    "xlsx",
                    "--outdir",
                    output.FullName,
                    .. inputs,
                ]
            );
            var saved = inputs.Select(input => Path.Combine(output.FullName, Path.GetFileName(input))).ToList();
            Assert.That(saved, Has.All.Exist, () => ran.Output + ran.Error);
            return [.. saved.Select(File.ReadAllBytes)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

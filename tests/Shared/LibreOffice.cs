namespace LlmEnergy.Shared;

/// <summary>LibreOffice without a window, with a profile of its own.</summary>
internal static class LibreOffice
{
    /// <summary>
    /// The workbook as LibreOffice saves it after opening it. It computes formulas without a value and believes those that have one.
    /// </summary>
    public static byte[] Saved(byte[] workbook)
    {
        var program = Tool.Require("soffice", "libreoffice");
        var folder = Directory.CreateTempSubdirectory("llmenergy-");
        try
        {
            var input = Path.Combine(folder.FullName, "in.xlsx");
            var output = Directory.CreateDirectory(Path.Combine(folder.FullName, "out"));
            File.WriteAllBytes(input, workbook);
            var ran = Tool.Run(
                program,
                $"-env:UserInstallation={new Uri(Path.Combine(folder.FullName, "profile")).AbsoluteUri}",
                "--headless",
                "--convert-to",
                "xlsx",
                "--outdir",
                output.FullName,
                input
            );
            var saved = Path.Combine(output.FullName, "in.xlsx");
            Assert.That(saved, Does.Exist, () => ran.Output + ran.Error);
            return File.ReadAllBytes(saved);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

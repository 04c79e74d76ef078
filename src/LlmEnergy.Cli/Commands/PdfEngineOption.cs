using System.CommandLine;
using LlmEnergy.Reporting;

namespace LlmEnergy.Cli.Commands;

/// <summary>The option that chooses what prints the PDF.</summary>
public static class PdfEngineOption
{
    public static Option<string> Create()
    {
        var option = new Option<string>("--pdf-engine")
        {
            Description = "What prints the PDF: built-in, or an installed browser, which makes it accessible (tagged)",
            DefaultValueFactory = _ => PdfEngine.BuiltIn.Name(),
        };
        option.AcceptOnlyFromAmong([.. PdfEngineNames.All]);
        return option;
    }

    public static PdfEngine Engine(this ParseResult result, Option<string> engine) => PdfEngineNames.Parse(result.GetRequiredValue(engine));
}

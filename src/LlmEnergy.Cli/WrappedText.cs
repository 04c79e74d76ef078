namespace LlmEnergy.Cli;

/// <summary>Text in lines of a width, broken at blanks alone: a path or a number that is longer than a line is left whole.</summary>
internal static class WrappedText
{
    /// <param name="width">Characters of a line.</param>
    /// <param name="indent">Blanks before all lines but the first.</param>
    /// <returns>One line at least.</returns>
    public static IReadOnlyList<string> Lines(string text, int width, int indent = 0)
    {
        var lines = new List<string>();
        // the first line keeps the blanks that it begins with
        var rest = text;
        for (var first = true; ; first = false)
        {
            var margin = first ? rest.Length - rest.TrimStart().Length : indent;
            var line = first ? rest : new string(' ', indent) + rest;
            var at =
                line.Length <= width ? -1
                : line.LastIndexOf(' ', width) is var before && before > margin ? before
                : line.IndexOf(' ', margin + 1);
            if (at < 0)
            {
                lines.Add(line);
                return lines;
            }

            lines.Add(line[..at].TrimEnd());
            rest = line[at..].TrimStart();
        }
    }
}

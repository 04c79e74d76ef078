namespace LlmEnergy.Reporting.Pdf;

/// <summary>Puts strips on pages, from top to bottom.</summary>
internal static class Pagination
{
    public const double Left = 46;
    public const double Top = 50;
    public const double Bottom = Canvas.Height - 47;
    public const double BodyWidth = Canvas.Width - (2 * Left);
    public const double BodyHeight = Bottom - Top;

    public static void Draw(IReadOnlyList<Slice> slices, Func<Canvas> newPage)
    {
        var page = newPage();
        var y = Top;
        for (var i = 0; i < slices.Count; i++)
        {
            var slice = slices[i];
            if (y > Top && y + HeightWithNext(slices, i) > Bottom)
            {
                page = newPage();
                y = Top;
                if (slice.Header is { } header)
                {
                    header.Draw(page, y);
                    y += header.Height;
                }
            }

            if (y > Top)
                y += slice.SpaceBefore;
            slice.Draw(page, y);
            y += slice.Height;
        }
    }

    /// <summary>Height of a strip and of those that must follow it on its page, as far as a page can hold them.</summary>
    private static double HeightWithNext(IReadOnlyList<Slice> slices, int from)
    {
        var height = slices[from].SpaceBefore + slices[from].Height;
        for (var i = from; slices[i].KeepsWithNext && i + 1 < slices.Count; i++)
        {
            var next = slices[i + 1].SpaceBefore + slices[i + 1].Height;
            if (height + next > BodyHeight)
                break;
            height += next;
        }

        return height;
    }
}

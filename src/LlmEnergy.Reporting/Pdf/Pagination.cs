using static LlmEnergy.Reporting.Pdf.PageForm;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>Puts strips on pages, from top to bottom.</summary>
internal static class Pagination
{
    /// <param name="form">Of all their pages, of which the first one is a new one.</param>
    public static void Draw(IReadOnlyList<Slice> slices, PageForm form, Func<Canvas> newPage)
    {
        var page = newPage();
        var y = Top;
        for (var i = 0; i < slices.Count; i++)
        {
            var slice = slices[i];
            if (y > Top && y + HeightWithNext(slices, i, form.BodyHeight) > form.Bottom)
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
    private static double HeightWithNext(IReadOnlyList<Slice> slices, int from, double most)
    {
        var height = slices[from].SpaceBefore + slices[from].Height;
        for (var i = from; slices[i].KeepsWithNext && i + 1 < slices.Count; i++)
        {
            var next = slices[i + 1].SpaceBefore + slices[i + 1].Height;
            if (height + next > most)
                break;
            height += next;
        }

        return height;
    }
}

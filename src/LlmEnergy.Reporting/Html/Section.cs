using System.Collections.Immutable;
using System.Xml.Linq;
using LlmEnergy.Reporting.Document;
using static LlmEnergy.Reporting.Html.Xhtml;

namespace LlmEnergy.Reporting.Html;

/// <summary>A heading of the first level with all that follows it; the first section, the summary, has none.</summary>
internal sealed record Section(string Id, string Title, bool IsWide, ImmutableArray<Block> Blocks)
{
    public static IReadOnlyList<Section> Of(IEnumerable<Block> blocks)
    {
        var sections = new List<Section> { new("s0", "", IsWide: false, []) };
        foreach (var block in blocks)
        {
            if (block is Block.Heading { Level: 1 } heading)
                sections.Add(new(FormattableString.Invariant($"s{sections.Count}"), heading.Text, heading.IsWide, []));
            else if (block is not Block.Title)
                sections[^1] = sections[^1] with { Blocks = sections[^1].Blocks.Add(block) };
        }

        return sections;
    }

    public XElement Element(BlockElements elements)
    {
        var (caption, part) = (Title, 0);
        var section = Tag(
            "section",
            Title.Length == 0 ? Class("summary") : null,
            IsWide ? Class("wide") : null,
            Title.Length == 0 ? null : Attribute("aria-labelledby", Id),
            "\n"
        );
        if (Title.Length > 0)
            section.Add(Tag("h2", Attribute("id", Id), Text(Title)), "\n");
        foreach (var block in Blocks)
        {
            if (block is Block.Heading heading)
            {
                caption = heading.Text;
                section.Add(Tag("h3", Attribute("id", FormattableString.Invariant($"{Id}-{++part}")), Text(caption)));
            }
            else
            {
                section.Add(elements.Of(block, caption)!);
            }

            section.Add("\n");
        }

        return section;
    }
}

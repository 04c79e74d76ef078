using System.Text;
using CsCheck;
using LlmEnergy.Ingestion.Controls;

namespace LlmEnergy.Ingestion.Tests.Controls;

public class JsonLinesTests
{
    [TestCase("", new long[0], TestName = "An empty file")]
    [TestCase("\uFEFF", new long[0], TestName = "A byte order mark alone")]
    [TestCase("\uFEFF{}\n", new long[] { 3 }, TestName = "A byte order mark before a line")]
    [TestCase("{}\r\n \t\r\n\n  {}", new long[] { 0, 9 }, TestName = "Blank lines, and spaces before a value")]
    [TestCase("{}\nno JSON\n\0\n", new long[] { 0, 3, 11 }, TestName = "Whatever stands in a line")]
    public void Counts_the_lines_of(string text, long[] places) =>
        Assert.That(Counted.By(new JsonLines(), text), Is.EqualTo(Counted.At(places)));

    [Test]
    public void Counts_the_lines_that_were_written_in_slices_of_any_size() =>
        Gen.Select(
                Gen.Bool,
                Gen.OneOf(
                    "",
                    " ",
                    "\t\r",
                    "\r",
                    "{}",
                    " {\"a\":1}\r",
                    "ø",
                    "long text that fills a line of more than sixty-four bytes, as prompts do"
                ).Array[0, 20],
                Gen.Bool,
                Counted.Slices
            )
            .Sample(
                (hasMark, lines, isEnded, slices) =>
                {
                    var (text, places) = (new StringBuilder(hasMark ? "\uFEFF" : ""), new List<long>());
                    foreach (var (index, line) in lines.Index())
                    {
                        if (line.Trim(' ', '\t', '\r').Length > 0)
                            places.Add(Encoding.UTF8.GetByteCount(text.ToString()));
                        text.Append(line).Append(index < lines.Length - 1 || isEnded ? "\n" : "");
                    }

                    return Counted.By(new JsonLines(), Encoding.UTF8.GetBytes(text.ToString()), slices) == Counted.At(places);
                },
                iter: 2_000
            );
}

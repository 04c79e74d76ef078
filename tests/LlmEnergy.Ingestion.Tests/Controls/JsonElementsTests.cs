using System.Text;
using CsCheck;
using LlmEnergy.Ingestion.Controls;

namespace LlmEnergy.Ingestion.Tests.Controls;

public class JsonElementsTests
{
    private static readonly string[] Paths = ["", "data[]", "data[].results[]", "a.b[]", "a.b[].data[].a[]"];

    private static readonly Gen<Json> Scalar = Gen.OneOf(
            "1",
            "-0.5e3",
            "null",
            "true",
            "\"\"",
            "\"a\"",
            "\"[{\"",
            "\"}]\\\"\"",
            "\"\\\\\"",
            "\"\\u005b\"",
            "\"ø,:\""
        )
        .Select(text => new Json(text, [], []));

    private static readonly Gen<string> Name = Gen.OneOf(
        "data",
        "results",
        "a",
        "b",
        "\\u0064ata",
        "r\\u0065sults",
        "dat",
        "data2",
        "ø",
        "\\\"",
        ""
    );

    private static readonly Gen<Json> Value = Gen.Recursive<Json>(
        (depth, inner) =>
            depth > 7
                ? Scalar
                : Gen.Frequency(
                    (2, Scalar),
                    (3, inner.Array[0, 3].Select(values => new Json("", values, []))),
                    (
                        4,
                        Gen.Select(Name, inner)
                            .Array[0, 3]
                            .Select(members => new Json(
                                "{",
                                [.. members.Select(member => member.Item2)],
                                [.. members.Select(member => member.Item1)]
                            ))
                    )
                )
    );

    [TestCase("", "", new long[0], TestName = "An empty file")]
    [TestCase("", " {} {\"a\":[{}]}\n[{},{}]", new long[] { 1, 4, 16, 19 }, TestName = "Roots one after another and in a list")]
    [TestCase(
        "data[]",
        "\uFEFF{\"data\":[{},{\"data\":[{}]},5,[{}]]}",
        new long[] { 12, 15, 29, 31 },
        TestName = "Elements that are no objects are rejected, and counted"
    )]
    [TestCase(
        "data[].results[]",
        "[{\"data\":[{\"results\":[{},{}]},{},{\"results\":[]}]},{\"data\":[{\"results\":[{}]}]}]",
        new long[] { 22, 25, 71 },
        TestName = "Lists in lists"
    )]
    [TestCase("data[].results[]", "{\"data\":{\"results\":{\"x\":1}}}", new long[] { 19 }, TestName = "Objects in the place of lists")]
    [TestCase(
        "data[]",
        "{\"data\":null}{\"data\":5}{\"other\":[{}]}{\"data\":\"[{}]\"}[]",
        new long[0],
        TestName = "Nothing in the place of a list"
    )]
    [TestCase("a.b[]", "{\"b\":[{}],\"a\":{\"a\":{\"b\":[{}]},\"b\":[{}]}}", new long[] { 35 }, TestName = "A list in a member")]
    [TestCase("data[]", "{\"d\\u0061t\\u0061\":[{}]}", new long[] { 19 }, TestName = "A name with escapes")]
    [TestCase("data[]", "{\"d\\ata\":[{}],\"dat\\u\":[{}],\"data\":[{}]}", new long[] { 35 }, TestName = "Names with what is no escape")]
    public void Counts_the_elements_of(string rows, string json, long[] places) =>
        Assert.That(Counted.By(new JsonElements(rows, false, []), json), Is.EqualTo(Counted.At(places)));

    [Test]
    public void Depth_has_no_limit()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"data\":[", 5_000)) + string.Concat(Enumerable.Repeat("]}", 5_000));
        Assert.That(
            Counted.By(new JsonElements("data[]", false, []), $"{{\"data\":[{deep},{deep}]}}"),
            Is.EqualTo(Counted.At(9, 10 + deep.Length))
        );
    }

    [Test]
    public void Counts_the_elements_that_were_written_in_slices_of_any_size() =>
        Gen.Select(Gen.Bool, Value.Array[1, 4], Gen.OneOf(Paths), Gen.OneOf("", " ", "\r\n\t"), Counted.Slices)
            .Sample(
                (hasMark, roots, rows, space, slices) =>
                {
                    var text = new StringBuilder(hasMark ? "\uFEFF" : "");
                    foreach (var root in roots)
                        root.Write(text, space);
                    var places = roots
                        .SelectMany(root => root.IsList ? root.Values : [root])
                        .SelectMany(root => Elements(root, StepsOf(rows), 0, PieceLevel(rows)));
                    return Counted.By(new JsonElements(rows, false, []), Encoding.UTF8.GetBytes(text.ToString()), slices)
                        == Counted.At(places);
                },
                iter: 4_000
            );

    [Test]
    public void Lines_are_roots_and_what_is_no_object_is_one_record() =>
        Gen.Select(Value.Array[1, 6], Gen.OneOf(Paths), Gen.OneOf("", " "), Gen.OneOf("\n", "\r\n", "\n \n"), Counted.Slices)
            .Sample(
                (roots, rows, space, lineBreak, slices) =>
                {
                    var (text, places) = (new StringBuilder(), new List<long>());
                    foreach (var root in roots)
                    {
                        var line = Encoding.UTF8.GetByteCount(text.ToString());
                        root.Write(text, space);
                        text.Append(lineBreak);
                        places.AddRange(Elements(root, StepsOf(rows), 0, pieceLevel: 0).Select(place => place == root.At ? line : place));
                    }

                    return Counted.By(new JsonElements(rows, true, []), Encoding.UTF8.GetBytes(text.ToString()), slices)
                        == Counted.At(places);
                },
                iter: 4_000
            );

    [Test]
    public void A_line_has_one_root() =>
        Assert.That(Counted.By(new JsonElements("", true, []), "\"a\" {} [{}]\n{}\n"), Is.EqualTo(Counted.At(0, 12)));

    [Test]
    public void A_broken_line_does_not_reach_the_next() =>
        Assert.That(
            Counted.By(new JsonElements("data[]", true, [(0, 11)]), "{\"data\":[\"\n{\"data\":[{}]}\n"),
            Is.EqualTo(Counted.At(0, 20))
        );

    [Test]
    public void A_fault_is_one_record_whatever_stands_in_it() =>
        Assert.That(
            Counted.By(new JsonElements("data[]", false, [(12, 22)]), "{\"data\":[{},{\"a\":[1,2},{}]}"),
            Is.EqualTo(Counted.At(9, 12, 23))
        );

    [Test]
    public void A_fault_inside_a_piece_takes_the_place_of_what_was_counted_in_it()
    {
        const string json = "{\"data\":[{\"results\":[{}]},{\"results\":[{},{},{\"x\":";
        Assert.That(
            Counted.By(new JsonElements("data[].results[]", false, [(json.Length, json.Length)]), json),
            Is.EqualTo(Counted.At(21, json.Length))
        );
    }

    [Test]
    public void A_scalar_ends_where_the_file_does() =>
        Assert.That(Counted.By(new JsonElements("", false, [(5, 5)]), "[{},5"), Is.EqualTo(Counted.At(1, 4, 5)));

    [Test]
    public void Brackets_are_in_balance_where_there_is_no_JSON() =>
        Assert.That(
            Counted.By(new JsonElements("data[].results[]", false, []), "{\"data\":[{[x{\"a\":}]},{\"results\":[{}]}]}"),
            Is.EqualTo(Counted.At(33))
        );

    /// <summary>Any slices, any bytes: a counter has an answer.</summary>
    [Test]
    public void Whatever_is_no_JSON_is_survived() =>
        Gen.Select(
                Gen.OneOf("{", "}", "[", "]", "\"", "\\", ":", ",", "data", "\"data\"", "\"a\":", "\\u00", "\n", "1", "\uFEFF").Array[
                    0,
                    40
                ],
                Gen.OneOf(Paths),
                Gen.Bool
            )
            .Sample((pieces, rows, isLines) => Counted.By(new JsonElements(rows, isLines, []), string.Concat(pieces)).Records >= 0);

    private static string[][] StepsOf(string rows) =>
        [.. rows.Split("[]", StringSplitOptions.RemoveEmptyEntries).Select(step => step.TrimStart('.').Split('.'))];

    private static int PieceLevel(string rows) => Math.Max(StepsOf(rows).Length - 1, Math.Min(StepsOf(rows).Length, 1));

    private static IEnumerable<long> Elements(Json value, string[][] steps, int level, int pieceLevel)
    {
        if (level == steps.Length)
            return [value.At];
        if (!value.IsObject)
            return level >= pieceLevel ? [value.At] : [];
        var found = steps[level]
            .Aggregate(new[] { value }.AsEnumerable(), (values, name) => values.SelectMany(inner => inner.Members(name)));
        return found
            .SelectMany(list =>
                list.IsList ? list.Values
                : list.IsObject ? [list]
                : []
            )
            .SelectMany(element => Elements(element, steps, level + 1, pieceLevel));
    }

    /// <param name="Text">Of a scalar; <c>{</c> of an object, nothing of a list.</param>
    private sealed record Json(string Text, Json[] Values, string[] Names)
    {
        /// <summary>Where it was written last.</summary>
        public long At { get; private set; }

        public bool IsList => Text.Length == 0;

        public bool IsObject => Text == "{";

        public IEnumerable<Json> Members(string name) =>
            IsObject
                ? Values.Where(
                    (_, index) =>
                        Names[index].Replace("\\u0064", "d", StringComparison.Ordinal).Replace("\\u0065", "e", StringComparison.Ordinal)
                        == name
                )
                : [];

        public void Write(StringBuilder text, string space)
        {
            text.Append(space);
            At = Encoding.UTF8.GetByteCount(text.ToString());
            text.Append(IsList ? "[" : Text);
            for (var index = 0; index < Values.Length; index++)
            {
                if (index > 0)
                    text.Append(',');
                if (IsObject)
                    text.Append(space).Append('"').Append(Names[index]).Append('"').Append(space).Append(':');
                Values[index].Write(text, space);
            }

            text.Append(
                IsList ? $"{space}]"
                : IsObject ? $"{space}}}"
                : " "
            );
        }
    }
}

using System.Globalization;
using System.Text;

namespace LlmEnergy.Periods;

/// <summary>
/// Spellings of a person's name as one: without case, accents, invisible characters, width and the number of spaces. The program runs without culture data,
/// whose normalisation would tell a letter and its accent from the letter with it; taking two persons for one only asks for a third.
/// </summary>
internal static class PersonName
{
    /// <summary>Capital letters of Latin, Greek and Cyrillic by the letters that they are with a mark, from the decompositions of Unicode.</summary>
    private static readonly Dictionary<char, string> Plain = Table(
        ("A", "ÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶ"), ("B", "ḂḄḆ"), ("C", "ÇĆĈĊČḈ"), ("D", "ÐĎĐḊḌḎḐḒ"), ("E", "ÈÉÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ"), ("F", "Ḟ"), ("G", "ĜĞĠĢǦǴḠ"),
        ("H", "ĤĦȞḢḤḦḨḪ"), ("I", "ÌÍÎÏĨĪĬĮİıǏȈȊḬḮỈỊ"), ("J", "Ĵ"), ("K", "ĶĸǨḰḲḴ"), ("L", "ĹĻĽŁḶḸḺḼ"), ("M", "ḾṀṂ"), ("N", "ÑŃŅŇŊǸṄṆṈṊ"),
        ("O", "ÒÓÔÕÖØŌŎŐƠǑǪǬȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ"), ("P", "ṔṖ"), ("R", "ŔŖŘȐȒṘṚṜṞ"), ("S", "ŚŜŞŠȘṠṢṤṦṨ"), ("T", "ŢŤŦȚṪṬṮṰ"), ("U", "ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰ"),
        ("V", "ṼṾ"), ("W", "ŴẀẂẄẆẈ"), ("X", "ẊẌ"), ("Y", "ÝŶŸȲẎỲỴỶỸ"), ("Z", "ŹŻŽẐẒẔ"), ("h", "ẖ"), ("j", "ǰ"), ("t", "ẗ"), ("w", "ẘ"), ("y", "ẙ"), ("Ø", "Ǿ"), ("Ʒ", "Ǯ"),
        ("ʹ", "ʹ"), ("Α", "ΆἈἉἊἋἌἍἎἏᾈᾉᾊᾋᾌᾍᾎᾏᾸᾹᾺΆᾼ"), ("Ε", "ΈἘἙἚἛἜἝῈΈ"), ("Η", "ΉἨἩἪἫἬἭἮἯᾘᾙᾚᾛᾜᾝᾞᾟῊΉῌ"), ("Θ", "ϴ"), ("Ι", "ΊΪἸἹἺἻἼἽἾἿῘῙῚΊ"), ("Ο", "ΌὈὉὊὋὌὍῸΌ"), ("Ρ", "Ῥ"),
        ("Σ", "Ϲ"), ("Υ", "ΎΫϒϓϔὙὛὝὟῨῩῪΎ"), ("Ω", "ΏὨὩὪὫὬὭὮὯᾨᾩᾪᾫᾬᾭᾮᾯῺΏῼ"), ("α", "ᾀᾁᾂᾃᾄᾅᾆᾇᾲᾳᾴᾶᾷ"), ("η", "ᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ"), ("ι", "ΐῒΐῖῗ"), ("ρ", "ῤ"), ("υ", "ΰὐὒὔὖῢΰῦῧ"),
        ("ω", "ᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ"), ("І", "Ї"), ("А", "ӐӒ"), ("Г", "Ѓ"), ("Е", "ЀЁӖ"), ("Ж", "ӁӜ"), ("З", "Ӟ"), ("И", "ЍЙӢӤ"), ("К", "Ќ"), ("О", "Ӧ"), ("У", "ЎӮӰӲ"), ("Ч", "Ӵ"),
        ("Ы", "Ӹ"), ("Э", "Ӭ"), ("Ѵ", "Ѷ"), ("Ә", "Ӛ"), ("Ө", "Ӫ"), ("AE", "ÆǼǢ"), ("OE", "Œ"), ("SS", "ẞß"), ("TH", "Þ"));

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.ToUpperInvariant().EnumerateRunes())
        {
            if (IsInvisible(rune)) continue;
            var narrow = rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;
            if (narrow.IsBmp && Plain.TryGetValue((char)narrow.Value, out var plain)) folded.Append(plain);
            else folded.Append(narrow.ToString());
        }

        return string.Join(' ', folded.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Marks, controls, and the letters that are drawn as nothing: fillers of Hangul and the empty cell of Braille.</summary>
    private static bool IsInvisible(Rune rune) => rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800
        || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control && !Rune.IsWhiteSpace(rune)));

    private static Dictionary<char, string> Table(params ReadOnlySpan<(string Plain, string Letters)> rows)
    {
        var table = new Dictionary<char, string>();
        foreach (var (plain, letters) in rows)
            foreach (var letter in letters) table.TryAdd(letter, plain);
        return table;
    }
}

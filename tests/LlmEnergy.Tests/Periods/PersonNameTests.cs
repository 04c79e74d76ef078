using LlmEnergy.Domain;
using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Periods;

/// <summary>Who is one person: the preparer under another spelling may not review.</summary>
public class PersonNameTests
{
    private static readonly RecordedManifest Final = new(
        "m",
        "LlmEnergy",
        "2026-Q3",
        default,
        default,
        "final",
        [],
        "",
        "",
        "{}",
        [],
        [],
        [],
        [],
        System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty
    );

    [TestCase("José Müller", "José Müller", TestName = "the same letters")]
    [TestCase("José Müller", "  José   Müller\t", TestName = "spaces around and between")]
    [TestCase("José Müller", "JOSÉ MÜLLER", TestName = "capitals")]
    [TestCase("José Müller", "Jose Muller", TestName = "without accents")]
    [TestCase("José Müller", "Jose\u0301 Mu\u0308ller", TestName = "accents as characters of their own")]
    [TestCase("Nguyễn Thị Ế", "Nguye\u0302\u0303n Thi\u0323 E\u0302\u0301", TestName = "two accents as characters of their own")]
    [TestCase("Άννα Ή", "Αννα Η", TestName = "Greek accents")]
    [TestCase("Йорг Ё", "И\u0306орг Е\u0308", TestName = "Cyrillic accents as characters of their own")]
    [TestCase("José Müller", "Ｊｏｓé　Ｍüｌｌｅｒ", TestName = "full width")]
    [TestCase("José Müller", "Jo\u200Bs\u00ADé\u2060 Mü\uFEFFller\u200D", TestName = "characters of no width")]
    [TestCase("José Müller", "\u202EJosé Müller\u202C", TestName = "marks that turn the direction")]
    [TestCase("José Müller", "José\u00A0Müller", TestName = "a space that does not break")]
    [TestCase("José Müller", "José\nMüller", TestName = "a line break for a space")]
    [TestCase("José Müller", "J\U000E0061osé Mül\uFE0Fler", TestName = "tags and variation selectors")]
    [TestCase("José Müller", "José \u3164Müller\u2800", TestName = "letters that are drawn as nothing")]
    [TestCase("Søren Þór Ægir Straße", "soren thor aegir strasse", TestName = "letters that are written as two")]
    [TestCase("Istanbul", "İstanbul", TestName = "a dotted capital")]
    [TestCase("José Müller <jose@example.org>", "jose muller", TestName = "a name with an e-mail, and the name")]
    [TestCase("José Müller <jose@example.org>", "JOSE@example.org", TestName = "a name with an e-mail, and the e-mail")]
    [TestCase("José Müller <jose@example.org>", "J. M. <Jose@Example.org> (CFO)", TestName = "the same e-mail after two names")]
    [TestCase("<jose@example.org>", "jose@example.org", TestName = "an e-mail in brackets")]
    [TestCase("José Müller ＜jose@example.org＞", "jose@example.org", TestName = "brackets of full width")]
    [TestCase("Ann Aa", "\u0410nn Aa", TestName = "a Cyrillic capital")]
    [TestCase("Ann Aa", "\u0391nn A\u03B1", TestName = "Greek letters")]
    [TestCase("Ann Aa", "ANN \u0410\u0410", TestName = "Cyrillic capitals for small letters")]
    [TestCase("Hannah Po", "\u041D\u0430nn\u0430h \u0420\u043E", TestName = "Cyrillic letters here and there")]
    [TestCase("hannah po", "\u043Dannah po", TestName = "a small Cyrillic letter that looks alike as a capital")]
    [TestCase("Ann So", "Ann S\u0585", TestName = "an Armenian letter")]
    [TestCase("Ivan Il", "lvan I1", TestName = "letters and digits that look alike")]
    [TestCase("Olof", "0l\u043Ef", TestName = "a zero and a Cyrillic letter")]
    [TestCase("Ann Aa", "\U0001D400nn \U0001D434\U0001D44E", TestName = "mathematical letters")]
    [TestCase("Ann Aa", "\u13AAnn Aa", TestName = "a letter of Cherokee")]
    [TestCase("\uBC15\uC9C0\uBBFC", "\u1107\u1161\u11A8\u110C\u1175\u1106\u1175\u11AB", TestName = "syllables of Hangul and their letters")]
    [TestCase("\uFB01ona", "Fiona", TestName = "a ligature")]
    [TestCase("Ann Aa", "Ann Aa.", TestName = "a dot more")]
    [TestCase("A. Berg", "A Berg", TestName = "a dot less")]
    [TestCase("Ann-Marie O'Neil", "Ann Marie O\u2019Neil", TestName = "another apostrophe, and no hyphen")]
    [TestCase("Ann Aa", "AnnAa", TestName = "no space between")]
    [TestCase("B. Holm <a@example.org>", "C. Dahl <\u0430@example.org>", TestName = "an e-mail with a Cyrillic letter")]
    public void One_person_under_two_spellings_may_not_review(string one, string other) =>
        Assert.That((IsRefused(one, "", other, ""), IsRefused(other, "", one, "")), Is.EqualTo((true, true)));

    [TestCase("A. Berg", "a@example.org", "B. Holm", "A@Example.org", TestName = "the same e-mail under another name")]
    [TestCase("A. Berg", "a@example.org", "B. Holm", "B. Holm <a@example.org>", TestName = "the same e-mail in brackets")]
    [TestCase("A. Berg", "a@example.org", "a@example.org", "", TestName = "the e-mail for a name")]
    [TestCase("A. Berg", "", "B. Holm", "A. Berg", TestName = "the name for an e-mail")]
    public void One_person_is_known_by_the_email(string one, string oneEmail, string other, string otherEmail) =>
        Assert.That(IsRefused(one, oneEmail, other, otherEmail), Is.True);

    [TestCase("A. Berg", "", "B. Berg", "")]
    [TestCase("A. Berg", "a@example.org", "A. Bergman", "b@example.org")]
    [TestCase("A. Berg <a@example.org>", "", "B. Holm <b@example.org>", "")]
    [TestCase("A. Berg <>", "", "B. Holm <>", "")]
    [TestCase("Li", "", "Ли", "")]
    [TestCase("Ali", "", "All", "")]
    [TestCase("Павел", "", "Pavel", "")]
    [TestCase("Ян", "", "Jan", "")]
    [TestCase("박지민", "", "박지만", "")]
    [TestCase("山田", "", "山口", "")]
    public void Two_persons_may(string one, string oneEmail, string other, string otherEmail) =>
        Assert.That(IsRefused(one, oneEmail, other, otherEmail), Is.False);

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("\u200B\u3164")]
    public void Nobody_cannot_sign(string name) =>
        Assert.That(
            () => SignOff.Step(EventKind.Prepared, EventLog.Empty, Final, name, "", "", default),
            Throws
                .InstanceOf<ConfigurationException>()
                .With.Message.EqualTo("2026-Q3: error LE2031: found no name, expected --name of the person who signs")
        );

    /// <remarks>The tests run with culture data, the program without.</remarks>
    [Test]
    public void The_decompositions_are_those_of_Unicode()
    {
        var differing = Enumerable
            .Range(1, 0x2FFFF)
            .Where(System.Text.Rune.IsValid)
            .Select(code => new System.Text.Rune(code).ToString())
            .Where(character =>
                char.GetUnicodeCategory(character, 0) != System.Globalization.UnicodeCategory.OtherNotAssigned
                && !IsOfMarks(character)
                && !IsHangul(character)
                && CharacterTable.Decompositions.Of(character) != WithoutMarks(character.Normalize(System.Text.NormalizationForm.FormKD))
            )
            .ToList();
        Assert.That(differing.Take(5), Is.Empty);
        Assert.That((CharacterTable.Decompositions.Count, CharacterTable.Confusables.Count), Is.EqualTo((5837, 7077)));
    }

    private static bool IsOfMarks(string character) => WithoutMarks(character).Length == 0;

    private static bool IsHangul(string character) => character[0] is >= '\uAC00' and <= '\uD7A3';

    private static string WithoutMarks(string text) =>
        string.Concat(
            text.EnumerateRunes()
                .Where(rune =>
                    System.Text.Rune.GetUnicodeCategory(rune)
                        is not (
                            System.Globalization.UnicodeCategory.NonSpacingMark
                            or System.Globalization.UnicodeCategory.EnclosingMark
                            or System.Globalization.UnicodeCategory.Format
                        )
                )
        );

    private static bool IsRefused(string preparer, string preparerEmail, string reviewer, string reviewerEmail)
    {
        var log = EventLog
            .Empty.With(new(EventKind.Reported, default, "", "", "", "m", "final"))
            .With(SignOff.Step(EventKind.Prepared, EventLog.Empty, Final, preparer, "", preparerEmail, DateTimeOffset.UnixEpoch));
        try
        {
            return SignOff.Step(EventKind.Reviewed, log, Final, reviewer, "", reviewerEmail, DateTimeOffset.UnixEpoch).Kind
                != EventKind.Reviewed;
        }
        catch (ConfigurationException e)
        {
            return e.Message.EndsWith("expected somebody else: nobody reviews or approves their own work", StringComparison.Ordinal);
        }
    }
}

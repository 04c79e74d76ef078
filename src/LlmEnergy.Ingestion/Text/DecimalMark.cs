namespace LlmEnergy.Ingestion.Text;

/// <summary>
/// What stands between the whole and the fraction of an amount; the other mark may group thousands only where the comma is the decimal mark
/// or the file shows it.
/// </summary>
public enum DecimalMark : byte
{
    /// <summary>A point, and no groups.</summary>
    Point,

    /// <summary>A comma; points group thousands.</summary>
    Comma,

    /// <summary>Decided for each file by an amount that can be read in one way only; a file that has none is refused.</summary>
    OfFile,
}

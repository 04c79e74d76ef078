namespace LlmEnergy.Ingestion.Rows;

/// <summary>How the parts of a row were read.</summary>
/// <param name="Total">All tokens as the row states them; 0 where it does not.</param>
/// <param name="Dropped">Tokens of parts that were left out.</param>
internal readonly record struct RowParts(RowMarks Marks, long Total, long Dropped);

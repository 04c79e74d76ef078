namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>Cuts a JSON file into records without understanding them.</summary>
internal interface IJsonSplitter
{
    /// <summary>Prompts of a million tokens stand in logs; more than this is no record.</summary>
    const int MostRecordBytes = 16 << 20;

    /// <summary>Whether the last root says that more pages follow, as far as the splitter sees it.</summary>
    bool? More { get; }

    /// <summary>Whether a member says that more pages follow: one is true or false, and a token of the next page is there or not.</summary>
    static bool SaysMore(ReadOnlySpan<byte> said) => !said.SequenceEqual("false"u8);

    /// <returns>False at the end of the file.</returns>
    bool Fill(JsonBatch batch);
}

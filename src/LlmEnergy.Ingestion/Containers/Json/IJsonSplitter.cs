namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>Cuts a JSON file into records without understanding them.</summary>
internal interface IJsonSplitter
{
    /// <summary>Prompts of a million tokens stand in logs; more than this is no record.</summary>
    const int MostRecordBytes = 16 << 20;

    /// <summary>Whether the last root says that more pages follow, as far as the splitter sees it.</summary>
    bool? More { get; }

    /// <returns>False at the end of the file.</returns>
    bool Fill(JsonBatch batch);
}

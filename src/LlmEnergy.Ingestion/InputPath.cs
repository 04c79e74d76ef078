namespace LlmEnergy.Ingestion;

/// <summary>A file to read.</summary>
/// <param name="Display">As issues and accounts name it: relative to the workspace, with forward slashes.</param>
/// <param name="FullPath">As the operating system finds it.</param>
public readonly record struct InputPath(string Display, string FullPath);

namespace LlmEnergy.Reporting.Theme;

/// <param name="Bytes">The file as it is.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public sealed record ThemeLogo(ReadOnlyMemory<byte> Bytes, LogoType Type, int Width, int Height)
{
    public string MediaType => Type == LogoType.Png ? "image/png" : "image/jpeg";
}

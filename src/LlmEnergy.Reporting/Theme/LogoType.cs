namespace LlmEnergy.Reporting.Theme;

public enum LogoType
{
    Png,
    Jpeg,
}

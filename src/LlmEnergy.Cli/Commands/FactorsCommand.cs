using System.CommandLine;
using LlmEnergy.Factors;

namespace LlmEnergy.Cli.Commands;

internal sealed class FactorsCommand : Command
{
    public FactorsCommand(Lazy<FactorPack> factors, Terminal terminal)
        : base("factors", "The factors, each with value, unit, years, place, boundary and source.")
    {
        Add(new FactorsListCommand(factors, terminal));
        Add(new FactorsShowCommand(factors, terminal));
        Add(new FactorsCheckCommand(factors, terminal));
        Add(new FactorsImportCommand(factors, terminal));
        Add(new FactorsBacktestCommand(factors, terminal));
    }
}

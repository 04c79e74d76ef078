using System.Numerics;

namespace LlmEnergy.Calculation.Methods;

/// <summary>
/// What EcoLogits assumes a model to run on, and what it uses per token and per second: one run of its graph, for one pair of parameters.
/// </summary>
/// <remarks>
/// accelerator [Wh/token] = alpha x exp(beta x batch) x active + gamma; latency [s/token] = alpha_L x active + beta_L x batch + gamma_L;
/// accelerators = 2^ceil(log2(ceil(1.2 x total x bits / 8 / GB))); server [Wh/s] = kW x 1,000 x accelerators / 8 / batch / 3,600;
/// embodied [per s] = (accelerators / 8 x server + accelerators x accelerator) / (lifetime x batch). Parameters in billions. EcoLogits,
/// docs/methodology/llm_inference.md at commit 5be90da.
/// </remarks>
internal sealed class EcoLogitsServer
{
    private readonly FactorSet _constants;

    /// <param name="active">Parameters in billions, as are those of <paramref name="total"/>.</param>
    public EcoLogitsServer(FactorSet constants, decimal active, decimal total)
    {
        _constants = constants;
        var batch = constants.Value(Batch);
        var decay = SignificantDigits.Of(Math.Exp((double)(constants.Value(Beta) * batch)));
        GpuWattHoursPerToken = (constants.Value(Alpha) * decay * active) + constants.Value(Gamma);
        SecondsPerToken = (constants.Value(LatencyAlpha) * active) + (constants.Value(LatencyBeta) * batch) + constants.Value(LatencyGamma);
        MemoryGigabytes = constants.Value(MemoryOverhead) * total * constants.Value(Bits) / 8m;
        Gpus = (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1m, decimal.Ceiling(MemoryGigabytes / constants.Value(GpuMemory))));
        ServerWattHoursPerSecond = constants.Value(ServerPower) * 1_000m * Gpus / constants.Value(GpusPerServer) / batch / 3_600m;
    }

    /// <summary>Of one accelerator.</summary>
    public decimal GpuWattHoursPerToken { get; }

    public decimal SecondsPerToken { get; }

    public decimal MemoryGigabytes { get; }

    public long Gpus { get; }

    /// <summary>The request's share of a server without its accelerators.</summary>
    public decimal ServerWattHoursPerSecond { get; }

    /// <summary>Of all accelerators of the model.</summary>
    public decimal GpusWattHoursPerToken => Gpus * GpuWattHoursPerToken;

    /// <summary>The request's share of making the hardware, per second: kgCO2e, kgSbeq or MJ.</summary>
    public decimal HardwarePerSecond(string perServer, string perGpu) =>
        Hardware(perServer, perGpu) / (_constants.Value(Lifetime) * _constants.Value(Batch));

    /// <summary>Making all hardware that the model occupies.</summary>
    public decimal Hardware(string perServer, string perGpu) =>
        (Gpus / _constants.Value(GpusPerServer) * _constants.Value(perServer)) + (Gpus * _constants.Value(perGpu));

    public const string ServerEmbodied = "ecologits-server-embodied";
    public const string ServerAdpe = "ecologits-server-adpe";
    public const string ServerPrimaryEnergy = "ecologits-server-primary-energy";

    private const string Alpha = "ecologits-gpu-energy-alpha";
    private const string Beta = "ecologits-gpu-energy-beta";
    private const string Gamma = "ecologits-gpu-energy-gamma";
    private const string LatencyAlpha = "ecologits-latency-alpha";
    private const string LatencyBeta = "ecologits-latency-beta";
    private const string LatencyGamma = "ecologits-latency-gamma";
    private const string Batch = "ecologits-batch";
    private const string Bits = "ecologits-bits";
    private const string MemoryOverhead = "ecologits-memory-overhead";
    private const string GpuMemory = "ecologits-gpu-memory";
    private const string ServerPower = "ecologits-server-power";
    private const string GpusPerServer = "ecologits-server-gpus";
    private const string Lifetime = "ecologits-lifetime";

    public static readonly string[] Constants =
    [
        Alpha,
        Beta,
        Gamma,
        LatencyAlpha,
        LatencyBeta,
        LatencyGamma,
        Batch,
        Bits,
        MemoryOverhead,
        GpuMemory,
        ServerPower,
        GpusPerServer,
        Lifetime,
        ServerEmbodied,
        ServerAdpe,
        ServerPrimaryEnergy,
    ];
}

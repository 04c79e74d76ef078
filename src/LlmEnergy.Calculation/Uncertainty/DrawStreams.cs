using System.Globalization;
using System.Text;

namespace LlmEnergy.Calculation.Uncertainty;

/// <summary>
/// Streams of draws by name: a draw depends on the seed, the name and its number alone, so that a line more or another order of lines
/// changes no draw.
/// </summary>
/// <remarks>
/// Key: FNV-1a of 64 bits over <c>operating-point-2026|seed|name</c>. Draw i: SplitMix64 (Steele, Lea, Flood 2014) of key + (i + 1) x the
/// golden
/// ratio; u = (its upper 53 bits + 1/2) x 2^-53; z = the normal deviate of u.
/// </remarks>
internal sealed class DrawStreams(long seed, int count)
{
    private const ulong Offset = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;
    private const ulong Golden = 0x9e3779b97f4a7c15;
    private const double Smallest = 1.0 / (1L << 53);

    private readonly Dictionary<string, double[]> _normals = new(StringComparer.Ordinal);

    public int Count => count;

    /// <summary>Standard normal deviates; the same array at each call.</summary>
    public double[] Normals(string name)
    {
        if (!_normals.TryGetValue(name, out var normals))
        {
            normals = Uniforms(name);
            for (var i = 0; i < normals.Length; i++)
                normals[i] = NormalDistribution.Quantile(normals[i]);
            _normals[name] = normals;
        }

        return normals;
    }

    /// <summary>Above 0 and below 1.</summary>
    public double[] Uniforms(string name)
    {
        var key = Key(seed, name);
        var uniforms = new double[count];
        for (var i = 0; i < uniforms.Length; i++)
            uniforms[i] = Uniform(key, i);
        return uniforms;
    }

    public static ulong Key(long seed, string name)
    {
        var key = Offset;
        foreach (var octet in Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"operating-point-2026|{seed}|{name}")))
            key = unchecked((key ^ octet) * Prime);
        return key;
    }

    public static double Uniform(ulong key, int number) =>
        ((Mixed(unchecked(key + ((ulong)(number + 1) * Golden))) >> 11) + 0.5) * Smallest;

    private static ulong Mixed(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            return z ^ (z >> 31);
        }
    }
}

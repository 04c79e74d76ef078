using System.Numerics;

namespace LlmEnergy.Calculation.Uncertainty;

/// <summary>Sums over draws, several at once.</summary>
internal static class Vectors
{
    /// <summary>target += values x factor.</summary>
    public static void AddScaled(double[] target, double[] values, double factor)
    {
        var (i, width) = (0, Vector<double>.Count);
        var by = new Vector<double>(factor);
        for (; i <= target.Length - width; i += width)
            (new Vector<double>(target, i) + (new Vector<double>(values, i) * by)).CopyTo(target, i);
        for (; i < target.Length; i++)
            target[i] += values[i] * factor;
    }

    /// <summary>target += left x right.</summary>
    public static void AddProduct(double[] target, double[] left, double[] right)
    {
        var (i, width) = (0, Vector<double>.Count);
        for (; i <= target.Length - width; i += width)
            (new Vector<double>(target, i) + (new Vector<double>(left, i) * new Vector<double>(right, i))).CopyTo(target, i);
        for (; i < target.Length; i++)
            target[i] += left[i] * right[i];
    }
}

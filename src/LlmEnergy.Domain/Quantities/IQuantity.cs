using System.Numerics;

namespace LlmEnergy.Domain.Quantities;

/// <summary>A physical quantity that may be summed with its own kind and nothing else.</summary>
public interface IQuantity<T> : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    where T : struct, IQuantity<T>;

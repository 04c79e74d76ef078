using LlmEnergy.Tests.Circle.Inner;

namespace LlmEnergy.Tests.Circle;

/// <summary>Made up, with <see cref="Part"/>: a namespace and one inside it use each other.</summary>
internal sealed record Whole(Part? Part);

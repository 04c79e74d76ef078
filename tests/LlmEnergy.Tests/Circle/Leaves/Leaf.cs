namespace LlmEnergy.Tests.Circle.Leaves;

/// <summary>Made up: of a namespace that is used and uses none, so no part of the circle.</summary>
internal sealed record Leaf;

using LlmEnergy.Tests.Circle.Leaves;

namespace LlmEnergy.Tests.Circle.Inner;

internal sealed record Part(Whole? Of, Leaf Leaf);
